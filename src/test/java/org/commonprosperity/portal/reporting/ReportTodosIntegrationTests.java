package org.commonprosperity.portal.reporting;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.util.UUID;

import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.reporting.Months.Planned;
import org.commonprosperity.portal.shared.Todo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A report that came back keeps the day of its month among the to-dos, and whoever is
 * asked for a word is told of which month.
 */
@ReportingTest
class ReportTodosIntegrationTests {

	private static final YearMonth MONTH = YearMonth.of(2041, 3);

	@Autowired
	private Months months;

	@Autowired
	private ReportService reports;

	@Autowired
	private ReportTodos todos;

	@AfterEach
	void reset() {
		this.months.clock.reset();
	}

	@Test
	void aReturnedReportIsDueWithItsMonth() {
		String code = submitted();
		assertThat(of(code, this.months.official("leader"))).isEqualTo("asked 2041-03 null null");
		at("2041-03-28");
		giveBack(code);
		assertThat(of(code, this.months.editor())).isEqualTo("reportReturned 2041-03 2041-04-05 2041-03-28");
	}

	@Test
	void aReturnedCorrectionHasNoDayOfItsOwn() {
		String code = submitted();
		this.months.approve(code, MONTH);
		at("2041-05-10");
		this.reports.correct(code, MONTH, "数字有误", UUID.randomUUID(), this.months.editor());
		this.months.submit(code, MONTH, Months.content("更正后"));
		giveBack(code);
		assertThat(of(code, this.months.editor())).isEqualTo("reportReturned 2041-03 null 2041-05-10");
	}

	private String submitted() {
		at("2041-03-01");
		String code = this.months.project(new Planned("甲", "100", "2041-03-01", "2041-12-31"));
		at("2041-03-26");
		this.months.submit(code, MONTH, Months.content("完成"));
		return code;
	}

	private void giveBack(String code) {
		this.reports.sendBack(this.months.id(code, MONTH), this.months.version(code, MONTH), "请补充照片",
				this.months.coordinator());
	}

	private String of(String code, Official official) {
		Todo todo = todo(code, official);
		return todo.kind() + " " + todo.month() + " " + todo.due() + " " + todo.returnedOn();
	}

	private Todo todo(String code, Official official) {
		return this.todos.todosOf(official)
			.stream()
			.filter((todo) -> todo.address().equals("/office/reports/" + code + "/" + MONTH))
			.findFirst()
			.orElseThrow();
	}

	private void at(String day) {
		this.months.clock.set(LocalDate.parse(day), LocalTime.of(9, 0));
	}

}
