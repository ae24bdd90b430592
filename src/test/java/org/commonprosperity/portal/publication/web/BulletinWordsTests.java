package org.commonprosperity.portal.publication.web;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

import org.commonprosperity.portal.audit.Difference;
import org.commonprosperity.portal.audit.web.DifferenceWords;
import org.commonprosperity.portal.project.Classification;
import org.commonprosperity.portal.project.LightAssessment;
import org.commonprosperity.portal.project.LightAssessment.Reason;
import org.commonprosperity.portal.project.ProgressLight;
import org.commonprosperity.portal.project.ProjectLine;
import org.commonprosperity.portal.project.web.LightWords;
import org.commonprosperity.portal.publication.Bulletin;
import org.commonprosperity.portal.reporting.MonthBoard.Closed;
import org.commonprosperity.portal.shared.web.Show;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.context.support.ResourceBundleMessageSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A bulletin says a thing once, and of progress what was and what is.
 */
class BulletinWordsTests {

	private static final Instant NOW = Instant.parse("2026-11-27T08:00:00Z");

	private final BulletinWords words = words();

	@BeforeEach
	void inChinese() {
		LocaleContextHolder.setLocale(Locale.SIMPLIFIED_CHINESE);
	}

	@AfterEach
	void inNoLanguage() {
		LocaleContextHolder.resetLocaleContext();
	}

	@Test
	void saysOnceThatTheReportIsMissing() {
		assertThat(late(new Reason("reportMissing", List.of(YearMonth.of(2026, 10))))).singleElement()
			.asString()
			.contains("月报未报");
		assertThat(late(new Reason("reportsMissing", List.of("3")))).hasSize(1);
	}

	@Test
	void saysThatTheReportIsMissingWhereTheLightDoesNot() {
		assertThat(late(new Reason("completed", List.of()))).hasSize(2).last().asString().contains("月报未报");
	}

	@Test
	void tellsOfProgressWhatWasAndWhatIs() {
		assertThat(this.words.moved(List.of(new Difference("percentDone", "设备安装", "60%", "70%"),
				new Difference("begunOn", "投入使用", null, "2026-10-05"), new Difference("metNote", "基础施工", "已验收", null))))
			.containsExactly("设备安装 · 完成比例：上次 60%，现在 70%", "投入使用 · 实际开始：2026-10-05", "基础施工 · 完成说明：上次 已验收，现在清空");
	}

	private List<String> late(Reason reason) {
		LightAssessment assessment = new LightAssessment(ProgressLight.YELLOW, BigDecimal.TEN, BigDecimal.TEN,
				List.of(reason));
		ProjectLine project = new ProjectLine(1, "wharf", 1, "公共码头", null, 1, Classification.FLAGSHIP, null, null, null,
				null, null, null, null, NOW, assessment, List.of());
		return this.words.late(new Bulletin.Late(project, new Closed(assessment, 1, NOW, "1", 1), true, List.of()));
	}

	private static BulletinWords words() {
		ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
		messages.setBasenames("messages", "messages-project", "messages-reporting", "messages-publication");
		messages.setDefaultEncoding("UTF-8");
		messages.setFallbackToSystemLocale(false);
		Show show = new Show(messages, Clock.fixed(NOW, ZoneId.of("Asia/Shanghai")));
		return new BulletinWords(show, new LightWords(show), new DifferenceWords(show));
	}

}
