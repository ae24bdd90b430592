package org.commonprosperity.portal.project;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;

import org.commonprosperity.portal.account.AccountDirectory;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.audit.AuditService;
import org.commonprosperity.portal.audit.Difference;
import org.commonprosperity.portal.audit.HistoryEntry;
import org.commonprosperity.portal.project.ProjectChange.AddVenture;
import org.commonprosperity.portal.project.ProjectChange.BeginMilestone;
import org.commonprosperity.portal.project.ProjectChange.CompleteMilestone;
import org.commonprosperity.portal.project.ProjectChange.ConfirmClassification;
import org.commonprosperity.portal.project.ProjectChange.CorrectMilestone;
import org.commonprosperity.portal.project.ProjectChange.DeclareState;
import org.commonprosperity.portal.project.ProjectChange.PlannedMilestone;
import org.commonprosperity.portal.project.ProjectChange.PostponeMilestone;
import org.commonprosperity.portal.project.ProjectChange.ReviseRecord;
import org.commonprosperity.portal.project.ProjectChange.RevisePlan;
import org.commonprosperity.portal.project.ProjectChange.StatePercent;
import org.commonprosperity.portal.project.ProjectSheet.MilestoneLine;
import org.commonprosperity.portal.shared.Money;
import org.commonprosperity.portal.shared.Percent;
import org.commonprosperity.portal.shared.Refusal;
import org.commonprosperity.portal.support.PortalTest;
import org.commonprosperity.portal.support.Together;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The way of a change: proposed, approved or returned, and what the record, the light and
 * the history know of it at each step. Each test starts from the same plan of the grid
 * project, which the demo leaves without one.
 */
@PortalTest(properties = "portal.test.database=project-service")
class ProjectServiceIntegrationTests {

	private static final String CODE = "grid";

	@Autowired
	private ProjectService service;

	@Autowired
	private ProjectOverview overview;

	@Autowired
	private ProposalList proposals;

	@Autowired
	private AuditService audit;

	@Autowired
	private AccountDirectory accounts;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private TransactionTemplate transaction;

	@Autowired
	private Clock clock;

	private Official editor;

	private Official coordinator;

	private LocalDate today;

	@BeforeEach
	void plan() {
		this.coordinator = this.accounts.findByUsername("coordinator").orElseThrow();
		this.editor = this.accounts.findByUsername("editor-social").orElseThrow();
		this.today = LocalDate.now(this.clock);
		this.jdbc.sql("delete from proposal where project_id = (select id from project where code = ?)")
			.param(CODE)
			.update();
		this.jdbc.sql("""
				delete from milestone_postponement where milestone_id in
				(select m.id from milestone m join project p on p.id = m.project_id where p.code = ?)""")
			.param(CODE)
			.update();
		this.jdbc.sql("delete from milestone where project_id = (select id from project where code = ?)")
			.param(CODE)
			.update();
		this.jdbc.sql("update project set department_id = (select id from department where code = 'social'), "
				+ "classification = 'PROVISIONAL', declared_state = null, declared_reason = null, declared_on = null, "
				+ "lead_official = null where code = ?")
			.param(CODE)
			.update();
		submit(new RevisePlan(List.of(planned("甲", "60", -100, -10), planned("乙", "40", -60, 40)), base(), null),
				this.coordinator);
	}

	@Test
	void keepsAnEditorsEntryFromTheRecordUntilACoordinatorApproves() {
		BigDecimal before = actual();
		assertThat(submit(new BeginMilestone(id("甲"), this.today.minusDays(90)), this.editor))
			.isEqualTo(Outcome.PROPOSED);
		assertThat(milestone("甲").begunOn()).isNull();
		assertThat(actual()).isEqualByComparingTo(before);
		assertThat(approveAll()).isEqualTo(1);
		assertThat(milestone("甲").begunOn()).isEqualTo(this.today.minusDays(90));
	}

