package org.commonprosperity.portal.dividend.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.dividend.DividendStatement;
import org.commonprosperity.portal.dividend.DividendStatement.Line;
import org.commonprosperity.portal.dividend.PaymentDesk;
import org.commonprosperity.portal.dividend.StatementDesk;
import org.commonprosperity.portal.shared.Money;
import org.commonprosperity.portal.shared.web.Show;
import org.commonprosperity.portal.spreadsheet.ColumnType;
import org.commonprosperity.portal.spreadsheet.ExportColumn;
import org.commonprosperity.portal.spreadsheet.ExportTable;
import org.commonprosperity.portal.spreadsheet.web.ExportWords;
import org.commonprosperity.portal.spreadsheet.web.SpreadsheetDownload;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.View;

/**
 * Statements of contributors, to read, to print and to take away.
 */
@Controller
@RequiredArgsConstructor
class StatementController {

	private static final String PAGE = "/office/dividends/statements";

	private static final int CONTRIBUTORS = 30;

	private final StatementDesk desk;

	private final PaymentDesk payments;

	private final PaymentWords words;

	private final SpreadsheetDownload download;

	private final ExportWords exports;

	private final Show show;

	@GetMapping(PAGE)
	String list(StatementFilter filter, @AuthenticationPrincipal Official by, Model model) {
		model.addAttribute("filter", filter);
		model.addAttribute("base", filter.base(PAGE));
		model.addAttribute("contributors", this.desk.contributors(filter.word(), filter.getPage(), CONTRIBUTORS, by));
		return "dividend/payment/statements";
	}

	@GetMapping(PAGE + "/{number}")
	String statement(@PathVariable String number, StatementFilter filter, @AuthenticationPrincipal Official by,
			Model model) {
		DividendStatement statement = look(number, filter, by);
		Map<String, String> projects = new LinkedHashMap<>();
		this.payments.projects().forEach((one) -> projects.put(one.code(), this.words.name(one.name(), one.nameEn())));
		model.addAttribute("statement", statement);
		model.addAttribute("projects", projects);
		model.addAttribute("wrong", filter.isWrong());
		model.addAttribute("filter", filter);
		return "dividend/payment/statement";
	}

	@GetMapping({ PAGE + "/{number}.xlsx", PAGE + "/{number}.csv" })
	View statement(@PathVariable String number, StatementFilter filter, @AuthenticationPrincipal Official by) {
		DividendStatement statement = look(number, filter, by);
		String title = this.show.text("payment.statement.title");
		return this.download.of(ExportTable.of(
				title + " " + number, title, this.exports.lines(number + " " + statement.account().name(), this.show
					.text("payment.statement.period", statement.from().toString(), statement.to().toString())),
				columns(), rows(statement)), by);
	}

	private DividendStatement look(String number, StatementFilter filter, Official by) {
		LocalDate from = filter.from();
		LocalDate to = filter.to();
		boolean usable = !filter.isWrong();
		return this.desk.statement(number, filter.project(), usable ? from : null, usable ? to : null, by);
	}

	private List<Row> rows(DividendStatement statement) {
		List<Row> rows = new ArrayList<>();
		rows.add(new Row(statement.from(), this.show.text("payment.statement.opening"), null, statement.opening()));
		statement.lines().forEach((line) -> rows.add(new Row(line.postedOn(), null, line, line.after())));
		rows.add(new Row(statement.to(), this.show.text("payment.statement.closing"), null, statement.closing()));
		return rows;
	}

	private List<ExportColumn<Row>> columns() {
		return List.of(new ExportColumn<>(this.show.text("payment.column.line"), ColumnType.INTEGER, Row::number),
				new ExportColumn<>(this.show.text("payment.column.postedOn"), ColumnType.DATE, Row::day),
				new ExportColumn<>(this.show.text("payment.column.what"), ColumnType.TEXT, (row) -> {
					Line line = row.line();
					return (line != null) ? this.show.text("payment.kind." + line.kind()) : row.label();
				}), new ExportColumn<>(this.show.text("payment.project"), ColumnType.TEXT, (row) -> {
					Line line = row.line();
					return (line != null) ? this.words.name(line.projectName(), line.projectNameEn()) : null;
				}), new ExportColumn<>(this.show.text("payment.year"), ColumnType.YEAR, (row) -> {
					Line line = row.line();
					return (line != null) ? (long) line.year() : null;
				}), new ExportColumn<>(this.show.text("payment.column.why"), ColumnType.TEXT, (row) -> {
					Line line = row.line();
					return (line != null) ? String.join("", this.words.explained(line)) : null;
				}), new ExportColumn<>(this.show.text("payment.column.amount"), ColumnType.AMOUNT, (row) -> {
					Line line = row.line();
					return (line != null) ? line.amount() : null;
				}), new ExportColumn<>(this.show.text("payment.column.after"), ColumnType.AMOUNT, Row::balance));
	}

	/**
	 * A line of the file: one of the ledger, or the balance at either end.
	 */
	private record Row(LocalDate day, @Nullable String label, @Nullable Line line, Money balance) {

		@Nullable Long number() {
			return (this.line != null) ? this.line.number() : null;
		}

	}

}
