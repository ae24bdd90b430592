package org.commonprosperity.portal.dividend;

/**
 * Whether a project is in operation: the terms of dividends differ.
 */
public enum DividendPhase {

	/** 项目运营前: up to the day before operation starts. */
	BEFORE_OPERATION,
	/** 项目运营后: from the day on which operation starts. */
	IN_OPERATION

}
