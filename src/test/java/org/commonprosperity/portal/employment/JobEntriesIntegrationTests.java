package org.commonprosperity.portal.employment;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.commonprosperity.portal.account.AccountDirectory;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.account.Role;
import org.commonprosperity.portal.entry.Entries;
import org.commonprosperity.portal.entry.Entry;
import org.commonprosperity.portal.entry.EntryDesk;
import org.commonprosperity.portal.shared.NotOnRecord;
import org.commonprosperity.portal.shared.Refusal;
import org.commonprosperity.portal.shared.Todo;
import org.commonprosperity.portal.shared.TodoSource;
import org.commonprosperity.portal.support.Officials;
import org.commonprosperity.portal.support.PortalTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.transaction.annotation.Transactional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

/**
 * What is entered of workshops, enterprises, open posts and stories waits with all other
 * entries, within the village of who entered it, until a second person decides; nothing
 * is carried out on a record that changed meanwhile.
 */
@AutoConfigureMockMvc
@ExtendWith(OutputCaptureExtension.class)
@PortalTest(properties = "portal.test.database=jobs-office")
@Transactional
class JobEntriesIntegrationTests {

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private AccountDirectory accounts;

	@Autowired
	private EntryService service;

	@Autowired
	private EntryBook book;

	@Autowired
	private Entries entries;

	@Autowired
	private EntryDesk desk;

	@Autowired
	private List<TodoSource> todos;

	@Autowired
	private MockMvc mvc;

	@Test
	void everyKindIsChangedByTwoPersonsAndReadBackAsItWas() {
		Official editor = official("editor-social");
		for (JobKind kind : List.of(JobKind.WORKSHOP, JobKind.FIGURE, JobKind.OPENING, JobKind.STORY)) {
			String table = (kind == JobKind.FIGURE) ? "enterprise_figure" : kind.path();
			long id = this.jdbc.sql("select max(id) from " + table).query(Long.class).single();
			String key = String.valueOf(id);
			Map<String, String> content = new LinkedHashMap<>(this.book.content(kind, id, editor));
			Map<String, String> before = Map.copyOf(content);
			assertRefused("entry.refusal.same", () -> propose(kind, key, before, editor));
			switch (kind) {
				case WORKSHOP -> content.remove("capacity");
				case FIGURE -> content.put("employees", "300");
				case OPENING -> content.put("access", "WHEELCHAIR");
				default -> content.put("title", "改过的标题");
			}
			propose(kind, key, content, editor);
			assertThat(this.book.content(kind, id, editor)).isEqualTo(before);
			assertRefused("entry.refusal.waits", () -> propose(kind, key, content, editor));
			Entry entry = waiting(kind, key);
			assertThat(entry.differences()).hasSize(1);
			assertThatExceptionOfType(AccessDeniedException.class)
				.isThrownBy(() -> this.desk.approve(entry.id(), editor));
			Official both = with(editor, Role.COORDINATOR);
			assertRefused("approval.refusal.own", () -> this.desk.approve(entry.id(), both));
			assertRefused("approval.refusal.own", () -> this.desk.sendBack(entry.id(), "自己", both));
			this.desk.approve(entry.id(), official("coordinator"));
			assertThat(this.book.content(kind, id, editor)).isEqualTo(content);
			assertRefused("enclave.refusal.decided", () -> this.desk.approve(entry.id(), official("coordinator")));
		}
	}

