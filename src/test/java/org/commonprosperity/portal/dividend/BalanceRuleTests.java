package org.commonprosperity.portal.dividend;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.commonprosperity.portal.dividend.BalanceRule.Balance;
import org.commonprosperity.portal.dividend.BalanceRule.Entry;
import org.commonprosperity.portal.shared.Money;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is owed, and since when it is late.
 */
class BalanceRuleTests {

	private static final String DUE = "2024-03-31";

	@Test
	void upToItsDayItIsPayableAndAfterItInArrears() {
		List<Entry> entries = List.of(entry("100.00", DUE), entry("-30.00", null));
		assertThat(on(entries, "2024-03-31")).isEqualTo(balance("100.00", "30.00", "70.00", "70.00", "0.00"));
		assertThat(on(entries, "2024-04-01")).isEqualTo(balance("100.00", "30.00", "70.00", "0.00", "70.00"));
	}

	@Test
	void whatIsPaidSettlesWhatIsLateFirst() {
		List<Entry> entries = List.of(entry("100.00", DUE), entry("50.00", "2024-12-31"), entry("-120.00", null));
		assertThat(on(entries, "2024-06-01")).isEqualTo(balance("150.00", "120.00", "30.00", "30.00", "0.00"));
	}

	@Test
	void aReturnedPaymentIsOwedAgain() {
		List<Entry> entries = List.of(entry("100.00", DUE), entry("-100.00", null), entry("100.00", null));
		assertThat(on(entries, "2024-06-01")).isEqualTo(balance("100.00", "0.00", "100.00", "0.00", "100.00"));
	}

	@Test
	void anAdjustmentAfterAPaymentLeavesLessThanNothing() {
		List<Entry> entries = List.of(entry("100.00", DUE), entry("-100.00", null), entry("-20.00", DUE));
		assertThat(on(entries, "2024-06-01")).isEqualTo(balance("80.00", "100.00", "-20.00", "-20.00", "0.00"));
	}

	@Test
	void tenThousandBalancesAddUp() {
		Random random = new Random(7);
		LocalDate first = LocalDate.of(2024, 1, 1);
		for (int i = 0; i < 10_000; i++) {
			List<Entry> entries = new ArrayList<>();
			BigDecimal sum = new BigDecimal("0.00");
			for (int at = 0; at < 1 + random.nextInt(8); at++) {
				BigDecimal amount = BigDecimal.valueOf(random.nextInt(20_001) - 10_000, 2);
				sum = sum.add(amount);
				entries.add(new Entry(new Money(amount),
						(random.nextInt(3) == 0) ? null : first.plusDays(random.nextInt(300))));
			}
			Balance balance = BalanceRule.of(entries, first.plusDays(random.nextInt(300)));
			assertThat(balance.owed().yuan()).as("case %d", i).isEqualByComparingTo(sum);
			assertThat(balance.payable().plus(balance.arrears())).as("case %d", i).isEqualTo(balance.owed());
			assertThat(balance.arrears().yuan().signum()).as("case %d", i).isNotNegative();
			assertThat(balance.payable().yuan().signum() < 0).as("case %d", i)
				.isEqualTo(balance.owed().yuan().signum() < 0);
		}
	}

	private static Balance on(List<Entry> entries, String day) {
		return BalanceRule.of(entries, LocalDate.parse(day));
	}

	private static Balance balance(String accrued, String paid, String owed, String payable, String arrears) {
		return new Balance(money(accrued), money(paid), money(owed), money(payable), money(arrears));
	}

	private static Entry entry(String amount, @Nullable String payBy) {
		return new Entry(money(amount), (payBy != null) ? LocalDate.parse(payBy) : null);
	}

	private static Money money(String yuan) {
		return new Money(new BigDecimal(yuan));
	}

}
