package org.commonprosperity.portal.reporting;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.List;
import java.util.TimeZone;

import org.commonprosperity.portal.project.ProjectChange.BeginMilestone;
import org.commonprosperity.portal.project.ProjectChange.CompleteMilestone;
import org.commonprosperity.portal.project.ProjectChange.CorrectMilestone;
import org.commonprosperity.portal.reporting.Months.Planned;
import org.commonprosperity.portal.shared.Percent;
import org.commonprosperity.portal.shared.Refusal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Months that close: at their due day or with their report, at midnight in Shanghai
 * wherever the server stands, over a leap February and the new year, and revised closes
 * beside the first.
 */
@ReportingTest
class MonthCloseIntegrationTests {

	private static final TimeZone MACHINE = TimeZone.getDefault();

	@Autowired
	private Months months;

	@Autowired
	private MonthCloser closer;

	@Autowired
	private ReportingPolicies policies;

	@BeforeEach
	void serverRunsInUtc() {
		TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
	}

	@AfterEach
	void reset() {
		TimeZone.setDefault(MACHINE);
		this.months.clock.reset();
	}

	@Test
	void closesAMonthAtTheEndOfItsDueDayInShanghai() {
		at("2028-01-01T09:00");
		String code = this.months.project(new Planned("甲", "50", "2028-01-01", "2028-02-29"),
				new Planned("乙", "50", "2028-03-01", "2028-12-31"));
		at("2028-02-07T23:59:59");
		this.months.monthEnd.run();
		assertThat(this.months.closes(code)).as("the 5th and 6th of February 2028 are a weekend").isEmpty();
		assertThat(this.months.light(code)).isEqualTo("YELLOW");
		at("2028-02-08T00:00:02");
		assertThat(this.months.clock.instant()).hasToString("2028-02-07T16:00:02Z");
		this.months.monthEnd.run();
		this.months.monthEnd.run();
		assertThat(this.months.closes(code)).containsExactly("2028-01 1 DUE_DAY YELLOW");
		assertThat(this.months.published.monthsOf(code).get(1).state()).isEqualTo(MonthState.MISSING);
	}

	@Test
	void knowsALeapDayAsTheLastDayOfFebruary() {
		at("2028-02-01T09:00");
		String code = this.months.project(new Planned("甲", "40", "2028-02-01", "2028-02-29"),
				new Planned("乙", "60", "2028-03-01", "2028-12-31"));
		this.months.change(code, new BeginMilestone(this.months.milestone(code, 1), LocalDate.of(2028, 2, 1)));
		at("2028-02-29T23:59:59");
		assertThat(this.months.overview.sheet(code).line().assessment().planned()).as("due today is in time")
			.isEqualByComparingTo("0");
		at("2028-03-01T00:00");
		assertThat(this.months.overview.sheet(code).line().assessment().planned()).isEqualByComparingTo("40");
		this.months.report(code, YearMonth.of(2028, 2), Months.content("推进"));
		assertThat(this.months.closes(code)).containsExactly("2028-02 1 APPROVED RED");
	}

	@Test
	void closesOverTheNewYear() {
		at("2028-12-01T09:00");
		String code = this.months.project(new Planned("甲", "100", "2028-12-01", "2029-06-30"));
		at("2028-12-25T09:00");
		this.months.submit(code, YearMonth.of(2028, 12), Months.content("推进"));
		at("2028-12-31T23:59:59");
		this.months.monthEnd.run();
		assertThat(this.months.closes(code)).isEmpty();
		at("2029-01-06T00:00:02");
		this.months.monthEnd.run();
		assertThat(this.months.closes(code)).as("due on Friday the 5th of January 2029")
			.containsExactly("2028-12 1 DUE_DAY YELLOW");
		assertThat(this.months.published.monthsOf(code)).extracting((cell) -> cell.month().toString())
			.containsExactly("2029-01", "2028-12");
	}

	@Test
	void closesWithTheFactsOfItsMomentThoughTheCloseIsWrittenLater() {
		at("2030-01-01T09:00");
		String code = this.months.project(new Planned("甲", "50", "2030-01-01", "2030-01-31"),
				new Planned("乙", "50", "2030-03-01", "2030-12-31"));
		at("2030-02-08T10:00");
		this.months.change(code, new CompleteMilestone(this.months.milestone(code, 1), LocalDate.of(2030, 1, 2),
				LocalDate.of(2030, 2, 8), null));
		assertThat(this.months.closes(code)).as("the month closed before the milestone was met")
			.containsExactly("2030-01 1 DUE_DAY RED");
		assertThat(this.months.light(code)).as("remembers the red month").isEqualTo("YELLOW");
	}

