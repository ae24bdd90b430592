package org.commonprosperity.portal.village;

import java.io.Serial;
import java.util.List;

import org.commonprosperity.portal.audit.Difference;

/**
 * Somebody wrote in the same return after the form was opened. Nothing was written; both
 * versions are here to be shown.
 */
public class StaleIncome extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	private final long currentVersion;

	private final transient List<Difference> differences;

	StaleIncome(long currentVersion, List<Difference> differences) {
		super("the return changed after the form was opened");
		this.currentVersion = currentVersion;
		this.differences = List.copyOf(differences);
	}

	/** The version to send if the official, having seen both, still wants the own one. */
	public long currentVersion() {
		return this.currentVersion;
	}

	/** Before: what is on record now. After: what the official entered. */
	public List<Difference> differences() {
		return this.differences;
	}

}
