package org.commonprosperity.portal.dividend;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.spreadsheet.CheckedRow;
import org.commonprosperity.portal.spreadsheet.CheckedRow.Outcome;
import org.commonprosperity.portal.spreadsheet.ImportRun;
import org.commonprosperity.portal.spreadsheet.SheetRow;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.test.context.TestComponent;

/**
 * The steps from what is owed to what is paid, for tests.
 */
@TestComponent
class Payments {

	final Dividends dividends;

	final PaymentService service;

	final NoticeService notices;

	final PaymentDesk desk;

	final BankAnswerSheet sheet;

	Payments(Dividends dividends, PaymentService service, NoticeService notices, PaymentDesk desk,
			BankAnswerSheet sheet) {
		this.dividends = dividends;
		this.service = service;
		this.notices = notices;
		this.desk = desk;
		this.sheet = sheet;
	}

	/**
	 * A project in operation with a collective (80 000.00 for 2025) and two households (2
	 * 000.00 each), whose year 2025 is posted; it is January 2026.
	 */
	Project project() {
		this.dividends.at("2026-01-20T09:00");
		String code = this.dividends.project();
		this.dividends.start(code, "2024-01-01");
		String collective = this.dividends.collective(code);
		String one = this.dividends.household(code, "DIBAO", "2024-01-01");
		String two = this.dividends.household(code, "DIBAO_MARGIN", "2024-01-01");
		this.dividends.contribution(code, collective, "2025-01-01", "1000000.00");
		this.dividends.contribution(code, one, "2025-01-01", "20000.00");
		this.dividends.contribution(code, two, "2025-01-01", "20000.00");
		List.of(collective, one, two).forEach(this::account);
		this.dividends.post(code, 2025);
		return new Project(code, collective, one, two);
	}

	/** Gives a contributor an account. */
	void account(String number) {
		this.dividends.jdbc.sql("update contributor set bank_name = '示例银行', bank_account = ? where number = ?")
			.params("6222020000" + number.replaceAll("\\D", "") + "01", number)
			.update();
	}

	long prepare(String project, @Nullable Integer year, String... numbers) {
		return this.service.prepare(project, year, List.of(numbers), null, UUID.randomUUID(), this.dividends.finance());
	}

	void publish(long batch) {
		this.notices.publish(batch, version(batch), this.dividends.coordinator());
	}

	void post(long batch) {
		this.service.post(batch, version(batch), this.dividends.coordinator());
	}

	/** A batch that went to the bank on 2026-02-01. */
	long posted(String project, @Nullable Integer year, String... numbers) {
		long batch = prepare(project, year, numbers);
		publish(batch);
		LocalDate until = this.dividends.jdbc.sql("select to_day from public_notice where batch_id = ?")
			.param(batch)
			.query(LocalDate.class)
			.single();
		this.dividends.clock.set(until.plusDays(1).atTime(9, 0));
		post(batch);
		return batch;
	}

	long version(long batch) {
		return this.dividends.version("payment_batch", batch);
	}

	String state(long batch) {
		return this.dividends.state("payment_batch", batch);
	}

	long notice(long batch) {
		return this.dividends.jdbc.sql("select max(id) from public_notice where batch_id = ?")
			.param(batch)
			.query(Long.class)
			.single();
	}

	/** The reference of a contributor's payment in a batch. */
	String reference(long batch, String number) {
		return this.dividends.jdbc.sql("""
				select l.reference from payment_line l join contributor c on c.id = l.contributor_id
				where l.batch_id = ? and c.number = ?""").params(batch, number).query(String.class).single();
	}

	/** State and amount of the payments of a batch by contributor. */
	Map<String, String> lines(long batch) {
		Map<String, String> lines = new TreeMap<>();
		this.dividends.jdbc.sql("""
				select c.number, l.state, l.amount from payment_line l join contributor c on c.id = l.contributor_id
				where l.batch_id = ?""").param(batch).query((row) -> {
			lines.put(row.getString("number"),
					row.getString("state") + " " + row.getBigDecimal("amount").toPlainString());
		});
		return lines;
	}

	/** What a contributor is owed of a project. */
	String owed(String project, String number) {
		return this.dividends.sum(project, "c.number = ?", number).toPlainString();
	}

	/** A row of the bank's file. */
	SheetRow answer(String reference, String state, String day, @Nullable String bankReference,
			@Nullable String reason) {
		Map<String, Object> values = new LinkedHashMap<>();
		values.put("reference", reference);
		values.put("state", state);
		values.put("day", LocalDate.parse(day));
		if (bankReference != null) {
			values.put("bankReference", bankReference);
		}
		if (reason != null) {
			values.put("reason", reason);
		}
		return new SheetRow(1, values);
	}

	SheetRow paid(String reference, String bankReference) {
		return answer(reference, "PAID", this.dividends.clock.today().toString(), bankReference, null);
	}

	List<CheckedRow> check(SheetRow... rows) {
		return this.sheet.check(List.of(rows), this.dividends.finance());
	}

	/** Writes rows that must be free of errors, as an import does. */
	ImportRun write(SheetRow... rows) {
		ImportRun run = run();
		List<CheckedRow> checked = check(rows);
		if (checked.stream().anyMatch((row) -> !row.errors().isEmpty())) {
			throw new AssertionError(checked.toString());
		}
		write(checked, run);
		return run;
	}

	void write(List<CheckedRow> checked, ImportRun run) {
		List<CheckedRow> touched = new ArrayList<>(
				checked.stream().filter((row) -> row.outcome() != Outcome.LEFT).toList());
		this.dividends.transaction.executeWithoutResult((status) -> {
			if (!touched.isEmpty()) {
				this.sheet.write(touched, run);
			}
			this.sheet.finish(run);
		});
	}

	void undo(ImportRun run) {
		this.dividends.transaction.executeWithoutResult((status) -> this.sheet.undo(run));
	}

	ImportRun run() {
		Official finance = this.dividends.finance();
		long id = this.dividends.jdbc
			.sql("""
					insert into import_job (sheet, state, file_name, file_size, content, sent_by, sent_for, sent_by_name, sent_at)
					values ('bank-answers', 'WRITING', '回单.xlsx', 0, '', ?, ?, ?, now()) returning id""")
			.params(finance.id(), finance.id(), finance.fullName())
			.query(Long.class)
			.single();
		return new ImportRun(id, "回单.xlsx", finance, this.dividends.clock.instant());
	}

	BigDecimal owed(String project) {
		return this.dividends.sum(project);
	}

	/**
	 * A project with what it owes.
	 */
	record Project(String code, String collective, String one, String two) {
	}

}
