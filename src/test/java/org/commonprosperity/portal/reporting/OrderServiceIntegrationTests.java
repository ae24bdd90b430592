package org.commonprosperity.portal.reporting;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;

import jakarta.persistence.EntityManager;
import org.commonprosperity.portal.account.AccountDirectory;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.account.Role;
import org.commonprosperity.portal.audit.AuditService;
import org.commonprosperity.portal.organisation.Departments;
import org.commonprosperity.portal.project.ProjectOverview;
import org.commonprosperity.portal.project.Submission;
import org.commonprosperity.portal.shared.NotOnRecord;
import org.commonprosperity.portal.shared.Refusal;
import org.commonprosperity.portal.shared.Submissions;
import org.commonprosperity.portal.shared.Todo;
import org.commonprosperity.portal.support.PortalTest;
import org.commonprosperity.portal.support.StatementCounter;
import org.commonprosperity.portal.support.Together;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.MessageSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Supervision orders on a real database: every action in every state by everybody, two at
 * once, numbers without gaps, proposals, evidence and to-dos. Orders are never deleted,
 * so each test makes its own.
 */
@PortalTest(properties = "portal.test.database=orders")
class OrderServiceIntegrationTests {

	private static final Map<OrderAction, Map<OrderState, OrderState>> LEADS_TO = new EnumMap<>(OrderAction.class);

	private static final List<String> OFFICIALS = List.of("admin", "security", "auditor", "coordinator", "leader",
			"finance", "editor-agriculture", "editor-economy", "clerk-dali");

	private static final Set<String> READERS = Set.of("coordinator", "leader", "finance", "editor-agriculture");

	static {
		LEADS_TO.put(OrderAction.ISSUED, Map.of(OrderState.PROPOSED, OrderState.ISSUED));
		LEADS_TO.put(OrderAction.DISMISSED, Map.of(OrderState.PROPOSED, OrderState.DISMISSED));
		LEADS_TO.put(OrderAction.SIGNED, Map.of(OrderState.ISSUED, OrderState.SIGNED));
		LEADS_TO.put(OrderAction.REPLIED, Map.of(OrderState.SIGNED, OrderState.REPLIED));
		LEADS_TO.put(OrderAction.RETURNED, Map.of(OrderState.REPLIED, OrderState.SIGNED));
		LEADS_TO.put(OrderAction.CLOSED, Map.of(OrderState.REPLIED, OrderState.CLOSED));
		LEADS_TO.put(OrderAction.EXTENDED,
				Map.of(OrderState.ISSUED, OrderState.ISSUED, OrderState.SIGNED, OrderState.SIGNED));
		LEADS_TO.put(OrderAction.CANCELLED, Map.of(OrderState.ISSUED, OrderState.CANCELLED, OrderState.SIGNED,
				OrderState.CANCELLED, OrderState.REPLIED, OrderState.CANCELLED));
	}

	@Autowired
	private OrderService service;

	@Autowired
	private OrderProposals proposals;

	@Autowired
	private OrderOverview overview;

	@Autowired
	private OrderTodos todos;

	@Autowired
	private SupervisionOrders orders;

	@Autowired
	private OrderNumbers numbers;

	@Autowired
	private ProjectOverview projects;

	@Autowired
	private Departments departments;

	@Autowired
	private StoredFiles files;

	@Autowired
	private Submissions submissions;

	@Autowired
	private AuditService audit;

	@Autowired
	private AccountDirectory accounts;

	@Autowired
	private EntityManager entities;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private TransactionTemplate transaction;

	@Autowired
	private MessageSource messages;

	@Autowired
	private StatementCounter statements;

	@Autowired
	private Clock clock;

	private Official coordinator;

	private Official editor;

	private LocalDate today;

	@BeforeEach
	void people() {
		this.coordinator = official("coordinator");
		this.editor = official("editor-agriculture");
		this.today = LocalDate.now(this.clock);
	}

