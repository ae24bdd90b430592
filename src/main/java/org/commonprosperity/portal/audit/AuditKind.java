package org.commonprosperity.portal.audit;

/**
 * What sort of line of the audit trail it is.
 */
public enum AuditKind {

	/** A sign-in, granted or refused. */
	SIGN_IN,
	/** A sign-out. */
	SIGN_OUT,
	/** An official asked for what the official may not have. */
	REFUSAL,
	/** A look at a person's record. */
	LOOK,
	/** A change of a record or an account. */
	CHANGE,
	/** A download. */
	EXPORT

}
