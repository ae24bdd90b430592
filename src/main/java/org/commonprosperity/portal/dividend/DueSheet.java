package org.commonprosperity.portal.dividend;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.commonprosperity.portal.shared.Money;
import org.jspecify.annotations.Nullable;

/**
 * What is to be paid, by when and since when.
 *
 * @param today the day that it is judged on
 * @param owing what is due and what of it is still owed, by project, class and day
 * @param overpaid what was paid beyond what is due, where a correction came after it
 * @param batches what is on its way
 * @param unposted years that are over and not reckoned yet: what they bring is missing
 */
public record DueSheet(LocalDate today, List<Owing> owing, Money overpaid, List<Batch> batches,
		List<Unposted> unposted) {

	private static final Money NOTHING = new Money(BigDecimal.ZERO);

	public DueSheet {
		owing = List.copyOf(owing);
		batches = List.copyOf(batches);
		unposted = List.copyOf(unposted);
	}

	/** What has to be paid within this calendar year, by project and class. */
	public List<Due> dueThisYear() {
		Map<Group, Due> groups = new LinkedHashMap<>();
		this.owing.stream()
			.filter((one) -> one.payBy().getYear() == this.today.getYear())
			.forEach((one) -> groups.merge(one.group(), Due.of(one), Due::plus));
		return List.copyOf(groups.values());
	}

	/** All of {@link #dueThisYear()}. */
	public Due dueThisYearInAll() {
		return dueThisYear().stream()
			.reduce(new Due(new Group("", "", null, null, null, null), NOTHING, NOTHING), Due::plus);
	}

	/**
	 * The cash that it takes: what is overdue at once, the rest by the quarter of the day
	 * to pay it by.
	 */
	public List<Need> needs() {
		Map<Integer, Money> quarters = new TreeMap<>();
		for (Owing one : this.owing) {
			if (!isOverdue(one) && one.remaining().yuan().signum() > 0) {
				int quarter = one.payBy().getYear() * 4 + (one.payBy().getMonthValue() - 1) / 3;
				quarters.merge(quarter, one.remaining(), Money::plus);
			}
		}
		List<Need> needs = new ArrayList<>();
		Money reached = arrears();
		needs.add(new Need(null, null, reached, reached));
		for (Map.Entry<Integer, Money> quarter : quarters.entrySet()) {
			reached = reached.plus(quarter.getValue());
			needs.add(new Need(quarter.getKey() / 4, quarter.getKey() % 4 + 1, quarter.getValue(), reached));
		}
		return needs;
	}

	/** What is still owed, by how long ago the day to pay it by passed. */
	public Map<Age, Money> ages() {
		Map<Age, Money> ages = new EnumMap<>(Age.class);
		Arrays.stream(Age.values()).forEach((age) -> ages.put(age, NOTHING));
		this.owing.forEach((one) -> ages.merge(Age.of(one.payBy(), this.today), one.remaining(), Money::plus));
		return ages;
	}

	/** What is still owed of an age. */
	public Money ofAge(String age) {
		return ages().getOrDefault(Age.valueOf(age), NOTHING);
	}

	/** The same by project. */
	public List<Aged> agesByProject() {
		Map<String, Aged> projects = new LinkedHashMap<>();
		for (Owing one : this.owing) {
			projects
				.computeIfAbsent(one.group().project(),
						(code) -> new Aged(one.group().projectName(), one.group().projectNameEn(),
								new EnumMap<>(Age.class)))
				.ages()
				.merge(Age.of(one.payBy(), this.today), one.remaining(), Money::plus);
		}
		return List.copyOf(projects.values());
	}

	/** 待付: what is still owed and not overdue. */
	public Money payable() {
		return sum(false);
	}

	/** 欠付: what is still owed and overdue. */
	public Money arrears() {
		return sum(true);
	}

	/** What is still owed. */
	public Money owed() {
		return payable().plus(arrears());
	}

	/** What is on its way. */
	public Money underway() {
		return this.batches.stream().map(Batch::amount).reduce(NOTHING, Money::plus);
	}

	private Money sum(boolean overdue) {
		return this.owing.stream()
			.filter((one) -> isOverdue(one) == overdue)
			.map(Owing::remaining)
			.reduce(NOTHING, Money::plus);
	}

	private boolean isOverdue(Owing one) {
		return one.payBy().isBefore(this.today);
	}

	/**
	 * How long ago the day to pay by passed.
	 */
	public enum Age {

		/** It has not. */
		NOT_YET,
		/** Up to 90 days ago. */
		DAYS_90,
		/** 91 to 180 days ago. */
		DAYS_180,
		/** 181 to 365 days ago. */
		DAYS_365,
		/** Longer ago. */
		LONGER;

		private static final int QUARTER = 90;

		private static final int HALF = 180;

		private static final int YEAR = 365;

		static Age of(LocalDate payBy, LocalDate today) {
			long days = ChronoUnit.DAYS.between(payBy, today);
			if (days <= 0) {
				return NOT_YET;
			}
			if (days <= QUARTER) {
				return DAYS_90;
			}
			if (days <= HALF) {
				return DAYS_180;
			}
			return (days <= YEAR) ? DAYS_365 : LONGER;
		}

	}

	/**
	 * A class of contributors of a project.
	 *
	 * @param contributorClass code of the class, null of contributors without one
	 */
	public record Group(String project, String projectName, @Nullable String projectNameEn,
			@Nullable String contributorClass, @Nullable String className, @Nullable String classNameEn) {
	}

	/**
	 * What is to be paid to a group by a day.
	 *
	 * @param amount what was earned
	 * @param remaining what of it is still owed
	 * @param contributors how many are still owed something
	 */
	public record Owing(Group group, LocalDate payBy, Money amount, Money remaining, long contributors) {
	}

	/**
	 * What is due to a group, and what of it is still owed.
	 */
	public record Due(Group group, Money amount, Money remaining) {

		static Due of(Owing one) {
			return new Due(one.group(), one.amount(), one.remaining());
		}

		Due plus(Due other) {
			return new Due(this.group, this.amount.plus(other.amount), this.remaining.plus(other.remaining));
		}

		/** What of it was paid. */
		public Money paid() {
			return this.amount.plus(new Money(this.remaining.yuan().negate()));
		}

	}

	/**
	 * The cash of a quarter; year and quarter are null of what is overdue.
	 *
	 * @param inAll with all before it
	 */
	public record Need(@Nullable Integer year, @Nullable Integer quarter, Money amount, Money inAll) {
	}

	/**
	 * What is still owed of a project by its age.
	 */
	public record Aged(String name, @Nullable String nameEn, Map<Age, Money> ages) {

		/** What is of an age. */
		public Money of(String age) {
			return this.ages.getOrDefault(Age.valueOf(age), NOTHING);
		}

		public Money total() {
			return this.ages.values().stream().reduce(NOTHING, Money::plus);
		}

	}

	/**
	 * What is on its way.
	 */
	public record Batch(long id, PaymentBatch.State state, String name, @Nullable String nameEn, Money amount) {
	}

	/**
	 * A year that is not reckoned yet.
	 */
	public record Unposted(String name, @Nullable String nameEn, int year) {
	}

}