	@Test
	void remembersARedMonthUntilALaterOneClosesWithoutRed() {
		at("2031-01-01T09:00");
		String code = this.months.project(new Planned("甲", "50", "2031-01-01", "2031-01-31"),
				new Planned("乙", "50", "2031-02-01", "2031-12-31"));
		at("2031-02-03T09:00");
		this.months.report(code, YearMonth.of(2031, 1), Months.content("落后"));
		assertThat(this.months.light(code)).isEqualTo("RED");
		this.months.change(code, new CompleteMilestone(this.months.milestone(code, 1), LocalDate.of(2031, 1, 2),
				LocalDate.of(2031, 2, 3), null));
		assertThat(this.months.light(code)).isEqualTo("YELLOW");
		at("2031-02-26T09:00");
		this.months.report(code, YearMonth.of(2031, 2),
				Months.content("赶上", this.months.progress(code, 2, "2031-02-10", "5", null)));
		assertThat(this.months.closes(code)).as("February still runs").containsExactly("2031-01 1 APPROVED RED");
		assertThat(this.months.light(code)).isEqualTo("YELLOW");
		at("2031-03-01T00:00:02");
		this.months.monthEnd.run();
		assertThat(this.months.closes(code)).containsExactly("2031-01 1 APPROVED RED", "2031-02 1 APPROVED YELLOW");
		assertThat(this.months.light(code)).isEqualTo("GREEN");
	}

	@Test
	void aMonthApprovedWhileItRunsClosesWithWhatWasDoneByItsEnd() {
		at("2033-01-03T09:00");
		String code = this.months.project(new Planned("甲", "50", "2033-01-03", "2033-01-31"),
				new Planned("乙", "50", "2033-02-01", "2033-12-31"));
		at("2033-01-26T09:00");
		this.months.report(code, YearMonth.of(2033, 1),
				Months.content("推进", this.months.progress(code, 1, "2033-01-04", "90", null)));
		this.months.monthEnd.run();
		assertThat(this.months.closes(code)).as("nothing is late before its day").isEmpty();
		at("2033-01-31T15:00");
		this.months.change(code, new CompleteMilestone(this.months.milestone(code, 1), LocalDate.of(2033, 1, 4),
				LocalDate.of(2033, 1, 31), null));
		assertThat(this.months.closes(code)).isEmpty();
		at("2033-02-02T10:00");
		this.months.change(code, new BeginMilestone(this.months.milestone(code, 2), LocalDate.of(2033, 2, 1)));
		assertThat(this.months.closes(code)).as("written before the facts change, as of the end of January")
			.containsExactly("2033-01 1 APPROVED GREEN");
	}

	@Test
	void writesRevisedClosesBesideTheFirstWhenFactsAreCorrected() {
		at("2032-01-01T09:00");
		String code = this.months.project(new Planned("甲", "50", "2032-01-01", "2032-01-31"),
				new Planned("乙", "50", "2032-02-01", "2032-12-31"));
		long first = this.months.milestone(code, 1);
		this.months.change(code,
				new CompleteMilestone(first, LocalDate.of(2032, 1, 1), LocalDate.of(2032, 1, 1), null));
		at("2032-02-02T09:00");
		this.months.report(code, YearMonth.of(2032, 1), Months.content("完成甲"));
		at("2032-03-02T09:00");
		this.months.report(code, YearMonth.of(2032, 2),
				Months.content("开始乙", this.months.progress(code, 2, "2032-02-10", "5", null)));
		assertThat(this.months.closes(code)).containsExactly("2032-01 1 APPROVED GREEN", "2032-02 1 APPROVED GREEN");
		this.months.change(code,
				new CorrectMilestone(first, LocalDate.of(2032, 1, 1), Percent.of("20"), null, null, "误填完成"));
		assertThat(this.months.closes(code)).containsExactly("2032-01 1 APPROVED GREEN", "2032-01 2 CORRECTION RED",
				"2032-02 1 APPROVED GREEN", "2032-02 2 CORRECTION RED");
		assertThat(this.closer.recomputedDifferently()).isEmpty();
	}

