package org.commonprosperity.portal.employment;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import io.micrometer.core.instrument.MeterRegistry;
import org.commonprosperity.portal.account.AccountDirectory;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.account.Role;
import org.commonprosperity.portal.shared.Identifiers;
import org.commonprosperity.portal.shared.Money;
import org.commonprosperity.portal.shared.NotOnRecord;
import org.commonprosperity.portal.shared.PersonKeys;
import org.commonprosperity.portal.shared.Refusal;
import org.commonprosperity.portal.shared.Seals;
import org.commonprosperity.portal.shared.TodoSource;
import org.commonprosperity.portal.spreadsheet.CheckedRow;
import org.commonprosperity.portal.spreadsheet.ImportRun;
import org.commonprosperity.portal.spreadsheet.ImportService;
import org.commonprosperity.portal.spreadsheet.ImportState;
import org.commonprosperity.portal.spreadsheet.SheetRow;
import org.commonprosperity.portal.support.Officials;
import org.commonprosperity.portal.support.PortalTest;
import org.commonprosperity.portal.support.PublicPages;
import org.commonprosperity.portal.support.StatementCounter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

/**
 * A clerk sees, guesses and infers nothing of the people of another village; two persons
 * let something count; what is erased is gone and the figures stay; and nothing of who
 * the demo people are stands anywhere in the plain.
 */
@AutoConfigureMockMvc
@ExtendWith(OutputCaptureExtension.class)
@PortalTest(properties = "portal.test.database=jobs-office")
class PlacementScopeIntegrationTests {

	private static final String LIST = "/office/jobs/placements";

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private AccountDirectory accounts;

	@Autowired
	private PlacementService placements;

	@Autowired
	private PersonService persons;

	@Autowired
	private PlacementBook book;

	@Autowired
	private PlacementSheet sheet;

	@Autowired
	private ImportService imports;

	@Autowired
	private EntryBook entryBook;

	@Autowired
	private Spells spells;

	@Autowired
	private PersonSeals seals;

	@Autowired
	private JsonMapper json;

	@Autowired
	private TransactionTemplate transaction;

	@Autowired
	private StatementCounter statements;

	@Autowired
	private MockMvc mvc;

	@Autowired
	private MeterRegistry meters;

	@Autowired
	@Qualifier("requestMappingHandlerMapping")
	private RequestMappingHandlerMapping mappings;

	@Autowired
	private List<TodoSource> todos;

	private Official dali;

	private Official zhongdai;

	private Official coordinator;

	@BeforeEach
	void officials() {
		this.dali = official("clerk-dali");
		this.zhongdai = official("clerk-zhongdai");
		this.coordinator = official("coordinator");
	}

	@Test
	void listSearchAndFilterHoldTheOwnVillageAlone() throws Exception {
		Known other = person("zhongdai");
		Known own = person("dali");
		assertThat(lines(query(null), this.dali)).isNotEmpty()
			.allSatisfy((line) -> assertThat(line.community().code()).isEqualTo("dali"));
		for (String looked : List.of(other.particulars().name(), other.particulars().identifier())) {
			assertThat(lines(query(looked), this.dali)).isEmpty();
			assertThat(lines(query(looked), this.zhongdai)).isNotEmpty();
			assertThat(lines(query(looked), this.coordinator)).isNotEmpty();
			String found = post(LIST, this.dali, Map.of("q", looked)).getResponse().getContentAsString();
			assertThat(found).contains("没有符合条件的安置").doesNotContain(other.reference().toString());
		}
		assertThat(lines(new PlacementBook.Query(null, "zhongdai", null, null, null), this.dali)).isEmpty();
		assertThat(get(LIST + "?community=zhongdai", this.dali)).doesNotContain(other.reference().toString());
		assertThat(lines(query(own.particulars().identifier().toLowerCase(Locale.ROOT)), this.dali)).isNotEmpty();
		assertThat(this.book.due(1, 1000, this.dali).items())
			.allSatisfy((due) -> assertThat(due.line().community().code()).isEqualTo("dali"));
	}

	@Test
	void numbersOfAnotherVillageAreNotTold() throws Exception {
		assertThat(this.book.numbers(this.dali)).extracting((line) -> line.community().code()).containsExactly("dali");
		assertThat(get("/office/jobs", this.dali)).doesNotContain("钟埭村");
		assertThat(get("/office/jobs.csv", this.dali)).doesNotContain("钟埭村");
		assertThat(this.book.numbers(official("leader"))).hasSizeGreaterThan(3);
	}

	@Test
	@Transactional
	void theAddressOfAnothersPersonIsAsOneThatThereIsNot() throws Exception {
		Known other = person("zhongdai");
		UUID placement = this.jdbc.sql("select p.reference from placement p where p.person_id = ? limit 1")
			.param(other.id())
			.query(UUID.class)
			.single();
		UUID nobody = UUID.randomUUID();
		for (String page : List.of("/office/jobs/people/{x}", "/office/jobs/people/{x}/sheet",
				"/office/jobs/people/{x}/edit", "/office/jobs/people/{x}/erase",
				"/office/jobs/people/{x}/placements/new")) {
			assertSame(page, other.reference(), nobody, false);
		}
		for (String page : List.of("/follow-up", "/end", "/correct")) {
			assertSame(LIST + "/{x}" + page, placement, nobody, false);
			assertSame(LIST + "/{x}" + page, placement, nobody, true);
		}
		for (String page : List.of("/retract", "/approve", "/return")) {
			assertSame(LIST + "/{x}" + page, placement, nobody, true);
			assertSame("/office/jobs/changes/{x}" + page, change("zhongdai"), nobody, true);
		}
		assertSame("/office/jobs/people/{x}/placements/new", other.reference(), nobody, true);
		for (String form : List.of("/office/jobs/review?entry=p:{x}:0", "/office/jobs/review?entry=c:{x}:0",
				"/office/jobs/erasure?person={x}")) {
			assertSame(form, form.contains("erasure") ? other.reference() : placement, nobody, true);
		}
		assertSame("/office/jobs/people/{x}/edit", other.reference(), nobody, true);
		assertSame("/office/jobs/people/{x}/erase", other.reference(), nobody, true);
		assertThatExceptionOfType(NotOnRecord.class)
			.isThrownBy(() -> this.placements.placeAgain(other.reference(), entry(), UUID.randomUUID(), this.dali));
		assertThatExceptionOfType(NotOnRecord.class).isThrownBy(() -> this.persons.correct(other.reference(),
				other.version(), entryOf(other.particulars()), UUID.randomUUID(), this.dali));
		assertThatExceptionOfType(NotOnRecord.class)
			.isThrownBy(() -> this.persons.eraseDue(List.of(other.reference()), this.dali));
	}

