package org.commonprosperity.portal.reporting.web;

import java.util.List;

import org.commonprosperity.portal.reporting.web.OrderPrint.Sheet;
import org.commonprosperity.portal.reporting.web.OrderPrint.Size;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How the texts of an order are fitted onto its sheet.
 */
class OrderPrintTests {

	private static final String CUT = "……";

	@Test
	void printsShortTextsLargeAndWhole() {
		Sheet sheet = OrderPrint.fitted(List.of("", "要求", "情况\n第二行", "意见"), 0, CUT);
		assertThat(sheet).isEqualTo(new Sheet(Size.ROOMY, "", "要求", "情况\n第二行", "意见"));
	}

	@Test
	void printsTheLongestChineseTextsSmallAndWhole() {
		Sheet sheet = OrderPrint.fitted(List.of("因".repeat(100), "要".repeat(500), "办".repeat(1000), "意".repeat(300)), 0,
				CUT);
		assertThat(sheet.size()).isEqualTo(Size.SMALL);
		assertThat(sheet.done()).isEqualTo("办".repeat(1000));
	}

	@Test
	void cutsOnlyWhatTakesMoreThanItsShareAndSaysSo() {
		Sheet sheet = OrderPrint.fitted(List.of("缘由", "要求", "一\n".repeat(500), "同意办结。"), 0, CUT);
		assertThat(sheet.why()).isEqualTo("缘由");
		assertThat(sheet.requirement()).isEqualTo("要求");
		assertThat(sheet.done()).startsWith("一\n一\n").endsWith("\n" + CUT);
		assertThat(sheet.opinion()).isEqualTo("同意办结。");
		assertThat(lines(sheet)).isLessThanOrEqualTo(Size.SMALL.lines("一\n".repeat(500)).size()).isEqualTo(39);
	}

	@Test
	void keepsWithinThePageWhateverIsLong() {
		String lines = "行\n".repeat(300);
		for (List<String> texts : List.of(List.of(lines, lines, lines, lines), List.of("", lines, "", lines),
				List.of(lines, "", "W".repeat(1000), "意"), List.of("因", "W".repeat(500), lines, ""))) {
			Sheet sheet = OrderPrint.fitted(texts, 3, CUT);
			assertThat(sheet.size()).isEqualTo(Size.SMALL);
			assertThat(lines(sheet)).isLessThanOrEqualTo(33);
		}
	}

	private static int lines(Sheet sheet) {
		return List.of(sheet.why(), sheet.requirement(), sheet.done(), sheet.opinion())
			.stream()
			.mapToInt((text) -> Size.SMALL.lines(text).size())
			.sum();
	}

}