	@Test
	void movesTheLightOnceAMilestoneIsApprovedAsMet() {
		assertThat(line().light()).isEqualTo(ProgressLight.RED);
		submit(new CompleteMilestone(id("甲"), this.today.minusDays(90), this.today.minusDays(11), "完成"), this.editor);
		assertThat(line().light()).isEqualTo(ProgressLight.RED);
		approveAll();
		assertThat(line().assessment().actual()).isEqualByComparingTo("60");
		// the other one should have begun two months ago
		assertThat(line().light()).isEqualTo(ProgressLight.YELLOW);
		assertThat(milestone("甲").metNote()).isEqualTo("完成");
	}

	@Test
	void letsACoordinatorsOwnChangeTakeEffectAtOnce() {
		assertThat(submit(new BeginMilestone(id("乙"), this.today), this.coordinator)).isEqualTo(Outcome.APPLIED);
		assertThat(milestone("乙").begunOn()).isEqualTo(this.today);
		assertThat(this.proposals.pendingOf(CODE)).isEmpty();
	}

	@Test
	void returnsWithAReasonAndLetsTheDepartmentSendAgain() {
		submit(new BeginMilestone(id("甲"), this.today.minusDays(3)), this.editor);
		this.service.sendBack(this.proposals.pendingOf(CODE).get(0).id(), "请核实日期", this.coordinator);
		assertThat(milestone("甲").begunOn()).isNull();
		assertThat(this.proposals.returnedOf(CODE)).singleElement()
			.satisfies((line) -> assertThat(line.decisionNote()).isEqualTo("请核实日期"));
		submit(new BeginMilestone(id("甲"), this.today.minusDays(5)), this.editor);
		assertThat(this.proposals.returnedOf(CODE)).isEmpty();
		assertThat(this.proposals.pendingOf(CODE)).hasSize(1);
	}

	@Test
	void takesALaterEntryForTheSameThingInThePlaceOfTheEarlier() {
		submit(new BeginMilestone(id("甲"), this.today.minusDays(3)), this.editor);
		submit(new BeginMilestone(id("甲"), this.today.minusDays(5)), this.editor);
		submit(new BeginMilestone(id("乙"), this.today.minusDays(1)), this.editor);
		assertThat(this.proposals.pendingOf(CODE)).hasSize(2);
		approveAll();
		assertThat(milestone("甲").begunOn()).isEqualTo(this.today.minusDays(5));
	}

	@Test
	void keepsInTheHistoryWhatALaterEntryReplaced() {
		submit(new BeginMilestone(id("甲"), this.today.minusDays(3)), this.editor);
		assertThat(this.proposals.pendingFor(CODE, "begin/" + id("甲"))).isPresent();
		submit(new BeginMilestone(id("甲"), this.today.minusDays(5)), this.editor);
		assertThat(this.audit.historyOf(ProjectService.RECORD, CODE, 1, 3).items()).extracting(HistoryEntry::action)
			.containsExactly("begin.proposed", "begin.superseded", "begin.proposed");
	}

	@Test
	void letsWhatWasReturnedRest() {
		submit(new BeginMilestone(id("甲"), this.today), this.editor);
		long id = this.proposals.pendingOf(CODE).get(0).id();
		this.service.sendBack(id, "不需要", this.coordinator);
		this.service.withdraw(CODE, id, this.editor);
		assertThat(this.proposals.returnedOf(CODE)).isEmpty();
		assertThat(this.proposals.returnedTo(this.editor)).noneMatch((line) -> line.id() == id);
	}

	@Test
	void returnsNothingWithoutAWordWhy() {
		submit(new BeginMilestone(id("甲"), this.today), this.editor);
		long id = this.proposals.pendingOf(CODE).get(0).id();
		assertThatExceptionOfType(Refusal.class).isThrownBy(() -> this.service.sendBack(id, null, this.coordinator));
		assertThat(this.proposals.pendingOf(CODE)).hasSize(1);
	}

