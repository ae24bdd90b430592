package org.commonprosperity.portal.dividend;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

import org.commonprosperity.portal.shared.Money;
import org.jspecify.annotations.Nullable;

/**
 * What a contributor is still owed for a year, from the rules of the domain: accrued +
 * adjustments − paid. Up to the day by which it is to be paid it is payable (待付), after
 * it in arrears (欠付). Below zero it is only where an adjustment came after a payment, and
 * that adjustment names its reason.
 */
public final class BalanceRule {

	private static final Money NOTHING = new Money(BigDecimal.ZERO);

	private BalanceRule() {
	}

	/**
	 * The balance of the ledger lines of one contributor and year.
	 * @param entries the lines
	 * @param today the day to judge on
	 */
	public static Balance of(List<Entry> entries, LocalDate today) {
		Money accrued = NOTHING;
		Money overdue = NOTHING;
		Money settled = NOTHING;
		for (Entry entry : entries) {
			if (entry.payBy() == null) {
				settled = settled.plus(entry.amount());
			}
			else {
				accrued = accrued.plus(entry.amount());
				if (entry.payBy().isBefore(today)) {
					overdue = overdue.plus(entry.amount());
				}
			}
		}
		return of(accrued, overdue, settled);
	}

	/**
	 * The balance of sums that a query has drawn up.
	 * @param accrued lines with a day by which they are to be paid
	 * @param overdue those of them whose day is over
	 * @param settled payments, as the ledger has them: below zero
	 */
	public static Balance of(Money accrued, Money overdue, Money settled) {
		Money owed = accrued.plus(settled);
		Money late = greater(NOTHING, overdue.plus(settled));
		Money arrears = greater(NOTHING, (late.compareTo(owed) > 0) ? owed : late);
		return new Balance(accrued, negated(settled), owed, owed.plus(negated(arrears)), arrears);
	}

	private static Money greater(Money one, Money other) {
		return (one.compareTo(other) >= 0) ? one : other;
	}

	private static Money negated(Money money) {
		return new Money(money.yuan().negate());
	}

	/**
	 * A line of the ledger.
	 *
	 * @param amount as the ledger has it: earned above zero, paid below
	 * @param payBy the day by which it is to be paid; null of payments
	 */
	public record Entry(Money amount, @Nullable LocalDate payBy) {
	}

	/**
	 * What is owed.
	 *
	 * @param accrued 应付: earned, with adjustments
	 * @param paid 已付
	 * @param owed accrued − paid, and payable + arrears
	 * @param payable 待付: the day to pay it by has not passed; below zero: paid too much
	 * @param arrears 欠付: that day has passed
	 */
	public record Balance(Money accrued, Money paid, Money owed, Money payable, Money arrears) {
	}

}
