package org.commonprosperity.portal.shared;

import java.io.Serial;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The domain says no. The reason is a message key, so that it reaches the reader in the
 * reader's language, and names the form field it concerns, where there is one.
 */
public class Refusal extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	private final String key;

	private final transient Object[] arguments;

	private final @Nullable String field;

	private final transient List<Refusal> others;

	public Refusal(@Nullable String field, String key, Object... arguments) {
		this(field, key, List.of(), arguments);
	}

	private Refusal(@Nullable String field, String key, List<Refusal> others, Object[] arguments) {
		super(key);
		this.field = field;
		this.key = key;
		this.arguments = arguments;
		this.others = others;
	}

	/** Several reasons at once; the first speaks where there is room for one. */
	static Refusal ofAll(List<Refusal> refusals) {
		Refusal first = refusals.get(0);
		return new Refusal(first.field, first.key, refusals.subList(1, refusals.size()), first.arguments());
	}

	/** Every reason that there is, this one first. */
	public List<Refusal> all() {
		List<Refusal> all = new ArrayList<>();
		all.add(this);
		if (this.others != null) {
			all.addAll(this.others);
		}
		return all;
	}

	public String key() {
		return this.key;
	}

	public Object[] arguments() {
		return (this.arguments != null) ? this.arguments.clone() : new Object[0];
	}

	/**
	 * The same reason, of one part of what was sent.
	 * @param part the part, put before the field
	 */
	public Refusal of(String part) {
		return new Refusal((this.field != null) ? part + "/" + this.field : part, this.key, arguments());
	}

	/**
	 * The form field that the reason concerns; null if it concerns the form as a whole.
	 */
	public @Nullable String field() {
		return this.field;
	}

}
