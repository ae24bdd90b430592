package org.commonprosperity.portal.dividend.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.dividend.DueOverview;
import org.commonprosperity.portal.dividend.DueSheet;
import org.commonprosperity.portal.dividend.DueSheet.Age;
import org.commonprosperity.portal.dividend.DueSheet.Aged;
import org.commonprosperity.portal.dividend.DueSheet.Due;
import org.commonprosperity.portal.dividend.DueSheet.Need;
import org.commonprosperity.portal.shared.web.Show;
import org.commonprosperity.portal.spreadsheet.ColumnType;
import org.commonprosperity.portal.spreadsheet.ExportColumn;
import org.commonprosperity.portal.spreadsheet.ExportTable;
import org.commonprosperity.portal.spreadsheet.web.ExportWords;
import org.commonprosperity.portal.spreadsheet.web.SpreadsheetDownload;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.View;

/**
 * What is to be paid, by when and since when: one page for who answers for the money, and
 * each of its tables to take away.
 */
@Controller
@RequiredArgsConstructor
class DueController {

	private static final String PAGE = "/office/dividends/due";

	private final DueOverview overview;

	private final PaymentWords words;

	private final SpreadsheetDownload download;

	private final ExportWords exports;

	private final Show show;

	@GetMapping(PAGE)
	String due(@AuthenticationPrincipal Official by, Model model) {
		model.addAttribute("sheet", this.overview.sheet(by));
		model.addAttribute("ages", Arrays.stream(Age.values()).map(Enum::name).toList());
		return "dividend/payment/due";
	}

	@GetMapping({ PAGE + ".xlsx", PAGE + ".csv" })
	View byClass(@AuthenticationPrincipal Official by) {
		DueSheet sheet = this.overview.sheet(by);
		String title = this.show.text("payment.due.thisYear", String.valueOf(sheet.today().getYear()));
		return this.download.of(
				ExportTable.of(
						title, title, this.exports.lines(), List.of(
								new ExportColumn<>(this.show.text("payment.project"), ColumnType.TEXT,
										(due) -> this.words.name(due.group().projectName(),
												due.group().projectNameEn())),
								new ExportColumn<>(this.show.text("payment.class"), ColumnType.TEXT,
										(due) -> this.words.className(due.group().className(),
												due.group().classNameEn())),
								new ExportColumn<>(this.show.text("payment.due.amount"), ColumnType.AMOUNT,
										Due::amount),
								new ExportColumn<>(this.show.text("payment.due.paid"), ColumnType.AMOUNT, Due::paid),
								new ExportColumn<>(this.show.text("payment.due.remaining"), ColumnType.AMOUNT,
										Due::remaining)),
						sheet.dueThisYear()),
				by);
	}

	@GetMapping({ PAGE + "/quarters.xlsx", PAGE + "/quarters.csv" })
	View byQuarter(@AuthenticationPrincipal Official by) {
		String title = this.show.text("payment.due.needs");
		return this.download.of(ExportTable.of(title, title, this.exports.lines(),
				List.of(new ExportColumn<Need>(this.show.text("payment.due.when"), ColumnType.TEXT,
						this.words::quarter),
						new ExportColumn<>(this.show.text("payment.due.need"), ColumnType.AMOUNT, Need::amount),
						new ExportColumn<>(this.show.text("payment.due.inAll"), ColumnType.AMOUNT, Need::inAll)),
				this.overview.sheet(by).needs()), by);
	}

	@GetMapping({ PAGE + "/ages.xlsx", PAGE + "/ages.csv" })
	View byAge(@AuthenticationPrincipal Official by) {
		String title = this.show.text("payment.due.ages");
		List<ExportColumn<Aged>> columns = new ArrayList<>();
		columns.add(new ExportColumn<>(this.show.text("payment.project"), ColumnType.TEXT,
				(aged) -> this.words.name(aged.name(), aged.nameEn())));
		for (Age age : Age.values()) {
			columns.add(new ExportColumn<>(this.show.text("payment.column.aged", this.show.text("payment.age." + age)),
					ColumnType.AMOUNT, (aged) -> aged.of(age.name())));
		}
		columns.add(new ExportColumn<>(this.show.text("payment.due.total"), ColumnType.AMOUNT, Aged::total));
		return this.download.of(
				ExportTable.of(title, title, this.exports.lines(), columns, this.overview.sheet(by).agesByProject()),
				by);
	}

}
