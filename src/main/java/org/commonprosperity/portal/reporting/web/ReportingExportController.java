package org.commonprosperity.portal.reporting.web;

import java.time.YearMonth;
import java.util.List;
import java.util.Map;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.reporting.OrderLine;
import org.commonprosperity.portal.reporting.OrderOverview;
import org.commonprosperity.portal.reporting.OrderQuery;
import org.commonprosperity.portal.reporting.ReportDesk;
import org.commonprosperity.portal.reporting.ReportLine;
import org.commonprosperity.portal.shared.web.Forms;
import org.commonprosperity.portal.shared.web.Show;
import org.commonprosperity.portal.spreadsheet.ColumnType;
import org.commonprosperity.portal.spreadsheet.ExportColumn;
import org.commonprosperity.portal.spreadsheet.ExportTable;
import org.commonprosperity.portal.spreadsheet.web.ExportWords;
import org.commonprosperity.portal.spreadsheet.web.SpreadsheetDownload;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/**
 * The officials' lists of a month's reports and of supervision orders, to take away.
 */
@Controller
@RequiredArgsConstructor
class ReportingExportController {

	private final ReportDesk reports;

	private final OrderOverview orders;

	private final OrderDesk desk;

	private final SpreadsheetDownload download;

	private final ExportWords words;

	private final Show show;

	@GetMapping({ "/office/reports.xlsx", "/office/reports.csv" })
	View reports(@RequestParam(defaultValue = "") String month, @AuthenticationPrincipal Official by) {
		YearMonth asked = Forms.month(month);
		YearMonth at = (asked != null) ? asked : this.reports.monthAtHand(by);
		String title = this.show.text("report.list.title", this.show.month(at));
		return this.download
			.of(ExportTable.of(title, title, this.words.lines(), List.of(
					new ExportColumn<>(this.show.text("field.project"), ColumnType.TEXT,
							(line) -> this.show.name(line.project().name(), line.project().nameEn())),
					new ExportColumn<>(this.show.text("field.department"), ColumnType.TEXT,
							(line) -> this.show.name(line.project().department(), line.project().departmentEn())),
					new ExportColumn<>(this.show.text("report.column.state"), ColumnType.TEXT,
							(line) -> this.show.text("report.state." + line.state())),
					new ExportColumn<>(this.show.text("report.export.late"), ColumnType.TEXT,
							(line) -> (line.late() && !line.state().equals("MISSING")) ? this.show.text("report.late")
									: null),
					new ExportColumn<>(this.show.text("report.column.due"), ColumnType.DATE, ReportLine::dueOn),
					new ExportColumn<>(this.show.text("report.column.sent"), ColumnType.DATE,
							(line) -> isSent(line) ? this.words.moment(line.submittedAt()) : null),
					new ExportColumn<>(this.show.text("report.export.by"), ColumnType.TEXT,
							(line) -> isSent(line) ? line.submittedBy() : null),
					new ExportColumn<>(this.show.text("report.column.close"), ColumnType.TEXT,
							(line) -> (line.close() != null)
									? this.show.text("light." + line.close().assessment().light()) : null)),
					this.reports.lines(at, by)), by);
	}

	/** A draft that came back was sent once; what counts is that it is none now. */
	private static boolean isSent(ReportLine line) {
		return line.submittedAt() != null && !line.state().equals("DRAFT");
	}

	@GetMapping({ "/office/orders.xlsx", "/office/orders.csv" })
	View orders(OrderFilter filter, @AuthenticationPrincipal Official by) {
		OrderQuery query = filter.query();
		List<OrderLine> lines = this.orders.list(query, 1, Integer.MAX_VALUE, by).items();
		Map<Long, String> departments = this.desk.departments();
		return this.download.of(ExportTable.of(this.show.text("order.title"), this.show.text("order.title"),
				this.words.lines((query.word() != null) ? this.show.text("order.word." + query.word()) : null,
						(query.department() != null) ? departments.get(query.department()) : null,
						(query.year() != null) ? String.valueOf(query.year()) : null, query.project(),
						this.words.sorted(this.show.text("order.sort." + query.sort()))),
				orderColumns(), lines), by);
	}

	private List<ExportColumn<OrderLine>> orderColumns() {
		return List.of(
				new ExportColumn<>(this.show.text("order.export.number"), ColumnType.TEXT,
						(line) -> (line.number() != null) ? this.show.text("order.number", String.valueOf(line.year()),
								String.valueOf(line.number())) : this.show.text("order.unnumbered")),
				new ExportColumn<>(this.show.text("order.matter"), ColumnType.TEXT, OrderLine::matter),
				new ExportColumn<>(this.show.text("order.project"), ColumnType.TEXT,
						(line) -> this.show.name(line.projectName(), line.projectNameEn())),
				new ExportColumn<>(this.show.text("order.department"), ColumnType.TEXT,
						(line) -> this.show.name(line.department(), line.departmentEn())),
				new ExportColumn<>(this.show.text("order.filter.word"), ColumnType.TEXT,
						(line) -> this.show.text("order.word." + line.word())),
				new ExportColumn<>(this.show.text("order.export.issued"), ColumnType.DATE, OrderLine::issuedOn),
				new ExportColumn<>(this.show.text("order.deadline"), ColumnType.DATE, OrderLine::deadline));
	}

}
