package org.commonprosperity.portal.care;

import java.io.Serial;
import java.util.List;

import org.commonprosperity.portal.audit.Difference;
import org.commonprosperity.portal.shared.Refusal;

/**
 * The record was changed after the form was drawn; both versions are told, so that
 * neither is lost.
 */
public class StaleCare extends Refusal {

	@Serial
	private static final long serialVersionUID = 1L;

	private final transient List<Difference> differences;

	private final long version;

	StaleCare(long version, List<Difference> differences) {
		super(null, "stale.title");
		this.version = version;
		this.differences = List.copyOf(differences);
	}

	/** What is on record now, and what the form says. */
	public List<Difference> differences() {
		return (this.differences != null) ? this.differences : List.of();
	}

	/** The version that is on record now. */
	public long version() {
		return this.version;
	}

}
