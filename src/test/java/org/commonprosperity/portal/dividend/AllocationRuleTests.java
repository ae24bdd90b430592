package org.commonprosperity.portal.dividend;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.commonprosperity.portal.dividend.AllocationRule.Share;
import org.commonprosperity.portal.shared.Money;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * A pool is shared to the fen: the worked example, and ten thousand seeded pools.
 */
class AllocationRuleTests {

	@Test
	void theWorkedExample() {
		assertThat(AllocationRule.allocate(money("100000.00"),
				List.of(share(1, "A", "1000000.00"), share(2, "B", "500000.00"), share(3, "C", "20000.00"))))
			.containsExactly(Map.entry(1L, money("65789.47")), Map.entry(2L, money("32894.74")),
					Map.entry(3L, money("1315.79")));
	}

	@Test
	void tiesGoByTheContributorsNumber() {
		assertThat(AllocationRule.allocate(money("0.02"),
				List.of(share(7, "W-03", "1.00"), share(8, "W-01", "1.00"), share(9, "W-02", "1.00"))))
			.containsExactly(Map.entry(8L, money("0.01")), Map.entry(9L, money("0.01")), Map.entry(7L, money("0.00")));
	}

	@Test
	void thereHasToBeSomebodyOnce() {
		assertThatIllegalArgumentException().isThrownBy(() -> AllocationRule.allocate(money("1.00"), List.of()));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> AllocationRule.allocate(money("1.00"), List.of(share(1, "A", "0.00"))));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> AllocationRule.allocate(money("-1.00"), List.of(share(1, "A", "1.00"))));
		assertThatIllegalArgumentException().isThrownBy(
				() -> AllocationRule.allocate(money("1.00"), List.of(share(1, "A", "1.00"), share(1, "A", "1.00"))));
	}

	@Test
	void tenThousandPoolsAddUpWhateverTheOrder() {
		Random random = new Random(20221031);
		for (int i = 0; i < 10_000; i++) {
			Money pool = new Money(BigDecimal.valueOf(Math.abs(random.nextLong() % 100_000_000_000L), 2));
			List<Share> shares = new ArrayList<>();
			int people = 1 + random.nextInt(12);
			for (int at = 0; at < people; at++) {
				long weight = random.nextBoolean() ? 1 + random.nextInt(5)
						: 1 + Math.abs(random.nextLong() % 10_000_000_000L);
				shares.add(share(at, "W-%02d".formatted(at), BigDecimal.valueOf(weight, 2).toPlainString()));
			}
			Map<Long, Money> parts = AllocationRule.allocate(pool, shares);
			assertThat(parts.values().stream().reduce(money("0.00"), Money::plus)).as("case %d", i).isEqualTo(pool);
			BigDecimal total = shares.stream().map(Share::weight).reduce(BigDecimal.ZERO, BigDecimal::add);
			for (Share share : shares) {
				// within a fen of the exact part: |part × total − pool × weight| < 0.01 ×
				// total
				BigDecimal off = parts.get(share.contributorId())
					.yuan()
					.multiply(total)
					.subtract(pool.yuan().multiply(share.weight()))
					.abs();
				assertThat(off).as("case %d", i).isLessThan(total.movePointLeft(2));
			}
			List<Share> shuffled = new ArrayList<>(shares);
			Collections.shuffle(shuffled, random);
			assertThat(AllocationRule.allocate(pool, shuffled)).as("case %d", i).isEqualTo(parts);
		}
	}

	private static Share share(long id, String number, String weight) {
		return new Share(id, number, new BigDecimal(weight));
	}

	private static Money money(String yuan) {
		return new Money(new BigDecimal(yuan));
	}

}
