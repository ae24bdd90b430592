package org.commonprosperity.portal.spreadsheet.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import jakarta.servlet.http.Cookie;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.commonprosperity.portal.account.AccountDirectory;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.project.ProjectDesk;
import org.commonprosperity.portal.project.ProjectLine;
import org.commonprosperity.portal.project.ProjectQuery;
import org.commonprosperity.portal.spreadsheet.ColumnType;
import org.commonprosperity.portal.spreadsheet.ExportColumn;
import org.commonprosperity.portal.spreadsheet.ExportTable;
import org.commonprosperity.portal.support.Officials;
import org.commonprosperity.portal.support.PortalTest;
import org.commonprosperity.portal.support.StatementCounter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.View;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * A list that is taken away is the list that is looked at, all of it: narrowed and sorted
 * the same, for the same eyes, written down where it is an office list.
 */
@AutoConfigureMockMvc
@PortalTest(properties = "portal.test.database=exports")
@Import(ExportsIntegrationTests.BrokenController.class)
class ExportsIntegrationTests {

	@LocalServerPort
	private int port;

	@Autowired
	private MockMvc mvc;

	@Autowired
	private AccountDirectory accounts;

	@Autowired
	private ProjectDesk desk;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private StatementCounter counter;

	private final HttpClient browser = HttpClient.newHttpClient();

	@Test
	void keepsFilterAndOrderOfThePage() throws Exception {
		Official by = official("coordinator");
		List<String> expected = this.desk.lines(by, new ProjectQuery("", null, null, ProjectQuery.Sort.NAME, true))
			.stream()
			.map(ProjectLine::name)
			.toList();
		assertThat(expected).hasSizeGreaterThan(5);
		String query = "?sort=name&descending=true&page=3";
		assertThat(column(csv("coordinator", "/office/projects.csv" + query), "项目")).isEqualTo(expected);
		assertThat(column(xlsx("coordinator", "/office/projects.xlsx" + query), "项目")).isEqualTo(expected);
		assertThat(column(table(get("/projects.csv" + query).body()), "项目")).isEqualTo(expected);
		String light = this.desk.lines(by, new ProjectQuery("", null, null, ProjectQuery.Sort.POSITION, false))
			.get(0)
			.light()
			.name();
		List<List<String>> narrowed = csv("coordinator", "/office/projects.csv?light=" + light);
		assertThat(column(narrowed, "状态")).isNotEmpty()
			.hasSizeLessThan(expected.size())
			.containsOnly(column(narrowed, "状态").get(0));
	}

	@Test
	void anEditorTakesOnlyWhatTheListShows() throws Exception {
		List<String> own = this.desk
			.lines(official("editor-agriculture"), new ProjectQuery("", null, null, ProjectQuery.Sort.POSITION, false))
			.stream()
			.map(ProjectLine::name)
			.toList();
		assertThat(column(csv("editor-agriculture", "/office/projects.csv"), "项目")).isEqualTo(own)
			.hasSizeLessThan(column(csv("coordinator", "/office/projects.csv"), "项目").size());
		assertThat(column(csv("editor-agriculture", "/office/reports.csv"), "项目")).isEqualTo(own);
	}

	@Test
	void takesAllRowsAndNotAPageByAFixedNumberOfStatements() throws Exception {
		List<String> lists = List.of("coordinator /office/projects.csv", "coordinator /office/approvals.csv",
				"coordinator /office/reports.csv", "coordinator /office/orders.csv", "coordinator /office/villages.csv",
				"clerk-dali /office/imports.csv", "coordinator /office/villages/enclave.csv",
				"coordinator /office/villages/enclave/shares.csv", "admin /office/accounts.csv",
				"auditor /office/audit.csv");
		List<Integer> few = counts(lists);
		this.jdbc.sql("""
				insert into account (username, name, unit, created_at)
				select 'exported-' || n, '导出' || n, '=1+1', now() from generate_series(1, 700) n""").update();
		this.jdbc
			.sql("""
					insert into audit_entry (happened_at, kind, action, actor_name, subject)
					select now() - interval '1 day' * n, 'LOOK', 'looked', '看了一眼', 'x/' || n from generate_series(1, 1700) n""")
			.update();
		this.jdbc
			.sql("""
					insert into supervision_order (project_id, department_id, cause, matter, requirement, state, year, number,
						issued_on, deadline)
					select p.id, p.department_id, 'OWN', '事项' || n, '要求', 'ISSUED', 2031, n, date '2031-01-01', date '2031-02-01' + n
					from project p cross join generate_series(1, 60) n where p.code = 'wharf'""")
			.update();
		this.jdbc.sql("insert into order_counter (year, last) values (2031, 60) on conflict do nothing").update();
		assertThat(counts(lists)).isEqualTo(few);
		List<List<String>> accounts = csv("admin", "/office/accounts.csv?q=exported-");
		assertThat(column(accounts, "用户名")).hasSize(700).doesNotHaveDuplicates();
		assertThat(column(accounts, "单位")).containsOnly("'=1+1");
		List<String> subjects = column(csv("auditor", "/office/audit.csv?kind=LOOK"), "对象");
		assertThat(subjects).filteredOn((subject) -> subject.startsWith("x/"))
			.isEqualTo(IntStream.rangeClosed(1, 1700).mapToObj((n) -> "x/" + n).toList());
		assertThat(column(csv("coordinator", "/office/orders.csv?year=2031&sort=NUMBER"), "督办事项"))
			.isEqualTo(IntStream.rangeClosed(1, 60).mapToObj((n) -> "事项" + (61 - n)).toList());
	}