	@Test
	void allowsEachActionInItsStatesToItsPeopleAndChangesNothingOtherwise() {
		int allowed = 0;
		int refused = 0;
		for (OrderState state : OrderState.values()) {
			long id = in(state);
			for (OrderAction action : LEADS_TO.keySet()) {
				for (String username : OFFICIALS) {
					String what = username + " " + action + " in " + state;
					Official by = official(username);
					OrderState then = LEADS_TO.get(action).get(state);
					if (then != null && username.equals(whoseIs(action))) {
						allowed++;
						this.transaction.executeWithoutResult((status) -> {
							assertThat(act(action, id, by)).as(what).isTrue();
							assertThat(state(id)).as(what).isEqualTo(then);
							assertThat(this.overview.one(id, this.coordinator).last(action)).as(what).isNotNull();
							status.setRollbackOnly();
						});
					}
					else {
						refused++;
						String before = everything(id);
						Throwable reason = catchIt(() -> act(action, id, by));
						assertThat(everything(id)).as(what).isEqualTo(before);
						boolean hidden = state == OrderState.PROPOSED || state == OrderState.DISMISSED;
						if (username.equals(whoseIs(action)) && !(hidden && username.startsWith("editor"))) {
							assertThat(reason).as(what).isInstanceOf(Refusal.class);
							assertThat(sentence((Refusal) reason)).as(what).startsWith("没有写入：").endsWith("。");
							assertThat(((Refusal) reason).key()).as(what).isEqualTo("order.refusal.state." + state);
						}
						else {
							assertThat(reason).as(what).isInstanceOf(AccessDeniedException.class);
						}
					}
				}
			}
			if (state == OrderState.PROPOSED) {
				act(OrderAction.DISMISSED, id, this.coordinator);
			}
		}
		assertThat(allowed).isEqualTo(11);
		assertThat(refused).isEqualTo(OrderState.values().length * 8 * OFFICIALS.size() - allowed);
	}

	@Test
	void showsEachOrderToItsReadersAndToNobodyElse() {
		for (OrderState state : OrderState.values()) {
			long id = in(state);
			boolean proposed = state == OrderState.PROPOSED || state == OrderState.DISMISSED;
			for (String username : OFFICIALS) {
				Official by = official(username);
				boolean reads = proposed ? username.equals("coordinator") : READERS.contains(username);
				Throwable reason = catchIt(() -> this.overview.one(id, by));
				assertThat(reason == null).as(username + " " + state).isEqualTo(reads);
				boolean has = !Set.of("admin", "security", "auditor", "clerk-dali").contains(username);
				Throwable list = catchIt(() -> assertThat(
						this.overview.list(all(), 1, 1000, by).items().stream().anyMatch((line) -> line.id() == id))
					.as(username + " " + state)
					.isEqualTo(reads));
				if (has) {
					assertThat(list).isNull();
				}
				else {
					assertThat(list).isInstanceOf(AccessDeniedException.class);
				}
			}
			if (state == OrderState.PROPOSED) {
				act(OrderAction.DISMISSED, id, this.coordinator);
			}
		}
	}

	@Test
	void letsNobodyButTheCoordinatingOfficeBeginAnOrder() {
		for (String username : OFFICIALS) {
			if (!username.equals("coordinator")) {
				assertThatExceptionOfType(AccessDeniedException.class).as(username)
					.isThrownBy(() -> this.service.issueOwn("wharf", letter(), UUID.randomUUID(), official(username)));
			}
		}
	}

	@Test
	void tellsOneOfTwoWhoDecideAtOnceThatTheOtherWasFirst() throws Exception {
		Official second = new Official(official("leader").id(), "leader", "演示统筹员二", "共富办", Set.of(Role.COORDINATOR),
				Set.of(), Set.of());
		for (int round = 0; round < 5; round++) {
			long id = in(OrderState.REPLIED);
			Submission one = form(id);
			Submission other = form(id);
			List<Callable<?>> both = List.of(() -> this.service.close(id, "同意", one, this.coordinator),
					() -> this.service.sendBack(id, "再补", null, other, second));
			List<Object> results = Together.press(both);
			assertThat(results).filteredOn(Boolean.TRUE::equals).hasSize(1);
			Refusal told = (Refusal) results.stream().filter(Refusal.class::isInstance).findFirst().orElseThrow();
			boolean closed = state(id) == OrderState.CLOSED;
			assertThat(sentence(told)).contains(closed ? "演示统筹员" : "演示统筹员二");
			assertThat(told.key()).isEqualTo("order.refusal.state." + (closed ? "CLOSED" : "SIGNED"));
			OrderDetail order = this.overview.one(id, this.coordinator);
			assertThat(order.steps()).hasSize(4);
		}
	}