	@Test
	void theDatabaseRefusesOnePersonAndKeepsWhatWasDecided() {
		String key = propose(JobKind.WORKSHOP, null, workshop("两人", "dali"), official("clerk-dali"));
		long id = waiting(JobKind.WORKSHOP, key).id();
		long dali = official("clerk-dali").id();
		for (String state : List.of("APPROVED", "RETURNED")) {
			assertThatExceptionOfType(DataAccessException.class)
				.isThrownBy(() -> nested(
						"""
								update entry set state = '%s', decided_by = %d, decided_for = %d, decided_by_name = 'x', decided_at = now(),
									decision_note = 'x' where id = %d"""
							.formatted(state, dali, dali, id)))
				.withMessageContaining("entry_two_persons");
		}
		this.desk.sendBack(id, "请补承办企业", official("coordinator"));
		for (String change : List.of("update entry set note = 'x' where id = ", "delete from entry where id = ")) {
			assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> nested(change + id))
				.withMessageContaining("is not changed");
		}
	}

	/** Leaves the transaction of the test usable. */
	private void nested(String sql) {
		this.jdbc.sql("savepoint planted").update();
		try {
			this.jdbc.sql(sql).update();
		}
		finally {
			this.jdbc.sql("rollback to savepoint planted").update();
		}
	}

	@Test
	void whatWasEnteredOfARecordThatChangedMeanwhileIsNotCarriedOut() {
		long id = this.jdbc.sql("select id from workshop where name = '示例包装车间'").query(Long.class).single();
		Map<String, String> content = new LinkedHashMap<>(
				this.book.content(JobKind.WORKSHOP, id, official("clerk-dali")));
		content.put("capacity", "99");
		propose(JobKind.WORKSHOP, String.valueOf(id), content, official("clerk-dali"));
		this.jdbc.sql("update workshop set capacity = 36, version = version + 1 where id = ?").param(id).update();
		long entry = waiting(JobKind.WORKSHOP, String.valueOf(id)).id();
		assertRefused("employment.refusal.changed", () -> this.desk.approve(entry, official("coordinator")));
		assertRefused("employment.refusal.changed", () -> this.service.propose(JobKind.WORKSHOP, String.valueOf(id), 0,
				content, UUID.randomUUID(), official("clerk-dali")));
		assertThat(this.book.content(JobKind.WORKSHOP, id, official("coordinator"))).containsEntry("capacity", "36");
	}

	@Test
	void whatIsNotRightAnyMoreIsCheckedOnceMoreWhenItIsApproved() {
		String key = propose(JobKind.WORKSHOP, null, workshop("种类没了", "dali"), official("clerk-dali"));
		this.jdbc.sql("update workshop_kind set code = 'farm-of-old' where code = 'farm'").update();
		long entry = waiting(JobKind.WORKSHOP, key).id();
		assertRefused("employment.refusal.choose", () -> this.desk.approve(entry, official("coordinator")));
	}

	@Test
	void severalNewRecordsWaitAtOnceAndEachIsMadeOnce() {
		String first = propose(JobKind.WORKSHOP, null, workshop("新车间一", "dali"), official("clerk-dali"));
		String second = propose(JobKind.WORKSHOP, null, workshop("新车间二", "dali"), official("clerk-dali"));
		String again = propose(JobKind.WORKSHOP, null, workshop("新车间二", "dali"), official("clerk-dali"));
		for (String key : List.of(first, second)) {
			this.desk.approve(waiting(JobKind.WORKSHOP, key).id(), official("coordinator"));
		}
		assertThat(this.book.workshops(official("coordinator"))).extracting((one) -> one.name().name())
			.contains("新车间一", "新车间二");
		long twice = waiting(JobKind.WORKSHOP, again).id();
		assertRefused("employment.refusal.nameTaken", () -> this.desk.approve(twice, official("coordinator")));
	}

	@Test
	void aClerkSeesAndEntersOfTheOwnVillageAlone() throws Exception {
		Official dali = official("clerk-dali");
		Official zhongdai = official("clerk-zhongdai");
		assertThatExceptionOfType(AccessDeniedException.class).as("a workshop of another village")
			.isThrownBy(() -> propose(JobKind.WORKSHOP, null, workshop("x", "zhongdai"), dali));
		for (JobKind kind : List.of(JobKind.ENTERPRISE, JobKind.FIGURE)) {
			assertThat(result("/office/jobs/entries/new/" + kind.path(), dali).getResponse().getStatus())
				.isEqualTo(403);
		}
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> propose(JobKind.ENTERPRISE, null, Map.of("name", "某企业"), dali));
		String key = propose(JobKind.WORKSHOP, null, workshop("大力保密车间", "dali"), dali);
		Entry entry = waiting(JobKind.WORKSHOP, key);
		String page = "/office/jobs/entries/workshop/" + key;
		assertThat(this.desk.address(entry)).isEqualTo(page);
		for (Official one : List.of(dali, official("coordinator"), official("editor-social"))) {
			assertThat(this.desk.maySee(entry, one)).isTrue();
			assertThat(get("/office/jobs/workshops", one)).contains("大力保密车间");
			assertThat(get(page, one)).contains("大力保密车间");
		}
		for (Official one : List.of(zhongdai, official("leader"))) {
			assertThat(this.desk.maySee(entry, one)).isFalse();
			assertThat(get("/office/jobs/workshops", one)).doesNotContain("大力保密车间");
			assertThat(result(page, one).getResponse().getStatus()).isEqualTo(403);
		}
		assertThat(get("/office/entries", zhongdai)).doesNotContain("大力保密车间");
		assertThat(get("/office/entries", dali)).contains("大力保密车间");
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> propose(JobKind.WORKSHOP, key, workshop("y", "zhongdai"), zhongdai));
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> this.desk.withdraw(entry.id(), zhongdai));
		this.desk.withdraw(entry.id(), dali);
		assertThat(result(page, dali).getResponse().getStatus()).isEqualTo(404);
		assertThatExceptionOfType(NotOnRecord.class)
			.isThrownBy(() -> propose(JobKind.WORKSHOP, key, workshop("z", "dali"), dali));
		long other = this.jdbc.sql("select id from workshop where name = '示例蔬菜农场'").query(Long.class).single();
		assertThat(result("/office/jobs/entries/workshop/" + other, dali).getResponse().getStatus()).isEqualTo(403);
	}

	@Test
	void whatCameBackIsOpenedAgainAsItWasEnteredWithWhatWasSaid() throws Exception {
		Official dali = official("clerk-dali");
		String key = propose(JobKind.WORKSHOP, null, workshop("退回的车间", "dali"), dali);
		assertThat(get("/office/jobs/entries/workshop/" + key, dali)).as("waits").doesNotContain("values[name]");
		this.desk.sendBack(waiting(JobKind.WORKSHOP, key).id(), "请填可容人数", official("coordinator"));
		assertThat(todos(dali)).extracting(Todo::address).contains("/office/jobs/entries/workshop/" + key);
		String page = get("/office/jobs/entries/workshop/" + key, dali);
		assertThat(page).contains("请填可容人数", "value=\"退回的车间\"");
		Map<String, String> mended = new LinkedHashMap<>(workshop("改好的车间", "dali"));
		mended.put("capacity", "8");
		MockHttpServletRequestBuilder request = MockMvcRequestBuilders.post("/office/jobs/entries/workshop/" + key)
			.with(Officials.signedIn(dali))
			.with(csrf())
			.param("submission", UUID.randomUUID().toString());
		mended.forEach((field, value) -> request.param("values[" + field + "]", value));
		assertThat(this.mvc.perform(request).andReturn().getResponse().getRedirectedUrl())
			.isEqualTo("/office/jobs/workshops");
		assertThat(todos(dali)).extracting(Todo::address).doesNotContain("/office/jobs/entries/workshop/" + key);
		this.desk.approve(waiting(JobKind.WORKSHOP, key).id(), official("coordinator"));
		assertThat(this.book.workshops(dali)).filteredOn((one) -> one.name().name().equals("改好的车间"))
			.singleElement()
			.satisfies((one) -> assertThat(one.capacity()).isEqualTo(8));
	}

	@Test
	void whatACoordinatorEnteredComesBackToTheCoordinatorToo() throws Exception {
		Official coordinator = official("coordinator");
		String key = propose(JobKind.ENTERPRISE, null, Map.of("name", "示例退回企业"), coordinator);
		this.desk.sendBack(waiting(JobKind.ENTERPRISE, key).id(), "请写全称", with(official("leader"), Role.COORDINATOR));
		String page = "/office/jobs/entries/enterprise/" + key;
		assertThat(todos(coordinator)).extracting(Todo::address).contains(page);
		assertThat(get("/office/entries", coordinator)).contains("示例退回企业");
		assertThat(get(page, coordinator)).contains("请写全称", "value=\"示例退回企业\"");
	}

	@Test
	void whoSupportsAWorkshopStandsWithIt() throws Exception {
		assertThat(get("/office/jobs/workshops", official("clerk-zhongdai"))).contains("党建联建：演示企业党支部");
		assertThat(get("/office/jobs/workshops.csv", official("clerk-zhongdai"))).contains("演示企业党支部");
	}

	@Test
	void whatWaitsShowsOnItsListAndIsCountedOnce() throws Exception {
		long before = counted();
		long id = this.jdbc.sql("select max(id) from opening where state = 'OPEN'").query(Long.class).single();
		Map<String, String> content = new LinkedHashMap<>(
				this.book.content(JobKind.OPENING, id, official("coordinator")));
		content.put("places", "7");
		propose(JobKind.OPENING, String.valueOf(id), content, official("editor-social"));
		assertThat(counted()).isEqualTo(before + 1);
		assertThat(todos(official("coordinator"))).extracting(Todo::kind).doesNotContain("jobEntriesWaiting");
		assertThat(this.book.openings(official("coordinator"))).filteredOn((one) -> one.id() == id)
			.singleElement()
			.satisfies((one) -> assertThat(one.waits()).isTrue());
		assertThat(get("/office/jobs/openings", official("coordinator"))).contains("有改动待审核");
	}

	@Test
	void closingAndTakingDownAreAskedOnceMore() throws Exception {
		Official editor = official("editor-social");
		long post = this.jdbc.sql("select max(id) from opening where state = 'OPEN'").query(Long.class).single();
		long story = this.jdbc.sql("select max(id) from story where withdrawn_on is null").query(Long.class).single();
		assertThat(get("/office/jobs/openings", editor))
			.doesNotContain("<form method=\"post\" action=\"/office/jobs/openings/" + post + "/close");
		assertThat(get("/office/jobs/openings/" + post + "/close", editor)).contains("马上生效", "确认停止招工",
				"action=\"/office/jobs/openings/" + post + "/close\"");
		assertThat(get("/office/jobs/stories/" + story + "/withdraw", editor)).contains("马上生效", "确认撤下");
		assertThat(this.jdbc.sql("select state from opening where id = ?").param(post).query(String.class).single())
			.isEqualTo("OPEN");
		for (String page : List.of("/office/jobs/openings/" + post + "/close",
				"/office/jobs/stories/" + story + "/withdraw")) {
			assertThat(result(page, official("leader")).getResponse().getStatus()).isEqualTo(403);
		}
	}

	@Test
	void aPostThatNobodyConfirmedForLongIsAskedFor() throws Exception {
		Official editor = official("editor-social");
		long post = this.jdbc.sql("select max(id) from opening where state = 'OPEN'").query(Long.class).single();
		this.jdbc.sql("update opening set opened_on = current_date - 80 where state = 'OPEN'").update();
		assertThat(get("/office/jobs/openings", editor)).doesNotContain("请确认还在招");
		this.jdbc.sql("update opening set opened_on = current_date - 100 where id = ?").param(post).update();
		assertThat(get("/office/jobs/openings", editor)).contains("请确认还在招", "确认仍在招");
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> this.service.confirmOpening(post, official("leader")));
		assertThat(this.mvc
			.perform(MockMvcRequestBuilders.post("/office/jobs/openings/" + post + "/confirm")
				.with(Officials.signedIn(editor))
				.with(csrf()))
			.andReturn()
			.getResponse()
			.getRedirectedUrl()).isEqualTo("/office/jobs/openings");
		assertThat(get("/office/jobs/openings", editor)).doesNotContain("请确认还在招");
		assertThat(get("/jobs", editor)).contains("最近确认");
		assertThat(this.jdbc
			.sql("select count(*) from record_change where action = 'opening.confirmed' and record_key = ?")
			.param(String.valueOf(post))
			.query(Long.class)
			.single()).isOne();
	}

	@Test
	void aMobileNumberIsPublicOnlyAsAWorkTelephone() {
		Official editor = official("editor-social");
		long id = this.jdbc.sql("select max(id) from opening where state = 'OPEN'").query(Long.class).single();
		Map<String, String> content = new LinkedHashMap<>(this.book.content(JobKind.OPENING, id, editor));
		content.put("telephone", "139 0000 0000");
		assertRefused("employment.refusal.ownMobile",
				() -> propose(JobKind.OPENING, String.valueOf(id), content, editor));
		content.put("telephoneWork", "yes");
		propose(JobKind.OPENING, String.valueOf(id), content, editor);
		this.desk.approve(waiting(JobKind.OPENING, String.valueOf(id)).id(), official("coordinator"));
		assertThat(this.book.content(JobKind.OPENING, id, editor)).isEqualTo(content);
	}

	private long counted() {
		return todos(official("coordinator")).stream()
			.filter((todo) -> todo.kind().equals("entries"))
			.mapToLong((todo) -> Long.parseLong(todo.title()))
			.sum();
	}

	private List<Todo> todos(Official official) {
		return this.todos.stream().flatMap((source) -> source.todosOf(official).stream()).toList();
	}

	private String propose(JobKind kind, @Nullable String key, Map<String, String> content, Official by) {
		long version = (key != null) ? this.book.version(kind, key) : 0;
		return this.service.propose(kind, key, version, content, UUID.randomUUID(), by);
	}

	private Entry waiting(JobKind kind, String key) {
		Entry entry = this.entries.open(kind.entry(), key);
		assertThat(entry).isNotNull();
		assertThat(entry.state()).isEqualTo(Entry.State.SUBMITTED);
		return entry;
	}

	private static void assertRefused(String key, Runnable what) {
		assertThatExceptionOfType(Refusal.class).isThrownBy(what::run)
			.satisfies((refusal) -> assertThat(refusal.key()).isEqualTo(key));
	}

	private static Map<String, String> workshop(String name, String village) {
		return Map.of("name", name, "kind", "farm", "community", village, "state", "PREPARING");
	}

	private static Official with(Official of, Role role) {
		return new Official(of.id(), "both", "双职", "x", Set.of(role, Role.EDITOR), of.departmentIds(),
				of.communityIds());
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

}
