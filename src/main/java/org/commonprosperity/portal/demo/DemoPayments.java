package org.commonprosperity.portal.demo;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.AccountDirectory;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.dividend.NoticeService;
import org.commonprosperity.portal.dividend.PaymentService;
import org.commonprosperity.portal.spreadsheet.CheckedRow;
import org.commonprosperity.portal.spreadsheet.ImportRun;
import org.commonprosperity.portal.spreadsheet.ImportedSheet;
import org.commonprosperity.portal.spreadsheet.SheetRow;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Synthetic payments of the wharf's dividends: each year that was posted went to the bank
 * in spring, one payment failed and one came back the last time, and what is owed since
 * stands publicly now, with an objection that waits for its answer.
 */
@Component
@Profile("demo")
@RequiredArgsConstructor
class DemoPayments {

	private static final String WHARF = "wharf";

	private static final String SHEET = "bank-answers";

	private static final int FIRST_YEAR = 2022;

	/** Days after the preparation on which a batch goes to the bank. */
	private static final int NOTICE = 9;

	/** Days of a year after which the payment of the one before is over. */
	private static final int SETTLED = 80;

	private final JdbcClient jdbc;

	private final AccountDirectory accounts;

	private final PaymentService payments;

	private final NoticeService notices;

	private final List<ImportedSheet> sheets;

	private final Clock clock;

	/** Pays what the years brought, each on its day; after they were posted. */
	void plan(DemoTimeline line) {
		// a year's payment is over by the end of March
		int last = LocalDate.now(this.clock).minusDays(SETTLED).getYear() - 1;
		for (int year = FIRST_YEAR; year <= last; year++) {
			pay(line, year, year == last);
		}
		LocalDate day = LocalDate.now(this.clock).minusDays(3);
		line.add(day, 9, () -> prepare());
		line.add(day, 15, () -> this.notices.publish(latest("payment_batch"), 0, official("coordinator")));
		line.add(day.plusDays(1), 10, () -> this.notices.object(latest("public_notice"), day.plusDays(1),
				"示例异议：请核对一笔出资的起算日期", UUID.randomUUID(), official("editor-agriculture")));
	}

	private void pay(DemoTimeline line, int year, boolean last) {
		LocalDate day = LocalDate.of(year + 1, 2, 10);
		line.add(day, 10, () -> prepare());
		line.add(day.plusDays(1), 10, () -> {
			long batch = latest("payment_batch");
			this.notices.publish(batch, 0, official("coordinator"));
		});
		line.add(day.plusDays(NOTICE), 10,
				() -> this.payments.post(latest("payment_batch"), 0, official("coordinator")));
		line.add(day.plusDays(NOTICE + 2L), 16, () -> answer(day.plusDays(NOTICE + 1L), last));
		if (last) {
			line.add(day.plusDays(NOTICE + 20L), 16, () -> comeBack(day.plusDays(NOTICE + 19L)));
		}
	}

	private void prepare() {
		this.payments.prepare(WHARF, null, List.of(), null, UUID.randomUUID(), official("finance"));
	}

	/** The bank pays all of a batch, or all but its last payment. */
	private void answer(LocalDate day, boolean oneFails) {
		List<String> references = this.jdbc
			.sql("select reference from payment_line where batch_id = ? and state = 'PENDING' order by id")
			.param(latest("payment_batch"))
			.query(String.class)
			.list();
		List<SheetRow> rows = new ArrayList<>();
		for (int i = 0; i < references.size(); i++) {
			boolean fails = oneFails && i == references.size() - 1;
			rows.add(row(i + 2, references.get(i), fails ? "FAILED" : "PAID", day,
					fails ? null : "DEMO-" + references.get(i), fails ? "户名与账号不符（演示）" : null));
		}
		write(rows, day);
	}

	private void comeBack(LocalDate day) {
		String reference = this.jdbc.sql(
				"select reference from payment_line where batch_id = ? and state = 'PAID' order by id limit 1 offset 4")
			.param(latest("payment_batch"))
			.query(String.class)
			.single();
		write(List.of(row(2, reference, "RETURNED", day, "DEMO-T-" + reference, "账户已销户（演示）")), day);
	}

	private void write(List<SheetRow> rows, LocalDate day) {
		Official finance = official("finance");
		ImportedSheet sheet = this.sheets.stream().filter((one) -> one.code().equals(SHEET)).findFirst().orElseThrow();
		String name = "演示银行回单 " + day + ".xlsx";
		long id = this.jdbc
			.sql("""
					insert into import_job (sheet, state, file_name, file_size, content, sent_by, sent_for, sent_by_name, sent_at,
						added, written_by_name, written_at)
					values (?, 'WRITTEN', ?, 0, '', ?, ?, ?, ?, ?, ?, ?) returning id""")
			.params(SHEET, name, finance.id(), finance.postId(), finance.signature(), now(), rows.size(),
					finance.signature(), now())
			.query(Long.class)
			.single();
		ImportRun run = new ImportRun(id, name, finance, this.clock.instant());
		List<CheckedRow> checked = sheet.check(rows, finance);
		sheet.write(checked, run);
		sheet.finish(run);
	}

	private static SheetRow row(int number, String reference, String state, LocalDate day,
			@Nullable String bankReference, @Nullable String reason) {
		Map<String, Object> values = new LinkedHashMap<>();
		values.put("reference", reference);
		values.put("state", state);
		values.put("day", day);
		if (bankReference != null) {
			values.put("bankReference", bankReference);
		}
		if (reason != null) {
			values.put("reason", reason);
		}
		return new SheetRow(number, values);
	}

	private long latest(String table) {
		return this.jdbc.sql("select max(id) from " + table).query(Long.class).single();
	}

	private Timestamp now() {
		return Timestamp.from(this.clock.instant());
	}

	private Official official(String username) {
		return this.accounts.findByUsername(username).orElseThrow();
	}

}
