package org.commonprosperity.portal.dividend;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;

import org.commonprosperity.portal.dividend.PaymentBatch.Project;
import org.commonprosperity.portal.shared.Money;
import org.jspecify.annotations.Nullable;

/**
 * A public notice (公示) of a batch as officials see it.
 *
 * @param id its number
 * @param batch number of the batch that it stands for
 * @param batchState where that batch is
 * @param project whose dividend is paid
 * @param year the year whose dividend is paid; null: of several
 * @param from the first day that it stands
 * @param to the last day that it stands
 * @param policy the version of the setting by which it stands that long
 * @param totals what it says, by village and class
 * @param objections what was objected, in the order of their coming
 */
public record PaymentNotice(long id, long batch, PaymentBatch.State batchState, Project project, @Nullable Integer year,
		LocalDate from, LocalDate to, @Nullable Long policy, String publishedBy, Instant publishedAt,
		@Nullable Instant withdrawnAt, @Nullable String withdrawnReason, List<Total> totals,
		List<Objection> objections) {

	public PaymentNotice {
		totals = List.copyOf(totals);
		objections = List.copyOf(objections);
	}

	/** How many days it stands, both ends counted. */
	public long days() {
		return ChronoUnit.DAYS.between(this.from, this.to) + 1;
	}

	/** Whether it is to be read publicly on a day. */
	public boolean stands(LocalDate day) {
		return this.withdrawnAt == null && !day.isBefore(this.from) && !day.isAfter(this.to);
	}

	/** Whether its days are over. */
	public boolean isOver(LocalDate day) {
		return day.isAfter(this.to);
	}

	/** Objections without an answer. */
	public long unanswered() {
		return this.objections.stream().filter((objection) -> objection.answer() == null).count();
	}

	/**
	 * Whether objections can still be recorded: the batch waits for its second person.
	 */
	public boolean isOpen() {
		return this.withdrawnAt == null && this.batchState == PaymentBatch.State.PREPARED;
	}

	/** All of it. */
	public Money amount() {
		return this.totals.stream().map(Total::amount).reduce(new Money(BigDecimal.ZERO), Money::plus);
	}

	/**
	 * What a village's contributors of a class get in all.
	 *
	 * @param contributorClass name of the class; null of contributors without one
	 */
	public record Total(String village, @Nullable String villageEn, @Nullable String contributorClass,
			@Nullable String contributorClassEn, int contributors, Money amount) {
	}

	/**
	 * What somebody objected, and the answer; for officials alone.
	 */
	public record Objection(long id, long notice, LocalDate receivedOn, String objection, String recordedBy,
			Instant recordedAt, @Nullable String answer, @Nullable String answeredBy, @Nullable Instant answeredAt,
			long version) {
	}

}
