package org.commonprosperity.portal.shared;

import java.io.Serial;

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

	public Refusal(@Nullable String field, String key, Object... arguments) {
		super(key);
		this.field = field;
		this.key = key;
		this.arguments = arguments;
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
