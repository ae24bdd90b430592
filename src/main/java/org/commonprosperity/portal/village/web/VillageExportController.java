package org.commonprosperity.portal.village.web;

import java.util.List;
import java.util.stream.Stream;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.shared.web.Show;
import org.commonprosperity.portal.spreadsheet.ColumnType;
import org.commonprosperity.portal.spreadsheet.ExportColumn;
import org.commonprosperity.portal.spreadsheet.ExportTable;
import org.commonprosperity.portal.spreadsheet.web.ExportWords;
import org.commonprosperity.portal.spreadsheet.web.SpreadsheetDownload;
import org.commonprosperity.portal.village.EnclaveDesk;
import org.commonprosperity.portal.village.EnclaveSheet;
import org.commonprosperity.portal.village.IncomeDesk;
import org.commonprosperity.portal.village.IncomeLine;
import org.commonprosperity.portal.village.IncomeQuery;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.View;

/**
 * The officials' lists of returns, of enclave shares and of what was posted beside what
 * the villages state, to take away.
 */
@Controller
@RequiredArgsConstructor
class VillageExportController {

	private static final String VILLAGE = "income.village";

	private static final String YEAR = "income.year";

	private final IncomeDesk desk;

	private final EnclaveDesk enclaves;

	private final IncomeWords incomes;

	private final SpreadsheetDownload download;

	private final ExportWords words;

	private final Show show;

	@GetMapping({ "/office/villages.xlsx", "/office/villages.csv" })
	View returns(IncomeFilter filter, @AuthenticationPrincipal Official by) {
		IncomeQuery query = filter.query();
		String village = this.desk.villages(by)
			.stream()
			.filter((one) -> one.code().equals(query.village()))
			.map((one) -> this.show.name(one.name(), one.nameEn()))
			.findFirst()
			.orElse(null);
		String state = (query.state() != null) ? this.show.text("report.state." + query.state()) : null;
		String title = this.show.text("nav.villageIncome");
		return this.download.of(ExportTable.of(title, title,
				this.words.lines(village, (query.year() != null) ? String.valueOf(query.year()) : null, state),
				returnColumns(), this.desk.lines(query, 1, Integer.MAX_VALUE, by).items()), by);
	}

	private List<ExportColumn<IncomeLine>> returnColumns() {
		return List.of(
				new ExportColumn<>(this.show.text(VILLAGE), ColumnType.TEXT,
						(line) -> this.show.name(line.village().name(), line.village().nameEn())),
				new ExportColumn<>(this.show.text(YEAR), ColumnType.YEAR, (line) -> (long) line.period().year()),
				new ExportColumn<>(this.show.text("income.part"), ColumnType.TEXT,
						(line) -> (line.period().quarter() != null)
								? this.show.text("income.quarter", line.period().quarter())
								: this.show.text("income.wholeYear")),
				new ExportColumn<>(this.show.text("income.column.state"), ColumnType.TEXT,
						(line) -> this.show.text("report.state." + line.state())),
				new ExportColumn<>(this.show.text("income.export.revision"), ColumnType.INTEGER,
						(line) -> (long) line.revision()),
				new ExportColumn<>(this.show.text("income.export.total"), ColumnType.AMOUNT, IncomeLine::total),
				new ExportColumn<>(this.show.text("income.export.target"), ColumnType.AMOUNT, IncomeLine::target),
				new ExportColumn<>(this.show.text("income.column.sent"), ColumnType.DATE,
						(line) -> this.words.moment(line.submittedAt())));
	}

	@GetMapping({ "/office/villages/enclave.xlsx", "/office/villages/enclave.csv" })
	View reconciled(@AuthenticationPrincipal Official by) {
		String title = this.show.text("enclave.reconciled");
		List<Of<EnclaveSheet.Reconciled>> rows = this.enclaves.sheets(by)
			.stream()
			.flatMap((sheet) -> Of.each(sheet, sheet.reconciled()))
			.toList();
		return this.download.of(ExportTable.of(title, title, this.words.lines(),
				List.of(new ExportColumn<>(this.show.text("enclave.title"), ColumnType.TEXT,
						(row) -> this.incomes.name(row.sheet().name())),
						new ExportColumn<>(this.show.text(YEAR), ColumnType.YEAR, (row) -> (long) row.line().year()),
						new ExportColumn<>(this.show.text(VILLAGE), ColumnType.TEXT,
								(row) -> this.incomes.name(row.line().village())),
						new ExportColumn<>(this.show.text("enclave.column.posted"), ColumnType.AMOUNT,
								(row) -> row.line().figures().posted()),
						new ExportColumn<>(this.show.text("enclave.column.own"), ColumnType.AMOUNT,
								(row) -> row.line().figures().own()),
						new ExportColumn<>(this.show.text("enclave.column.difference"), ColumnType.AMOUNT,
								(row) -> row.line().figures().difference())),
				rows), by);
	}

	@GetMapping({ "/office/villages/enclave/shares.xlsx", "/office/villages/enclave/shares.csv" })
	View shares(@AuthenticationPrincipal Official by) {
		String title = this.show.text("enclave.shares");
		List<Of<EnclaveSheet.Share>> rows = this.enclaves.sheets(by)
			.stream()
			.flatMap((sheet) -> Of.each(sheet, sheet.shares()))
			.toList();
		return this.download.of(ExportTable.of(title, title, this.words.lines(),
				List.of(new ExportColumn<>(this.show.text("enclave.title"), ColumnType.TEXT,
						(row) -> this.incomes.name(row.sheet().name())),
						new ExportColumn<>(this.show.text(VILLAGE), ColumnType.TEXT,
								(row) -> this.incomes.name(row.line().village())),
						new ExportColumn<>(this.show.text("enclave.column.capital"), ColumnType.AMOUNT,
								(row) -> row.line().capital()),
						new ExportColumn<>(this.show.text("enclave.export.firstYear"), ColumnType.YEAR,
								(row) -> (long) row.line().firstYear()),
						new ExportColumn<>(this.show.text("enclave.export.lastYear"), ColumnType.YEAR, (row) -> {
							Integer last = row.line().lastYear();
							return (last != null) ? last.longValue() : null;
						})),
				rows), by);
	}

	/**
	 * A line of an enclave.
	 */
	private record Of<T>(EnclaveSheet sheet, T line) {

		static <T> Stream<Of<T>> each(EnclaveSheet sheet, List<T> lines) {
			return lines.stream().map((line) -> new Of<>(sheet, line));
		}

	}

}