	private void assertSame(String page, UUID one, UUID nobody, boolean post) throws Exception {
		List<String> answers = new ArrayList<>();
		for (UUID reference : List.of(one, nobody)) {
			String address = page.replace("{x}", reference.toString());
			MvcResult result = post ? post(address, this.dali, Map.of()) : result(address, this.dali);
			answers.add(result.getResponse().getStatus() + result.getResponse()
				.getContentAsString()
				.replace(reference.toString(), "")
				.replaceAll("value=\"[^\"]*\"", ""));
		}
		assertThat(answers.get(0)).as(page).isEqualTo(answers.get(1));
		assertThat(answers.get(0)).as(page).startsWith(page.matches(".*(/approve|/return|/review.*)") ? "403" : "404");
	}

	@Test
	@Transactional
	void registeringAPersonOfAnotherVillageTellsNothingOfIt() throws Exception {
		Known other = person("zhongdai");
		Map<String, String> form = form(other.particulars());
		this.statements.reset();
		MvcResult known = post("/office/jobs/people/new", this.dali, form);
		int some = this.statements.statements().size();
		String told = known.getResponse().getRedirectedUrl();
		form.put("identifier", fresh(7001));
		this.statements.reset();
		MvcResult unknown = post("/office/jobs/people/new", this.dali, form);
		assertThat(this.statements.statements()).as("no more and no less is asked").hasSize(some);
		String fresh = unknown.getResponse().getRedirectedUrl();
		assertThat(known.getResponse().getStatus()).isEqualTo(unknown.getResponse().getStatus());
		assertThat(Map.copyOf(known.getFlashMap())).isEqualTo(Map.copyOf(unknown.getFlashMap()));
		assertThat(bare(get(String.valueOf(told), this.dali), other.particulars().identifier()))
			.isEqualTo(bare(get(String.valueOf(fresh), this.dali), fresh(7001)));
		UUID made = UUID.fromString(String.valueOf(told).substring("/office/jobs/people/".length()));
		assertThat(get("/office/jobs/people/" + made, this.dali)).doesNotContain("钟埭村", other.reference().toString());
		assertThat(this.book.twice(this.coordinator))
			.anySatisfy((twice) -> assertThat(twice.seen()).extracting(PlacementBook.Seen::reference)
				.contains(made, other.reference()));
		assertThat(get("/office/jobs/duplicates", this.coordinator)).contains("示**")
			.doesNotContain(other.particulars().identifier(), other.particulars().name());
		assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> this.book.twice(this.dali));
		assertThat(subject(made)).isEqualTo(subject(other.reference()));
	}

	/** A page without what is of one person, one form or one minute alone. */
	private static String bare(String page, String identifier) {
		return page.replace(identifier, "")
			.replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "")
			.replaceAll("value=\"[^\"]*\"", "")
			.replaceAll("\\b\\d{1,2}:\\d{2}\\b", "");
	}

	@Test
	@Transactional
	void correctingAnIdentifierTellsNothingOfAnotherVillage() throws Exception {
		Known other = person("zhongdai");
		Known own = person("dali");
		String edit = "/office/jobs/people/" + own.reference() + "/edit";
		Map<String, String> form = form(own.particulars());
		form.put("version", String.valueOf(own.version()));
		form.put("identifier", other.particulars().identifier());
		MvcResult known = post(edit, this.dali, form);
		assertThat(known.getResponse().getRedirectedUrl()).isEqualTo("/office/jobs/people/" + own.reference());
		form.put("version", String.valueOf(own.version() + 1));
		form.put("identifier", fresh(7002));
		MvcResult unknown = post(edit, this.dali, form);
		assertThat(unknown.getResponse().getRedirectedUrl()).isEqualTo(known.getResponse().getRedirectedUrl());
		assertThat(Map.copyOf(known.getFlashMap())).isEqualTo(Map.copyOf(unknown.getFlashMap()));
	}

	@Test
	void theLookAtAFileTellsNothingOfAnotherVillage() throws Exception {
		Known other = person("zhongdai");
		List<String> pages = new ArrayList<>();
		for (String identifier : List.of(other.particulars().identifier(), fresh(7003))) {
			String text = "村社,姓名,证件号,同意书日期,同意书存放处,人员类别,工坊,岗位,上岗日期,月工资（元）,参保情况\n大力村," + other.particulars().name() + ","
					+ identifier + ",2026-01-01,档案,残疾人,示例包装车间,包装,2026-01-05,3000.00,未参保\n";
			long id = this.imports.receive("placements", "a.csv", text.getBytes(StandardCharsets.UTF_8),
					UUID.randomUUID(), this.dali);
			pages.add(bare(get("/office/imports/" + id, this.dali), identifier)
				.replaceAll("/office/imports/" + id + "\\b", ""));
			this.imports.drop(id, this.imports.job(id, this.dali).version(), this.dali);
		}
		assertThat(pages.get(0)).contains(other.particulars().name()).isEqualTo(pages.get(1));
	}

	@Test
	@Transactional
	void nothingThatAClerkSeesMovesWhenAnotherVillagePlacesSomebody() throws Exception {
		List<String> addresses = List.of("/office", "/office/jobs", "/office/jobs.csv", LIST, LIST + ".csv",
				"/office/jobs/due", "/office/jobs/erasure", "/office/jobs/workshops", "/office/jobs/workshops.csv",
				"/office/jobs/openings", "/office/jobs/stories", "/office/imports",
				"/office/jobs/people/" + person("dali").reference(), "/jobs", "/jobs/workshops.csv",
				"/jobs/villages.csv");
		Map<String, String> before = new LinkedHashMap<>();
		for (String address : addresses) {
			before.put(address, bare(get(address, this.dali), ""));
		}
		String coordinators = bare(get(LIST, this.coordinator), "");
		long packing = this.jdbc.sql("select id from workshop where name = '示例包装车间'").query(Long.class).single();
		for (Particulars one : List.of(particulars(7004), person("dali").particulars())) {
			UUID person = this.placements.register(community("zhongdai"), entryOf(one),
					new PlacementEntry("DISABLED", packing, null, "包装", LocalDate.of(2026, 1, 5),
							new Money(new BigDecimal("3000.00")), "NONE", null, null, null),
					UUID.randomUUID(), this.zhongdai);
			UUID placement = this.jdbc
				.sql("select p.reference from placement p join person s on s.id = p.person_id where s.reference = ?")
				.param(person)
				.query(UUID.class)
				.single();
			this.placements.approve(placement, 0, this.coordinator);
		}
		for (String address : addresses) {
			assertThat(bare(get(address, this.dali), "")).as(address).isEqualTo(before.get(address));
		}
		assertThat(bare(get(LIST, this.coordinator), "")).as("who sees both sees it").isNotEqualTo(coordinators);
	}

	@Test
	@Transactional
	void aSecondRegistrationInTheVillageLeadsToTheFirstWithoutItsIdentifier() throws Exception {
		Known own = person("dali");
		String page = post("/office/jobs/people/new", this.dali, form(own.particulars())).getResponse()
			.getContentAsString();
		assertThat(page).contains("本村已登记过这个人（示**）", "/office/jobs/people/" + own.reference());
	}

	@Test
	@Transactional
	void anImportIsComparedWithTheOwnVillageAlone() {
		Known other = person("zhongdai");
		Known own = person("dali");
		List<CheckedRow> checked = this.sheet.check(
				List.of(row(1, other.particulars().name(), other), row(2, "另一个名字", other), row(3, "另一个名字", own)),
				this.dali);
		assertThat(checked.get(0).outcome()).isEqualTo(CheckedRow.Outcome.ADDED);
		assertThat(checked.get(1).errors()).singleElement()
			.satisfies((error) -> assertThat(error.key()).isEqualTo("employment.refusal.sheet.otherRow"));
		assertThat(checked.get(2).errors()).singleElement()
			.satisfies((error) -> assertThat(error.arguments()).containsExactly("示**"));
		assertThat(this.sheet.check(List.of(row(1, "另一个名字", other)), this.dali).get(0).outcome())
			.as("the name that another village has on record is not compared")
			.isEqualTo(CheckedRow.Outcome.ADDED);
		assertThat(this.sheet.columns(this.dali).get(0).choices()).extracting("code").containsExactly("dali");
		assertThat(this.sheet.mayImport(this.coordinator)).isFalse();
	}

	@Test
	@Transactional
	void aSpreadsheetIsWrittenDecidedOnChangedAndTakenBack() {
		long workshop = workshop();
		ImportRun run = run(1);
		List<SheetRow> rows = List.of(row(1, "示例导入一", fresh(8001), workshop, "2026-01-05", "3111.11"),
				row(2, "示例导入二", fresh(8002), workshop, "2026-02-28", "3222.22"),
				row(3, "示例导入一", fresh(8001), workshop, "2025-01-05", "2999.99", "2025-12-31"));
		write(rows, run);
		assertThat(this.sheet.check(rows, this.dali)).extracting(CheckedRow::outcome)
			.containsOnly(CheckedRow.Outcome.LEFT);
		assertThat(lines(query("示例导入"), this.dali)).hasSize(3)
			.allSatisfy((line) -> assertThat(line.state()).isEqualTo("ENTERED"));
		assertThat(this.spells.approved()).noneMatch((spell) -> spell.wage().toString().equals("3111.11"));
		PlacementLine second = lines(query("示例导入二"), this.dali).get(0);
		this.placements.approve(second.reference(), 0, this.coordinator);
		assertThatExceptionOfType(Refusal.class).isThrownBy(() -> this.sheet.undo(run))
			.withMessage("employment.refusal.sheet.decided");
		ImportRun later = run(2);
		List<CheckedRow> changed = write(
				List.of(row(1, "示例导入二", fresh(8002), workshop, "2026-02-28", "3222.22", "2026-06-30")), later);
		assertThat(changed.get(0).remarks()).as("an end is no correction").isEmpty();
		assertThat(lines(query("示例导入二"), this.dali).get(0).openChange()).isEqualTo("END");
		this.sheet.undo(later);
		assertThat(lines(query("示例导入二"), this.dali).get(0).openChange()).isNull();
		assertThat(this.sheet.check(List.of(row(1, "示例导入二", fresh(8002), workshop, "2026-02-28", "3333.33")), this.dali)
			.get(0)
			.remarks()).as("another wage is").singleElement();
	}

	@Test
	@Transactional
	void manyRowsTakeAsManyStatementsAsAFew() {
		long workshop = workshop();
		ImportRun first = run(1);
		ImportRun second = run(2);
		this.statements.reset();
		write(some(1, 3, workshop), first);
		int few = this.statements.statements().size();
		this.statements.reset();
		write(some(100, 160, workshop), second);
		assertThat(this.statements.statements()).hasSize(few);
	}

	private List<SheetRow> some(int from, int until, long workshop) {
		List<SheetRow> rows = new ArrayList<>();
		for (int i = from; i < until; i++) {
			rows.add(row(i, "示例导入", fresh(9000 + i), workshop, "2026-01-05", "3000.00"));
		}
		return rows;
	}

	@Test
	void aFileOfPeopleIsKeptSealedUnderNoNameOfItsOwn() {
		String text = "村社,姓名,证件号,同意书日期,同意书存放处,人员类别,工坊,岗位,上岗日期,月工资（元）,参保情况\n" + "大力村,示例密封," + fresh(8101)
				+ ",2026-01-01,档案,残疾人,示例包装车间,包装,2026-01-05,3456.78,未参保\n" + "大力村,示例密封二,12,"
				+ "2026-01-01,档案,残疾人,示例包装车间,包装,2026-01-05,3456.79,未参保\n";
		long id = this.imports.receive("placements", "示例密封.csv", text.getBytes(StandardCharsets.UTF_8),
				UUID.randomUUID(), this.dali);
		assertThat(this.imports.view(id, null, 0, 10, this.dali).job()).satisfies((job) -> {
			assertThat(job.fileName()).isEqualTo("placements.csv");
			assertThat(job.state()).isEqualTo(ImportState.FAULTY);
		});
		assertThat(this.imports.view(id, null, 0, 10, this.dali).personal())
			.as("its page promises that no reason is public")
			.isTrue();
		assertThat(this.imports.view(id, null, 0, 10, this.dali).faults()).singleElement()
			.satisfies((fault) -> assertThat(fault.value()).isEqualTo("12"));
		assertThat(this.imports.view(id, null, 0, 10, this.dali).rows()).singleElement()
			.satisfies((row) -> assertThat(row.row().text("name")).isEqualTo("示例密封"));
		assertThat(new String(this.imports.file(id, this.dali), StandardCharsets.UTF_8)).isEqualTo(text);
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> this.imports.view(id, null, 0, 10, this.zhongdai));
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> this.imports.view(id, null, 0, 10, this.coordinator));
		assertNowhere(Set.of("示例密封", fresh(8101), "3456.78"));
	}

	@Test
	@Transactional
	void whoEnteredDoesNotDecideAndOnlyWhatWasApprovedCounts() {
		int before = this.spells.approved().size();
		UUID person = this.placements.register(community("dali"), entryOf(particulars(8201)), entry(),
				UUID.randomUUID(), this.dali);
		PlacementLine line = lines(query(fresh(8201)), this.dali).get(0);
		assertThat(this.spells.approved()).hasSize(before);
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> this.placements.approve(line.reference(), 0, this.dali));
		Official both = new Official(this.dali.id(), "both", "双职", "x", Set.of(Role.COORDINATOR, Role.CLERK), Set.of(),
				this.dali.communityIds());
		assertThatExceptionOfType(Refusal.class).isThrownBy(() -> this.placements.approve(line.reference(), 0, both))
			.withMessage("employment.refusal.own");
		this.placements.approve(line.reference(), 0, this.coordinator);
		assertThat(this.spells.approved()).hasSize(before + 1);
		this.placements.end(line.reference(), 1, LocalDate.of(2026, 6, 30), "HEALTH", "说明", UUID.randomUUID(),
				this.dali);
		assertThat(this.spells.approved()).filteredOn((spell) -> spell.subject() == subject(person))
			.singleElement()
			.satisfies((spell) -> assertThat(spell.ended()).as("waits").isNull());
		PersonView.Change change = this.book.look(person, "person", this.coordinator).placements().get(0).open();
		assertThat(change).isNotNull();
		this.placements.approveChange(change.reference(), 0, this.coordinator);
		assertThat(this.spells.approved()).filteredOn((spell) -> spell.subject() == subject(person))
			.singleElement()
			.satisfies((spell) -> assertThat(spell.ended()).isEqualTo("2026-06-30"));
		assertThatExceptionOfType(Refusal.class).isThrownBy(() -> this.placements.followUp(line.reference(), 12,
				LocalDate.of(2026, 11, 1), "AT_WORK", null, UUID.randomUUID(), this.dali));
	}

	@Test
	@Transactional
	void whoIsToBeFollowedUpIsToldApartAndLateOnesAreMarked() throws Exception {
		PlacementLine line = approved(8501);
		String list = get("/office/jobs/due", this.dali);
		assertThat(list).contains("证件尾号", "已逾期", "包装").doesNotContain(fresh(8501));
		assertThat(this.book.due(1, 1000, this.dali).items())
			.anySatisfy((due) -> assertThat(due.line().tail()).isEqualTo(fresh(8501).substring(14)));
		String form = get(LIST + "/" + line.reference() + "/follow-up?month=3", this.dali);
		assertThat(form).contains("示例试验", "99900001234");
		assertThat(this.jdbc.sql("select count(*) from audit_entry where action = 'person-follow-up' and subject = ?")
			.param("person/" + line.person())
			.query(Long.class)
			.single()).isOne();
		String early = post(LIST + "/" + line.reference() + "/follow-up", this.dali,
				Map.of("month", "3", "doneOn", "2026-02-01", "found", "AT_WORK"))
			.getResponse()
			.getContentAsString(StandardCharsets.UTF_8);
		assertThat(early).contains("最早可以填 2026-03-22");
		assertThat(post(LIST + "/" + line.reference() + "/follow-up", this.dali, Map.of("submission",
				UUID.randomUUID().toString(), "month", "3", "doneOn", "2026-04-06", "found", "AT_WORK"))
			.getResponse()
			.getRedirectedUrl()).isEqualTo("/office/jobs/due");
	}

	@Test
	@Transactional
	void aReviewOfAChangeShowsWhatDiffersAndIsCounted() throws Exception {
		PlacementLine line = approved(8511);
		int before = waiting();
		this.placements.end(line.reference(), 1, LocalDate.of(2026, 6, 30), "HEALTH", null, UUID.randomUUID(),
				this.dali);
		assertThat(waiting()).isEqualTo(before + 1);
		assertThat(get(LIST + "?community=dali", this.dali)).contains("离岗待审核");
		String review = get("/office/jobs/review", this.coordinator);
		String change = review
			.substring(review.indexOf("class=\"reconciled\"", review.indexOf(line.person().toString())));
		change = change.substring(0, change.indexOf("</table>"));
		assertThat(change).contains("最后工作日", "离岗原因", "身体原因").doesNotContain("月工资", "人员类别");
		UUID reference = open(line);
		this.placements.retractChange(reference, this.dali);
		String person = get("/office/jobs/people/" + line.person(), this.dali);
		assertThat(person).contains("撤回：").doesNotContain("复核：" + this.dali.signature());
	}

	@Test
	@Transactional
	void whatCameBackIsMendedWithWhatWasSaid() throws Exception {
		this.placements.register(community("dali"), entryOf(particulars(8521)), entry(), UUID.randomUUID(), this.dali);
		PlacementLine line = lines(query(fresh(8521)), this.dali).get(0);
		this.placements.sendBack(line.reference(), 0, "请核对上岗日期", this.coordinator);
		String home = LIST + "/" + line.reference() + "/correct";
		assertThat(this.todos.stream().flatMap((source) -> source.todosOf(this.dali).stream()).toList())
			.filteredOn((todo) -> todo.address().equals(home))
			.singleElement()
			.satisfies((todo) -> {
				assertThat(todo.detail()).isEqualTo("请核对上岗日期");
				assertThat(todo.discreet()).as("no e-mail carries it").isTrue();
			});
		assertThat(get(home, this.dali)).contains("请核对上岗日期", this.coordinator.signature());
		Map<String, String> mended = form(particulars(8521));
		mended.keySet().removeAll(Set.of("community", "name", "identifier", "consentOn", "consentDocument"));
		mended.put("startedOn", "2026-01-06");
		mended.put("version", "1");
		mended.put("submission", UUID.randomUUID().toString());
		assertThat(post(home, this.dali, mended).getResponse().getRedirectedUrl())
			.isEqualTo("/office/jobs/people/" + line.person());
		String person = get("/office/jobs/people/" + line.person(), this.dali);
		assertThat(person.substring(person.indexOf("id=\"history\""))).contains("安置 · 退回", "安置 · 填报");
	}

	@Test
	@Transactional
	void theSheetForAPersonNamesATelephoneAndNoAddressOfTheOffice() throws Exception {
		Known own = person("dali");
		String page = get("/office/jobs/people/" + own.reference() + "/sheet", this.dali);
		assertThat(page).contains("联系电话").doesNotContain("class=\"printed\"");
	}

	private PlacementLine approved(int number) {
		this.placements.register(community("dali"),
				new PersonEntry("示例试验", fresh(number), "99900001234", LocalDate.of(2025, 12, 1), "档案 1", null), entry(),
				UUID.randomUUID(), this.dali);
		PlacementLine line = lines(query(fresh(number)), this.dali).get(0);
		this.placements.approve(line.reference(), 0, this.coordinator);
		return line;
	}

	private UUID open(PlacementLine line) {
		PersonView.Change change = this.book.look(line.person(), "person", this.coordinator).placements().get(0).open();
		assertThat(change).isNotNull();
		return change.reference();
	}

	private int waiting() {
		return this.book.numbers(this.dali).get(0).waiting();
	}

	@Test
	@Transactional
	void correctedAndErasedLeavesTheFiguresAndNothingElse() {
		UUID person = this.placements.register(community("dali"), entryOf(particulars(8301)), entry(),
				UUID.randomUUID(), this.dali);
		PlacementLine line = lines(query(fresh(8301)), this.dali).get(0);
		this.placements.approve(line.reference(), 0, this.coordinator);
		Particulars right = new Particulars("示例更正", fresh(8302), "99900001234", "档案 9", "备注");
		this.persons.correct(person, 0, entryOf(right), UUID.randomUUID(), this.dali);
		PersonView view = this.book.look(person, "person", this.dali);
		assertThat(view.particulars()).isEqualTo(right);
		assertThat(view.former()).singleElement()
			.satisfies((former) -> assertThat(former.particulars()).isEqualTo(particulars(8301)));
		assertThat(this.jdbc.sql(
				"select differences::text from record_change where record_type = 'person' and record_key = ? and action = 'person.changed'")
			.param(person.toString())
			.query(String.class)
			.single()).contains("identifier", "{employment.notTold}").doesNotContain("示例更正", fresh(8302));
		List<Spell> before = this.spells.approved();
		assertThatExceptionOfType(Refusal.class)
			.isThrownBy(() -> this.persons.erase(person, false, UUID.randomUUID(), this.dali))
			.withMessage("employment.refusal.notYet");
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> this.persons.erase(person, true, UUID.randomUUID(), this.dali));
		this.persons.erase(person, true, UUID.randomUUID(), this.coordinator);
		assertThat(this.spells.approved()).isEqualTo(before);
		PersonView erased = this.book.look(person, "person", this.dali);
		assertThat(erased.particulars()).isNull();
		assertThat(erased.former()).isEmpty();
		assertThat(lines(query(fresh(8302)), this.coordinator)).isEmpty();
		assertThat(this.jdbc
			.sql("select count(*) from person where reference = ? and (sealed is not null or mark is not null)")
			.param(person)
			.query(Long.class)
			.single()).isZero();
		assertThatExceptionOfType(Refusal.class)
			.isThrownBy(() -> this.placements.placeAgain(person, entry(), UUID.randomUUID(), this.dali))
			.withMessage("employment.refusal.erased");
	}

	@Test
	@Transactional
	void particularsAreDueOnceTheTimeOfThePolicyIsOver() {
		UUID person = this.placements.register(community("dali"), entryOf(particulars(8401)),
				new PlacementEntry("DIBAO", workshop(), null, "包装", LocalDate.of(2025, 1, 1),
						new Money(new BigDecimal("3000.00")), "NONE", LocalDate.of(2025, 3, 1), "FAMILY", null),
				UUID.randomUUID(), this.dali);
		assertThat(this.book.erasable(this.dali)).extracting(PlacementBook.Erasable::reference).doesNotContain(person);
		this.persons.setPolicy(1, 12, 30, "演示文件", official("admin"));
		assertThat(this.book.erasable(this.dali)).extracting(PlacementBook.Erasable::reference).contains(person);
		assertThat(this.book.erasable(this.zhongdai)).extracting(PlacementBook.Erasable::reference)
			.doesNotContain(person);
		assertThat(this.persons.eraseDue(List.of(person), this.dali)).isOne();
		assertThat(this.persons.policy().version()).isEqualTo(2);
	}

	@Test
	@Transactional
	void eachLookAtAPersonIsInTheTrail() throws Exception {
		Known own = person("dali");
		long before = looks(own.reference());
		String page = get("/office/jobs/people/" + own.reference(), this.dali);
		assertThat(page).contains(own.particulars().identifier());
		get("/office/jobs/people/" + own.reference() + "/sheet", this.coordinator);
		assertThat(looks(own.reference())).isEqualTo(before + 2);
		String list = get(LIST, this.dali);
		assertThat(list).contains("示**").doesNotContain(own.particulars().name(), own.particulars().identifier());
	}

	@Test
	void anExportHintsAtPersonsUnlessTheCoordinatingOfficeAsks() throws Exception {
		Known own = person("dali");
		for (Official official : List.of(this.dali, this.coordinator)) {
			assertThat(get(LIST + ".csv", official)).contains("示**")
				.doesNotContain(own.particulars().name(), own.particulars().identifier());
		}
		assertThat(get(LIST + ".csv", this.dali)).doesNotContain("钟埭村");
		assertThat(result(LIST + "/full.csv", this.dali).getResponse().getStatus()).isEqualTo(403);
		long before = looks(own.reference());
		assertThat(get(LIST + "/full.csv?community=dali", this.coordinator)).contains(own.particulars().name(),
				own.particulars().identifier());
		assertThat(looks(own.reference())).isEqualTo(before + 1);
	}

	@Test
	@Transactional
	void afterAChangeOfTheKeyAllIsSealedAnew() {
		byte[] key = new byte[32];
		Arrays.fill(key, (byte) 7);
		Known own = person("dali");
		Seals fresh = new Seals(new PersonKeys(Base64.getEncoder().encodeToString(key),
				List.of("ZGVtby1vbmx5LWtleS1vZi10aGUtcG9ydGFsLW5vbmU=")), true);
		PersonSeals renewed = new PersonSeals(fresh, this.json);
		new Resealing(this.jdbc, fresh, renewed, this.transaction).start();
		Seals alone = new Seals(new PersonKeys(Base64.getEncoder().encodeToString(key), List.of()), true);
		PersonSeals only = new PersonSeals(alone, this.json);
		this.jdbc.sql("select reference, sealed from person where sealed is not null").query((row) -> {
			only.person(row.getBytes("sealed"), row.getObject("reference", UUID.class));
		});
		this.jdbc.sql("select reference, sealed from placement").query((row) -> {
			only.terms(row.getBytes("sealed"), row.getObject("reference", UUID.class));
		});
		assertThat(this.jdbc.sql("select mark from person where id = ?").param(own.id()).query(byte[].class).single())
			.isEqualTo(only.mark(own.particulars().identifier()));
	}

	@Test
	@Transactional
	void aPlacementFillsAnOpenPostOfItsOwnPlaceAlone() throws Exception {
		long own = opening("workshop_id", workshop());
		long host = this.jdbc.sql("select min(id) from enterprise").query(Long.class).single();
		long ofHost = opening("enterprise_id", host);
		long elsewhere = this.jdbc.sql("select min(id) from opening where workshop_id <> ?")
			.param(workshop())
			.query(Long.class)
			.single();
		for (long other : List.of(elsewhere, ofHost, 999_999L)) {
			assertThatExceptionOfType(Refusal.class).isThrownBy(() -> place(8501, other))
				.satisfies((refusal) -> assertThat(refusal.key() + " " + refusal.field())
					.isEqualTo("employment.refusal.openingElsewhere opening"));
		}
		assertThat(get("/office/jobs/people/new", this.dali)).contains("试验岗位（试验工坊）");
		UUID person = place(8501, own);
		assertThat(get("/office/jobs/people/" + person, this.dali)).contains("试验岗位（试验工坊）");
		PlacementLine line = lines(query(fresh(8501)), this.dali).get(0);
		assertThat(filled(own, this.coordinator)).isZero();
		this.placements.approve(line.reference(), 0, this.coordinator);
		assertThat(filled(own, this.coordinator)).isOne();
		assertThat(filled(own, this.dali)).isOne();
		assertThat(filled(own, this.zhongdai)).as("people of another village").isZero();
		this.jdbc.sql("update opening set state = 'CLOSED', closed_on = opened_on where id = ?").param(own).update();
		assertThatExceptionOfType(Refusal.class).isThrownBy(() -> place(8502, own))
			.withMessage("employment.refusal.openingClosed");
		assertThat(get(LIST + "/" + line.reference() + "/correct", this.dali)).as("what it fills can be kept")
			.contains("value=\"" + own + "\" selected");
		this.placements.end(line.reference(), 1, LocalDate.of(2026, 6, 30), "HEALTH", null, UUID.randomUUID(),
				this.dali);
		PersonView.Change change = this.book.look(person, "person", this.coordinator).placements().get(0).open();
		this.placements.approveChange(change.reference(), 0, this.coordinator);
		assertThat(this.book.look(person, "person", this.coordinator).placements().get(0).entry().opening())
			.isEqualTo(own);
		this.jdbc.sql("update workshop set enterprise_id = ? where id = ?").params(host, workshop()).update();
		assertThat(place(8502, ofHost)).as("a post of the host").isNotNull();
	}

	private UUID place(int number, long opening) {
		return this.placements.register(
				community("dali"), entryOf(particulars(number)), new PlacementEntry("DISABLED", workshop(), opening,
						"包装", LocalDate.of(2026, 1, 5), new Money(new BigDecimal("3000.00")), "NONE", null, null, null),
				UUID.randomUUID(), this.dali);
	}

	private long opening(String column, long place) {
		return this.jdbc
			.sql("""
					insert into opening (%s, post, contact, telephone, opened_on, state, source_id, updated_at)
					select ?, '试验岗位', '村委会', '0573-00000000', date '2026-01-01', 'OPEN', min(id), now() from source returning id"""
				.formatted(column))
			.param(place)
			.query(Long.class)
			.single();
	}

	private int filled(long opening, Official by) {
		return this.entryBook.openings(by)
			.stream()
			.filter((one) -> one.id() == opening)
			.findFirst()
			.orElseThrow()
			.filled();
	}

	@Test
	void rongshengIsOnRecordAsReported() throws Exception {
		assertThat(this.entryBook.figures(this.coordinator))
			.filteredOn((figure) -> figure.enterprise().code().equals("rongsheng"))
			.singleElement()
			.satisfies((figure) -> {
				assertThat(figure.disabled()).isEqualTo(403);
				assertThat(figure.employees()).isNull();
				assertThat(figure.share()).isEqualByComparingTo("50");
				assertThat(figure.rough()).isTrue();
				assertThat(figure.precision()).isEqualTo("QUARTER");
				assertThat(figure.source()).contains("共赴一场");
			});
		assertThat(get("/office/jobs/enterprises", this.coordinator)).contains("403", "约 50%", "2022 年第 4 季度");
	}

	@Test
	void nothingOfWhoPeopleAreStandsAnywhereInThePlain(CapturedOutput output) throws Exception {
		Set<String> secrets = secrets();
		assertThat(secrets).hasSizeGreaterThan(300);
		UUID person = person("dali").reference();
		for (String page : List.of("/office/jobs", LIST, "/office/jobs/due", "/office/jobs/people/" + person,
				"/office/jobs/people/" + UUID.randomUUID(), LIST + ".csv", LIST + ".xlsx", "/office")) {
			result(page, this.dali);
		}
		post(LIST, this.dali, Map.of("q", person("dali").particulars().name()));
		post("/office/jobs/people/new", this.dali, form(person("dali").particulars()));
		assertNone(secrets, output.getAll(), "the log");
		assertNone(secrets,
				this.meters.getMeters().stream().map((meter) -> meter.getId().toString()).toList().toString(),
				"metrics");
		assertNone(secrets,
				result("/office/jobs/people/" + UUID.randomUUID(), this.dali).getResponse().getContentAsString(),
				"an error page");
		for (String address : PublicPages.addresses(this.mappings)) {
			assertNone(secrets,
					this.mvc.perform(MockMvcRequestBuilders.get(address))
						.andReturn()
						.getResponse()
						.getContentAsString(),
					address);
		}
		assertNowhere(secrets);
	}

	/** What names, identifiers, telephone numbers and wages of all people are. */
	private Set<String> secrets() {
		Set<String> secrets = new LinkedHashSet<>();
		this.jdbc.sql("select reference, sealed from person where sealed is not null").query((row) -> {
			Particulars particulars = this.seals.person(row.getBytes("sealed"), row.getObject("reference", UUID.class));
			secrets.add(particulars.name());
			secrets.add(particulars.identifier());
			if (particulars.telephone() != null) {
				secrets.add(particulars.telephone());
			}
		});
		this.jdbc.sql("select reference, sealed from placement").query((row) -> {
			secrets.add(
					this.seals.terms(row.getBytes("sealed"), row.getObject("reference", UUID.class)).wage().toString());
		});
		return secrets;
	}

	/** Every row of every table as the database writes it, bytes too. */
	private void assertNowhere(Set<String> secrets) {
		List<String> tables = this.jdbc.sql("""
				select quote_ident(table_name) from information_schema.tables
				where table_schema = 'public' and table_type = 'BASE TABLE'""").query(String.class).list();
		assertThat(tables).contains("person", "placement", "import_row", "audit_entry", "record_change");
		Set<String> all = new LinkedHashSet<>(secrets);
		secrets.forEach((secret) -> all.add(HexFormat.of().formatHex(secret.getBytes(StandardCharsets.UTF_8))));
		for (String table : tables) {
			String rows = String.join("\n",
					this.jdbc.sql("select t::text from " + table + " t").query(String.class).list());
			assertNone(all, rows, table);
		}
	}

	private static void assertNone(Set<String> secrets, String text, String where) {
		assertThat(secrets.stream().filter(text::contains).toList()).as(where).isEmpty();
	}

	private long looks(UUID person) {
		return this.jdbc.sql("select count(*) from audit_entry where kind = 'LOOK' and subject = ?")
			.param("person/" + person)
			.query(Long.class)
			.single();
	}

	private List<CheckedRow> write(List<SheetRow> rows, ImportRun run) {
		List<CheckedRow> checked = this.sheet.check(rows, this.dali);
		assertThat(checked).allSatisfy((row) -> assertThat(row.errors()).isEmpty());
		this.sheet.write(checked, run);
		this.sheet.finish(run);
		return checked;
	}

	private ImportRun run(int number) {
		long id = this.jdbc
			.sql("""
					insert into import_job (sheet, state, file_name, file_size, content, sent_by, sent_for, sent_by_name, sent_at, sealed)
					values ('placements', 'WRITING', 'placements.xlsx', 0, '', ?, ?, ?, now(), true) returning id""")
			.params(this.dali.id(), this.dali.id(), "x" + number)
			.query(Long.class)
			.single();
		return new ImportRun(id, "placements.xlsx", this.dali, Instant.now());
	}

	private SheetRow row(int number, String name, Known of) {
		return row(number, name, of.particulars().identifier(), workshop(), "2020-01-05", "3000.00", "2020-06-30");
	}

	private SheetRow row(int number, String name, String identifier, long workshop, String started, String wage,
			String... ended) {
		Map<String, Object> values = new LinkedHashMap<>();
		values.put("village", "dali");
		values.put("name", name);
		values.put("identifier", identifier);
		values.put("consentOn", LocalDate.of(2020, 1, 1));
		values.put("consentDocument", "档案 1");
		values.put("group", "DISABLED");
		values.put("workshop", String.valueOf(workshop));
		values.put("post", "包装");
		values.put("startedOn", LocalDate.parse(started));
		values.put("wage", new Money(new BigDecimal(wage)));
		values.put("insurance", "NONE");
		if (ended.length > 0) {
			values.put("endedOn", LocalDate.parse(ended[0]));
			values.put("endReason", "FAMILY");
		}
		return new SheetRow(number, values);
	}

	/** A workshop of which it is not known when it opened. */
	private long workshop() {
		return this.jdbc.sql("""
				insert into workshop (name, kind_id, community_id, state, source_id, updated_at)
				select '试验工坊', k.id, m.id, 'OPEN', s.id, now() from workshop_kind k, community m, source s
				where k.code = 'farm' and m.code = 'dali' and s.code = 'portal-record'
				on conflict (name) do update set updated_at = now() returning id""").query(Long.class).single();
	}

	private PlacementEntry entry() {
		return new PlacementEntry("DISABLED", workshop(), null, "包装", LocalDate.of(2026, 1, 5),
				new Money(new BigDecimal("3000.00")), "NONE", null, null, null);
	}

	private static Particulars particulars(int number) {
		return new Particulars("示例试验", fresh(number), null, "档案 1", null);
	}

	private static PersonEntry entryOf(Particulars of) {
		return new PersonEntry(of.name(), of.identifier(), of.telephone(), LocalDate.of(2025, 12, 1),
				of.consentDocument(), of.note());
	}

	private static String fresh(int number) {
		String digits = "99000019800101%03d".formatted(number % 1000);
		digits = "990" + "%03d".formatted(number / 1000) + digits.substring(6);
		return digits + Identifiers.check(digits);
	}

	private Map<String, String> form(Particulars of) {
		Map<String, String> form = new LinkedHashMap<>();
		form.put("community", String.valueOf(community("dali")));
		form.put("name", of.name());
		form.put("identifier", of.identifier());
		form.put("consentOn", "2026-01-01");
		form.put("consentDocument", "档案 1");
		form.put("group", "DISABLED");
		form.put("workshop",
				this.jdbc.sql("select id::text from workshop where name = '示例包装车间'").query(String.class).single());
		form.put("post", "包装");
		form.put("startedOn", "2026-01-05");
		form.put("wage", "3000.00");
		form.put("insurance", "NONE");
		return form;
	}

	private List<PlacementLine> lines(PlacementBook.Query query, Official by) {
		return this.book.lines(query, 1, 1000, by).items();
	}

	private static PlacementBook.Query query(@Nullable String looked) {
		return new PlacementBook.Query(looked, null, null, null, null);
	}

	private Known person(String village) {
		return this.jdbc.sql("""
				select s.* from person s join community m on m.id = s.community_id
				where m.code = ? and s.sealed is not null order by s.id limit 1""")
			.param(village)
			.query((row, index) -> {
				UUID reference = row.getObject("reference", UUID.class);
				return new Known(row.getLong("id"), reference, this.seals.person(row.getBytes("sealed"), reference),
						row.getLong("version"));
			})
			.single();
	}

	/** A change that waits in a village. */
	private UUID change(String village) {
		UUID placement = this.jdbc
			.sql("""
					select p.reference from placement p join community m on m.id = p.community_id join person s on s.id = p.person_id
					where m.code = ? and p.state = 'APPROVED' and p.ended_on is null and s.sealed is not null and not exists (
						select from placement_change c where c.placement_id = p.id and c.state = 'ENTERED') order by p.id limit 1""")
			.param(village)
			.query(UUID.class)
			.single();
		long version = this.jdbc.sql("select version from placement where reference = ?")
			.param(placement)
			.query(Long.class)
			.single();
		this.placements.end(placement, version, LocalDate.now().minusDays(1), "FAMILY", null, UUID.randomUUID(),
				official("clerk-" + village));
		return this.jdbc.sql("""
				select c.reference from placement_change c join placement p on p.id = c.placement_id
				where p.reference = ? and c.state = 'ENTERED'""").param(placement).query(UUID.class).single();
	}

	private long subject(UUID person) {
		return this.jdbc.sql("select subject_id from person where reference = ?")
			.param(person)
			.query(Long.class)
			.single();
	}

	private long community(String code) {
		return this.jdbc.sql("select id from community where code = ?").param(code).query(Long.class).single();
	}

	private Official official(String username) {
		return this.accounts.findByUsername(username).orElseThrow();
	}

	private String get(String address, Official by) throws Exception {
		MvcResult result = result(address, by);
		assertThat(result.getResponse().getStatus()).as(address).isEqualTo(200);
		return result.getResponse().getContentAsString(StandardCharsets.UTF_8);
	}

	private MvcResult result(String address, Official by) throws Exception {
		return this.mvc.perform(MockMvcRequestBuilders.get(address).with(Officials.signedIn(by))).andReturn();
	}

	private MvcResult post(String address, Official by, Map<String, String> form) throws Exception {
		MockHttpServletRequestBuilder request = MockMvcRequestBuilders.post(address)
			.with(Officials.signedIn(by))
			.with(csrf());
		form.forEach(request::param);
		return this.mvc.perform(request).andReturn();
	}

	private record Known(long id, UUID reference, Particulars particulars, long version) {
	}

}