	@Test
	void asksWhoSawAnEarlierOrderToLookAgain() {
		long id = in(OrderState.SIGNED);
		Submission early = form(id);
		this.service.extend(id, this.today.plusDays(20), "材料未到", form(id), this.coordinator);
		Throwable reason = catchIt(() -> this.service.reply(id, "已办", List.of(), early, this.editor));
		assertThat(sentence((Refusal) reason)).contains("演示统筹员");
		assertThat(state(id)).isEqualTo(OrderState.SIGNED);
		assertThat(this.service.reply(id, "已办", List.of(), form(id), this.editor)).isTrue();
	}

	@Test
	void countsAFormOnce() {
		long id = in(OrderState.ISSUED);
		Submission form = form(id);
		assertThat(this.service.signFor(id, form, this.editor)).isTrue();
		assertThat(this.service.signFor(id, form, this.editor)).isFalse();
		UUID draft = UUID.randomUUID();
		assertThat(this.service.issueOwn("wharf", letter(), draft, this.coordinator)).isPresent();
		assertThat(this.service.issueOwn("wharf", letter(), draft, this.coordinator)).isEmpty();
	}

	@Test
	void keepsWhoRepliedFromVerifyingWhateverTheRoles() {
		Official both = new Official(this.editor.id(), "editor-agriculture", "演示填报员甲", "农业农村办",
				Set.of(Role.COORDINATOR, Role.EDITOR), this.editor.departmentIds(), Set.of());
		long id = in(OrderState.REPLIED);
		String before = everything(id);
		for (OrderAction action : List.of(OrderAction.CLOSED, OrderAction.RETURNED)) {
			Throwable reason = catchIt(() -> act(action, id, both));
			assertThat(((Refusal) reason).key()).isEqualTo("order.refusal.samePerson");
		}
		assertThat(everything(id)).isEqualTo(before);
		assertThat(todosOf(both)).noneMatch((todo) -> todo.address().endsWith("/" + id));
		assertThat(act(OrderAction.CLOSED, id, this.coordinator)).isTrue();
	}

	@Test
	void numbersWithoutGapsWhoeverFailsInBetween() throws Exception {
		List<Callable<?>> people = new ArrayList<>();
		for (int person = 0; person < 8; person++) {
			boolean fails = person % 3 == 1;
			people.add(() -> this.transaction.execute((status) -> {
				Optional<Long> id = this.service.issueOwn("wharf", letter(), UUID.randomUUID(), this.coordinator);
				if (fails) {
					throw new IllegalStateException("after the number was taken");
				}
				return id.orElseThrow();
			}));
		}
		List<Object> results = Together.press(people);
		assertThat(results).filteredOn(Long.class::isInstance).hasSize(5).doesNotHaveDuplicates();
		assertThat(results).filteredOn(IllegalStateException.class::isInstance).hasSize(3);
		List<Integer> given = this.jdbc.sql("select number from supervision_order where year = ? order by number")
			.param(this.today.getYear())
			.query(Integer.class)
			.list();
		for (int at = 0; at < given.size(); at++) {
			assertThat(given.get(at)).isEqualTo(at + 1);
		}
		Integer last = this.jdbc.sql("select last from order_counter where year = ?")
			.param(this.today.getYear())
			.query(Integer.class)
			.single();
		assertThat(last).isEqualTo(given.size());
	}

	@Test
	void beginsANewYearAtMidnightInShanghai() {
		long before = issueAt("2031-12-31T15:59:59.999Z", LocalDate.of(2032, 1, 10));
		long after = issueAt("2031-12-31T16:00:00Z", LocalDate.of(2032, 1, 10));
		long later = issueAt("2032-01-01T00:00:00Z", LocalDate.of(2032, 1, 10));
		assertThat(numberOf(before)).isEqualTo("2031/1 2031-12-31");
		assertThat(numberOf(after)).isEqualTo("2032/1 2032-01-01");
		assertThat(numberOf(later)).isEqualTo("2032/2 2032-01-01");
	}

