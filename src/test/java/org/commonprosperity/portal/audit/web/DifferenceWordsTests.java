package org.commonprosperity.portal.audit.web;

import java.time.Clock;
import java.util.List;
import java.util.Locale;

import org.commonprosperity.portal.audit.Difference;
import org.commonprosperity.portal.shared.web.Show;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.context.support.ReloadableResourceBundleMessageSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Differences are read as sentences of the record, not as rows of a table in a database.
 */
class DifferenceWordsTests {

	private DifferenceWords words;

	@BeforeEach
	void chinese() {
		LocaleContextHolder.setLocale(Locale.SIMPLIFIED_CHINESE);
		ReloadableResourceBundleMessageSource messages = new ReloadableResourceBundleMessageSource();
		messages.setBasenames("classpath:messages", "classpath:messages-project");
		messages.setDefaultEncoding("UTF-8");
		messages.setFallbackToSystemLocale(false);
		this.words = new DifferenceWords(new Show(messages, Clock.systemUTC()));
	}

	@AfterEach
	void anyLanguage() {
		LocaleContextHolder.resetLocaleContext();
	}

	@Test
	void namesThePartOfTheRecordBeforeTheField() {
		assertThat(this.words.rows(List.of(new Difference("percentDone", "设备安装", "40%", "60%"))))
			.containsExactly(new DifferenceWords.Row("设备安装 · 完成比例", "40%", "60%"));
	}

	@Test
	void readsAValueInBracesAsAMessageAndOthersAsTheyAre() {
		assertThat(this.words.rows(List.of(new Difference("declaredState", null, null, "{declared.AT_RISK}"),
				new Difference("content", null, "{x y}", "{declared."))))
			.containsExactly(new DifferenceWords.Row("部门自评", null, "存在风险"),
					new DifferenceWords.Row("具体内容", "{x y}", "{declared."));
	}

	@Test
	void tellsANewPartAndAGonePartInOneRowEach() {
		assertThat(this.words
			.rows(List.of(new Difference("milestone", "甲", null, "甲"), new Difference("weight", "甲", null, "40%"),
					new Difference("milestone", "乙", "乙", null), new Difference("weight", "乙", "60%", null))))
			.containsExactly(new DifferenceWords.Row("甲", null, "节点名称 甲；权重 40%"),
					new DifferenceWords.Row("乙", "节点名称 乙；权重 60%", null));
	}

	@Test
	void saysWhatWasDoneAndWhatBecameOfIt() {
		assertThat(this.words.action("met.approved")).isEqualTo("节点完成 · 审核通过");
		assertThat(this.words.action("venture-removed.returned")).isEqualTo("移除签约业态 · 退回");
	}

}
