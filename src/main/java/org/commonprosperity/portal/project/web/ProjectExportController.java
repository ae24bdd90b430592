package org.commonprosperity.portal.project.web;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.audit.web.DifferenceWords;
import org.commonprosperity.portal.organisation.Departments;
import org.commonprosperity.portal.project.ProjectDesk;
import org.commonprosperity.portal.project.ProjectFilter;
import org.commonprosperity.portal.project.ProposalLine;
import org.commonprosperity.portal.project.ProposalList;
import org.commonprosperity.portal.shared.web.Show;
import org.commonprosperity.portal.spreadsheet.ColumnType;
import org.commonprosperity.portal.spreadsheet.ExportColumn;
import org.commonprosperity.portal.spreadsheet.ExportTable;
import org.commonprosperity.portal.spreadsheet.web.ExportWords;
import org.commonprosperity.portal.spreadsheet.web.SpreadsheetDownload;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/**
 * The officials' lists of projects and of what waits for approval, to take away.
 */
@Controller
@RequiredArgsConstructor
class ProjectExportController {

	private final ProjectDesk desk;

	private final ProjectTable table;

	private final ProposalList proposals;

	private final Departments departments;

	private final DifferenceWords differences;

	private final SpreadsheetDownload download;

	private final ExportWords words;

	private final Show show;

	@GetMapping({ "/office/projects.xlsx", "/office/projects.csv" })
	View projects(ProjectFilter filter, @AuthenticationPrincipal Official by) {
		return this.download.of(this.table.of(this.desk.lines(by, filter.query()), filter,
				this.departments.findByActiveTrueOrderByCode()), by);
	}

	@GetMapping({ "/office/approvals.xlsx", "/office/approvals.csv" })
	View approvals(@RequestParam(defaultValue = "") String project, @RequestParam @Nullable Long department,
			@RequestParam(defaultValue = "oldest") String order, @AuthenticationPrincipal Official by) {
		boolean newest = "newest".equals(order);
		List<ProposalLine> lines = this.proposals.pending(by, project, department, newest, 1, Integer.MAX_VALUE)
			.items();
		String of = (department != null) ? this.departments.findById(department)
			.map((one) -> this.show.name(one.getName(), one.getNameEn()))
			.orElse("") : null;
		return this.download.of(
				ExportTable.of(this.show.text("approval.title"), this.show.text("approval.title"),
						this.words.lines(project, of,
								this.show.text("approval.order." + (newest ? "newest" : "oldest"))),
						columns(), lines),
				by);
	}

	private List<ExportColumn<ProposalLine>> columns() {
		return List.of(
				new ExportColumn<>(this.show.text("field.project"), ColumnType.TEXT,
						(line) -> this.show.name(line.projectName(), line.projectNameEn())),
				new ExportColumn<>(this.show.text("field.department"), ColumnType.TEXT, ProposalLine::department),
				new ExportColumn<>(this.show.text("approval.export.change"), ColumnType.TEXT,
						(line) -> this.show.text("change." + line.kind())),
				new ExportColumn<>(this.show.text("approval.export.differences"), ColumnType.TEXT,
						(line) -> this.differences.rows(line.differences())
							.stream()
							.map(this::difference)
							.collect(Collectors.joining("\n"))),
				new ExportColumn<>(this.show.text("approval.export.reason"), ColumnType.TEXT, ProposalLine::reason),
				new ExportColumn<>(this.show.text("approval.export.by"), ColumnType.TEXT, ProposalLine::proposedByName),
				new ExportColumn<>(this.show.text("approval.export.at"), ColumnType.DATE,
						(line) -> this.words.moment(line.proposedAt())));
	}

	private String difference(DifferenceWords.Row row) {
		String none = this.show.text("difference.none");
		return String.format(Locale.ROOT, "%s：%s → %s", row.label(), (row.before() != null) ? row.before() : none,
				(row.after() != null) ? row.after() : none);
	}

}
