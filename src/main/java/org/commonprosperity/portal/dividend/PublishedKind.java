package org.commonprosperity.portal.dividend;

/**
 * What a row of the public table of dividends is of.
 */
public enum PublishedKind {

	/** 期初: what was owed from books that were kept elsewhere before. */
	OPENING,
	/** 运营前的固定分红. */
	BEFORE_OPERATION,
	/** 运营后的固定分红. */
	IN_OPERATION,
	/** 二次分红. */
	SECOND_DISTRIBUTION

}
