package org.commonprosperity.portal.employment;

import java.math.BigDecimal;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.micrometer.core.instrument.MeterRegistry;
import org.commonprosperity.portal.account.AccountDirectory;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.account.Visitor;
import org.commonprosperity.portal.care.SignUps;
import org.commonprosperity.portal.shared.Identifiers;
import org.commonprosperity.portal.shared.Money;
import org.commonprosperity.portal.spreadsheet.ImportService;
import org.commonprosperity.portal.support.Officials;
import org.commonprosperity.portal.support.PortalTest;
import org.commonprosperity.portal.support.PublicPages;
import org.commonprosperity.portal.support.PublicReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Who the people are whom officials keep, the planted ones and those of the demo, is told
 * by no public address, no error page, no log, no measurement, no official outside the
 * scope and no plain column of the database, whatever goes wrong meanwhile. What may tell
 * does, so the reader does look.
 */
@AutoConfigureMockMvc
@ExtendWith(OutputCaptureExtension.class)
@PortalTest(properties = { "portal.test.database=personal", "logging.level.org.commonprosperity=debug",
		"logging.level.org.springframework.jdbc=debug" })
class PersonalDataIntegrationTests {

	private static final String PASSWORD = "gongfu-demo";

	private static final String NEW = "/office/jobs/people/new";

	/** What was planted, by the official who keeps it. */
	private static final Map<String, Set<String>> PLANTED = Map.of("clerk-dali",
			Set.of("密迹一安", "密迹二安", "密迹三安", identifier(1), identifier(2), identifier(3), "99900077001", "99900077002",
					"7913.57", "7914.58", "密迹备注", "密迹回访", "密迹离岗", "密迹退回", "密迹导入", identifier(4), "7915.59"),
			"clerk-yongxing", Set.of("密迹报名甲", "000077003"));

	/** What is typed and comes to nothing. */
	private static final Set<String> TYPED = Set.of("密迹未成", identifier(5), "99900077005", "7916.61", "密迹草稿");

	@LocalServerPort
	private int port;

	@Autowired
	@Qualifier("requestMappingHandlerMapping")
	private RequestMappingHandlerMapping mappings;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private Clock clock;

	@Autowired
	private AccountDirectory accounts;

	@Autowired
	private PlacementService placements;

	@Autowired
	private PersonService persons;

	@Autowired
	private PlacementBook book;

	@Autowired
	private SignUps signUps;

	@Autowired
	private ImportService imports;

	@Autowired
	private PersonSeals seals;

	@Autowired
	private MeterRegistry meters;

	@Autowired
	private MockMvc mvc;

	private UUID person;

	private String activity;

	@BeforeEach
	void plant() {
		Official clerk = official("clerk-dali");
		this.activity = this.jdbc.sql("""
				select a.code from care_activity a join community m on m.id = a.community_id
				where m.code = 'yongxing' and a.day > current_date and a.places > 10 order by a.day limit 1""")
			.query(String.class)
			.single();
		List<PlacementLine> there = this.book
			.lines(new PlacementBook.Query(identifier(2), null, null, null, null), 1, 9, clerk)
			.items();
		this.person = there.isEmpty() ? planted(clerk) : there.get(0).person();
	}

	private UUID planted(Official clerk) {
		Official coordinator = official("coordinator");
		UUID first = this.placements.register(community("dali"), entry(1, "密迹一安", "99900077001"), work("7913.57", null),
				UUID.randomUUID(), clerk);
		this.persons.correct(first, 0, entry(2, "密迹二安", "99900077002"), UUID.randomUUID(), clerk);
		UUID placement = placementOf(first);
		this.placements.sendBack(placement, 0, "密迹退回", coordinator);
		this.placements.correct(placement, 1, work("7914.58", null), null, UUID.randomUUID(), clerk);
		this.placements.approve(placement, 2, coordinator);
		this.placements.followUp(placement, 1, LocalDate.of(2026, 2, 10), "AT_WORK", "密迹回访", UUID.randomUUID(), clerk);
		this.placements.end(placement, 3, LocalDate.of(2026, 6, 30), "HEALTH", "密迹离岗", UUID.randomUUID(), clerk);
		this.placements.register(community("dali"), entry(3, "密迹三安", null), work("7913.57", null), UUID.randomUUID(),
				clerk);
		this.signUps.take(this.activity, "密迹报名甲", "000077003", UUID.randomUUID(), official("clerk-yongxing"));
		String file = "村社,姓名,证件号,同意书日期,同意书存放处,人员类别,工坊,岗位,上岗日期,月工资（元）,参保情况\n" + "大力村,密迹导入," + identifier(4)
				+ ",2026-01-01,档案,残疾人,示例包装车间,包装,2026-01-05,7915.59,未参保\n大力村,密迹导入,1,2026-01-01,档案,残疾人,"
				+ "示例包装车间,包装,2026-01-05,7915.59,未参保\n";
		this.imports.receive("placements", "密迹导入.csv", file.getBytes(StandardCharsets.UTF_8), UUID.randomUUID(), clerk);
		return first;
	}