	@Test
	void letsADepartmentWithdrawWhatItSent() {
		submit(new BeginMilestone(id("甲"), this.today), this.editor);
		long id = this.proposals.pendingOf(CODE).get(0).id();
		this.service.withdraw(CODE, id, this.editor);
		assertThat(this.proposals.pendingOf(CODE)).isEmpty();
		assertThatExceptionOfType(Refusal.class).isThrownBy(() -> this.service.approve(id, this.coordinator))
			.satisfies((refusal) -> assertThat(refusal.key()).isEqualTo("approval.refusal.decided.WITHDRAWN"));
	}

	@Test
	void carriesAFormOutOnceHoweverOftenItIsSent() {
		Submission submission = new Submission(UUID.randomUUID(), milestone("甲").version());
		BeginMilestone change = new BeginMilestone(id("甲"), this.today);
		assertThat(this.service.submit(CODE, change, submission, this.editor)).isEqualTo(Outcome.PROPOSED);
		assertThat(this.service.submit(CODE, change, submission, this.editor)).isEqualTo(Outcome.REPEATED);
		assertThat(this.proposals.pendingOf(CODE)).hasSize(1);
	}

	@Test
	void writesOnceWhenTheSameFormArrivesTwiceAtTheSameMoment() throws Exception {
		Submission submission = new Submission(UUID.randomUUID(), milestone("甲").version());
		BeginMilestone change = new BeginMilestone(id("甲"), this.today);
		Callable<Outcome> press = () -> this.service.submit(CODE, change, submission, this.editor);
		List<Object> outcomes = Together.press(List.of(press, press));
		assertThat(outcomes).containsExactlyInAnyOrder(Outcome.PROPOSED, Outcome.REPEATED);
		assertThat(this.proposals.pendingOf(CODE)).hasSize(1);
	}

	@Test
	void showsBothVersionsWhenTheRecordChangedAfterTheFormWasOpened() {
		long opened = milestone("甲").version();
		long id = id("甲");
		submit(new BeginMilestone(id, this.today.minusDays(20)), this.coordinator);
		submit(new StatePercent(id, Percent.of("30")), this.coordinator);
		assertThatExceptionOfType(StaleSave.class)
			.isThrownBy(() -> this.service.submit(CODE, new StatePercent(id, Percent.of("45")),
					new Submission(UUID.randomUUID(), opened), this.editor))
			.satisfies((stale) -> {
				assertThat(stale.differences()).containsExactly(new Difference("percentDone", "甲", "30%", "45%"));
				assertThat(stale.currentVersion()).isEqualTo(milestone("甲").version());
			});
		assertThat(this.proposals.pendingOf(CODE)).isEmpty();
	}

	@Test
	void tellsASecondOfficialOfTheSameDepartmentOfWhatWaits() {
		long opened = milestone("甲").version();
		submit(new BeginMilestone(id("甲"), this.today.minusDays(20)), this.editor);
		assertThatExceptionOfType(StaleSave.class)
			.isThrownBy(() -> this.service.submit(CODE, new BeginMilestone(id("甲"), this.today.minusDays(19)),
					new Submission(UUID.randomUUID(), opened), this.editor));
	}

	@Test
	void asksForASecondLookWhenTheRecordChangedAfterTheProposal() {
		submit(new BeginMilestone(id("甲"), this.today.minusDays(20)), this.coordinator);
		submit(new StatePercent(id("甲"), Percent.of("50")), this.editor);
		submit(new StatePercent(id("甲"), Percent.of("20")), this.coordinator);
		assertThat(this.proposals.pendingOf(CODE)).as("the coordinator's own entry took the place").isEmpty();
		submit(new CorrectMilestone(id("甲"), this.today.minusDays(20), Percent.of("55"), null, null, "更正"),
				this.editor);
		submit(new StatePercent(id("甲"), Percent.of("35")), this.coordinator);
		long id = this.proposals.pendingOf(CODE).get(0).id();
		assertThatExceptionOfType(ProjectService.ChangedSince.class)
			.isThrownBy(() -> this.service.approve(id, this.coordinator));
		assertThat(milestone("甲").percentDone()).isEqualTo(Percent.of("35"));
		assertThat(this.proposals.one(id, this.coordinator).differences())
			.containsExactly(new Difference("percentDone", "甲", "35%", "55%"));
		this.service.approve(id, this.coordinator);
		assertThat(milestone("甲").percentDone()).isEqualTo(Percent.of("55"));
	}

