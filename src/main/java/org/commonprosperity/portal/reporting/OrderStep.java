package org.commonprosperity.portal.reporting;

import java.time.Instant;
import java.time.LocalDate;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.jspecify.annotations.Nullable;

/**
 * Something that was done with an order, by whom and when; written once.
 */
@Entity
@Getter
@NoArgsConstructor(access = AccessLevel.PROTECTED)
class OrderStep {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	private @Nullable Long id;

	@ManyToOne(fetch = FetchType.LAZY, optional = false)
	private SupervisionOrder order;

	@Enumerated(EnumType.STRING)
	private OrderAction action;

	private Instant happenedAt;

	private @Nullable Long actorId;

	private @Nullable Long postId;

	private @Nullable String actorName;

	private @Nullable String note;

	private @Nullable LocalDate oldDeadline;

	private @Nullable LocalDate newDeadline;

	OrderStep(SupervisionOrder order, OrderAction action, Official by, Instant at, @Nullable String note,
			@Nullable LocalDate oldDeadline, @Nullable LocalDate newDeadline) {
		this.order = order;
		this.action = action;
		this.actorId = by.id();
		this.postId = by.postId();
		this.actorName = by.signature();
		this.happenedAt = at;
		this.note = note;
		this.oldDeadline = oldDeadline;
		this.newDeadline = newDeadline;
	}

	/** Whether the official, or whom the official acts for, took it. */
	boolean isOf(Official official) {
		return this.actorId != null && this.postId != null
				&& (official.isSamePersonAs(this.actorId) || official.isSamePersonAs(this.postId));
	}

}
