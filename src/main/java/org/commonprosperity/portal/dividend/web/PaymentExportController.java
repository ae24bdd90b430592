package org.commonprosperity.portal.dividend.web;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.dividend.NoticeDesk;
import org.commonprosperity.portal.dividend.PaymentBatch;
import org.commonprosperity.portal.dividend.PaymentDesk;
import org.commonprosperity.portal.dividend.PaymentLine;
import org.commonprosperity.portal.dividend.PaymentService;
import org.commonprosperity.portal.dividend.PaymentService.BankLine;
import org.commonprosperity.portal.dividend.PaymentNotice;
import org.commonprosperity.portal.shared.Refusal;
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
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.view.RedirectView;

/**
 * Batches, their lines and notices to take away, and what goes to the bank.
 */
@Controller
@RequiredArgsConstructor
class PaymentExportController {

	private final PaymentDesk desk;

	private final PaymentService service;

	private final NoticeDesk notices;

	private final PaymentWords payments;

	private final SpreadsheetDownload download;

	private final ExportWords words;

	private final Show show;

	@GetMapping({ PaymentController.PAGE + ".xlsx", PaymentController.PAGE + ".csv" })
	View batches(@RequestParam(required = false) String state, @AuthenticationPrincipal Official by) {
		PaymentBatch.State chosen = PaymentWords.constant(PaymentBatch.State.values(), state);
		String title = this.show.text("payment.title");
		return this.download.of(ExportTable.of(title, title,
				this.words.lines((chosen != null) ? this.show.text("payment.state." + chosen) : null),
				List.of(new ExportColumn<>(this.show.text("payment.column.batch"), ColumnType.INTEGER,
						PaymentBatch::id),
						new ExportColumn<>(this.show.text("payment.project"), ColumnType.TEXT,
								(batch) -> this.payments.name(batch.project().name(), batch.project().nameEn())),
						new ExportColumn<>(this.show.text("payment.year"), ColumnType.TEXT,
								(batch) -> this.payments.years(batch.year())),
						new ExportColumn<>(this.show.text("payment.column.state"), ColumnType.TEXT,
								(batch) -> this.show.text("payment.state." + batch.state())),
						new ExportColumn<>(this.show.text("payment.column.lines"), ColumnType.INTEGER,
								(batch) -> batch.total().lines()),
						amount("payment.column.amount", (batch) -> batch.total().amount()),
						amount("payment.column.paid", (batch) -> batch.of("PAID").amount()),
						amount("payment.column.back", (batch) -> batch.back().amount()),
						new ExportColumn<>(this.show.text("payment.column.preparedAt"), ColumnType.DATE,
								(batch) -> this.words.moment(batch.preparedAt()))),
				this.desk.batches(chosen, 1, Integer.MAX_VALUE, by).items()), by);
	}

	@GetMapping({ PaymentController.PAGE + "/{id}.xlsx", PaymentController.PAGE + "/{id}.csv" })
	View lines(@PathVariable long id, @RequestParam(required = false) String state,
			@AuthenticationPrincipal Official by) {
		PaymentBatch batch = this.desk.batch(id, by);
		PaymentLine.State chosen = PaymentWords.constant(PaymentLine.State.values(), state);
		String title = this.payments.title(batch);
		return this.download.of(ExportTable
			.of(title, title, this.words.lines((chosen != null) ? this.payments.line(batch, chosen.name()) : null), List
				.of(text("payment.column.reference", PaymentLine::reference), text("payment.column.number",
						PaymentLine::number),
						new ExportColumn<>(this.show.text("payment.column.name"), ColumnType.TEXT, PaymentLine::name),
						new ExportColumn<>(
								this.show.text("payment.column.village"), ColumnType.TEXT,
								(line) -> this.payments.name(line.village(), line.villageEn())),
						new ExportColumn<>(
								this.show.text("payment.year"), ColumnType.YEAR, (line) -> (long) line.year()),
						amount("payment.column.amount", PaymentLine::amount),
						new ExportColumn<>(this.show.text("payment.column.state"), ColumnType.TEXT,
								(line) -> this.payments.line(batch, line.state().name())),
						new ExportColumn<>(
								this.show.text("payment.column.paidOn"), ColumnType.DATE, PaymentLine::paidOn),
						text("payment.column.bankReference", PaymentLine::bankReference),
						new ExportColumn<>(this.show.text("payment.column.reason"), ColumnType.TEXT,
								PaymentLine::reason)),
					this.desk.lines(id, chosen, 1, Integer.MAX_VALUE, by).items()),
				by);
	}

