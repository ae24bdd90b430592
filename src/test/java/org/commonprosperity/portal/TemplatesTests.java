package org.commonprosperity.portal;

import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Templates escape everything, carry no inline script or style, and say nothing that is
 * not a message.
 */
class TemplatesTests {

	private static final Map<String, String> TEMPLATES = Sources.in(Sources.TEMPLATES, ".html");

	@ParameterizedTest(name = "{0}")
	@MethodSource("templates")
	void isAsATemplateIsToBe(String name, String template) {
		assertThat(TemplateChecks.of(template)).as(name).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
			<p th:utext="${x}"></p> ¦ does not escape
			<p data-th-utext="${x}"></p> ¦ does not escape
			<p>[(${x})]</p> ¦ not escaped
			<script>alert(1)</script> ¦ inline script
			<script th:inline="javascript"></script> ¦ inline script
			<style>p { color: red }</style> ¦ inline style
			<p style="color: red"></p> ¦ inline style
			<p th:style="${x}"></p> ¦ inline th:style
			<p onclick="x()"></p> ¦ inline onclick
			<p th:onclick="x()"></p> ¦ inline th:onclick
			<p th:attr="style=${x}"></p> ¦ inline style or handler
			<p th:attr="id=${y},onclick=${x}"></p> ¦ inline style or handler
			<p>中文</p> ¦ text that no message replaces
			<p>English</p> ¦ text that no message replaces
			<div th:text="#{a.b}"><p>中文</p></div> ¦ text that no message replaces
			<p th:text="${x} ? '中文' : 'y'"></p> ¦ text in th:text
			<img alt="中文"> ¦ text in alt
			<nav aria-label="Pages"></nav> ¦ text in aria-label
			<p th:text="${notes[note]}"></p> ¦ takes the name itself
			<nav th:replace="~{x :: y(${ {'/a': b, (home): c} })}"></nav> ¦ is taken as a word
			<p th:if="${x}" th:replace="~{y :: z}"></p> ¦ a condition beside th:replace
			<div><label>x</label><p th:fragment="label(a)"></p></div> ¦ has the name of an element
			""")
	void aPlantedBreachIsFoundOut(String template, String complaint) {
		assertThat(TemplateChecks.of(template)).anyMatch((line) -> line.contains(complaint));
	}

	@ParameterizedTest
	@ValueSource(strings = { "<p th:text=\"#{a.b}\">中文</p>", "<p th:replace=\"~{x :: y}\">中文</p>",
			"<p>[[${x}]] · 3 %</p>", "<!-- 中文 --><!--/* 中文 */-->", "<script th:src=\"@{/assets/a.js}\" defer></script>",
			"<img alt=\"中文\" th:alt=\"#{a.b}\">", "<a th:text=\"${x} ? '简体中文' : 'English'\">English</a>",
			"<p th:attr=\"aria-current=${x}\"></p>" })
	void whatIsAllowedIsNotFound(String template) {
		assertThat(TemplateChecks.of(template)).isEmpty();
	}

	@Test
	void aTemplateThatIsTooLongIsFoundOut() {
		assertThat(TemplateChecks.of("<br>\n".repeat(TemplateChecks.LONGEST))).isEmpty();
		assertThat(TemplateChecks.of("<br>\n".repeat(TemplateChecks.LONGEST + 1))).singleElement()
			.asString()
			.contains("121 lines");
	}

	static Stream<Arguments> templates() {
		return TEMPLATES.entrySet().stream().map((template) -> Arguments.of(template.getKey(), template.getValue()));
	}

}