	@Test
	void letsOneOfTwoCoordinatorsWinAndTellsTheOther() throws Exception {
		submit(new BeginMilestone(id("甲"), this.today), this.editor);
		long id = this.proposals.pendingOf(CODE).get(0).id();
		Callable<String> approval = () -> {
			try {
				return this.service.approve(id, this.coordinator);
			}
			catch (Refusal refusal) {
				return refusal.key();
			}
		};
		List<Object> answers = Together.press(List.of(approval, approval));
		assertThat(answers).containsExactlyInAnyOrder(CODE, "approval.refusal.decided.APPROVED");
	}

	@Test
	void keepsWhatWasAndWhatIsInTheHistory() {
		submit(new BeginMilestone(id("甲"), this.today), this.editor);
		approveAll();
		List<HistoryEntry> history = this.audit.historyOf(ProjectService.RECORD, CODE, 1, 2).items();
		assertThat(history).extracting(HistoryEntry::action).containsExactly("begin.approved", "begin.proposed");
		assertThat(history).extracting(HistoryEntry::actorName)
			.containsExactly(this.coordinator.fullName(), this.editor.fullName());
		assertThat(history.get(0).differences())
			.containsExactly(new Difference("begunOn", "甲", null, this.today.toString()));
	}

	@Test
	void keepsTheOldDateOfAPostponedMilestoneAndOfAPlanThatMovesOne() {
		LocalDate due = milestone("乙").dueDate();
		submit(new PostponeMilestone(id("乙"), due.plusDays(10), "天气"), this.editor);
		assertThat(milestone("乙").dueDate()).isEqualTo(due);
		approveAll();
		submit(new RevisePlan(List.of(kept("甲", 0), kept("乙", 5)), base(), "调整"), this.coordinator);
		MilestoneLine moved = milestone("乙");
		assertThat(moved.dueDate()).isEqualTo(due.plusDays(15));
		assertThat(moved.postponements().get(0).oldDueDate()).isEqualTo(due);
		assertThat(moved.postponements()).extracting(ProjectSheet.PostponementLine::reason).containsExactly("天气", "调整");
	}

	@Test
	void changesOnlyWhatAPlanThatWaitedWantedChanged() {
		LocalDate due = milestone("乙").dueDate();
		PlannedMilestone renamed = new PlannedMilestone(id("甲"), "甲改", Percent.of("55"), milestone("甲").plannedStart(),
				milestone("甲").dueDate());
		PlannedMilestone weighed = new PlannedMilestone(id("乙"), "乙", Percent.of("45"), milestone("乙").plannedStart(),
				due);
		submit(new RevisePlan(List.of(renamed, weighed), base(), "调整"), this.editor);
		submit(new PostponeMilestone(id("乙"), due.plusDays(30), "天气"), this.coordinator);
		assertThat(approveAll()).as("nothing that it wanted was touched, so one look is enough").isEqualTo(1);
		assertThat(milestone("甲改").weight()).isEqualTo(Percent.of("55"));
		assertThat(milestone("乙").weight()).isEqualTo(Percent.of("45"));
		assertThat(milestone("乙").dueDate()).isEqualTo(due.plusDays(30));
	}

