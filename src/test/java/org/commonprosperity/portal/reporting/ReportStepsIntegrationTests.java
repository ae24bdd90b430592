package org.commonprosperity.portal.reporting;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;

import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.audit.Difference;
import org.commonprosperity.portal.project.MonthRecord;
import org.commonprosperity.portal.project.Outcome;
import org.commonprosperity.portal.project.ProjectChange.BeginMilestone;
import org.commonprosperity.portal.project.ProjectChange.MilestoneProgress;
import org.commonprosperity.portal.project.ProjectChange.Progress;
import org.commonprosperity.portal.project.ProjectChange.StatePercent;
import org.commonprosperity.portal.project.ProposalList;
import org.commonprosperity.portal.project.ProjectSheet;
import org.commonprosperity.portal.project.Submission;
import org.commonprosperity.portal.reporting.Months.Planned;
import org.commonprosperity.portal.shared.Money;
import org.commonprosperity.portal.shared.NotOnRecord;
import org.commonprosperity.portal.shared.Percent;
import org.commonprosperity.portal.shared.Refusal;
import org.commonprosperity.portal.support.Together;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.MessageSource;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Every step of a report in every state by every role, and what two officials do to the
 * same report at once.
 */
@ReportingTest
class ReportStepsIntegrationTests {

	private static final YearMonth MONTH = YearMonth.of(2027, 1);

	private static final List<String> EVERYBODY = List.of("admin", "security", "auditor", "coordinator", "leader",
			"finance", "editor-agriculture", "editor-economy", "clerk-dali");

	private static final List<String> STATES = List.of("NONE", "DRAFT", "SUBMITTED", "RETURNED", "APPROVED",
			"CORRECTION", "TOO_LATE");

	/**
	 * Who may take which step in which state, in the order of the states; a dash where
	 * nobody may.
	 */
	private static final Map<String, List<String>> TABLE = new LinkedHashMap<>();

	static {
		String own = "editor-agriculture";
		String office = "coordinator";
		TABLE.put("save", List.of(own, own, "-", own, "-", own, "-"));
		TABLE.put("submit", List.of(own, own, "-", own, "-", own, "-"));
		TABLE.put("withdraw", List.of("-", "-", own, "-", "-", "-", "-"));
		TABLE.put("approve", List.of("-", "-", office, "-", "-", "-", "-"));
		TABLE.put("return", List.of("-", "-", office, "-", "-", "-", "-"));
		TABLE.put("correct", List.of("-", "-", "-", "-", own, "-", "-"));
		TABLE.put("discard", List.of("-", "-", "-", "-", "-", own, "-"));
		TABLE.put("sign", List.of("-", "-", "leader", "-", "leader", "-", "-"));
		TABLE.put("comment", List.of("-", "-", "leader", "-", "leader", "-", "-"));
		TABLE.put("reopen", List.of("-", "-", "-", "-", "-", "-", office));
	}

	@Autowired
	private Months months;

	@Autowired
	private ProposalList proposals;

	@Autowired
	private ReportDesk desk;

	@Autowired
	private MessageSource messages;

	@Autowired
	private TransactionTemplate transaction;

	@BeforeEach
	void january() {
		at("2027-01-26T09:00");
	}

	@AfterEach
	void reset() {
		this.months.clock.reset();
	}

	@Test
	void takeTheStepsOfTheTableAndNoOther() {
		Map<String, String> projects = new LinkedHashMap<>();
		STATES.forEach((state) -> projects.put(state, inState(state)));
		List<String> wrong = new ArrayList<>();
		int tried = 0;
		for (Map.Entry<String, List<String>> row : TABLE.entrySet()) {
			for (int i = 0; i < STATES.size(); i++) {
				String state = STATES.get(i);
				at(state.equals("TOO_LATE") ? "2027-06-01T09:00" : "2027-02-02T09:00");
				for (String username : EVERYBODY) {
					tried++;
					boolean allowed = row.getValue().get(i).equals(username);
					String became = attempt(row.getKey(), projects.get(state), username);
					if (allowed != became.equals("done")) {
						wrong.add(row.getKey() + " " + state + " " + username + ": " + became);
					}
				}
			}
		}
		assertThat(wrong).isEmpty();
		assertThat(tried).isEqualTo(TABLE.size() * STATES.size() * EVERYBODY.size());
	}