	@Test
	void writesARevisedCloseWhenAReportIsCorrected() {
		at("2033-01-01T09:00");
		String code = this.months.project(new Planned("甲", "50", "2033-01-01", "2033-01-31"),
				new Planned("乙", "50", "2033-02-01", "2033-12-31"));
		YearMonth january = YearMonth.of(2033, 1);
		at("2033-02-01T09:00");
		this.months.report(code, january,
				Months.content("完成甲", this.months.progress(code, 1, "2033-01-03", "100", "2033-01-30")));
		this.months.reports.correct(code, january, "只完成了两成", java.util.UUID.randomUUID(), this.months.editor());
		this.months.report(code, january,
				Months.content("甲完成两成", this.months.progress(code, 1, "2033-01-03", "20", null)));
		assertThat(this.months.closes(code)).containsExactly("2033-01 1 APPROVED GREEN", "2033-01 2 CORRECTION RED");
		assertThat(this.months.published.publishedOf(code))
			.extracting((report) -> report.revision() + " " + report.done() + " " + report.superseded())
			.containsExactly("2 甲完成两成 false", "1 完成甲 true");
		this.months.reports.correct(code, january, "补充说明", java.util.UUID.randomUUID(), this.months.editor());
		this.months.report(code, january, Months.content("甲完成两成，措辞更正"));
		assertThat(this.months.closes(code)).as("a correction of words alone").endsWith("2033-01 3 CORRECTION RED");
		assertThat(this.closer.recomputedDifferently()).isEmpty();
	}

	@Test
	void keepsClosesAsTheyAreInTheDatabaseItself() {
		at("2034-01-01T09:00");
		String code = this.months.project(new Planned("甲", "100", "2034-01-01", "2034-12-31"));
		at("2034-02-02T09:00");
		this.months.report(code, YearMonth.of(2034, 1), Months.content("推进"));
		for (String sql : List.of("update month_close set light = 'GREEN'", "delete from month_close",
				"truncate month_close", "update progress_report set done = 'x' where state = 'APPROVED'",
				"delete from progress_report where state = 'APPROVED'", "update report_step set note = 'x'")) {
			assertThatExceptionOfType(DataAccessException.class).as(sql)
				.isThrownBy(() -> this.months.jdbc.sql(sql).update());
		}
	}

	@Test
	void owesNoReportForMonthsBeforeThePlanCameOnRecordNorAfterCompletion() {
		at("2035-05-10T09:00");
		String code = this.months.project(new Planned("甲", "100", "2035-01-01", "2035-06-30"));
		this.months.jdbc.sql("update project set start_date = '2035-01-01' where code = ?").param(code).update();
		assertThat(this.months.published.monthsOf(code)).extracting(MonthBoard.Cell::month)
			.containsExactly(YearMonth.of(2035, 5));
		at("2035-06-20T09:00");
		this.months.change(code, new CompleteMilestone(this.months.milestone(code, 1), LocalDate.of(2035, 5, 11),
				LocalDate.of(2035, 6, 20), null));
		at("2035-09-20T09:00");
		assertThat(this.months.published.monthsOf(code)).extracting(MonthBoard.Cell::month)
			.containsExactly(YearMonth.of(2035, 6), YearMonth.of(2035, 5));
	}

	@Test
	void keepsADueDayThatHasPassedWhenThePolicyChanges() {
		at("2036-01-02T09:00");
		String code = this.months.project(new Planned("甲", "100", "2036-01-01", "2036-12-31"));
		at("2036-02-06T00:01");
		this.months.monthEnd.run();
		this.policies.set(12, 20, 2, YearMonth.of(2036, 2), this.months.official("admin"));
		at("2036-02-20T09:00");
		List<MonthBoard.Cell> cells = this.months.published.monthsOf(code);
		assertThat(cells.get(1).dueOn()).isEqualTo("2036-02-05");
		assertThat(cells.get(0).dueOn()).isEqualTo("2036-03-12");
		this.months.submit(code, YearMonth.of(2036, 2), Months.content("按新规则二十日起可填"));
		assertThatExceptionOfType(Refusal.class)
			.isThrownBy(() -> this.policies.set(9, 20, 2, YearMonth.of(2036, 1), this.months.official("admin")))
			.satisfies((refusal) -> assertThat(refusal.key()).isEqualTo("policy.refusal.past"));
		// other tests of this database reckon with the policy that is set at the start
		this.policies.set(5, 25, 3, YearMonth.of(2036, 4), this.months.official("admin"));
	}

	@Test
	void movesTheDueDayPastHolidaysOfTheCalendar() {
		this.months.jdbc.sql(
				"insert into calendar_day (day, working, name) values ('2037-10-05', false, '国庆节'), ('2037-10-06', false, '国庆节'), ('2037-10-07', false, '国庆节'), ('2037-12-05', true, null)")
			.update();
		ReportingCalendar calendar = this.policies.calendar(YearMonth.of(2037, 9), YearMonth.of(2037, 11));
		assertThat(calendar.days().nextWorkingDayFrom(LocalDate.of(2037, 10, 5))).isEqualTo("2037-10-08");
		assertThat(calendar.days().nextWorkingDayFrom(LocalDate.of(2037, 12, 5))).as("a Saturday that is worked")
			.isEqualTo("2037-12-05");
	}

	private void at(String moment) {
		this.months.clock.set(LocalDateTime.parse(moment));
	}

}
