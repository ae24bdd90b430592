package org.commonprosperity.portal.reporting;

import java.util.Set;

/**
 * What is done with a supervision order, and in which state it can be done.
 */
public enum OrderAction {

	/** The system proposes it. */
	PROPOSED,
	/** The coordinating office lets a proposal rest. */
	DISMISSED(OrderState.PROPOSED),
	/** The coordinating office issues it. */
	ISSUED(OrderState.PROPOSED),
	/** The department signs for it. */
	SIGNED(OrderState.ISSUED),
	/** The department replies. */
	REPLIED(OrderState.SIGNED),
	/** The coordinating office is not content with the reply. */
	RETURNED(OrderState.REPLIED),
	/** The coordinating office gives more time. */
	EXTENDED(OrderState.ISSUED, OrderState.SIGNED),
	/** The coordinating office is content with the reply. */
	CLOSED(OrderState.REPLIED),
	/** The coordinating office takes it back. */
	CANCELLED(OrderState.ISSUED, OrderState.SIGNED, OrderState.REPLIED);

	private final Set<OrderState> from;

	OrderAction(OrderState... from) {
		this.from = Set.of(from);
	}

	boolean isPossibleIn(OrderState state) {
		return this.from.contains(state);
	}

}
