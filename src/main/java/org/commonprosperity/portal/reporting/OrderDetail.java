package org.commonprosperity.portal.reporting;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * All of a supervision order.
 *
 * @param line the order as in a list
 * @param version its version, for forms
 * @param cause what it came from
 * @param why the sentence that said why the light was red, null if it came from nothing
 * of the kind
 * @param requirement what is to be done
 * @param leadOfficial who led the project when it was issued, null if not known
 * @param steps who did what and when, oldest first
 * @param may what whoever asks can do with it now
 */
public record OrderDetail(OrderLine line, long version, OrderCause cause, @Nullable String why, String requirement,
		@Nullable String leadOfficial, List<Step> steps, Set<OrderAction> may) {

	public OrderDetail {
		steps = List.copyOf(steps);
		may = Set.copyOf(may);
	}

	/** The last time that something was done, or null. */
	public @Nullable Step last(OrderAction action) {
		Step last = null;
		for (Step step : this.steps) {
			if (step.action() == action) {
				last = step;
			}
		}
		return last;
	}

	/**
	 * The last time that something was done, or null.
	 * @param action name of an {@link OrderAction}
	 */
	public @Nullable Step lastOf(String action) {
		return last(OrderAction.valueOf(action));
	}

	/** Why the last reply came back, if the department has not replied again. */
	public @Nullable Step returned() {
		return (this.line.state() == OrderState.SIGNED) ? last(OrderAction.RETURNED) : null;
	}

	/**
	 * Something that was done.
	 *
	 * @param id its number
	 * @param action what
	 * @param happenedAt when
	 * @param actorName who, null if it was the system
	 * @param note what was said: the reply, the reason, the opinion; or null
	 * @param oldDeadline the deadline that was, if it moved, or null
	 * @param newDeadline the deadline from then on, if it was set or moved, or null
	 * @param files evidence
	 */
	public record Step(long id, OrderAction action, Instant happenedAt, @Nullable String actorName,
			@Nullable String note, @Nullable LocalDate oldDeadline, @Nullable LocalDate newDeadline,
			List<Attached> files) {

		public Step {
			files = List.copyOf(files);
		}

	}

	/**
	 * A file beside a reply.
	 *
	 * @param id number of the file
	 * @param name its name
	 */
	public record Attached(long id, String name) {
	}

}