	@Test
	void refusesWhatCannotBe() {
		refused(new BeginMilestone(id("甲"), this.today.plusDays(1)), "project.refusal.future");
		refused(new StatePercent(id("甲"), Percent.of("5")), "project.refusal.notBegun");
		refused(new CompleteMilestone(id("甲"), null, this.today, null), "project.refusal.begunUnknown");
		refused(new CompleteMilestone(id("甲"), this.today, this.today.minusDays(1), null),
				"project.refusal.metBeforeBegun");
		refused(new PostponeMilestone(id("乙"), milestone("乙").dueDate(), "x"), "project.refusal.notLater");
		refused(new DeclareState(DeclaredState.AT_RISK, null), "project.refusal.reasonMissing");
		refused(new RevisePlan(List.of(planned("丙", "99.99", 0, 1)), base(), "x"), "project.refusal.weights");
		refused(new RevisePlan(List.of(planned("丙", "60", 0, 1), planned("丁", "60", 0, 1)), base(), "x"),
				"project.refusal.weights");
		refused(new RevisePlan(List.of(planned("丙", "100", 1, 0)), base(), "x"), "project.refusal.dueBeforeStart");
		refused(new RevisePlan(List.of(kept("甲", 0), kept("乙", 0)), base(), "x"), "project.refusal.nothingChanged");
		refused(new RevisePlan(List.of(planned("丙", "100", 0, 1)), base(), null), "project.refusal.reasonMissing");
		refused(new AddVenture(null, null, null, null, null), "project.refusal.ventureUnnamed");
		refused(new AddVenture(null, "甲", null, new Money(new BigDecimal("-1")), null), "project.refusal.negative");
		submit(new BeginMilestone(id("甲"), this.today.minusDays(5)), this.coordinator);
		submit(new StatePercent(id("甲"), Percent.of("60")), this.coordinator);
		refused(new BeginMilestone(id("甲"), this.today), "project.refusal.alreadyBegun");
		refused(new StatePercent(id("甲"), Percent.of("59.99")), "project.refusal.percentFalls");
		refused(new StatePercent(id("甲"), Percent.WHOLE), "project.refusal.wholeIsMet");
		refused(new RevisePlan(List.of(planned("丙", "100", 0, 1)), base(), "x"), "project.refusal.removeBegun");
		submit(new CompleteMilestone(id("甲"), null, this.today, null), this.coordinator);
		refused(new CorrectMilestone(id("甲"), this.today, Percent.of("50"), this.today, null, "x"),
				"project.refusal.metIsWhole");
		refused(new StatePercent(id("甲"), Percent.of("70")), "project.refusal.alreadyMet");
		assertThat(this.proposals.pendingOf(CODE)).isEmpty();
	}

	@Test
	void lowersAPercentageOnlyAsACorrectionWithItsReason() {
		submit(new BeginMilestone(id("甲"), this.today.minusDays(5)), this.coordinator);
		submit(new StatePercent(id("甲"), Percent.of("60")), this.coordinator);
		submit(new CorrectMilestone(id("甲"), this.today.minusDays(5), Percent.of("30"), null, null, "误填"), this.editor);
		approveAll();
		assertThat(milestone("甲").percentDone()).isEqualTo(Percent.of("30"));
		assertThat(this.audit.historyOf(ProjectService.RECORD, CODE, 1, 1).items().get(0).note()).isEqualTo("误填");
	}

	@Test
	void citesThePortalForWhatAnOfficialEntered() {
		submit(new ConfirmClassification(), this.coordinator);
		ProjectSheet sheet = this.overview.sheet(CODE);
		assertThat(sheet.line().classification()).isEqualTo(Classification.FLAGSHIP);
		ProjectSheet.Cited cited = sheet.cited("CLASSIFICATION");
		assertThat(cited).isNotNull();
		assertThat(cited.asOf()).isEqualTo(this.today);
		assertThat(sheet.sources().get(sheet.reference(cited.sourceId()) - 1).code()).isEqualTo("portal-record");
	}