	@GetMapping({ PaymentController.PAGE + "/{id}/bank.xlsx", PaymentController.PAGE + "/{id}/bank.csv" })
	View bank(@PathVariable long id, @AuthenticationPrincipal Official by, RedirectAttributes redirect) {
		List<BankLine> lines;
		try {
			lines = this.service.takeOut(id, by);
		}
		catch (Refusal refusal) {
			PaymentController.problem(redirect, this.show.text(refusal.key(), refusal.arguments()));
			return new RedirectView(PaymentController.PAGE + "/" + id, true);
		}
		String title = this.show.text("payment.bank.title", String.valueOf(id));
		return this.download.of(ExportTable.of(title, title, this.words.lines(),
				List.of(text("payment.column.reference", BankLine::reference),
						text("payment.column.number", BankLine::number),
						new ExportColumn<>(this.show.text("payment.column.payee"), ColumnType.TEXT, BankLine::name),
						text("payment.column.account", BankLine::account),
						new ExportColumn<>(this.show.text("payment.column.bank"), ColumnType.TEXT, BankLine::bank),
						amount("payment.column.amount", BankLine::amount), new ExportColumn<>(
								this.show.text("payment.year"), ColumnType.YEAR, (line) -> (long) line.year())),
				lines), by);
	}

	@GetMapping({ NoticeController.PAGE + ".xlsx", NoticeController.PAGE + ".csv" })
	View notices(@AuthenticationPrincipal Official by) {
		String title = this.show.text("payment.notices.title");
		List<Said> rows = this.notices.notices(1, Integer.MAX_VALUE, by).items().stream().flatMap(Said::each).toList();
		return this.download.of(ExportTable.of(title, title, this.words.lines(), List.of(
				new ExportColumn<>(this.show.text("payment.column.batch"), ColumnType.INTEGER,
						(said) -> said.notice().batch()),
				new ExportColumn<>(this.show.text("payment.project"), ColumnType.TEXT,
						(said) -> this.payments.name(said.notice().project().name(), said.notice().project().nameEn())),
				new ExportColumn<>(this.show.text("payment.notice.from"), ColumnType.DATE,
						(said) -> said.notice().from()),
				new ExportColumn<>(this.show.text("payment.notice.to"), ColumnType.DATE, (said) -> said.notice().to()),
				new ExportColumn<>(this.show.text("payment.column.village"), ColumnType.TEXT,
						(said) -> this.payments.name(said.total().village(), said.total().villageEn())),
				new ExportColumn<>(this.show.text("payment.class"), ColumnType.TEXT,
						(said) -> this.payments.className(said.total().contributorClass(),
								said.total().contributorClassEn())),
				new ExportColumn<>(this.show.text("payment.column.contributors"), ColumnType.INTEGER,
						(said) -> (long) said.total().contributors()),
				amount("payment.column.amount", (said) -> said.total().amount())), rows), by);
	}

	private <T> ExportColumn<T> amount(String key, Function<T, @Nullable Object> value) {
		return new ExportColumn<>(this.show.text(key), ColumnType.AMOUNT, value);
	}

	private <T> ExportColumn<T> text(String key, Function<T, @Nullable Object> value) {
		return new ExportColumn<>(this.show.text(key), ColumnType.IDENTIFIER, value);
	}

	/**
	 * A total and the notice that says it.
	 */
	private record Said(PaymentNotice notice, PaymentNotice.Total total) {

		static Stream<Said> each(PaymentNotice notice) {
			return notice.totals().stream().map((total) -> new Said(notice, total));
		}

	}

}
