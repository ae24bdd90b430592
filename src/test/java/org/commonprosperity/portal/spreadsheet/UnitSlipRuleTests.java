package org.commonprosperity.portal.spreadsheet;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Random;

import org.commonprosperity.portal.shared.Money;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Amounts that look as if they were in another unit.
 */
class UnitSlipRuleTests {

	@Test
	void remarksOnMoreThanTenTimesAsMuchOrAsLittleAndComparesNothingWithZero() {
		assertThat(UnitSlipRule.isSlip(yuan("10.00"), yuan("1.00"))).isFalse();
		assertThat(UnitSlipRule.isSlip(yuan("10.01"), yuan("1.00"))).isTrue();
		assertThat(UnitSlipRule.isSlip(yuan("1.00"), yuan("10.01"))).isTrue();
		assertThat(UnitSlipRule.isSlip(yuan("550.00"), yuan("5500000.00"))).isTrue();
		assertThat(UnitSlipRule.isSlip(yuan("0.00"), yuan("5500000.00"))).isFalse();
		assertThat(UnitSlipRule.isSlip(yuan("5500000.00"), yuan("0"))).isFalse();
		assertThat(UnitSlipRule.isSlip(yuan("-1.00"), yuan("20.00"))).isTrue();
	}

	@Test
	void isTheSameFromBothSidesAndAlwaysFindsAMistakenUnit() {
		Random random = new Random(20261127);
		for (int round = 0; round < 1000; round++) {
			Money one = new Money(BigDecimal.valueOf(1 + random.nextInt(1_000_000_000), 2));
			Money other = new Money(BigDecimal.valueOf(1 + random.nextInt(1_000_000_000), 2));
			assertThat(UnitSlipRule.isSlip(one, other)).isEqualTo(UnitSlipRule.isSlip(other, one));
			assertThat(UnitSlipRule.isSlip(one, one)).isFalse();
			assertThat(UnitSlipRule.isSlip(one, new Money(one.yuan().movePointRight(4)))).isTrue();
		}
	}

	@Test
	void looksAtTheAmountsThatARowChangesAlone() {
		SheetRow row = new SheetRow(7, Map.of("amount", yuan("550.00"), "people", 3L, "other", yuan("1.00")));
		CheckedRow changed = CheckedRow.changed(row, Map.of("amount", "5500000.00", "people", "3000", "other", ""));
		assertThat(UnitSlipRule.remarks(changed)).singleElement().satisfies((remark) -> {
			assertThat(remark.row()).isEqualTo(7);
			assertThat(remark.column()).isEqualTo("amount");
			assertThat(remark.key()).startsWith(CheckedRow.REMARK);
			assertThat(remark.arguments()).containsExactly("550.00", "5500000.00");
		});
		assertThat(UnitSlipRule.remarks(CheckedRow.added(row))).isEmpty();
		assertThat(UnitSlipRule.remarks(CheckedRow.left(row))).isEmpty();
	}

	private static Money yuan(String amount) {
		return new Money(new BigDecimal(amount));
	}

}