	@Test
	void keepsOfficialsWithinTheirScope() {
		Official other = this.accounts.findByUsername("editor-economy").orElseThrow();
		Official leader = this.accounts.findByUsername("leader").orElseThrow();
		BeginMilestone change = new BeginMilestone(id("甲"), this.today);
		for (Official official : List.of(other, leader, this.accounts.findByUsername("admin").orElseThrow(),
				this.accounts.findByUsername("clerk-dali").orElseThrow())) {
			assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> submit(change, official));
		}
		submit(change, this.editor);
		long id = this.proposals.pendingOf(CODE).get(0).id();
		assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> this.service.approve(id, this.editor));
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> this.service.sendBack(id, null, this.editor));
		assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> this.service.withdraw(CODE, id, other));
		Long economy = other.departmentIds().iterator().next();
		ReviseRecord handed = new ReviseRecord("内容", null, null, economy, null, null);
		assertThatExceptionOfType(AccessDeniedException.class)
			.as("a department does not hand its project over by itself")
			.isThrownBy(() -> submit(handed, this.editor));
	}

	@Test
	void refusesInTheDatabaseAPlanWhoseWeightsDoNotAddUp() {
		assertThatExceptionOfType(DataIntegrityViolationException.class)
			.isThrownBy(() -> this.transaction.executeWithoutResult((status) -> this.jdbc.sql(
					"update milestone set weight = 41 where name = '乙' and project_id = (select id from project where code = ?)")
				.param(CODE)
				.update()))
			.withMessageContaining("add up to 101");
	}

	@Test
	void sortsNamesByPinyin() {
		ProjectQuery byName = new ProjectQuery("", null, null, ProjectQuery.Sort.NAME, false);
		assertThat(this.overview.lines(byName)).extracting(ProjectLine::code)
			.containsSubsequence("wharf", "factory", "workshops", "grid");
	}

	private void refused(ProjectChange change, String key) {
		assertThatExceptionOfType(Refusal.class).as(key)
			.isThrownBy(() -> submit(change, this.coordinator))
			.satisfies((refusal) -> assertThat(refusal.key()).isEqualTo(key));
	}

	private Outcome submit(ProjectChange change, Official by) {
		ProjectSheet sheet = this.overview.sheet(CODE);
		long version = sheet.milestones()
			.stream()
			.filter((milestone) -> change.milestone() != null && milestone.id() == change.milestone())
			.map(MilestoneLine::version)
			.findFirst()
			.orElse(sheet.version());
		return this.service.submit(CODE, change, new Submission(UUID.randomUUID(), version), by);
	}

	private int approveAll() {
		List<ProposalLine> pending = this.proposals.pendingOf(CODE);
		pending.forEach((line) -> this.service.approve(line.id(), this.coordinator));
		return pending.size();
	}

	private PlannedMilestone planned(String name, String weight, int start, int due) {
		return new PlannedMilestone(null, name, Percent.of(weight), this.today.plusDays(start),
				this.today.plusDays(due));
	}

	private PlannedMilestone kept(String name, int later) {
		MilestoneLine milestone = milestone(name);
		return new PlannedMilestone(milestone.id(), name, milestone.weight(), milestone.plannedStart(),
				milestone.dueDate().plusDays(later));
	}

	private List<PlannedMilestone> base() {
		return this.overview.sheet(CODE)
			.milestones()
			.stream()
			.map((milestone) -> new PlannedMilestone(milestone.id(), milestone.name(), milestone.weight(),
					milestone.plannedStart(), milestone.dueDate()))
			.toList();
	}

	private MilestoneLine milestone(String name) {
		return this.overview.sheet(CODE)
			.milestones()
			.stream()
			.filter((milestone) -> milestone.name().equals(name))
			.findFirst()
			.orElseThrow();
	}

	private Long id(String name) {
		return milestone(name).id();
	}

	private ProjectLine line() {
		return this.overview.sheet(CODE).line();
	}

	private BigDecimal actual() {
		return line().assessment().actual();
	}

}
