package org.commonprosperity.portal.reporting;

import java.time.LocalDate;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Which word an order carries on a day. As long as no reply is in, the deadline speaks
 * first: from three days before it 临期, after it 超期, signed for or not; the deadline
 * itself is still in time. Once a reply is in, it is the coordinating office's turn and
 * the deadline says nothing.
 */
final class OrderWordRule {

	/** From how many days before the deadline an order is 临期. */
	static final int SOON = 3;

	private OrderWordRule() {
	}

	/**
	 * The word of an order.
	 * @param deadline last day in time; null as long as the order is not issued
	 */
	static OrderWord of(OrderState state, @Nullable LocalDate deadline, LocalDate today) {
		for (OrderWord word : OrderWord.values()) {
			if (span(word, today).holds(state, deadline)) {
				return word;
			}
		}
		throw new IllegalArgumentException("no word for " + state + " due " + deadline);
	}

	/**
	 * The orders that carry a word: each order is in the span of exactly one.
	 */
	static Span span(OrderWord word, LocalDate today) {
		return switch (word) {
			case TO_ISSUE -> Span.of(OrderState.PROPOSED);
			case TO_SIGN -> new Span(Set.of(OrderState.ISSUED), today.plusDays(SOON + 1L), null);
			case RUNNING -> new Span(Set.of(OrderState.SIGNED), today.plusDays(SOON + 1L), null);
			case DUE_SOON -> new Span(Set.of(OrderState.ISSUED, OrderState.SIGNED), today, today.plusDays(SOON));
			case OVERDUE -> new Span(Set.of(OrderState.ISSUED, OrderState.SIGNED), null, today.minusDays(1));
			case TO_VERIFY -> Span.of(OrderState.REPLIED);
			case CLOSED -> Span.of(OrderState.CLOSED);
			case CANCELLED -> Span.of(OrderState.CANCELLED);
			case DISMISSED -> Span.of(OrderState.DISMISSED);
		};
	}

	/**
	 * States and a stretch of deadlines.
	 *
	 * @param states the states
	 * @param from first deadline, null if there is no first
	 * @param to last deadline, null if there is no last
	 */
	record Span(Set<OrderState> states, @Nullable LocalDate from, @Nullable LocalDate to) {

		static Span of(OrderState state) {
			return new Span(Set.of(state), null, null);
		}

		boolean holds(OrderState state, @Nullable LocalDate deadline) {
			if (!this.states.contains(state)) {
				return false;
			}
			return (this.from == null || (deadline != null && !deadline.isBefore(this.from)))
					&& (this.to == null || (deadline != null && !deadline.isAfter(this.to)));
		}

	}

}
