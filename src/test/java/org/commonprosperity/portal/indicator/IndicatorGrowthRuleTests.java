package org.commonprosperity.portal.indicator;

import java.math.BigDecimal;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class IndicatorGrowthRuleTests {

	private static final BigDecimal VALUE = new BigDecimal("65.84");

	@Test
	void whatIsReportedGoesFirst() {
		assertThat(IndicatorGrowthRule.percent(new BigDecimal("10.4"), VALUE, new BigDecimal("1"))).isEqualTo("10.4");
	}

	/** By hand: (65.84 − 61.20) ÷ 61.20 = 7.58 %. */
	@Test
	void elseItFollowsFromTheYearBefore() {
		assertThat(IndicatorGrowthRule.percent(null, VALUE, new BigDecimal("61.20"))).isEqualTo("7.6");
		assertThat(IndicatorGrowthRule.percent(null, new BigDecimal("50"), new BigDecimal("100"))).isEqualTo("-50.0");
	}

	@Test
	void withoutAYearBeforeThereIsNone() {
		assertThat(IndicatorGrowthRule.percent(null, VALUE, null)).isNull();
		assertThat(IndicatorGrowthRule.percent(null, VALUE, BigDecimal.ZERO)).isNull();
		assertThat(IndicatorGrowthRule.percent(null, VALUE, new BigDecimal("-3"))).isNull();
	}

}
