package org.commonprosperity.portal.reporting;

/**
 * The one word by which officials know how an order stands; the last part of a message
 * key {@code order.word.}.
 */
public enum OrderWord {

	/** 待签发. */
	TO_ISSUE,
	/** 待签收. */
	TO_SIGN,
	/** 办理中. */
	RUNNING,
	/** 临期: little time is left and there is no reply. */
	DUE_SOON,
	/** 超期: the deadline is over and there is no reply. */
	OVERDUE,
	/** 待核验. */
	TO_VERIFY,
	/** 已办结. */
	CLOSED,
	/** 已撤销. */
	CANCELLED,
	/** 不予签发. */
	DISMISSED

}
