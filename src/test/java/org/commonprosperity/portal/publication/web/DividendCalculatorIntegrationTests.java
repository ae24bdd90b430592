package org.commonprosperity.portal.publication.web;

import java.net.URI;
import java.time.LocalDate;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import com.jayway.jsonpath.JsonPath;
import org.commonprosperity.portal.support.PortalTest;
import org.commonprosperity.portal.support.StatementCounter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.util.HtmlUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The calculator answers by the worked examples of the domain's rules, as a page and for
 * programs, and says of everything that it cannot reckon what to do.
 */
@PortalTest
class DividendCalculatorIntegrationTests {

	private static final String WHARF = "project=wharf&class=VILLAGE_COLLECTIVE&principal=1000000.00&paidIn=2022-11-01&operationStart=2024-01-01&until=2025-01-01";

	@LocalServerPort
	private int port;

	@Autowired
	private StatementCounter counter;

	private final HttpClient browser = HttpClient.newHttpClient();

	@Test
	void reckonsTheWharfsExample() throws Exception {
		String page = words(WHARF);
		assertThat(page).contains("应得的固定分红（元） 138 356.16")
			.contains("村集体经济组织，2022 年 11 月 1 日出资 1 000 000.00 元，算到 2024 年 12 月 31 日（含当天），按约定应得固定分红共 138 356.16 元。")
			.contains("2022 年 项目运营前 61 / 365 天 5% 1 000 000.00 元 × 5% × 61 天 ÷ 365 天 8 356.16")
			.contains("2023 年 项目运营前 365 / 365 天 5% 1 000 000.00 元 × 5%（365 天，满一年） 50 000.00")
			.contains("2024 年 项目运营后 366 / 366 天 8% 1 000 000.00 元 × 8%（366 天，满一年） 80 000.00", "合计 138 356.16")
			.contains("http://localhost:" + this.port + "/dividends/calculator?" + WHARF, "2022 年秋");
		assertThat(get(WHARF + "&format=json").body()).isEqualTo(
				"""
						{"lines":[{"year":2022,"phase":"BEFORE_OPERATION","days":61,"rate":"0.05","amount":"8356.16"},{"year":2023,"phase":"BEFORE_OPERATION","days":365,"rate":"0.05","amount":"50000.00"},{"year":2024,"phase":"IN_OPERATION","days":366,"rate":"0.08","amount":"80000.00"}],"total":"138356.16"}""");
		assertThat(get(WHARF + "&format=json").headers().firstValue("Content-Type"))
			.hasValueSatisfying((type) -> assertThat(type).startsWith("application/json"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			VILLAGE_COLLECTIVE | 1000000 | 2022-11-01 | 2024-01-01 | 2023-01-01 | 8356.16 | 8356.16
			VILLAGE_COLLECTIVE | 1000000 | 2023-01-01 | 2024-01-01 | 2024-01-01 | 50000.00 | 50000.00
			VILLAGE_COLLECTIVE | 1000000 | 2024-01-01 | 2024-01-01 | 2025-01-01 | 80000.00 | 80000.00
			VILLAGE_COLLECTIVE | 1000000 | 2023-01-01 | 2023-12-15 | 2024-01-01 | 47671.23 3726.03 | 51397.26
			DIBAO | 20000.00 | 2024-01-01 | 2024-01-01 | 2025-01-01 | 2000.00 | 2000.00
			DIBAO_MARGIN | 20000.00 | 2023-01-01 | | 2025-01-01 | 1000.00 1000.00 | 2000.00
			DIBAO | ２０，０００．００ | ２０２３年１月１日 | | 20240101 | 1000.00 | 1000.00
			DIBAO | 20,000 | 2023/1/1 | | 2024.1.1 | 1000.00 | 1000.00
			DIBAO | 20 000.00元 | 2023-01-01 | | 2024-01-01 | 1000.00 | 1000.00
			DIBAO | 0.01 | 2023-01-01 | | 2023-01-02 | 0.00 | 0.00
			DIBAO | 0.10 | 2023-01-01 | | 2024-01-01 | 0.01 | 0.01
			""")
	void agreesWithTheWorkedExamples(String of, String principal, String paidIn, String start, String until,
			String amounts, String total) throws Exception {
		HttpResponse<String> answer = get(query(of, principal, paidIn, start, until) + "&format=json");
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		List<String> found = JsonPath.read(answer.body(), "$.lines[*].amount");
		assertThat(found).containsExactly(amounts.split(" "));
		assertThat(JsonPath.<String>read(answer.body(), "$.total")).isEqualTo(total);
	}

	@Test
	void takesTheLongestSpanAndTheLargestAmount() throws Exception {
		String query = query("DIBAO", "9999999999999.99", "1990-01-01", "1990-01-01", "2101-01-01");
		String body = get(query + "&format=json").body();
		List<Integer> years = JsonPath.read(body, "$.lines[*].year");
		assertThat(years).hasSize(111).startsWith(1990).endsWith(2100);
		assertThat(JsonPath.<String>read(body, "$.total")).isEqualTo("111000000000000.00");
		assertThat(words(query)).contains("111 000 000 000 000.00");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			DIBAO | | 2023-01-01 | | 2024-01-01 | principal | 请填写出资额，例如 20000
			DIBAO | 很多 | 2023-01-01 | | 2024-01-01 | principal | 请用数字填，例如 20000 或 2万
			DIBAO | 1,00 | 2023-01-01 | | 2024-01-01 | principal | 请用数字填，例如 20000 或 2万
			DIBAO | 1e5 | 2023-01-01 | | 2024-01-01 | principal | 请用数字填，例如 20000 或 2万
			DIBAO | 0 | 2023-01-01 | | 2024-01-01 | principal | 请填写大于 0 的金额
			DIBAO | -5 | 2023-01-01 | | 2024-01-01 | principal | 请填写大于 0 的金额
			DIBAO | 1.001 | 2023-01-01 | | 2024-01-01 | principal | 最多填两位小数（到分）
			DIBAO | 10000000000000 | 2023-01-01 | | 2024-01-01 | principal | 金额太大，请填写小于 10 万亿元的金额
			DIBAO | 1 | | | 2024-01-01 | paidIn | 请填写日期，例如 2022 年 11 月 1 日
			DIBAO | 1 | 2023-02-29 | | 2024-01-01 | paidIn | 没有这个日期，请这样填写：2022 年 11 月 1 日
			DIBAO | 1 | 1989-12-31 | | 2024-01-01 | paidIn | 请填写 1990 年到 2100 年之间的日期
			DIBAO | 1 | 2023-01-01 | 0001-01-01 | 2024-01-01 | operationStart | 请填写 1990 年到 2100 年之间的日期
			DIBAO | 1 | 2023-01-01 | soon | 2024-01-01 | operationStart | 没有这个日期，请这样填写：2022 年 11 月 1 日
			DIBAO | 1 | 2023-01-01 | | | until | 请填写日期，例如 2022 年 11 月 1 日
			DIBAO | 1 | 2023-01-01 | | 2101-01-02 | until | 请填写 1990 年到 2100 年之间的日期
			DIBAO | 1 | 2023-01-01 | | 9999-01-01 | until | 请填写 1990 年到 2100 年之间的日期
			DIBAO | 1 | 2023-01-01 | | 2023-01-01 | until | 这一天太早，请填写到账以后的日期
			DIBAO | 1 | 2023-01-01 | | 2022-01-01 | until | 这一天太早，请填写到账以后的日期
			OTHER_HOUSEHOLD | 1 | 2023-01-01 | | 2024-01-01 | class | 请选择一类出资人
			EVERYONE | 1 | 2023-01-01 | | 2024-01-01 | class | 请选择一类出资人
			""")
	void saysAtTheFieldWhatToDoAndKeepsWhatWasTyped(String of, String principal, String paidIn, String start,
			String until, String field, String message) throws Exception {
		String query = query(of, principal, paidIn, start, until);
		HttpResponse<String> json = get(query + "&format=json");
		assertThat(json.statusCode()).isEqualTo(400);
		assertThat(JsonPath.<List<String>>read(json.body(), "$.errors[*].field")).containsExactly(field);
		assertThat(JsonPath.<String>read(json.body(), "$.errors[0].message").replace('\u00a0', ' ')).isEqualTo(message);
		HttpResponse<String> html = get(query);
		assertThat(html.statusCode()).isEqualTo(200);
		// the form asks for the last day that is counted
		String asked = field.equals("until") ? "through" : field;
		assertThat(html.body()).contains("href=\"#" + asked + "\"", "class=\"summary\"")
			.doesNotContain("<section id=\"result\"");
		String through = (until != null) ? LocalDate.parse(until).minusDays(1).toString() : null;
		for (String typed : new String[] { principal, paidIn, start, through }) {
			if (typed != null) {
				assertThat(HtmlUtils.htmlUnescape(html.body())).contains("value=\"" + typed + "\"");
			}
		}
		assertThat(words(query)).contains("有 1 处需要修改", message);
	}

	@Test
	void saysAllThatIsWrongAtOnce() throws Exception {
		HttpResponse<String> json = get("format=json");
		assertThat(json.statusCode()).isEqualTo(400);
		assertThat(JsonPath.<List<String>>read(json.body(), "$.errors[*].field")).containsExactly("project",
				"principal", "paidIn", "until");
		assertThat(words("project=nowhere&class=X&principal=&paidIn=&until=")).contains("有 4 处需要修改", "没有这个项目的分红约定");
	}

	@Test
	void answersInEnglishToWhoChoseIt() throws Exception {
		HttpResponse<String> english = this.browser.send(HttpRequest
			.newBuilder(URI.create("http://localhost:" + this.port + "/dividends/calculator?format=json&project=wharf"))
			.header("Cookie", "lang=en")
			.build(), BodyHandlers.ofString());
		assertThat(english.body()).contains("Choose a class of contributor");
	}

	/** As people speak and as a chat program hands an address on. */
	@ParameterizedTest
	@CsvSource(textBlock = """
			principal=100万&until=2025-01-01
			principal=100 万元&through=2024-12-31
			principal=１００万&through=2024年12月31日。
			principal=0.01亿&until=2025-01-01。
			principal=1000000.00元&through=2024.12.31
			""")
	void readsTenThousandsAndTheLastDayThatCounts(String typed) throws Exception {
		StringBuilder query = new StringBuilder(
				"project=wharf&class=VILLAGE_COLLECTIVE&paidIn=2022-11-01&operationStart=2024-01-01");
		for (String one : typed.split("&")) {
			String[] parts = one.split("=");
			query.append('&').append(parts[0]).append('=').append(URLEncoder.encode(parts[1], StandardCharsets.UTF_8));
		}
		assertThat(JsonPath.<String>read(get(query + "&format=json").body(), "$.total")).isEqualTo("138356.16");
		assertThat(get(query.toString()).body())
			.contains("principal=1000000.00&amp;paidIn=2022-11-01&amp;operationStart=2024-01-01&amp;until=2025-01-01");
	}

	@Test
	void opensWithAFormThatIsFilledAsFarAsCanBe() throws Exception {
		assertThat(get("").body()).contains("name=\"project\" value=\"wharf\"", "value=\"VILLAGE_COLLECTIVE\" checked")
			.doesNotContain("class=\"summary\"", "id=\"result\"");
	}

	@Test
	void isNotMisledByWhatIsTyped() throws Exception {
		String evil = "\"><script>alert(1)</script>";
		String page = get(query("DIBAO", evil, evil, evil, evil)).body();
		assertThat(page).doesNotContain("<script>alert").contains("&lt;script&gt;alert");
		assertThat(get("principal=1&principal=2&class=DIBAO&project=wharf&paidIn=2023-01-01&until=2024-01-01&until=x")
			.statusCode()).isEqualTo(200);
	}

	@Test
	void asksTheDatabaseAsOftenForACenturyAsForADay() throws Exception {
		this.counter.reset();
		get(query("DIBAO", "1", "2023-01-01", "", "2023-01-02"));
		int day = this.counter.statements().size();
		this.counter.reset();
		get(query("DIBAO", "1", "1990-01-01", "2000-01-01", "2101-01-01"));
		assertThat(this.counter.statements()).hasSize(day);
		assertThat(day).isBetween(2, 10);
	}

	private static String query(String of, String principal, String paidIn, String start, String until) {
		Map<String, String> values = new LinkedHashMap<>();
		values.put("project", "wharf");
		values.put("class", of);
		values.put("principal", principal);
		values.put("paidIn", paidIn);
		values.put("operationStart", start);
		values.put("until", until);
		return values.entrySet()
			.stream()
			.map((one) -> one.getKey() + "="
					+ URLEncoder.encode((one.getValue() != null) ? one.getValue() : "", StandardCharsets.UTF_8))
			.collect(Collectors.joining("&"));
	}

	private String words(String query) throws Exception {
		return HtmlUtils
			.htmlUnescape(get(query).body()
				.replaceAll("<small[^>]*>|<td[^>]*>|<th[^>]*>|<p[^>]*>|<h\\d[^>]*>|<span[^>]*>", " ")
				.replaceAll("<[^>]*>", ""))
			.replaceAll("[\\s\\u00a0\\u202f]+", " ");
	}

	private HttpResponse<String> get(String query) throws Exception {
		return this.browser
			.send(HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + "/dividends/calculator?" + query))
				.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
	}

}
