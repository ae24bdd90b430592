package org.commonprosperity.portal.dividend;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

import org.commonprosperity.portal.shared.Money;
import org.jspecify.annotations.Nullable;

/**
 * What one contributor was owed, earned and was paid from a day to a day, line by line
 * (对账单). A line counts on the day that it was posted, so that a statement of days gone by
 * never changes.
 *
 * @param account whose it is
 * @param project code of the project that it is narrowed to, or null
 * @param from the first day
 * @param to the last day, which counts
 * @param opening what was owed before the first day
 * @param lines what was posted, in the order of posting
 * @param balance what was owed at the end of the last day, and what of it was due
 */
public record DividendStatement(Account account, @Nullable String project, LocalDate from, LocalDate to, Money opening,
		List<Line> lines, BalanceRule.Balance balance) {

	public DividendStatement {
		lines = List.copyOf(lines);
	}

	/** What was owed at the end of the last day. */
	public Money closing() {
		return this.lines.stream().map(Line::amount).reduce(this.opening, Money::plus);
	}

	/** What was earned from the first day to the last. */
	public Money earned() {
		return sum(false);
	}

	/** What was paid from the first day to the last, above zero. */
	public Money paid() {
		return new Money(sum(true).yuan().negate());
	}

	private Money sum(boolean settles) {
		return this.lines.stream()
			.filter((line) -> line.settles() == settles)
			.map(Line::amount)
			.reduce(new Money(BigDecimal.ZERO), Money::plus);
	}

	/**
	 * A contributor.
	 *
	 * @param number its number
	 * @param household whether it is a household, and so its name a person's
	 * @param account the end of the bank account, or null
	 */
	public record Account(String number, String name, boolean household, String village, @Nullable String villageEn,
			@Nullable String bank, @Nullable String account, @Nullable Long departmentId) {
	}

	/**
	 * A line of the ledger.
	 *
	 * @param number number of the line, the same on every statement
	 * @param kind the ledger's kind
	 * @param amount as the ledger has it: earned above zero, paid below
	 * @param after what was owed after it
	 * @param settles whether it is a payment, or takes one back
	 * @param reckoned how a run reckoned it, or null
	 * @param share how a second distribution reckoned it, or null
	 * @param bank what the bank said, or null
	 * @param contribution reference of the contribution, or null
	 * @param keptFrom the day from which the books are kept here, of an opening balance
	 * @param reverses number of the line that it takes back, or null
	 * @param reason why, or null
	 */
	public record Line(long number, LocalDate postedOn, String kind, String projectName, @Nullable String projectNameEn,
			int year, @Nullable LocalDate payBy, Money amount, Money after, boolean settles,
			@Nullable Reckoned reckoned, @Nullable Share share, @Nullable Bank bank, @Nullable String contribution,
			@Nullable LocalDate keptFrom, @Nullable Long reverses, @Nullable String reason) {
	}

	/**
	 * How a line of a run was reckoned.
	 *
	 * @param contributorClass name of the class, or null of a contributor without one
	 * @param document what the terms rest on, or null
	 * @param due principal × rate × days ÷ days of the year, to the fen
	 * @param before what of it was posted before
	 */
	public record Reckoned(DividendPhase phase, @Nullable String contributorClass, @Nullable String contributorClassEn,
			BigDecimal principal, BigDecimal rate, int days, int yearDays, @Nullable String document, Money due,
			Money before) {
	}

	/**
	 * How a part of a second distribution was reckoned: pool × weight ÷ all weights.
	 */
	public record Share(String resolution, Money pool, String rule, BigDecimal weight, BigDecimal weights) {
	}

	/**
	 * What the bank said of a payment.
	 */
	public record Bank(String reference, @Nullable LocalDate on, @Nullable String bankReference) {
	}

}
