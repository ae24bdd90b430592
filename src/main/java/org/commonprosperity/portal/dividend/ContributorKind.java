package org.commonprosperity.portal.dividend;

/**
 * Who contributes.
 */
public enum ContributorKind {

	/** A village's collective economic organisation (村集体经济组织): a legal person. */
	COLLECTIVE,
	/** A household (家庭): what is on record of it is personal. */
	HOUSEHOLD

}
