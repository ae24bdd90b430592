package org.commonprosperity.portal.publication.web;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.assertj.core.data.Offset;
import org.commonprosperity.portal.publication.web.IncomeChart.Column;
import org.commonprosperity.portal.publication.web.IncomeChart.Part;
import org.commonprosperity.portal.publication.web.IncomeChart.Tick;
import org.commonprosperity.portal.publication.web.IncomeChart.YearOf;
import org.commonprosperity.portal.shared.Money;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class IncomeChartTests {

	@Test
	void putsRoundLinesBehindTheColumns() {
		assertThat(ticks(year(2025, "40579600"))).containsExactly("0", "1000", "2000", "3000", "4000", "5000");
		assertThat(ticks(year(2025, "13988000"))).containsExactly("0", "500", "1000", "1500");
		assertThat(ticks(year(2025, "10000"))).containsExactly("0", "0.2", "0.4", "0.6", "0.8", "1.0");
		assertThat(ticks(year(2025, "0"))).containsExactly("0", "1");
	}

	@Test
	void standsForTheAmountsAndStacksThePartsWithoutAGap() {
		IncomeChart chart = IncomeChart.of(
				List.of(new YearOf(2025, yuan("10000000"), false,
						List.of(new Part(1, yuan("7500000")), new Part(3, yuan("0")), new Part(4, yuan("2500000"))))),
				2025);
		Column column = chart.columns().get(0);
		assertThat(column.value()).isEqualByComparingTo("1000.00");
		assertThat(column.segments()).extracting(IncomeChart.Segment::style).containsExactly(1, 4);
		assertThat(number(column.segments().get(0).y())).isEqualTo(25);
		assertThat(number(column.segments().get(0).height())).isEqualTo(75);
		assertThat(number(column.segments().get(1).y())).isZero();
		assertThat(column.segments().get(1).fill()).isNotNull();
	}

	@Test
	void speaksOfHundredMillionsWhereTenThousandsWouldBeTooLong() {
		assertThat(IncomeChart.of(List.of(year(2025, "999999999.99")), 2025).hundredMillions()).isFalse();
		IncomeChart huge = IncomeChart.of(List.of(year(2025, "9999999999.99")), 2025);
		assertThat(huge.hundredMillions()).isTrue();
		assertThat(huge.columns().get(0).value()).isEqualByComparingTo("100.00");
	}

	@Test
	void showsTheLatestTenYearsAndKeepsTheWordsOfTheMarkedOneAndEveryOtherOnAPhone() {
		List<YearOf> years = new ArrayList<>();
		for (int year = 2010; year <= 2026; year++) {
			years.add(year(year, "1000000"));
		}
		List<Column> columns = IncomeChart.of(years, 2025).columns();
		assertThat(columns).extracting(Column::year)
			.containsExactly(2017, 2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026);
		assertThat(columns.stream().filter(Column::marked).map(Column::year)).containsExactly(2025);
		assertThat(columns.stream().filter((column) -> !column.between()).map(Column::year)).containsExactly(2017, 2019,
				2021, 2023, 2025);
		assertThat(IncomeChart.of(years, 2025).crowded()).isTrue();
		assertThat(IncomeChart.of(years.subList(0, 6), 2012).crowded()).isFalse();
	}

	@Test
	void staysInsideAndInOrderWhateverTheAmounts() {
		Random random = new Random(20261127);
		for (int run = 0; run < 500; run++) {
			List<YearOf> years = new ArrayList<>();
			for (int i = 0; i <= random.nextInt(12); i++) {
				List<Part> parts = new ArrayList<>();
				Money total = yuan("0");
				for (int style = 1; style <= random.nextInt(6); style++) {
					Money amount = new Money(BigDecimal.valueOf(random.nextLong(0, 1L << random.nextInt(1, 49)), 2));
					parts.add(new Part(style, amount));
					total = total.plus(amount);
				}
				years.add(new YearOf(2010 + i, total, false, parts));
			}
			IncomeChart chart = IncomeChart.of(years, 2010);
			assertThat(chart.ticks()).hasSizeBetween(2, 6);
			double right = 0;
			for (Column column : chart.columns()) {
				assertThat(number(column.x())).as(run + " " + column).isGreaterThanOrEqualTo(right);
				right = number(column.x()) + number(column.width());
				double floor = 100;
				for (IncomeChart.Segment segment : column.segments()) {
					assertThat(number(segment.y()) + number(segment.height())).isEqualTo(floor, Offset.offset(0.02));
					floor = number(segment.y());
				}
				assertThat(floor).isBetween(-0.02, 100.0);
			}
			assertThat(right).isLessThanOrEqualTo(100);
		}
	}

	private static List<String> ticks(YearOf year) {
		return IncomeChart.of(List.of(year), 2025)
			.ticks()
			.stream()
			.map(Tick::value)
			.map((value) -> (value.signum() == 0) ? "0" : value.toPlainString())
			.toList();
	}

	private static double number(String percent) {
		return Double.parseDouble(percent.substring(0, percent.length() - 1));
	}

	private static YearOf year(int year, String yuan) {
		return new YearOf(year, yuan(yuan), false, List.of(new Part(1, yuan(yuan))));
	}

	private static Money yuan(String yuan) {
		return new Money(new BigDecimal(yuan));
	}

}