	private UUID placementOf(UUID person) {
		return this.jdbc
			.sql("select p.reference from placement p join person s on s.id = p.person_id where s.reference = ?")
			.param(person)
			.query(UUID.class)
			.single();
	}

	@Test
	void whoMayLookFindsThem() throws Exception {
		String page = page("/office/jobs/people/" + this.person, "clerk-dali");
		assertThat(page).contains("密迹一安", "密迹二安", identifier(1), identifier(2), "99900077001", "99900077002", "密迹备注",
				"密迹回访", "密迹离岗");
		assertThat(found(Map.of("page", page), Set.of("7914.58"))).isNotEmpty();
		assertThat(page("/office/care/activities/" + this.activity, "clerk-yongxing")).contains("密迹报名甲", "000077003");
		for (String ending : List.of("csv", "xlsx")) {
			Map<String, String> full = Map.of("full", page("/office/jobs/placements/full." + ending, "coordinator"));
			assertThat(found(full, Set.of("密迹二安", identifier(2), "99900077002", "7914.58", "密迹三安"))).as(ending)
				.hasSize(5);
			assertThat(found(full, people())).as(ending).hasSizeGreaterThan(300);
		}
	}

	@Test
	void noPublicAddressTells() throws Exception {
		Set<String> secrets = secrets();
		assertThat(secrets).hasSizeGreaterThan(300);
		Map<String, String> read = new PublicReader(this.port, this.mappings, this.jdbc, this.clock).crawl();
		assertThat(read.keySet()).contains("/jobs", "/jobs/posts.xlsx", "/care/activities.ics",
				"/dividends/notices.csv", "/feed.atom");
		assertThat(read).hasSizeGreaterThan(100);
		assertThat(read.get("/jobs/workshops.xlsx")).as("what is packed is read").contains("示例包装车间");
		assertThat(found(read, secrets)).isEmpty();
		assertThat(found(read, households())).isEmpty();
		Map<String, String> machines = new LinkedHashMap<>();
		for (String address : List.of("/actuator", "/actuator/health", "/actuator/health/readiness",
				"/actuator/metrics", "/actuator/metrics/http.server.requests", "/actuator/env", "/actuator/info",
				"/actuator/loggers")) {
			machines.put(address,
					HttpClient.newHttpClient()
						.send(HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + address)).build(),
								BodyHandlers.ofString())
						.body());
		}
		assertThat(machines.get("/actuator/health")).contains("UP");
		assertThat(found(machines, secrets)).isEmpty();
	}

	@Test
	void nothingThatGoesWrongTells(CapturedOutput output) throws Exception {
		Visitor clerk = new Visitor(this.port).signIn("clerk-dali", PASSWORD);
		Map<String, String> answers = new LinkedHashMap<>();
		Map<String, Object> form = typed(clerk);
		answers.put("400",
				send(clerk, "/office/jobs/people/" + this.person + "/erase", with(form, "version", "密迹草稿"), 400));
		answers.put("404", send(clerk, "/office/jobs/no-such-page", form, 404));
		answers.put("404 person", send(clerk, "/office/jobs/people/" + UUID.randomUUID() + "/edit", form, 404));
		answers.put("405", send(clerk, "/office/jobs/due", form, 405));
		answers.put("403", send(clerk, "/office/jobs/policy", form, 403));
		answers.put("413", send(clerk, NEW, with(form, "personNote", "x".repeat(1_200_000)), 0));
		Visitor nobody = new Visitor(this.port);
		for (String address : List.of("/jobs", "/care", "/error", "/login", "/no-such-page")) {
			answers.put("nobody " + address, nobody.send(address, form).body());
		}
		List<String> broken = List.of("person rename column consent_on to broken",
				"person rename column broken to consent_on",
				"person add constraint broken check (octet_length(sealed) < 10) not valid",
				"person drop constraint broken",
				"placement add constraint broken check (octet_length(sealed) < 10) not valid",
				"placement drop constraint broken");
		for (int i = 0; i < broken.size(); i += 2) {
			answers.put("500 " + broken.get(i), whileBroken(broken.get(i), broken.get(i + 1),
					() -> send(clerk, NEW, with(form, "submission", UUID.randomUUID()), 500)));
		}
		answers.put("500 page", whileBroken("person rename column consent_on to broken",
				"person rename column broken to consent_on", () -> {
					clerk.get("/office/jobs/people/" + this.person);
					assertThat(clerk.status()).isEqualTo(500);
					return clerk.body();
				}));
		Visitor neighbour = new Visitor(this.port).signIn("clerk-yongxing", PASSWORD);
		neighbour.get("/office/care/activities/" + this.activity);
		Map<String, Object> signUp = new LinkedHashMap<>(
				neighbour.form("/office/care/activities/" + this.activity + "/sign-ups"));
		signUp.putAll(Map.of("name", "密迹未成", "number", "99900077005"));
		answers.put("500 sign-up",
				whileBroken("care_sign_up add constraint broken check (octet_length(name) < 10) not valid",
						"care_sign_up drop constraint broken",
						() -> send(neighbour, "/office/care/activities/" + this.activity + "/sign-ups", signUp, 500)));
		DataIntegrityViolationException twice = catchThrowableOfType(DataIntegrityViolationException.class,
				() -> this.jdbc
					.sql("""
							insert into contributor (number, kind, department_id, community_id, name, identifier, created_at)
							select number, kind, department_id, community_id, ?, ?, now() from contributor limit 1""")
					.params("密迹未成", "99900077005")
					.update());
		answers.put("the database", String.valueOf(twice.getMostSpecificCause()));
		assertThat(answers.get("the database")).contains("contributor_number_key");
		assertThat(output.getAll().split("Error [0-9A-Z]{8}: ")).as("failures are in the log").hasSizeGreaterThan(5);
		Set<String> secrets = secrets();
		assertThat(found(answers, secrets)).isEmpty();
		assertThat(found(Map.of("the log", output.getAll()), secrets)).isEmpty();
		assertThat(found(Map.of("the log", output.getAll()), households())).isEmpty();
		assertThat(found(Map.of("the log", output.getAll()), Set.of("person add constraint broken")))
			.as("statements are in the log, so it would tell")
			.isNotEmpty();
		assertThat(found(measured(), secrets)).isEmpty();
		assertThat(measured().toString()).contains("/office/jobs/people/new");
	}

	@Test
	void noPlainColumnTells() throws Exception {
		Visitor clerk = new Visitor(this.port).signIn("clerk-dali", PASSWORD);
		Map<String, Object> form = typed(clerk);
		send(clerk, "/office/jobs/placements", Map.of("_csrf", form.get("_csrf"), "q", "密迹二安"), 200);
		assertThat(clerk.body()).contains("密**");
		assertThat(clerk.get("/office/jobs/people/" + this.person).body()).contains("密迹二安");
		// a registration of the same person, and forms of a session that is gone
		send(clerk, NEW, with(with(form, "identifier", identifier(2)), "wage", "7914.58"), 200);
		assertThat(clerk.body()).contains("本村已登记过这个人");
		send(clerk.loseSession(), NEW, form, 302);
		assertThat(clerk.location()).isEqualTo("/login");
		new Visitor(this.port).send("/office/care/activities/" + this.activity + "/sign-ups",
				Map.of("_official", "clerk-yongxing", "name", "密迹未成", "number", "99900077005"));
		assertThat(
				this.jdbc.sql("select count(*) from spring_session_attributes where attribute_name = 'portal.heldForm'")
					.query(Long.class)
					.single())
			.as("forms are held")
			.isGreaterThanOrEqualTo(2);
		Map<String, String> tables = tables();
		assertThat(tables).containsKeys("person", "person_former", "placement", "placement_change", "follow_up",
				"care_sign_up", "import_job", "import_row", "import_fault", "audit_entry", "record_change", "entry",
				"spring_session_attributes", "submission");
		Map<String, Set<String>> control = found(tables, inBytes(Set.of("clerk-dali", "示例包装车间")));
		assertThat(control.values()).as("texts and bytes are read")
			.anySatisfy((where) -> assertThat(where).contains("spring_session_attributes"))
			.anySatisfy((where) -> assertThat(where).contains("workshop"));
		assertThat(found(tables, inBytes(secrets()))).isEmpty();
	}

	@Test
	void noOfficialOutsideTheScopeIsTold() throws Exception {
		Set<String> everything = this.mappings.getHandlerMethods().keySet().stream().filter((mapping) -> {
			Set<RequestMethod> methods = mapping.getMethodsCondition().getMethods();
			return methods.isEmpty() || methods.contains(RequestMethod.GET);
		})
			.flatMap((mapping) -> mapping.getPatternValues().stream())
			.filter((address) -> address.startsWith("/office") && !address.contains("{"))
			.collect(Collectors.toCollection(TreeSet::new));
		assertThat(everything).contains("/office", "/office/jobs/placements.csv", "/office/jobs/placements/full.xlsx",
				"/office/audit.csv", "/office/care/activities.xlsx", "/office/imports", "/office/jobs/duplicates");
		UUID placement = placementOf(this.person);
		long job = this.jdbc.sql("select max(id) from import_job where sheet = 'placements'")
			.query(Long.class)
			.single();
		for (String page : List.of("", "/sheet", "/edit", "/erase", "/placements/new")) {
			everything.add("/office/jobs/people/" + this.person + page);
		}
		for (String page : List.of("/follow-up", "/end", "/correct")) {
			everything.add("/office/jobs/placements/" + placement + page);
		}
		for (String page : List.of("", "/file", "/marked")) {
			everything.add("/office/imports/" + job + page);
		}
		everything.add("/office/care/activities/" + this.activity);
		everything.add("/office/care/activities/" + this.activity + "/edit");
		everything.add("/office/jobs/placements?community=dali");
		everything.add("/office/jobs/placements.csv?community=dali");
		everything.add("/office/audit?who=" + this.person);
		Set<String> all = PLANTED.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
		Map<String, Set<String>> told = new TreeMap<>();
		for (String username : List.of("clerk-zhongdai", "clerk-shenjianong", "clerk-yongxing", "clerk-dali",
				"editor-agriculture", "editor-economy", "leader", "finance", "admin", "security", "auditor")) {
			Set<String> others = new TreeSet<>(all);
			others.removeAll(PLANTED.getOrDefault(username, Set.of()));
			Map<String, String> read = new LinkedHashMap<>();
			for (String address : everything) {
				read.put(address, page(address, username));
			}
			assertThat(read.get("/office")).as(username).contains("<h1");
			found(read, others).forEach((mark, where) -> told.put(username + " " + mark, where));
		}
		assertThat(told).isEmpty();
		Map<String, String> own = new LinkedHashMap<>();
		for (String address : everything) {
			own.put(address, page(address, "clerk-dali"));
		}
		assertThat(found(own, PLANTED.get("clerk-dali"))).as("the village's own clerk is told").hasSizeGreaterThan(10);
	}

	/** A registration of somebody who is not on record, filled in. */
	private Map<String, Object> typed(Visitor clerk) {
		Map<String, Object> form = new LinkedHashMap<>(clerk.get(NEW).form(NEW));
		form.putAll(Map.of("name", "密迹未成", "identifier", identifier(5), "telephone", "99900077005", "consentOn",
				"2026-01-01", "consentDocument", "档案 1", "personNote", "密迹草稿", "group", "DISABLED", "post", "包装"));
		form.putAll(Map.of("community", String.valueOf(community("dali")), "workshop", String.valueOf(workshop()),
				"startedOn", "2026-01-05", "wage", "7916.61", "insurance", "NONE"));
		return form;
	}

	private static Map<String, Object> with(Map<String, Object> form, String name, Object value) {
		Map<String, Object> other = new LinkedHashMap<>(form);
		other.put(name, value);
		return other;
	}

	private static String send(Visitor visitor, String address, Map<String, Object> form, int status) {
		visitor.send(address, form);
		if (status != 0) {
			assertThat(visitor.status()).as(address + "\n" + visitor.body()).isEqualTo(status);
		}
		return visitor.body();
	}

	private String whileBroken(String breaks, String mends, Answer answer) throws Exception {
		this.jdbc.sql("alter table " + breaks).update();
		try {
			return answer.get();
		}
		finally {
			this.jdbc.sql("alter table " + mends).update();
		}
	}

	private String page(String address, String username) throws Exception {
		MockHttpServletResponse answer = this.mvc
			.perform(MockMvcRequestBuilders.get(URI.create(address)).with(Officials.signedIn(official(username))))
			.andReturn()
			.getResponse();
		assertThat(answer.getStatus()).as(username + " " + address).isLessThan(500);
		return PublicReader.text(answer.getContentAsByteArray());
	}

	private Map<String, String> measured() {
		return Map.of("metrics",
				this.meters.getMeters()
					.stream()
					.map((meter) -> meter.getId() + " " + meter.measure())
					.collect(Collectors.joining("\n")));
	}

	/** Every table as the database writes it, bytes as digits. */
	private Map<String, String> tables() {
		Map<String, String> tables = new TreeMap<>();
		this.jdbc.sql("""
				select quote_ident(table_name) from information_schema.tables
				where table_schema = 'public' and table_type = 'BASE TABLE'""")
			.query(String.class)
			.list()
			.forEach((table) -> tables.put(table, String.join("\n",
					this.jdbc.sql("select t::text from " + table + " t").query(String.class).list())));
		return tables;
	}

	/** As they would stand in a text and in bytes. */
	private static Set<String> inBytes(Set<String> secrets) {
		Set<String> all = new LinkedHashSet<>(secrets);
		secrets.forEach((secret) -> all.add(HexFormat.of().formatHex(secret.getBytes(StandardCharsets.UTF_8))));
		return all;
	}

	private Set<String> secrets() {
		Set<String> secrets = people();
		PLANTED.values().forEach(secrets::addAll);
		secrets.addAll(TYPED);
		return secrets;
	}

	/** What names, identifiers, telephone numbers and wages of all people are. */
	private Set<String> people() {
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
		this.jdbc.sql("""
				select a.code, m.code as community from care_activity a join community m on m.id = a.community_id
				where a.erased_at is null""").query((row) -> {
			this.signUps.list(row.getString("code"), official("clerk-" + row.getString("community"))).forEach((one) -> {
				secrets.add(one.name());
				// the numbers of the demo are not theirs alone
				if (!one.number().startsWith("0000000000")) {
					secrets.add(one.number());
				}
			});
		});
		return secrets;
	}

	/** Names, identifiers and accounts of households, which officials in scope see. */
	private Set<String> households() {
		Set<String> secrets = new LinkedHashSet<>(this.jdbc.sql("""
				select unnest(array[name, identifier, bank_account]) from contributor where kind = 'HOUSEHOLD'""")
			.query(String.class)
			.list());
		secrets.remove(null);
		assertThat(secrets).isNotEmpty();
		return secrets;
	}

	/** The secrets that were found, and where; amounts however they are written. */
	private static Map<String, Set<String>> found(Map<String, String> read, Set<String> secrets) {
		Map<String, Set<String>> found = new TreeMap<>();
		Map<String, String> amounts = new LinkedHashMap<>();
		List<String> words = new ArrayList<>();
		for (String secret : secrets) {
			if (secret.matches("\\d{1,7}\\.\\d{2}")) {
				amounts.put(secret, secret);
			}
			else {
				words.add(secret);
			}
		}
		Pattern amount = Pattern.compile("(?<![\\d.])\\d{1,3}(?:[,\\s\\u202f\\u00a0]?\\d{3})*\\.\\d{2}(?!\\d)");
		read.forEach((where, text) -> {
			words.stream()
				.filter(text::contains)
				.forEach((word) -> found.computeIfAbsent(word, (key) -> new TreeSet<>()).add(where));
			amount.matcher(text)
				.results()
				.map((one) -> one.group().replaceAll("[^\\d.]", ""))
				.distinct()
				.filter(amounts::containsKey)
				.forEach((one) -> found.computeIfAbsent(one, (key) -> new TreeSet<>()).add(where));
		});
		return found;
	}

	private PersonEntry entry(int number, String name, String telephone) {
		return new PersonEntry(name, identifier(number), telephone, LocalDate.of(2025, 12, 1), "档案 1", "密迹备注");
	}

	private PlacementEntry work(String wage, LocalDate ended) {
		return new PlacementEntry("DISABLED", workshop(), null, "包装", LocalDate.of(2026, 1, 5),
				new Money(new BigDecimal(wage)), "NONE", ended, null, null);
	}

	private long workshop() {
		return this.jdbc.sql("select id from workshop where name = '示例包装车间'").query(Long.class).single();
	}

	private static String identifier(int number) {
		String digits = "99007719800101%03d".formatted(number);
		return digits + Identifiers.check(digits);
	}

	private long community(String code) {
		return this.jdbc.sql("select id from community where code = ?").param(code).query(Long.class).single();
	}

	private Official official(String username) {
		return this.accounts.findByUsername(username).orElseThrow();
	}

	private interface Answer {

		String get() throws Exception;

	}

}
