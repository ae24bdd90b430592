package org.commonprosperity.portal.reporting;

import java.time.LocalDate;
import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The word of an order on a day.
 */
class OrderWordRuleTests {

	private static final LocalDate TODAY = LocalDate.of(2028, 2, 28);

	@ParameterizedTest
	@CsvSource(textBlock = """
			ISSUED,  2028-03-10, TO_SIGN
			ISSUED,  2028-03-03, TO_SIGN
			ISSUED,  2028-03-02, DUE_SOON
			ISSUED,  2028-02-28, DUE_SOON
			ISSUED,  2028-02-27, OVERDUE
			SIGNED,  2028-03-03, RUNNING
			SIGNED,  2028-03-02, DUE_SOON
			SIGNED,  2028-02-28, DUE_SOON
			SIGNED,  2028-02-27, OVERDUE
			SIGNED,  2027-02-27, OVERDUE
			REPLIED, 2028-03-10, TO_VERIFY
			REPLIED, 2028-02-28, TO_VERIFY
			REPLIED, 2027-02-28, TO_VERIFY
			CLOSED,  2027-02-28, CLOSED
			CANCELLED, 2027-02-28, CANCELLED
			PROPOSED,, TO_ISSUE
			DISMISSED,, DISMISSED
			""")
	void followsStateAndDeadline(OrderState state, LocalDate deadline, OrderWord word) {
		// 2028 is a leap year: three days after 28 February is 2 March
		assertThat(OrderWordRule.of(state, deadline, TODAY)).isEqualTo(word);
	}

	@Test
	void givesEveryOrderExactlyOneWord() {
		for (OrderState state : OrderState.values()) {
			for (int days = -40; days <= 40; days++) {
				LocalDate deadline = TODAY.plusDays(days);
				assertThat(Arrays.stream(OrderWord.values())
					.filter((word) -> OrderWordRule.span(word, TODAY).holds(state, deadline)))
					.as(state + " " + deadline)
					.hasSize(1);
			}
		}
	}

}
