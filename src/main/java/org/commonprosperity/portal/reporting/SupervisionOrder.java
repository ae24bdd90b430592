package org.commonprosperity.portal.reporting;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Version;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.shared.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * A supervision order (督办单): the coordinating office wants something of a department by a
 * day. Everything that changes it is a verb here and leaves a step behind; whoever is
 * late is told who was first.
 */
@Entity
@Getter
@NoArgsConstructor(access = AccessLevel.PROTECTED)
class SupervisionOrder {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	private @Nullable Long id;

	private long projectId;

	private long departmentId;

	@Enumerated(EnumType.STRING)
	private OrderCause cause;

	private @Nullable String why;

	private String matter;

	private String requirement;

	@Enumerated(EnumType.STRING)
	private OrderState state;

	private @Nullable Integer year;

	private @Nullable Integer number;

	private @Nullable LocalDate issuedOn;

	private @Nullable LocalDate deadline;

	private @Nullable String leadOfficial;

	@Version
	private long version;

	@Getter(AccessLevel.NONE)
	@OneToMany(mappedBy = "order", cascade = CascadeType.PERSIST)
	@OrderBy("id")
	private List<OrderStep> steps = new ArrayList<>();

	/** One of the coordinating office's own, about to be issued. */
	SupervisionOrder(long projectId, long departmentId) {
		this.projectId = projectId;
		this.departmentId = departmentId;
		this.cause = OrderCause.OWN;
		this.state = OrderState.PROPOSED;
	}

	/**
	 * Issues it under the next number of the year.
	 * @param numbers gives the next number of a year
	 * @param at when; the year is that of {@code today}
	 */
	void issue(OrderLetter letter, @Nullable String leadOfficial, IntUnaryOperator numbers, Official by, Instant at,
			LocalDate today) {
		require(OrderAction.ISSUED);
		if (letter.deadline().isBefore(today)) {
			throw new Refusal("deadline", "order.refusal.deadlinePast");
		}
		if (letter.departmentId() != null) {
			this.departmentId = letter.departmentId();
		}
		this.matter = letter.matter();
		this.requirement = letter.requirement();
		this.deadline = letter.deadline();
		this.leadOfficial = leadOfficial;
		this.issuedOn = today;
		this.year = today.getYear();
		this.number = numbers.applyAsInt(today.getYear());
		this.state = OrderState.ISSUED;
		step(OrderAction.ISSUED, by, at, null, null, this.deadline);
	}

	/** Lets a proposal rest. */
	void dismiss(String reason, Official by, Instant at) {
		require(OrderAction.DISMISSED);
		this.state = OrderState.DISMISSED;
		step(OrderAction.DISMISSED, by, at, reason, null, null);
	}

	/** The department has it. */
	void signFor(Official by, Instant at) {
		require(OrderAction.SIGNED);
		this.state = OrderState.SIGNED;
		step(OrderAction.SIGNED, by, at, null, null, null);
	}

	/**
	 * The department says what it did.
	 * @return the step, for the evidence
	 */
	OrderStep reply(String text, Official by, Instant at) {
		require(OrderAction.REPLIED);
		this.state = OrderState.REPLIED;
		return step(OrderAction.REPLIED, by, at, text, null, null);
	}

	/**
	 * The reply does not do.
	 * @param newDeadline by when it is to be mended, null if the deadline stays
	 */
	void sendBack(String reason, @Nullable LocalDate newDeadline, Official by, Instant at, LocalDate today) {
		require(OrderAction.RETURNED);
		requireSomebodyElse(by);
		if (newDeadline != null && newDeadline.isBefore(today)) {
			throw new Refusal("returnDeadline", "order.refusal.deadlinePast");
		}
		LocalDate old = (newDeadline != null) ? this.deadline : null;
		this.deadline = (newDeadline != null) ? newDeadline : this.deadline;
		this.state = OrderState.SIGNED;
		step(OrderAction.RETURNED, by, at, reason, old, newDeadline);
	}

	/** The reply is verified. */
	void close(String opinion, Official by, Instant at) {
		require(OrderAction.CLOSED);
		requireSomebodyElse(by);
		this.state = OrderState.CLOSED;
		step(OrderAction.CLOSED, by, at, opinion, null, null);
	}

	/** Gives more time. */
	void extend(LocalDate newDeadline, String reason, Official by, Instant at, LocalDate today) {
		require(OrderAction.EXTENDED);
		if (newDeadline.isBefore(today)) {
			throw new Refusal("extendDeadline", "order.refusal.deadlinePast");
		}
		if (this.deadline != null && !newDeadline.isAfter(this.deadline)) {
			throw new Refusal("extendDeadline", "order.refusal.deadlineNotLater", this.deadline.toString());
		}
		LocalDate old = this.deadline;
		this.deadline = newDeadline;
		step(OrderAction.EXTENDED, by, at, reason, old, newDeadline);
	}

	/** Takes it back; it keeps its number. */
	void cancel(String reason, Official by, Instant at) {
		require(OrderAction.CANCELLED);
		this.state = OrderState.CANCELLED;
		step(OrderAction.CANCELLED, by, at, reason, null, null);
	}

	/** Who did the last thing; empty if it was the system. */
	String lastActor() {
		String name = this.steps.isEmpty() ? null : this.steps.get(this.steps.size() - 1).getActorName();
		return (name != null) ? name : "";
	}

	private OrderStep step(OrderAction action, Official by, Instant at, @Nullable String note,
			@Nullable LocalDate oldDeadline, @Nullable LocalDate newDeadline) {
		OrderStep step = new OrderStep(this, action, by, at, note, oldDeadline, newDeadline);
		this.steps.add(step);
		return step;
	}

	private void require(OrderAction action) {
		if (!action.isPossibleIn(this.state)) {
			throw new Refusal(null, "order.refusal.state." + this.state, lastActor());
		}
	}

	/** Who replied does not judge the reply, whatever roles the person holds. */
	private void requireSomebodyElse(Official by) {
		if (this.steps.stream().anyMatch((step) -> step.getAction() == OrderAction.REPLIED && step.isOf(by))) {
			throw new Refusal(null, "order.refusal.samePerson");
		}
	}

}
