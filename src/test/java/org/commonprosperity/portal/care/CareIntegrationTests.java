package org.commonprosperity.portal.care;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;

import javax.imageio.ImageIO;

import org.commonprosperity.portal.account.AccountDirectory;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.account.Role;
import org.commonprosperity.portal.care.CareService.NewPhoto;
import org.commonprosperity.portal.care.FacilityContent.State;
import org.commonprosperity.portal.care.web.HoursWords;
import org.commonprosperity.portal.entry.EntryDesk;
import org.commonprosperity.portal.shared.PersonKeys;
import org.commonprosperity.portal.shared.Refusal;
import org.commonprosperity.portal.shared.Seals;
import org.commonprosperity.portal.spreadsheet.CheckedRow;
import org.commonprosperity.portal.spreadsheet.CheckedRow.Outcome;
import org.commonprosperity.portal.spreadsheet.SheetRow;
import org.commonprosperity.portal.support.Officials;
import org.commonprosperity.portal.support.Together;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

/**
 * What clerks enter of their community, what another person approves of it, and what the
 * public sees.
 */
@CareTest
class CareIntegrationTests {

	@Autowired
	private CareService service;

	@Autowired
	private CareDesk desk;

	@Autowired
	private CareOverview overview;

	@Autowired
	private SignUps signUps;

	@Autowired
	private EntryDesk entries;

	@Autowired
	private FacilitySheet sheet;

	@Autowired
	private HoursWords words;

	@Autowired
	private AccountDirectory accounts;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private TransactionTemplate transaction;

	@Autowired
	private MockMvc mvc;