	@Test
	void keepsNumbersStepsAndEvidenceInTheDatabase() {
		long id = in(OrderState.CANCELLED);
		for (String sql : List.of("delete from supervision_order where id = " + id,
				"update supervision_order set number = number + 1000 where id = " + id,
				"update supervision_order set number = null, year = null, issued_on = null, deadline = null, "
						+ "state = 'DISMISSED' where id = " + id,
				"update order_step set note = 'x' where order_id = " + id,
				"delete from order_step where order_id = " + id, "truncate supervision_order cascade",
				"truncate order_file")) {
			assertThatExceptionOfType(DataIntegrityViolationException.class).as(sql)
				.isThrownBy(() -> this.jdbc.sql(sql).update());
		}
		assertThat(this.overview.one(id, this.coordinator).line().number()).isNotNull();
	}

	@Test
	void proposesOncePerProjectAndOnlyWhereThereIsADepartment() throws Exception {
		this.jdbc.sql("update project set department_id = null where code = 'grid'").update();
		assertThat(this.proposals.propose("grid", "落后计划 40 个百分点")).isEmpty();
		assertThatExceptionOfType(NotOnRecord.class).isThrownBy(() -> this.proposals.propose("nowhere", "x"));
		List<Callable<?>> both = List.of(() -> this.proposals.propose("workshops", "落后"),
				() -> this.proposals.propose("workshops", "落后"));
		assertThat(Together.press(both)).filteredOn(Optional.empty()::equals).hasSize(1);
		assertThat(this.proposals.propose("workshops", "仍落后")).isEmpty();
		OrderLine proposed = this.overview.list(OrderQuery.ofProject("workshops"), 1, 10, this.coordinator)
			.items()
			.get(0);
		OrderDetail order = this.overview.one(proposed.id(), this.coordinator);
		assertThat(order.why()).isEqualTo("落后");
		assertThat(proposed.matter()).isEqualTo("加快推进“" + proposed.projectName() + "”，尽快扭转滞后");
		assertThat(order.steps()).singleElement().satisfies((step) -> assertThat(step.actorName()).isNull());
		assertThat(todosOf(this.coordinator)).anyMatch((todo) -> todo.kind().equals("order-issue")
				&& todo.address().equals("/office/orders/" + proposed.id()));
		act(OrderAction.ISSUED, proposed.id(), this.coordinator);
		assertThat(this.proposals.propose("workshops", "仍落后")).as("it has an open one").isEmpty();
		act(OrderAction.CANCELLED, proposed.id(), this.coordinator);
		assertThat(this.proposals.propose("workshops", "又".repeat(600))).isPresent();
	}