	private List<Integer> counts(List<String> lists) throws Exception {
		List<Integer> counts = new ArrayList<>();
		for (String list : lists) {
			String[] parts = list.split(" ");
			Official by = official(parts[0]);
			this.counter.reset();
			answer(by, parts[1]);
			counts.add(this.counter.statements().size());
		}
		return counts;
	}

	@Test
	void writesDownWhoTookAnOfficeListOutAndNotWhatWasLookedFor() throws Exception {
		answer(official("admin"), "/office/accounts.xlsx?q=13800000000");
		get("/projects.xlsx");
		List<String> trail = this.jdbc.sql("""
				select actor_name || ' ' || subject from audit_entry
				where kind = 'EXPORT' and action = 'table' order by id desc limit 1""").query(String.class).list();
		assertThat(trail).singleElement().asString().endsWith(" /office/accounts.xlsx");
		assertThat(this.jdbc.sql("select count(*) from audit_entry where subject like '/projects%'")
			.query(Long.class)
			.single()).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/office/accounts.xlsx", "/office/audit.csv", "/office/approvals.xlsx" })
	void refusesWhoMayNotSeeTheList(String address) throws Exception {
		long before = this.jdbc.sql("select count(*) from audit_entry where kind = 'EXPORT'")
			.query(Long.class)
			.single();
		assertThat(answer(official("editor-agriculture"), address).getStatus()).isEqualTo(403);
		assertThat(this.mvc.perform(MockMvcRequestBuilders.get(address)).andReturn().getResponse().getStatus())
			.isEqualTo(302);
		assertThat(this.jdbc.sql("select count(*) from audit_entry where kind = 'EXPORT'").query(Long.class).single())
			.isEqualTo(before);
	}

	@Test
	void namesTheFileInChineseAndKeepsOfficeFilesOutOfCaches() throws Exception {
		MockHttpServletResponse office = answer(official("coordinator"), "/office/orders.xlsx");
		assertThat(office.getHeader("Content-Disposition"))
			.isEqualTo("attachment; filename=\"orders.xlsx\"; filename*=UTF-8''%E7%9D%A3%E5%8A%9E%E5%8D%95.xlsx");
		assertThat(office.getHeader("Cache-Control")).isEqualTo("no-store");
		assertThat(office.getContentType())
			.isEqualTo("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
		HttpResponse<byte[]> open = get("/projects/wharf.csv");
		assertThat(open.headers().firstValue("Content-Disposition").orElseThrow())
			.startsWith("attachment; filename=\"wharf.csv\"; filename*=UTF-8''%E5%85%AC");
		assertThat(open.headers().firstValue("Content-Type")).hasValue("text/csv;charset=UTF-8");
		assertThat(open.headers().firstValue("Set-Cookie")).isEmpty();
	}

	@Test
	void speaksTheReadersLanguage() throws Exception {
		MockHttpServletResponse english = this.mvc
			.perform(MockMvcRequestBuilders.get("/projects.csv").cookie(new Cookie("lang", "en")))
			.andReturn()
			.getResponse();
		assertThat(table(english.getContentAsByteArray()).get(0)).contains("Progress (%)");
	}

	@Test
	void everyPageWithATableLeadsToItsFiles() throws Exception {
		String page = new String(get("/projects?light=GREEN&sort=name&page=2").body(), StandardCharsets.UTF_8);
		assertThat(page).contains("href=\"/projects.xlsx?light=GREEN&amp;sort=name\"")
			.contains("href=\"/projects.csv?light=GREEN&amp;sort=name\"");
		for (String address : List.of("/projects/wharf", "/projects/wharf/months", "/lights")) {
			assertThat(new String(get(address).body(), StandardCharsets.UTF_8)).as(address)
				.contains("href=\"" + address + ".xlsx\"")
				.contains("href=\"" + address + ".csv\"");
			assertThat(get(address + ".xlsx").statusCode()).as(address).isEqualTo(200);
			assertThat(table(get(address + ".csv").body())).as(address).hasSizeGreaterThan(1);
		}
		assertThat(get("/projects/nowhere.csv").statusCode()).isEqualTo(404);
		assertThat(get("/lights.csv?year=1999").statusCode()).isEqualTo(404);
	}

	@Test
	void everyOfficeListOfIncomeAndImportsLeadsToItsFiles() throws Exception {
		this.jdbc
			.sql("""
					insert into import_job (sheet, state, file_name, file_size, content, sent_by, sent_for, sent_by_name, sent_at)
					select 'village-income', 'DROPPED', '收入.csv', 0, '', id, id, name, now() from account
					where username = 'clerk-dali'""")
			.update();
		for (String list : List.of("clerk-dali /office/villages", "clerk-dali /office/imports",
				"coordinator /office/villages?state=APPROVED", "coordinator /office/villages/enclave")) {
			String[] parts = list.split(" ");
			Official by = official(parts[0]);
			String page = answer(by, parts[1]).getContentAsString(StandardCharsets.UTF_8);
			String path = parts[1].replaceFirst("\\?.*", "");
			for (String ending : List.of("xlsx", "csv")) {
				String address = path + "." + ending + parts[1].substring(path.length());
				assertThat(page).as(list).contains("href=\"" + address + "\"");
				assertThat(answer(by, address).getStatus()).as(address).isEqualTo(200);
			}
		}
	}

	@Test
	void publicTablesOfIncomeSayThatTheyAreDemoData() throws Exception {
		for (String address : List.of("/villages.csv", "/villages/dali.csv")) {
			assertThat(new String(get(address).body(), StandardCharsets.UTF_8).lines().limit(3)).as(address)
				.anyMatch((line) -> line.contains("演示数据"));
		}
	}

	@Test
	void whatFailsInTheMiddleBreaksOffAndWhatFailsAtOnceIsAPage() throws Exception {
		for (String ending : List.of("xlsx", "csv")) {
			assertThatThrownBy(() -> get("/test/broken-late." + ending)).as(ending).isInstanceOf(IOException.class);
			HttpResponse<byte[]> early = get("/test/broken-early." + ending);
			assertThat(early.statusCode()).isEqualTo(500);
			assertThat(early.headers().firstValue("Content-Disposition")).isEmpty();
			assertThat(new String(early.body(), StandardCharsets.UTF_8)).contains("<html");
		}
	}

	private Official official(String username) {
		return this.accounts.findByUsername(username).orElseThrow();
	}

	private MockHttpServletResponse answer(Official by, String address) throws Exception {
		return this.mvc.perform(MockMvcRequestBuilders.get(URI.create(address)).with(Officials.signedIn(by)))
			.andReturn()
			.getResponse();
	}

	private List<List<String>> csv(String username, String address) throws Exception {
		MockHttpServletResponse response = answer(official(username), address);
		assertThat(response.getStatus()).as(address).isEqualTo(200);
		return table(response.getContentAsByteArray());
	}

	private HttpResponse<byte[]> get(String address) throws Exception {
		return this.browser.send(HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + address)).build(),
				BodyHandlers.ofByteArray());
	}