	@Test
	void whatOneEntersIsPublicOnceAnotherApprovedIt() {
		String code = enter(facility("yongxing", "两人试验"));
		assertThat(this.overview.directory().facility(code)).isNull();
		long entry = latestEntry();
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> this.entries.approve(entry, official("clerk-yongxing")));
		Official both = with(official("clerk-yongxing"), Role.COORDINATOR);
		assertThatExceptionOfType(Refusal.class).isThrownBy(() -> this.entries.approve(entry, both))
			.satisfies((refusal) -> assertThat(refusal.key()).isEqualTo("approval.refusal.own"));
		assertThatExceptionOfType(Refusal.class).isThrownBy(() -> enter(code, facility("yongxing", "两人试验二")))
			.satisfies((refusal) -> assertThat(refusal.key()).isEqualTo("entry.refusal.waits"));
		this.entries.approve(entry, official("coordinator"));
		assertThat(this.overview.directory().facility(code)).isNotNull();
		assertThatExceptionOfType(Refusal.class).isThrownBy(() -> this.entries.approve(entry, official("coordinator")));
		assertThat(this.jdbc.sql("select action from record_change where record_key = ? order by id")
			.param(code)
			.query(String.class)
			.list()).containsExactly("care-facility.proposed", "care-facility.approved");
		assertThat(this.jdbc.sql("select count(*) from audit_entry where subject = ?")
			.param("care-facility/" + code)
			.query(Long.class)
			.single()).isEqualTo(2);
	}

	@Test
	void whatCameBackIsMendedAndSentAgain() {
		String code = enter(facility("yongxing", "退回试验"));
		assertThatExceptionOfType(Refusal.class)
			.isThrownBy(() -> this.entries.sendBack(latestEntry(), null, official("coordinator")));
		this.entries.sendBack(latestEntry(), "请补电话", official("coordinator"));
		assertThat(this.desk.returned(CareService.FACILITY, code, FacilityContent.class)).isNotNull();
		FacilityContent mended = facility("yongxing", "退回试验改");
		assertThat(enter(code, mended)).isEqualTo(code);
		this.entries.approve(latestEntry(), official("coordinator"));
		assertThat(this.desk.facility(code, official("coordinator")).content().name()).isEqualTo("退回试验改");
	}

	@Test
	void aStaleFormShowsBothVersionsAndLosesNeither() {
		String code = approved(facility("yongxing", "过期试验"));
		enter(code, facility("yongxing", "过期试验二"));
		this.entries.approve(latestEntry(), official("coordinator"));
		assertThatExceptionOfType(StaleCare.class).isThrownBy(() -> enter(code, facility("yongxing", "过期试验三")))
			.satisfies((stale) -> {
				assertThat(stale.version()).isOne();
				assertThat(stale.differences()).singleElement()
					.satisfies((one) -> assertThat(one.before() + ">" + one.after()).isEqualTo("过期试验二>过期试验三"));
			});
	}

	@Test
	void aClerkSeesAndEntersForTheOwnCommunityAlone() throws Exception {
		String code = approved(facility("yongxing", "范围试验"));
		String activity = activity("yongxing", 5);
		Official other = official("clerk-dali");
		assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(
				() -> this.service.enterFacility(null, facility("yongxing", "外村"), null, 0, UUID.randomUUID(), other));
		assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(
				() -> this.service.enterFacility(code, facility("dali", "换村"), null, 0, UUID.randomUUID(), other));
		assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> this.desk.facility(code, other));
		assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> this.signUps.list(activity, other));
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> this.signUps.list(activity, official("coordinator")));
		assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> this.service
			.enterNear(new NearContent("yongxing", null, null, Map.of()), 0, UUID.randomUUID(), other));
		assertThat(this.desk.facilities(null, null, other)).isNotEmpty()
			.allMatch((line) -> line.community().equals("dali"));
		for (String page : List.of("/office/care/facilities/" + code, "/office/care/activities/" + activity,
				"/office/care/coverage/yongxing", "/office/care/facilities/" + code + "/edit")) {
			assertThat(
					this.mvc.perform(get(page).with(Officials.signedIn(other))).andReturn().getResponse().getStatus())
				.as(page)
				.isEqualTo(403);
		}
		List<CheckedRow> checked = this.sheet.check(List.of(row(2, "yongxing", "外村设施")), other);
		assertThat(checked).singleElement()
			.satisfies((one) -> assertThat(one.errors().get(0).key()).isEqualTo("care.refusal.community"));
	}

	@Test
	void everyOfficePageIsDrawn() throws Exception {
		String code = approved(facility("yongxing", "画页试验"));
		String activity = activity("yongxing", 5);
		enter(code, facility("yongxing", "画页试验二"));
		String fresh = enter(facility("yongxing", "画页试验三"));
		for (String page : List.of("/office/care", "/office/care?kind=childrens-home",
				"/office/care/facilities/" + code, "/office/care/facilities/" + fresh,
				"/office/care/facilities/" + fresh + "/edit", "/office/care/facilities/new",
				"/office/care/facilities/" + code + "/edit", "/office/care/facilities/" + code + "/services/meals",
				"/office/care/activities", "/office/care/activities?past=true", "/office/care/activities/new",
				"/office/care/activities/" + activity, "/office/care/activities/" + activity + "/edit",
				"/office/care/coverage", "/office/care/coverage/yongxing", "/office/care/walking", "/office/entries",
				"/office")) {
			assertThat(status(page, "clerk-yongxing")).as(page).isEqualTo(200);
		}
		for (String page : List.of("/office/entries", "/office/care", "/office/care/walking", "/office/indicators",
				"/office/indicators/new", "/office/indicators/indicator", "/office/alliance",
				"/office/alliance/parties/new", "/office/alliance/supports/new", "/office/indicators.xlsx",
				"/office/alliance.csv", "/office/care.xlsx", "/office/care/activities.csv", "/office")) {
			assertThat(status(page, "coordinator")).as(page).isEqualTo(200);
		}
		for (String page : List.of("/care", "/care?community=yongxing&kind=meals", "/care?kind=nursing-home",
				"/care/" + code, "/care/lujiaqiao", "/care/coverage.csv", "/indicators", "/", "/sitemap",
				"/projects/old-and-young")) {
			assertThat(this.mvc.perform(get(page)).andReturn().getResponse().getStatus()).as(page).isEqualTo(200);
			assertThat(this.mvc.perform(get(page).param("lang", "en")).andReturn().getResponse().getStatus()).as(page)
				.isIn(200, 302);
		}
		assertThat(this.mvc.perform(get("/care?community=nowhere")).andReturn().getResponse().getStatus())
			.isEqualTo(404);
	}

	@Test
	void aPhotoIsPublicWithItsFacilityOnlyOnceApproved() throws Exception {
		ByteArrayOutputStream drawn = new ByteArrayOutputStream();
		ImageIO.write(new BufferedImage(800, 600, BufferedImage.TYPE_INT_RGB), "png", drawn);
		byte[] png = drawn.toByteArray();
		FacilityContent content = facility("yongxing", "照片试验");
		FacilityContent captioned = new FacilityContent(content.community(), content.kind(), content.state(),
				content.name(), null, null, List.of(), null, null, null, null, null, null, null, null, "门口", null,
				List.of(), null);
		assertThatExceptionOfType(Refusal.class).isThrownBy(() -> this.service.enterFacility(null, captioned,
				new NewPhoto("a.png", new ByteArrayInputStream(png), false), 0, UUID.randomUUID(),
				official("clerk-yongxing")));
		String code = this.service.enterFacility(null, captioned,
				new NewPhoto("a.png", new ByteArrayInputStream(png), true), 0, UUID.randomUUID(),
				official("clerk-yongxing"));
		assertThat(this.mvc.perform(get("/care/" + code + "/photo")).andReturn().getResponse().getStatus())
			.isEqualTo(404);
		this.entries.approve(latestEntry(), official("coordinator"));
		assertThat(this.mvc.perform(get("/care/" + code + "/photo")).andReturn().getResponse().getContentType())
			.isEqualTo("image/jpeg");
	}

	@Test
	void signUpsAreSealedCountedAndErasedWhenTheDayIsOver() throws Exception {
		String code = activity("yongxing", 2);
		Official clerk = official("clerk-yongxing");
		this.signUps.take(code, "试验居民甲", "0573 0000 0101", UUID.randomUUID(), clerk);
		assertThatExceptionOfType(Refusal.class)
			.isThrownBy(() -> this.signUps.take(code, "试验居民甲", "057300000101", UUID.randomUUID(), clerk))
			.satisfies((refusal) -> assertThat(refusal.key()).isEqualTo("care.refusal.signedUp"));
		assertThatExceptionOfType(Refusal.class)
			.isThrownBy(() -> this.signUps.take(code, "试验居民乙", "很多", UUID.randomUUID(), clerk));
		this.signUps.take(code, "试验居民乙", "0573-00000102", UUID.randomUUID(), clerk);
		assertThatExceptionOfType(Refusal.class)
			.isThrownBy(() -> this.signUps.take(code, "试验居民丙", "0573-00000103", UUID.randomUUID(), clerk))
			.satisfies((refusal) -> assertThat(refusal.key()).isEqualTo("care.refusal.full"));
		assertThat(this.signUps.list(code, clerk)).extracting(SignUps.Person::name).containsExactly("试验居民甲", "试验居民乙");
		assertThat(this.jdbc.sql("select count(*) from audit_entry where kind = 'LOOK' and subject = ?")
			.param("care-activity/" + code)
			.query(Long.class)
			.single()).isOne();
		for (String table : List.of("care_sign_up", "record_change", "audit_entry", "entry")) {
			assertThat(this.jdbc
				.sql("select count(*) from " + table + " t where t::text like '%试验居民%' or t::text like '%00000101%'")
				.query(Long.class)
				.single()).as(table).isZero();
		}
		assertThat(this.overview.activities(LocalDate.now(), LocalDate.now().plusYears(1))
			.stream()
			.filter((one) -> one.code().equals(code))
			.findFirst()
			.orElseThrow()
			.left()).isZero();
		String page = this.mvc.perform(get("/care?community=yongxing")).andReturn().getResponse().getContentAsString();
		assertThat(page).doesNotContain("试验居民", "00000101");
		assertThat(this.signUps.erase()).isZero();
		this.jdbc.sql("update care_activity set day = current_date - 2 where code = ?").param(code).update();
		assertThat(this.signUps.erase()).isEqualTo(2);
		assertThat(this.jdbc.sql("select signed_up from care_activity where code = ?")
			.param(code)
			.query(Integer.class)
			.single()).isEqualTo(2);
		assertThat(this.desk.activity(code, clerk).erased()).isTrue();
		assertThat(this.jdbc.sql("""
				select kind || ' ' || detail || ' ' || coalesce(actor_name, 'of itself') from audit_entry
				where action = 'care-sign-ups-erased' and subject = ?""")
			.param("care-activity/" + code)
			.query(String.class)
			.list()).containsExactly("CHANGE 2 of itself");
		assertThat(this.signUps.erase()).as("nobody is left, so nothing more is written").isZero();
		assertThat(this.jdbc.sql("select count(*) from audit_entry where action = 'care-sign-ups-erased'")
			.query(Long.class)
			.single()).isOne();
	}

	@Test
	@Transactional
	void afterAChangeOfTheKeyWhoSignedUpIsSealedAnew() {
		String code = activity("yongxing", 2);
		Official clerk = official("clerk-yongxing");
		this.signUps.take(code, "试验居民换钥", "0573-00000301", UUID.randomUUID(), clerk);
		byte[] key = new byte[32];
		Arrays.fill(key, (byte) 7);
		String today = Base64.getEncoder().encodeToString(key);
		new SignUpResealing(this.jdbc,
				new Seals(new PersonKeys(today, List.of("ZGVtby1vbmx5LWtleS1vZi10aGUtcG9ydGFsLW5vbmU=")), true),
				this.transaction)
			.start();
		Seals alone = new Seals(new PersonKeys(today, List.of()), true);
		List<String> opened = this.jdbc.sql("select reference, name, number from care_sign_up").query((row, index) -> {
			UUID reference = row.getObject("reference", UUID.class);
			return alone.open(row.getBytes("name"), SignUps.row(reference, "name")) + " "
					+ alone.open(row.getBytes("number"), SignUps.row(reference, "number"));
		}).list();
		assertThat(opened).contains("试验居民换钥 0573-00000301");
	}

	@Test
	void theLastPlaceIsGivenOnce() throws Exception {
		String code = activity("yongxing", 1);
		Official clerk = official("clerk-yongxing");
		List<Callable<?>> people = new ArrayList<>();
		for (int n = 1; n <= 6; n++) {
			String name = "试验居民" + n;
			people.add(() -> {
				this.signUps.take(code, name, "0573-00000201", UUID.randomUUID(), clerk);
				return "taken";
			});
		}
		List<Object> outcomes = Together.press(people);
		assertThat(outcomes).filteredOn("taken"::equals).hasSize(1);
		assertThat(outcomes)
			.filteredOn((one) -> one instanceof Refusal refusal && refusal.key().equals("care.refusal.full"))
			.hasSize(5);
	}

	@Test
	void activitiesOfTheNextThirtyDaysArePublicAndLaterOnesSayFromWhen() throws Exception {
		String facility = approved(facility("yongxing", "近期试验"));
		Official clerk = official("clerk-yongxing");
		LocalDate far = LocalDate.now().plusDays(45);
		List<String> codes = new ArrayList<>();
		for (LocalDate day : List.of(LocalDate.now().plusDays(29), far)) {
			codes.add(this.service.enterActivity(null,
					new ActivityContent("yongxing", facility, "近期活动第" + codes.size() + "场", day, LocalTime.of(9, 0),
							LocalTime.of(10, 0), "广场", null, "0573-00000009", null, false),
					0, UUID.randomUUID(), clerk));
		}
		List<Object> flashes = new ArrayList<>();
		for (String code : codes) {
			long entry = this.jdbc.sql("select max(id) from entry where record_key = ?")
				.param(code)
				.query(Long.class)
				.single();
			flashes.add(
					this.mvc
						.perform(post("/office/entries/" + entry + "/approve").with(csrf())
							.with(Officials.signedIn(official("coordinator"))))
						.andReturn()
						.getFlashMap()
						.get("flash"));
		}
		assertThat(flashes).containsExactly("entry.flash.approved", "entry.flash.approvedLater");
		for (String page : List.of("/care", "/care?community=yongxing", "/care/" + facility, "/care/activities.csv",
				"/care/activities.ics")) {
			assertThat(text(page)).as(page).contains("近期活动第0场").doesNotContain("近期活动第1场");
		}
		assertThat(text("/care")).contains("近期活动", "今后 30 天").doesNotContain("本月活动");
		assertThat(text("/")).contains("今后\u00a030\u00a0天还有");
		String office = this.mvc.perform(get("/office/care/activities").with(Officials.signedIn(clerk)))
			.andReturn()
			.getResponse()
			.getContentAsString();
		assertThat(office).contains("近期活动第1场", "起公开");
	}

	@Test
	void aMobileNumberIsPublicOnlyAsAWorkTelephoneAndAnActivityHasOne() {
		Official clerk = official("clerk-yongxing");
		FacilityContent content = facility("yongxing", "手机号试验");
		FacilityContent mobile = telephone(content, "+86 13900000000");
		assertRefused("care.refusal.ownMobile", () -> enter(mobile));
		String code = this.service.enterFacility(null, mobile, null, true, 0, UUID.randomUUID(), clerk);
		this.entries.approve(latestEntry(), official("coordinator"));
		// what is public already is not asked for again
		enter(code, telephone(facility("yongxing", "手机号试验改"), "+86 13900000000"));
		String silent = approved(telephone(facility("yongxing", "没有电话试验"), null));
		assertRefused("care.refusal.noTelephone", () -> enterActivity(null, null));
		assertRefused("care.refusal.noTelephoneThere", () -> enterActivity(silent, null));
		assertRefused("care.refusal.ownMobile", () -> enterActivity(silent, "13900000000"));
		enterActivity(code, null);
		SheetRow row = new SheetRow(2,
				Map.of("community", "yongxing", "name", "表格手机", "kind", "childrens-home", "telephone", "13900000000"));
		assertThat(this.sheet.check(List.of(row), clerk).get(0).errors().get(0).key())
			.isEqualTo("care.refusal.ownMobile");
	}

	private static FacilityContent telephone(FacilityContent of, @Nullable String number) {
		return new FacilityContent(of.community(), of.kind(), of.state(), of.name(), null, null, of.rooms(), 20, null,
				of.hours(), number, true, null, null, null, null, null, List.of(), null);
	}

	private void enterActivity(@Nullable String facility, @Nullable String telephone) {
		this.service.enterActivity(null,
				new ActivityContent("yongxing", facility, "电话试验", LocalDate.now().plusDays(2), LocalTime.of(9, 0),
						LocalTime.of(10, 0), "广场", null, telephone, null, false),
				0, UUID.randomUUID(), official("clerk-yongxing"));
	}

	private static void assertRefused(String key, Runnable what) {
		assertThatExceptionOfType(Refusal.class).isThrownBy(what::run)
			.satisfies((refusal) -> assertThat(refusal.key()).isEqualTo(key));
	}

	@Test
	void hoursAloneAreChangedByAShortFormAndAFormThatWouldWaitSaysSo() throws Exception {
		String code = approved(facility("yongxing", "只改时间试验"));
		String home = "/office/care/facilities/" + code;
		Official clerk = official("clerk-yongxing");
		assertThat(office(home + "/edit", clerk)).doesNotContain("正在等待审核").contains(home + "/hours");
		assertThat(this.mvc
			.perform(post(home + "/hours").with(csrf())
				.with(Officials.signedIn(clerk))
				.param("submission", UUID.randomUUID().toString())
				.param("version", "0")
				.param("hours", "每天 9:00-16:00")
				.param("telephone", "0573-00000001"))
			.andReturn()
			.getResponse()
			.getRedirectedUrl()).isEqualTo(home);
		for (String page : List.of(home + "/edit", home + "/hours")) {
			assertThat(office(page, clerk)).contains("正在等待审核", clerk.signature());
		}
		this.entries.approve(latestEntry(), official("coordinator"));
		FacilityContent after = this.desk.facility(code, clerk).content();
		assertThat(after.hours()).isEqualTo(HoursText.read("hours", "每天 9:00-16:00"));
		assertThat(after.rooms()).containsExactly("餐厅");
		assertThat(after.places()).isEqualTo(20);
	}

	@Test
	void mealsOutsideTheOpeningHoursAreSaidAndNotRefused() throws Exception {
		String code = approved(facility("yongxing", "供餐时间试验"));
		Official clerk = official("clerk-yongxing");
		this.service.enterService(new ServiceContent(code, "meals",
				HoursText.read("hours", "每天 11:00-12:30 16:30-18:00"), null, null, null, false), 0, UUID.randomUUID(),
				clerk);
		for (Official one : List.of(clerk, official("coordinator"))) {
			assertThat(office("/office/care/facilities/" + code, one)).contains("为老助餐时间有一部分在开放时间以外：每天 17:00-18:00");
		}
		assertThat(office("/office/entries", official("coordinator"))).contains("每天 17:00-18:00");
		this.entries.approve(latestEntry(), official("coordinator"));
	}

	@Test
	void aFullActivityTakesNobodyAndAProjectHasItsName() throws Exception {
		String code = activity("yongxing", 1);
		Official clerk = official("clerk-yongxing");
		assertThat(office("/office/care/activities/" + code, clerk)).contains("登记报名");
		this.signUps.take(code, "试验居民满", "0573-00000401", UUID.randomUUID(), clerk);
		assertThat(office("/office/care/activities/" + code, clerk)).contains("已报满").doesNotContain("登记报名");
		assertThat(office("/office/care/facilities/lujiaqiao", official("coordinator")))
			.doesNotContain(">old-and-young<");
		FacilityContent content = facility("yongxing", "项目名试验");
		String named = enter(new FacilityContent(content.community(), content.kind(), content.state(), content.name(),
				null, null, List.of(), null, null, null, null, null, null, null, null, null, "old-and-young", List.of(),
				null));
		assertThat(this.jdbc.sql("select differences::text from entry where record_key = ?")
			.param(named)
			.query(String.class)
			.single()).doesNotContain("old-and-young").contains("一老一小");
	}

	private String office(String page, Official by) throws Exception {
		return this.mvc.perform(get(page).with(Officials.signedIn(by)))
			.andReturn()
			.getResponse()
			.getContentAsString(StandardCharsets.UTF_8);
	}

	private String text(String page) throws Exception {
		return this.mvc.perform(get(page)).andReturn().getResponse().getContentAsString(StandardCharsets.UTF_8);
	}

	@Test
	void theCalendarKeepsToItsStandard() throws Exception {
		String code = activity("yongxing", 8);
		byte[] bytes = this.mvc.perform(get("/care/activities.ics?community=yongxing"))
			.andReturn()
			.getResponse()
			.getContentAsByteArray();
		String text = new String(bytes, StandardCharsets.UTF_8);
		assertThat(text).doesNotContain("\uFFFD").endsWith("END:VCALENDAR\r\n");
		assertThat(text.replace("\r\n", "")).doesNotContain("\n", "\r");
		for (String line : text.split("\r\n")) {
			assertThat(line.getBytes(StandardCharsets.UTF_8).length).as(line).isLessThanOrEqualTo(75);
		}
		List<Map<String, String>> events = events(text);
		Map<String, String> event = events.stream()
			.filter((one) -> one.get("UID").startsWith(code + "@"))
			.findFirst()
			.orElseThrow();
		String day = LocalDate.now().plusDays(3).toString().replace("-", "");
		assertThat(event.get("DTSTART;TZID=Asia/Shanghai")).isEqualTo(day + "T090000");
		assertThat(event.get("DTEND;TZID=Asia/Shanghai")).isEqualTo(day + "T103000");
		assertThat(event.get("SUMMARY")).isEqualTo("很长的活动名称，" + "学一学".repeat(12) + "\\; 一、二\\, 三");
		assertThat(event.get("DESCRIPTION")).contains("第一行\\n第二行");
		assertThat(event.get("STATUS")).isEqualTo("CONFIRMED");
		assertThat(events).allMatch((one) -> one.keySet().containsAll(List.of("UID", "DTSTAMP", "SUMMARY")));
		assertThat(events.stream().map((one) -> one.get("UID"))).doesNotHaveDuplicates();
	}

	/**
	 * The events by the lines of the standard, unfolded; each begins and ends in order.
	 */
	private static List<Map<String, String>> events(String text) {
		List<Map<String, String>> events = new ArrayList<>();
		List<String> open = new ArrayList<>();
		Map<String, String> event = new LinkedHashMap<>();
		for (String line : text.replace("\r\n ", "").split("\r\n")) {
			int colon = line.indexOf(':');
			String name = line.substring(0, colon);
			String value = line.substring(colon + 1);
			if (name.equals("BEGIN")) {
				open.add(value);
				event = new LinkedHashMap<>();
			}
			else if (name.equals("END")) {
				assertThat(open.remove(open.size() - 1)).isEqualTo(value);
				if (value.equals("VEVENT")) {
					events.add(event);
				}
			}
			else {
				assertThat(event.put(name, value)).as(name + " stands once").isNull();
			}
		}
		assertThat(open).isEmpty();
		return events;
	}

	@Test
	void aSpreadsheetAddsChangesAndLeaves() {
		approved(facility("yongxing", "表格试验"));
		Official clerk = official("clerk-yongxing");
		SheetRow same = new SheetRow(2, Map.of("community", "yongxing", "name", "表格试验", "kind", "home-care-centre",
				"telephone", "0573-00000001"));
		SheetRow changed = new SheetRow(3, Map.of("community", "yongxing", "name", "表格试验", "kind", "childrens-home"));
		SheetRow wrong = new SheetRow(4,
				Map.of("community", "yongxing", "name", "表格试验二", "kind", "childrens-home", "hours", "早上开门"));
		List<CheckedRow> checked = this.sheet.check(List.of(same, changed, row(5, "yongxing", "表格新增"), wrong), clerk);
		assertThat(checked).extracting(CheckedRow::outcome)
			.containsExactly(Outcome.LEFT, Outcome.CHANGED, Outcome.ADDED, Outcome.REFUSED);
		assertThat(checked.get(1).before()).containsOnlyKeys("kind");
		assertThat(checked.get(3).errors().get(0).column()).isEqualTo("hours");
	}

	@Test
	void whatWasWalkedGoesBeforeWhatIsComputed() {
		String code = approved(facility("yongxing", "步行试验"));
		CareDirectory before = this.overview.directory();
		Integer computed = before.minutes(community(before), before.facility(code));
		assertThat(computed).isNotNull().isGreaterThan(1);
		CareDesk.NearRecord near = this.desk.near("yongxing", official("clerk-yongxing"));
		this.service.enterNear(
				new NearContent("yongxing", near.content().latitude(), near.content().longitude(), Map.of(code, 33)),
				near.version(), UUID.randomUUID(), official("clerk-yongxing"));
		assertThat(this.overview.directory().minutes(community(before), before.facility(code))).isEqualTo(computed);
		this.entries.approve(latestEntry(), official("coordinator"));
		assertThat(this.overview.directory().minutes(community(before), before.facility(code))).isEqualTo(33);
	}

	@Test
	void whatIsPubliclyKnownIsThereAndNothingIsInvented() throws Exception {
		CareDirectory.Facility centre = this.overview.directory().facility("lujiaqiao");
		assertThat(centre.rooms()).containsExactly("日托室", "科普宣传室", "谈心室");
		assertThat(centre.source()).contains("共富之约");
		assertThat(centre.telephone()).isNull();
		assertThat(centre.hours()).isNull();
		assertThat(centre.opened()).isNull();
		String page = this.mvc.perform(get("/care/lujiaqiao")).andReturn().getResponse().getContentAsString();
		assertThat(page).contains("待填报", "日托室");
		assertThat(this.overview.directory().facility("lujiaqiao-children").kind().code()).isEqualTo("childrens-home");
	}

	@Test
	void openingHoursAreReadAloudWell() {
		OpeningHours hours = HoursText.read("hours", "周一至周五 8:00-11:30 13:00-17:00；周六、周日 12:00-18:05；节假日 休息");
		LocaleContextHolder.setLocale(Locale.SIMPLIFIED_CHINESE);
		try {
			assertThat(this.words.sentence(hours).replace('\u00a0', ' '))
				.isEqualTo("星期一至星期五：上午 8 点至 11 点半，下午 1 点至 5 点；星期六、星期日：中午 12 点至 晚上 6 点 05 分；法定节假日：休息");
			LocaleContextHolder.setLocale(Locale.ENGLISH);
			assertThat(this.words.sentence(hours).replace('\u00a0', ' ')).isEqualTo(
					"Monday to Friday: 8 am to 11.30 am, 1 pm to 5 pm; Saturday and Sunday: 12 pm to 6.05 pm; Public holidays: closed");
		}
		finally {
			LocaleContextHolder.resetLocaleContext();
		}
	}

	private static CareCommunity community(CareDirectory directory) {
		return Objects.requireNonNull(directory.community("yongxing"));
	}

	private int status(String page, String username) throws Exception {
		return this.mvc.perform(get(page).with(Officials.signedIn(official(username))))
			.andReturn()
			.getResponse()
			.getStatus();
	}

	private static SheetRow row(int number, String community, String name) {
		return new SheetRow(number, Map.of("community", community, "name", name, "kind", "childrens-home"));
	}

	private static FacilityContent facility(String community, String name) {
		return new FacilityContent(community, "home-care-centre", State.OPEN, name, null, null, List.of("餐厅"), 20, null,
				HoursText.read("hours", "每天 8:00-17:00"), "0573-00000001", true, new BigDecimal("30.710000"),
				new BigDecimal("121.030000"), null, null, null, List.of(), null);
	}

	private String enter(FacilityContent content) {
		return enter(null, content);
	}

	private String enter(@Nullable String code, FacilityContent content) {
		return this.service.enterFacility(code, content, null, 0, UUID.randomUUID(),
				official("clerk-" + content.community()));
	}

	private String approved(FacilityContent content) {
		String code = enter(content);
		this.entries.approve(latestEntry(), official("coordinator"));
		return code;
	}

	private String activity(String community, int places) {
		ActivityContent content = new ActivityContent(community, null, "很长的活动名称，" + "学一学".repeat(12) + "; 一、二, 三",
				LocalDate.now().plusDays(3), LocalTime.of(9, 0), LocalTime.of(10, 30), "广场", places, "0573-00000009",
				"第一行\n第二行", false);
		String code = this.service.enterActivity(null, content, 0, UUID.randomUUID(), official("clerk-" + community));
		this.entries.approve(latestEntry(), official("coordinator"));
		return code;
	}

	private long latestEntry() {
		return this.jdbc.sql("select max(id) from entry").query(Long.class).single();
	}

	private static Official with(Official official, Role role) {
		return new Official(official.id(), official.username(), official.fullName(), official.unit(),
				Set.of(Role.CLERK, role), official.departmentIds(), official.communityIds());
	}

	private Official official(String username) {
		return this.accounts.findByUsername(username).orElseThrow();
	}

}