	/** What becomes of a step; nothing of it stays. */
	private String attempt(String step, String code, String username) {
		String before = this.months.state(code, MONTH) + this.months.version(code, MONTH);
		try {
			this.transaction.executeWithoutResult((status) -> {
				status.setRollbackOnly();
				step(step, code, this.months.official(username));
			});
			return "done";
		}
		catch (AccessDeniedException ex) {
			return "not this official";
		}
		catch (NotOnRecord ex) {
			return "nothing there";
		}
		catch (Refusal refusal) {
			assertThat(before).isEqualTo(this.months.state(code, MONTH) + this.months.version(code, MONTH));
			for (Locale locale : List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH)) {
				assertThat(this.messages.getMessage(refusal.key(), refusal.arguments(), locale)).as(refusal.key())
					.isNotBlank();
			}
			return refusal.key();
		}
	}

	private void step(String step, String code, Official by) {
		ReportService reports = this.months.reports;
		long version = this.months.version(code, MONTH);
		boolean written = version != ReportService.NOT_WRITTEN;
		long id = written ? this.months.id(code, MONTH) : 0;
		ReportContent content = Months.content("做了");
		switch (step) {
			case "save" -> reports.save(code, MONTH, content, version, by);
			case "submit" -> reports.submit(code, MONTH, content, new Submission(UUID.randomUUID(), version), by);
			case "withdraw" -> reports.withdraw(code, MONTH, by);
			case "approve" -> reports.approve(id, version, by);
			case "return" -> reports.sendBack(id, version, "请补充", by);
			case "correct" -> reports.correct(code, MONTH, "数字有误", UUID.randomUUID(), by);
			case "discard" -> reports.discard(code, MONTH, by);
			case "sign" -> reports.comment(id, true, null, UUID.randomUUID(), by);
			case "comment" -> reports.comment(id, false, "抓紧", UUID.randomUUID(), by);
			case "reopen" -> reports.reopen(code, MONTH, LocalDate.of(2027, 6, 30), "机构调整", by);
			default -> throw new IllegalArgumentException(step);
		}
	}

	private String inState(String state) {
		at("2027-01-01T09:00");
		String code = project();
		at("2027-01-26T09:00");
		switch (state) {
			case "DRAFT" -> this.months.reports.save(code, MONTH, Months.content("草稿"), ReportService.NOT_WRITTEN,
					this.months.editor());
			case "SUBMITTED" -> this.months.submit(code, MONTH, Months.content("做了"));
			case "RETURNED" -> returned(code);
			case "APPROVED" -> this.months.report(code, MONTH, Months.content("做了"));
			case "CORRECTION" -> {
				this.months.report(code, MONTH, Months.content("做了"));
				this.months.reports.correct(code, MONTH, "数字有误", UUID.randomUUID(), this.months.editor());
			}
			default -> {
			}
		}
		return code;
	}

	private void returned(String code) {
		this.months.submit(code, MONTH, Months.content("做了"));
		this.months.reports.sendBack(this.months.id(code, MONTH), this.months.version(code, MONTH), "请补充",
				this.months.coordinator());
	}

	private String project() {
		return this.months.project(new Planned("甲", "60", "2027-01-01", "2027-12-31"),
				new Planned("乙", "40", "2027-06-01", "2027-12-31"));
	}

	@Test
	void letOneOfTwoApproversWinAndTellTheOther() throws Exception {
		String code = inState("SUBMITTED");
		long id = this.months.id(code, MONTH);
		long version = this.months.version(code, MONTH);
		Official coordinator = this.months.coordinator();
		Callable<?> approves = () -> {
			this.months.reports.approve(id, version, coordinator);
			return "approved";
		};
		Callable<?> returns = () -> {
			this.months.reports.sendBack(id, version, "请补充", coordinator);
			return "returned";
		};
		List<Object> became = Together.press(List.of(approves, returns));
		assertThat(became).filteredOn((result) -> result instanceof String).hasSize(1);
		assertThat(became).filteredOn((result) -> result instanceof Refusal)
			.singleElement()
			.satisfies((result) -> assertThat(((Refusal) result).arguments()).contains(coordinator.fullName()));
		assertThat(this.months.state(code, MONTH)).isEqualTo(became.contains("approved") ? "APPROVED" : "RETURNED");
	}

	@Test
	void showBothVersionsOfADraftThatTwoWrite() {
		String code = inState("DRAFT");
		long version = this.months.version(code, MONTH);
		this.months.reports.save(code, MONTH, Months.content("先写的"), version, this.months.editor());
		assertThatExceptionOfType(StaleReport.class)
			.isThrownBy(
					() -> this.months.reports.save(code, MONTH, Months.content("后写的"), version, this.months.editor()))
			.satisfies((stale) -> assertThat(stale.differences()).singleElement()
				.satisfies((difference) -> assertThat(difference.before() + difference.after()).isEqualTo("先写的后写的")));
	}

	@Test
	void countAFormOnce() {
		String code = inState("NONE");
		UUID number = UUID.randomUUID();
		Submission submission = new Submission(number, ReportService.NOT_WRITTEN);
		assertThat(this.months.reports.submit(code, MONTH, Months.content("做了"), submission, this.months.editor()))
			.isEqualTo(Outcome.PROPOSED);
		assertThat(this.months.reports.submit(code, MONTH, Months.content("做了"), submission, this.months.editor()))
			.isEqualTo(Outcome.REPEATED);
	}

	@Test
	void carryFactsThatTakeEffectOnlyWithTheApproval() {
		String code = inState("NONE");
		this.months.submit(code, MONTH, Months.content("开工", this.months.progress(code, 1, "2027-01-04", "30", null)));
		assertThat(this.months.overview.sheet(code).milestones().get(0).begunOn()).isNull();
		this.months.approve(code, MONTH);
		ProjectSheet.MilestoneLine milestone = this.months.overview.sheet(code).milestones().get(0);
		assertThat(milestone.begunOn()).isEqualTo("2027-01-04");
		assertThat(milestone.percentDone()).isEqualTo(Percent.of("30"));
	}

	@Test
	void takeUpTheMarksThatWaitBetweenTheReports() {
		String code = inState("NONE");
		long id = this.months.milestone(code, 1);
		this.months.projects.submit(code, new BeginMilestone(id, LocalDate.of(2027, 1, 5)),
				new Submission(UUID.randomUUID(), 0), this.months.editor());
		assertThat(this.proposals.pendingOf(code)).hasSize(1);
		this.months.submit(code, MONTH, Months.content("开工", this.months.progress(code, 1, "2027-01-05", "30", null)));
		assertThat(this.proposals.pendingOf(code)).isEmpty();
	}

	@Test
	void undoNothingThatWasApprovedWhileTheReportWaited() {
		String code = inState("NONE");
		this.months.submit(code, MONTH, Months.content("开工", this.months.progress(code, 1, "2027-01-04", "30", null)));
		this.months.change(code, new BeginMilestone(this.months.milestone(code, 1), LocalDate.of(2027, 1, 4)));
		this.months.change(code, new StatePercent(this.months.milestone(code, 1), Percent.of("20")));
		assertThatExceptionOfType(ReportService.ChangedSince.class).as("the differences are to be looked at once more")
			.isThrownBy(() -> this.months.approve(code, MONTH));
		this.months.approve(code, MONTH);
		assertThat(this.months.overview.sheet(code).milestones().get(0).percentDone()).isEqualTo(Percent.of("30"));
	}

	@Test
	void refuseWhatCannotBeAndSayOfWhichMilestone() {
		String code = inState("NONE");
		long id = this.months.milestone(code, 1);
		for (Map.Entry<ReportContent, String> wrong : Map
			.of(Months.content("x", this.months.progress(code, 1, "2027-02-20", "30", null)), "project.refusal.future",
					Months.content("x", this.months.progress(code, 1, "2027-01-04", "100", null)),
					"project.refusal.wholeIsMet",
					Months.content("x", this.months.progress(code, 1, "2027-01-04", "100", "2027-01-03")),
					"project.refusal.metBeforeBegun")
			.entrySet()) {
			assertThatExceptionOfType(Refusal.class).isThrownBy(() -> this.months.submit(code, MONTH, wrong.getKey()))
				.satisfies((refusal) -> {
					assertThat(refusal.key()).isEqualTo(wrong.getValue());
					assertThat(refusal.field()).startsWith("milestone/" + id + "/");
				});
		}
		assertThat(this.months.state(code, MONTH)).isEqualTo("NONE");
	}

	@Test
	void tellAllThatStandsAgainstThemAtOnce() {
		String code = project();
		this.months.report(code, MONTH, Months.invested("1000.00"));
		at("2027-02-26T09:00");
		this.months.monthEnd.run();
		YearMonth next = MONTH.plusMonths(1);
		String first = "milestone/" + this.months.milestone(code, 1) + "/";
		String second = "milestone/" + this.months.milestone(code, 2) + "/";
		ReportContent wrong = new ReportContent(null, new Money(new BigDecimal("999.99")), null, null, null,
				List.of(this.months.progress(code, 1, "2027-03-01", "100", null), stated(code, 2, null, "2027-03-02")));
		assertThat(this.months.reports.refusals(code, next, wrong, this.months.editor()))
			.extracting((refusal) -> refusal.field() + " " + refusal.key())
			.containsExactly(first + "begunOn project.refusal.future", first + "percent project.refusal.wholeIsMet",
					second + "metOn project.refusal.future", "done report.refusal.doneMissing",
					"invested report.refusal.investedFalls");
		assertThat(this.months.reports.refusals(code, next,
				Months.content("x", stated(code, 1, null, "2027-02-01"), stated(code, 2, "30", null)),
				this.months.editor()))
			.extracting((refusal) -> refusal.field() + " " + refusal.key())
			.containsExactly(first + "begunOn project.refusal.begunUnknown",
					second + "begunOn project.refusal.begunUnknown");
		assertThat(this.months.reports.refusals(code, next, Months.content("x"), this.months.editor())).isEmpty();
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> this.months.reports.refusals(code, next, wrong, this.months.official("editor-economy")));
	}

	/** A milestone that has not begun, and what is stated of it without a beginning. */
	private MilestoneProgress stated(String code, int number, @Nullable String percent, @Nullable String met) {
		return new MilestoneProgress(this.months.milestone(code, number), new Progress(null, Percent.ZERO, null, null),
				new Progress(null, (percent != null) ? Percent.of(percent) : Percent.WHOLE,
						(met != null) ? LocalDate.parse(met) : null, null));
	}

	@Test
	void askForAnotherPercentWhereACorrectionTakesTheDateAway() {
		String code = project();
		this.months.report(code, MONTH,
				Months.content("完成", this.months.progress(code, 1, "2027-01-04", "100", "2027-01-20")));
		this.months.reports.correct(code, MONTH, "没有完成", UUID.randomUUID(), this.months.editor());
		ReportContent half = Months.content("没有完成", this.months.progress(code, 1, "2027-01-04", "100", null));
		assertThat(this.months.reports.refusals(code, MONTH, half, this.months.editor())).singleElement()
			.satisfies((refusal) -> assertThat(refusal.field() + " " + refusal.key())
				.isEqualTo("milestone/" + this.months.milestone(code, 1) + "/percent project.refusal.wholeIsMet"));
	}

	@Test
	void compareNothingThatADraftStatesAndCouldNotBeSentWith() {
		String code = project();
		this.months.report(code, MONTH, Months.invested("1000.00"));
		at("2027-02-26T09:00");
		this.months.monthEnd.run();
		YearMonth next = MONTH.plusMonths(1);
		this.months.reports.save(code, next,
				new ReportContent("x", new Money(new BigDecimal("1.00")), null, null, null,
						List.of(this.months.progress(code, 1, "2027-01-04", "30", null),
								this.months.progress(code, 2, "2027-03-04", "30", null))),
				ReportService.NOT_WRITTEN, this.months.editor());
		assertThat(this.desk.sheet(code, next, this.months.editor()).change())
			.extracting((difference) -> difference.subject() + " " + difference.field() + " " + difference.after())
			.containsExactly("甲 begunOn 2027-01-04", "甲 percentDone 30%");
	}

	@Test
	void showBesideACorrectionWhatItChangesOfTheApprovedVersion() {
		String code = project();
		this.months.report(code, MONTH, Months.content("做了", this.months.progress(code, 1, "2027-01-04", "30", null)));
		assertThat(this.desk.sheet(code, MONTH, this.months.coordinator()).corrected()).isNull();
		this.months.reports.correct(code, MONTH, "数字有误", UUID.randomUUID(), this.months.editor());
		this.months.submit(code, MONTH, new ReportContent("改过", new Money(new BigDecimal("5.00")), "问题", null, "下月计划",
				List.of(this.months.progress(code, 1, "2027-01-04", "20", null))));
		for (String state : List.of("SUBMITTED", "APPROVED")) {
			ReportSheet sheet = this.desk.sheet(code, MONTH, this.months.coordinator());
			assertThat(sheet.state()).isEqualTo(state);
			assertThat(sheet.correction()).containsExactly(new Difference("percentDone", "甲", "30%", "20%"),
					new Difference("done", null, "做了", "改过"), new Difference("invested", null, null, "5.00"),
					new Difference("requests", null, "请求", null));
			if (state.equals("SUBMITTED")) {
				this.months.approve(code, MONTH);
			}
		}
	}

	@Test
	void refuseAnAmountInvestedToDateThatFalls() {
		String code = inState("NONE");
		this.months.report(code, MONTH, Months.invested("1000.01"));
		at("2027-02-26T09:00");
		assertThatExceptionOfType(Refusal.class)
			.isThrownBy(() -> this.months.submit(code, MONTH.plusMonths(1), Months.invested("1000.00")))
			.satisfies((refusal) -> assertThat(refusal.key()).isEqualTo("report.refusal.investedFalls"));
		this.months.submit(code, MONTH.plusMonths(1), Months.invested("1000.01"));
	}

	@Test
	void sayWhyAMonthIsLockedAndUntilWhen() {
		String code = inState("NONE");
		at("2027-01-24T23:59");
		locked(code, "report.lock.TOO_EARLY", "2027-01-25");
		at("2027-01-25T00:00");
		this.months.reports.save(code, MONTH, Months.content("刚可以填"), ReportService.NOT_WRITTEN, this.months.editor());
		at("2027-05-05T23:59");
		this.months.reports.save(code, MONTH, Months.content("补报"), this.months.version(code, MONTH),
				this.months.editor());
		at("2027-05-06T00:00");
		locked(code, "report.lock.TOO_LATE", "2027-05-05");
		this.months.reports.reopen(code, MONTH, LocalDate.of(2027, 5, 20), "机构调整", this.months.coordinator());
		this.months.submit(code, MONTH, Months.content("补报"));
		this.months.approve(code, MONTH);
		assertThat(this.months.published.publishedOf(code).get(0).late()).isTrue();
		assertThat(this.months.published.monthsOf(code)).filteredOn((cell) -> cell.month().equals(MONTH))
			.extracting(MonthBoard.Cell::state)
			.containsExactly(MonthState.APPROVED_LATE);
	}

	private void locked(String code, String key, String until) {
		assertThatExceptionOfType(Refusal.class)
			.isThrownBy(() -> this.months.reports.save(code, MONTH, Months.content("x"),
					this.months.version(code, MONTH), this.months.editor()))
			.satisfies((refusal) -> {
				assertThat(refusal.key()).isEqualTo(key);
				assertThat(refusal.arguments()).containsExactly(until);
			});
	}

	@Test
	void countAReportThatWasTakenBackInTimeAsNotSent() {
		String code = inState("SUBMITTED");
		assertThat(report(code)).isEqualTo(MonthRecord.Report.IN_TIME);
		this.months.reports.withdraw(code, MONTH, this.months.editor());
		at("2027-02-06T00:01");
		assertThat(report(code)).isEqualTo(MonthRecord.Report.MISSING);
	}

	private MonthRecord.Report report(String code) {
		MonthState state = this.months.published.monthsOf(code)
			.stream()
			.filter((cell) -> cell.month().equals(MONTH))
			.findFirst()
			.orElseThrow()
			.state();
		return (state == MonthState.SUBMITTED) ? MonthRecord.Report.IN_TIME
				: (state == MonthState.MISSING) ? MonthRecord.Report.MISSING : MonthRecord.Report.NOT_DUE;
	}

	@Test
	void nameWhoTookEachStepAndWhen() {
		String code = inState("RETURNED");
		assertThat(this.months.jdbc.sql("""
				select s.action || ' ' || s.actor_name || ' ' || coalesce(s.note, '') from report_step s
				where s.report_id = ? order by s.id""").param(this.months.id(code, MONTH)).query(String.class).list())
			.containsExactly("SUBMITTED 演示填报员甲 ", "RETURNED 演示统筹员 请补充");
	}

	private void at(String moment) {
		this.months.clock.set(LocalDateTime.parse(moment));
	}

}