	private List<List<String>> xlsx(String username, String address) throws Exception {
		byte[] file = answer(official(username), address).getContentAsByteArray();
		List<List<String>> rows = new ArrayList<>();
		try (XSSFWorkbook workbook = new XSSFWorkbook(new ByteArrayInputStream(file))) {
			Sheet sheet = workbook.getSheetAt(0);
			int headings = sheet.getPaneInformation().getHorizontalSplitPosition() - 1;
			for (int at = headings; at <= sheet.getLastRowNum(); at++) {
				Row row = sheet.getRow(at);
				List<String> cells = new ArrayList<>();
				for (int column = 0; column < row.getLastCellNum(); column++) {
					cells.add((row.getCell(column) != null) ? row.getCell(column).toString() : "");
				}
				rows.add(cells);
			}
		}
		return rows;
	}

	/** The headings and the rows of a .csv, behind the first empty line. */
	private static List<List<String>> table(byte[] file) {
		String text = new String(file, StandardCharsets.UTF_8).substring(1);
		List<List<String>> records = CsvReader.builder()
			.skipEmptyLines(false)
			.allowExtraFields(true)
			.allowMissingFields(true)
			.ofCsvRecord(text)
			.stream()
			.map(CsvRecord::getFields)
			.toList();
		return records.subList(records.indexOf(List.of("")) + 1, records.size());
	}

	private static List<String> column(List<List<String>> table, String heading) {
		int column = table.get(0).indexOf(heading);
		assertThat(column).as(heading + " in " + table.get(0)).isNotNegative();
		return table.stream().skip(1).map((row) -> row.get(column)).toList();
	}

	@Controller
	static class BrokenController {

		private final SpreadsheetDownload download;

		BrokenController(SpreadsheetDownload download) {
			this.download = download;
		}

		@GetMapping({ "/test/broken-late.xlsx", "/test/broken-late.csv" })
		View late() {
			return this.download.of(broken(20_000));
		}

		@GetMapping({ "/test/broken-early.xlsx", "/test/broken-early.csv" })
		View early() {
			return this.download.of(broken(10));
		}

		private static ExportTable<Integer> broken(int after) {
			return new ExportTable<>("坏", "坏", List.of(),
					List.of(new ExportColumn<>("数", ColumnType.TEXT, (row) -> "行" + row * 7919L)), (sink) -> {
						IntStream.range(0, after).forEach(sink::accept);
						throw new IllegalStateException("the database is gone");
					});
		}

	}

}