	@Test
	void keepsEvidenceForItsReadersAndNothingOfAReplyThatIsRefused() {
		long id = in(OrderState.SIGNED);
		String before = everything(id);
		Throwable reason = catchIt(() -> this.service.reply(id, "已办", List.of(file("甲.txt", "甲"), file("空.txt", "")),
				form(id), this.editor));
		assertThat(((Refusal) reason).field()).isEqualTo("file");
		assertThat(everything(id)).isEqualTo(before);
		this.service.reply(id, "已办", List.of(file("C:\\资料\\验收照片😀.txt", "甲"), file("乙.txt", "乙")), form(id),
				this.editor);
		OrderDetail order = this.overview.one(id, this.coordinator);
		List<OrderDetail.Attached> attached = order.last(OrderAction.REPLIED).files();
		assertThat(attached).extracting(OrderDetail.Attached::name).containsExactly("验收照片😀.txt", "乙.txt");
		long file = attached.get(0).id();
		assertThat(new String(this.overview.file(id, file, this.editor).content(), StandardCharsets.UTF_8))
			.isEqualTo("甲");
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> this.overview.file(id, file, official("editor-economy")));
		long another = in(OrderState.SIGNED);
		assertThatExceptionOfType(NotOnRecord.class).as("a file is reached through its own order alone")
			.isThrownBy(() -> this.overview.file(another, file, this.coordinator));
	}

	@Test
	void bringsEachOrderBeforeWhoseTurnItIs() {
		long id = in(OrderState.ISSUED);
		assertThat(kinds(id, this.editor)).containsExactly("order-sign");
		assertThat(kinds(id, this.coordinator)).isEmpty();
		act(OrderAction.SIGNED, id, this.editor);
		assertThat(kinds(id, this.editor)).containsExactly("order-reply");
		act(OrderAction.REPLIED, id, this.editor);
		assertThat(kinds(id, this.editor)).isEmpty();
		assertThat(kinds(id, this.coordinator)).containsExactly("order-verify");
		act(OrderAction.RETURNED, id, this.coordinator);
		assertThat(kinds(id, this.editor)).containsExactly("order-returned");
		assertThat(kinds(id, official("editor-economy"))).isEmpty();
		assertThat(kinds(id, official("leader"))).isEmpty();
		long late = late();
		assertThat(kinds(late, this.coordinator)).containsExactly("order-overdue");
		act(OrderAction.SIGNED, late, this.editor);
		assertThat(kinds(late, this.coordinator)).containsExactly("order-overdue");
		assertThat(kinds(late, this.editor)).containsExactly("order-reply");
	}

	@Test
	void findsByWordWhatCarriesItToday() {
		late();
		in(OrderState.SIGNED);
		in(OrderState.REPLIED);
		long soon = in(OrderState.ISSUED);
		this.jdbc.sql("update supervision_order set deadline = ? where id = ?")
			.params(this.today.plusDays(3), soon)
			.update();
		Map<OrderWord, Long> counts = this.overview.openCounts(this.coordinator);
		for (OrderWord word : OrderWord.values()) {
			OrderQuery query = new OrderQuery(word, null, null, null, OrderQuery.Sort.NUMBER);
			List<OrderLine> found = this.overview.list(query, 1, 1000, this.coordinator).items();
			assertThat(found).as(word.name()).allMatch((line) -> line.word() == word);
			if (counts.containsKey(word)) {
				assertThat(found).as(word.name()).hasSize(Math.toIntExact(counts.get(word)));
			}
		}
		assertThat(counts.get(OrderWord.OVERDUE)).isPositive();
		assertThat(counts.get(OrderWord.DUE_SOON)).isPositive();
		assertThat(this.overview.openCounts(this.editor)).doesNotContainKey(OrderWord.TO_ISSUE);
	}

	@Test
	void sortsEachWayCompletelyAndPagesWithoutLoss() {
		in(OrderState.CLOSED);
		in(OrderState.ISSUED);
		for (OrderQuery.Sort sort : OrderQuery.Sort.values()) {
			OrderQuery query = new OrderQuery(null, null, this.today.getYear(), null, sort);
			List<Long> all = ids(query, 1, 1000);
			List<Long> paged = new ArrayList<>();
			for (int page = 1; page <= (all.size() + 2) / 3; page++) {
				paged.addAll(ids(query, page, 3));
			}
			assertThat(paged).as(sort.name()).isEqualTo(all).doesNotHaveDuplicates();
		}
		this.statements.reset();
		ids(all(), 1, 1000);
		this.statements.expectAtMost(2);
	}

	private List<Long> ids(OrderQuery query, int page, int size) {
		return this.overview.list(query, page, size, this.coordinator).items().stream().map(OrderLine::id).toList();
	}

	/** A new order in a state, to the agriculture department. */
	private long in(OrderState state) {
		if (state == OrderState.PROPOSED || state == OrderState.DISMISSED) {
			this.overview
				.list(new OrderQuery(OrderWord.TO_ISSUE, null, null, "enclave", OrderQuery.Sort.NUMBER), 1, 9,
						this.coordinator)
				.items()
				.forEach((line) -> act(OrderAction.DISMISSED, line.id(), this.coordinator));
			long id = this.proposals.propose("enclave", "落后计划 40 个百分点").orElseThrow();
			if (state == OrderState.DISMISSED) {
				act(OrderAction.DISMISSED, id, this.coordinator);
			}
			return id;
		}
		long id = this.service.issueOwn("wharf", letter(), UUID.randomUUID(), this.coordinator).orElseThrow();
		List<OrderAction> way = switch (state) {
			case SIGNED -> List.of(OrderAction.SIGNED);
			case REPLIED -> List.of(OrderAction.SIGNED, OrderAction.REPLIED);
			case CLOSED -> List.of(OrderAction.SIGNED, OrderAction.REPLIED, OrderAction.CLOSED);
			case CANCELLED -> List.of(OrderAction.CANCELLED);
			default -> List.of();
		};
		way.forEach((action) -> act(action, id, official(whoseIs(action))));
		assertThat(state(id)).isEqualTo(state);
		return id;
	}

	private boolean act(OrderAction action, long id, Official by) {
		Submission form = form(id);
		return switch (action) {
			case PROPOSED -> throw new IllegalArgumentException();
			case ISSUED -> this.service.issue(id, letter(), form, by);
			case DISMISSED -> this.service.dismiss(id, "已有专班", form, by);
			case SIGNED -> this.service.signFor(id, form, by);
			case REPLIED -> this.service.reply(id, "已增派人手。", List.of(), form, by);
			case RETURNED -> this.service.sendBack(id, "请补验收单", null, form, by);
			case EXTENDED -> this.service.extend(id, this.today.plusDays(30), "台风停工", form, by);
			case CLOSED -> this.service.close(id, "同意办结", form, by);
			case CANCELLED -> this.service.cancel(id, "项目调整", form, by);
		};
	}

	private static String whoseIs(OrderAction action) {
		return (action == OrderAction.SIGNED || action == OrderAction.REPLIED) ? "editor-agriculture" : "coordinator";
	}

	private OrderLetter letter() {
		return new OrderLetter("加快设备安装", "一周内完成安装并验收。", this.today.plusDays(10), null);
	}

	private static OrderEvidence file(String name, String content) {
		return new OrderEvidence(name, () -> new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)));
	}

	private static OrderQuery all() {
		return new OrderQuery(null, null, null, null, OrderQuery.Sort.DEADLINE);
	}

	private Submission form(long id) {
		return new Submission(UUID.randomUUID(),
				this.jdbc.sql("select version from supervision_order where id = ?")
					.param(id)
					.query(Long.class)
					.single());
	}

	private OrderState state(long id) {
		return OrderState.valueOf(this.jdbc.sql("select state from supervision_order where id = ?")
			.param(id)
			.query(String.class)
			.single());
	}

	/** An order that was issued three weeks ago and due yesterday. */
	private long late() {
		return issueAt(this.clock.instant().minus(Duration.ofDays(21)).toString(), this.today.minusDays(1));
	}

	private long issueAt(String moment, LocalDate deadline) {
		Clock fixed = Clock.fixed(Instant.parse(moment), ZoneId.of("Asia/Shanghai"));
		OrderService then = new OrderService(this.orders, this.numbers, this.projects, this.departments, this.files,
				this.submissions, this.audit, this.entities, this.jdbc, fixed);
		OrderLetter letter = new OrderLetter("跨年", "跨年", deadline, null);
		Long id = this.transaction
			.execute((status) -> then.issueOwn("wharf", letter, UUID.randomUUID(), this.coordinator).orElseThrow());
		return (id != null) ? id : 0;
	}

	private String numberOf(long id) {
		OrderLine line = this.overview.one(id, this.coordinator).line();
		return line.year() + "/" + line.number() + " " + line.issuedOn();
	}

	/** All that an action on an order could write. */
	private String everything(long id) {
		List<String> counts = Arrays
			.stream(new String[] { "order_step", "order_file", "stored_file", "record_change", "audit_entry",
					"submission", "supervision_order" })
			.map((table) -> table + " " + this.jdbc.sql("select count(*) from " + table).query(Long.class).single())
			.toList();
		return this.jdbc.sql("select o::text from supervision_order o where id = ?")
			.param(id)
			.query(String.class)
			.single()
				+ counts
				+ this.jdbc.sql("select coalesce(string_agg(c::text, ' ' order by year), '') from order_counter c")
					.query(String.class)
					.single();
	}

	private List<Todo> todosOf(Official by) {
		return this.todos.todosOf(by);
	}

	private List<String> kinds(long id, Official by) {
		return todosOf(by).stream()
			.filter((todo) -> todo.address().equals("/office/orders/" + id))
			.map(Todo::kind)
			.toList();
	}

	private String sentence(Refusal refusal) {
		return this.messages.getMessage(refusal.key(), refusal.arguments(), Locale.SIMPLIFIED_CHINESE);
	}

	private static Throwable catchIt(Runnable deed) {
		try {
			deed.run();
			return null;
		}
		catch (RuntimeException | AssertionError ex) {
			return ex;
		}
	}

	private Official official(String username) {
		return this.accounts.findByUsername(username).orElseThrow();
	}

}
