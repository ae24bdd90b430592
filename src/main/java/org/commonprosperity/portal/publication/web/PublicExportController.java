package org.commonprosperity.portal.publication.web;

import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.organisation.Departments;
import org.commonprosperity.portal.project.ProjectFilter;
import org.commonprosperity.portal.project.ProjectLine;
import org.commonprosperity.portal.project.ProjectOverview;
import org.commonprosperity.portal.project.ProjectSheet;
import org.commonprosperity.portal.project.ProjectSheet.MilestoneLine;
import org.commonprosperity.portal.project.web.ProjectTable;
import org.commonprosperity.portal.reporting.MonthBoard;
import org.commonprosperity.portal.reporting.MonthState;
import org.commonprosperity.portal.reporting.ReportOverview;
import org.commonprosperity.portal.shared.ShownShare;
import org.commonprosperity.portal.shared.web.Show;
import org.commonprosperity.portal.spreadsheet.ColumnType;
import org.commonprosperity.portal.spreadsheet.ExportColumn;
import org.commonprosperity.portal.spreadsheet.ExportTable;
import org.commonprosperity.portal.spreadsheet.web.ExportWords;
import org.commonprosperity.portal.spreadsheet.web.SpreadsheetDownload;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/**
 * The public tables to take away: what their pages show, and no more.
 */
@Controller
@RequiredArgsConstructor
class PublicExportController {

	private final ProjectOverview projects;

	private final ReportOverview reports;

	private final Departments departments;

	private final ProjectTable table;

	private final SpreadsheetDownload download;

	private final ExportWords words;

	private final Show show;

	private final Clock clock;

	@GetMapping({ "/projects.xlsx", "/projects.csv" })
	View projects(ProjectFilter filter) {
		return this.download.of(this.table.of(this.projects.lines(filter.query()), filter,
				this.departments.findByActiveTrueOrderByCode()));
	}

	@GetMapping({ "/projects/{code}.xlsx", "/projects/{code}.csv" })
	View milestones(@PathVariable String code) {
		ProjectSheet sheet = this.projects.sheet(code);
		LocalDate today = LocalDate.now(this.clock);
		String title = this.show.text("project.export", name(sheet.line()));
		return this.download.of(ExportTable.of(title, title, this.words.lines(), List.of(
				new ExportColumn<>(this.show.text("project.milestone.column.name"), ColumnType.TEXT,
						MilestoneLine::name),
				new ExportColumn<>(this.show.text("project.export.weight"), ColumnType.PERCENT, MilestoneLine::weight),
				new ExportColumn<>(this.show.text("projects.column.light"), ColumnType.TEXT,
						(one) -> this.show.text("milestone.state." + one.state(today))),
				new ExportColumn<>(this.show.text("project.export.start"), ColumnType.DATE,
						MilestoneLine::plannedStart),
				new ExportColumn<>(this.show.text("project.export.due"), ColumnType.DATE, MilestoneLine::dueDate),
				new ExportColumn<>(this.show.text("project.export.begun"), ColumnType.DATE, MilestoneLine::begunOn),
				new ExportColumn<>(this.show.text("project.export.percent"), ColumnType.PERCENT,
						MilestoneLine::percentDone),
				new ExportColumn<>(this.show.text("project.export.met"), ColumnType.DATE, MilestoneLine::metOn)),
				sheet.milestones()));
	}

	@GetMapping({ "/projects/{code}/months.xlsx", "/projects/{code}/months.csv" })
	View months(@PathVariable String code) {
		String title = this.show.text("month.history.of", name(this.projects.sheet(code).line()));
		return this.download.of(ExportTable.of(title, title, this.words.lines(), monthColumns(),
				ProjectMonth.of(this.reports.monthsOf(code), this.reports.publishedOf(code))));
	}

	private List<ExportColumn<ProjectMonth>> monthColumns() {
		return List.of(
				new ExportColumn<>(this.show.text("month.export.month"), ColumnType.TEXT,
						(month) -> month.month().toString()),
				new ExportColumn<>(this.show.text("month.close"), ColumnType.TEXT, (month) -> light(month.cell())),
				new ExportColumn<>(this.show.text("month.report"), ColumnType.TEXT,
						(month) -> this.show.text("month.state." + month.cell().state())),
				new ExportColumn<>(this.show.text("month.export.actual"), ColumnType.PERCENT,
						(month) -> (month.cell().close() != null)
								? ShownShare.of(month.cell().close().assessment().actual()) : null),
				new ExportColumn<>(this.show.text("month.export.planned"), ColumnType.PERCENT,
						(month) -> (month.cell().close() != null)
								? ShownShare.of(month.cell().close().assessment().planned()) : null),
				new ExportColumn<>(this.show.text("month.export.done"), ColumnType.TEXT,
						(month) -> (month.latest() != null) ? month.latest().done() : null),
				new ExportColumn<>(this.show.text("month.export.invested"), ColumnType.AMOUNT,
						(month) -> (month.latest() != null) ? month.latest().invested() : null),
				new ExportColumn<>(this.show.text("month.nextPlan"), ColumnType.TEXT,
						(month) -> (month.latest() != null) ? month.latest().nextPlan() : null));
	}

	@GetMapping({ "/lights.xlsx", "/lights.csv" })
	View lights(@RequestParam(required = false) @Nullable String year) {
		LightsSpan span = LightsSpan.of(year, this.reports.closedMonths(), YearMonth.now(this.clock));
		MonthBoard board = this.reports.board(span.from(), span.to());
		List<ExportColumn<MonthBoard.Row>> columns = new ArrayList<>();
		columns.add(new ExportColumn<>(this.show.text("field.project"), ColumnType.TEXT, (row) -> name(row.line())));
		columns.add(new ExportColumn<>(this.show.text("lights.export.now"), ColumnType.TEXT,
				(row) -> this.show.text("light." + row.line().light())));
		for (int at = 0; at < board.months().size(); at++) {
			int month = at;
			columns.add(new ExportColumn<>(board.months().get(at).toString(), ColumnType.TEXT,
					(row) -> cell(row.cells().get(month))));
		}
		String title = this.show.text("lights.title");
		return this.download.of(ExportTable.of(title, title, this.words.lines(), columns, board.rows()));
	}

	/** How a month closed, and how it was reported where that is to be told. */
	private @Nullable String cell(MonthBoard.Cell cell) {
		if (cell.state() == MonthState.NOT_OWED) {
			return null;
		}
		String light = light(cell);
		String state = this.show.text("month.state." + cell.state());
		return (light == null) ? state
				: (cell.state() == MonthState.APPROVED) ? light : this.show.text("lights.export.cell", light, state);
	}

	private @Nullable String light(MonthBoard.Cell cell) {
		return (cell.close() != null) ? this.show.text("light." + cell.close().assessment().light()) : null;
	}

	private @Nullable String name(ProjectLine line) {
		return this.show.name(line.name(), line.nameEn());
	}

}
