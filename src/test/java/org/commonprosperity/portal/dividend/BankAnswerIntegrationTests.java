package org.commonprosperity.portal.dividend;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import org.commonprosperity.portal.audit.AuditService;
import org.commonprosperity.portal.dividend.Payments.Project;
import org.commonprosperity.portal.shared.Money;
import org.commonprosperity.portal.shared.Refusal;
import org.commonprosperity.portal.spreadsheet.CheckedRow;
import org.commonprosperity.portal.spreadsheet.CheckedRow.Outcome;
import org.commonprosperity.portal.spreadsheet.ImportRun;
import org.commonprosperity.portal.spreadsheet.SheetRow;
import org.commonprosperity.portal.support.Together;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.commonprosperity.portal.dividend.PaymentStepsIntegrationTests.refused;

/**
 * What the bank answers is posted once, however often its file comes, whoever presses and
 * whatever breaks; and it is taken back by lines of its own.
 */
@PaymentTest
class BankAnswerIntegrationTests {

	@Autowired
	private Payments payments;

	@Autowired
	private Dividends dividends;

	@Autowired
	private AuditService audit;

	private Project project;

	private long batch;

	private String first;

	private String second;

	private String third;

	@BeforeEach
	void postedBatch() {
		this.project = this.payments.project();
		this.batch = this.payments.posted(this.project.code(), 2025);
		this.first = this.payments.reference(this.batch, this.project.collective());
		this.second = this.payments.reference(this.batch, this.project.one());
		this.third = this.payments.reference(this.batch, this.project.two());
	}

	@AfterEach
	void reset() {
		this.dividends.clock.reset();
	}

	@Test
	void marksWhatWasPaidAndWhatFailedAndSettlesTheBatch() {
		this.payments.write(this.payments.paid(this.first, bank("1")));
		assertThat(this.payments.state(this.batch)).isEqualTo("POSTED");
		assertThat(this.payments.owed(this.project.code(), this.project.collective())).isEqualTo("0.00");
		this.payments.write(this.payments.paid(this.second, bank("2")),
				this.payments.answer(this.third, "FAILED", today(), null, "账号不符"));
		assertThat(this.payments.state(this.batch)).isEqualTo("SETTLED");
		assertThat(this.payments.lines(this.batch)).isEqualTo(Map.of(this.project.collective(), "PAID 80000.00",
				this.project.one(), "PAID 2000.00", this.project.two(), "FAILED 2000.00"));
		assertThat(this.payments.owed(this.project.code(), this.project.two())).isEqualTo("2000.00");
		refused("payment.refusal.noneOpen", () -> this.payments.service.takeOut(this.batch, this.dividends.finance()));
		long again = this.payments.prepare(this.project.code(), 2025);
		assertThat(this.payments.lines(again)).isEqualTo(Map.of(this.project.two(), "PENDING 2000.00"));
		assertThat(
				this.audit.historyOf(PaymentService.RECORD, String.valueOf(this.batch), 1, 1).items().get(0).action())
			.isEqualTo("bank-answer.written");
	}

	@Test
	void postsTheSameFileOnce() {
		SheetRow[] file = { this.payments.paid(this.first, bank("1")),
				this.payments.answer(this.second, "FAILED", today(), null, "账号不符") };
		this.payments.write(file);
		assertThat(this.payments.check(file)).extracting(CheckedRow::outcome)
			.containsExactly(Outcome.LEFT, Outcome.LEFT);
		this.payments.write(file);
		assertThat(this.dividends.lines(this.project.code(), "e.kind = 'PAYMENT'")).isEqualTo(1);
	}

	@Test
	void refusesWhatDoesNotFitTheRecord() {
		this.payments.write(this.payments.paid(this.first, bank("1")));
		SheetRow amount = with(this.payments.paid(this.second, bank("2")), "amount", Dividends.money("1999.99"));
		List<CheckedRow> checked = this.payments.check(this.payments.paid("FH0-0", bank("3")), amount,
				this.payments.answer(this.second, "PAID", today(), null, null),
				this.payments.answer(this.second, "FAILED", today(), null, null),
				this.payments.answer(this.second, "PAID", "2026-01-28", bank("4"), null),
				this.payments.answer(this.second, "PAID", "2026-01-26", bank("4"), null),
				this.payments.answer(this.second, "RETURNED", today(), bank("4"), "退汇"),
				this.payments.answer(this.first, "FAILED", today(), null, "账号不符"),
				this.payments.answer(this.first, "PAID", today(), bank("9"), null),
				this.payments.paid(this.second, bank("1")), this.payments.paid(this.second, bank("5")),
				this.payments.paid(this.third, bank("5")));
		assertThat(checked).extracting((one) -> one.errors().isEmpty() ? "" : one.errors().get(0).key())
			.containsExactly("payment.refusal.unknown", "payment.refusal.amount", "payment.refusal.bankReference",
					"payment.refusal.reason", "payment.refusal.dayAhead", "payment.refusal.dayBefore",
					"payment.refusal.notPaid", "payment.refusal.answeredBefore", "payment.refusal.answeredBefore",
					"payment.refusal.used", "", "payment.refusal.usedInFile");
	}

	@Test
	void refusesAPaymentThatIsNotWithTheBank() {
		Project other = this.payments.project();
		long prepared = this.payments.prepare(other.code(), 2025);
		String reference = this.payments.reference(prepared, other.one());
		assertThat(this.payments.check(this.payments.paid(reference, bank("7"))).get(0).errors().get(0).key())
			.isEqualTo("payment.refusal.notWithBank");
	}

	@Test
	void putsAReturnedPaymentBackIntoArrears() {
		this.payments.write(this.payments.paid(this.first, bank("1")), this.payments.paid(this.second, bank("2")),
				this.payments.paid(this.third, bank("3")));
		this.dividends.at("2026-04-10T09:00");
		SheetRow back = this.payments.answer(this.second, "RETURNED", today(), bank("4"), "账户已销户");
		assertThat(this.payments.check(back).get(0).outcome()).isEqualTo(Outcome.CHANGED);
		this.payments.write(back);
		assertThat(this.payments.check(back).get(0).outcome()).isEqualTo(Outcome.LEFT);
		assertThat(this.payments.lines(this.batch)).containsEntry(this.project.one(), "RETURNED 2000.00");
		assertThat(balance(this.project.one()).arrears()).isEqualTo(Dividends.money("2000.00"));
		assertThat(balance(this.project.two()).owed()).isEqualTo(Dividends.money("0.00"));
		long again = this.payments.posted(this.project.code(), 2025);
		this.payments.write(this.payments.paid(this.payments.reference(again, this.project.one()), bank("5")));
		assertThat(balance(this.project.one()).owed()).isEqualTo(Dividends.money("0.00"));
		assertThat(this.dividends.lines(this.project.code(), "c.number = ?", this.project.one())).isEqualTo(4);
	}

	@Test
	void takesAnswersBackByLinesOfTheirOwnAndCanTakeThemAgain() {
		SheetRow[] file = { this.payments.paid(this.first, bank("1")),
				this.payments.answer(this.second, "FAILED", today(), null, "账号不符"),
				this.payments.paid(this.third, bank("2")) };
		ImportRun run = this.payments.write(file);
		assertThat(this.payments.state(this.batch)).isEqualTo("SETTLED");
		this.payments.undo(run);
		assertThat(this.payments.state(this.batch)).isEqualTo("POSTED");
		assertThat(this.payments.lines(this.batch).values()).allMatch((line) -> line.startsWith("PENDING"));
		assertThat(this.payments.owed(this.project.code())).isEqualByComparingTo("84000.00");
		assertThat(this.dividends.lines(this.project.code(), "e.kind = 'PAYMENT'")).isEqualTo(2);
		assertThat(this.dividends.lines(this.project.code(), "e.kind = 'REVERSAL' and e.reason like '撤销导入%'"))
			.isEqualTo(2);
		this.payments.write(file);
		assertThat(this.payments.owed(this.project.code())).isEqualByComparingTo("2000.00");
		assertThat(this.dividends.lines(this.project.code(), "e.kind = 'PAYMENT' and e.posting = 2")).isEqualTo(2);
	}

	@Test
	void takesAReturnBackAndThenThePayment() {
		ImportRun paid = this.payments.write(this.payments.paid(this.first, bank("1")));
		ImportRun back = this.payments.write(this.payments.answer(this.first, "RETURNED", today(), bank("2"), "账户已销户"));
		refused("payment.refusal.undo", () -> this.payments.undo(paid));
		this.payments.undo(back);
		assertThat(this.payments.lines(this.batch)).containsEntry(this.project.collective(), "PAID 80000.00");
		this.payments.undo(paid);
		assertThat(this.payments.lines(this.batch)).containsEntry(this.project.collective(), "PENDING 80000.00");
		assertThat(this.payments.owed(this.project.code(), this.project.collective())).isEqualTo("80000.00");
	}

	@Test
	void isNotTakenBackOnceSomethingWasBuiltOnIt() {
		ImportRun run = this.payments.write(this.payments.paid(this.first, bank("1")),
				this.payments.answer(this.second, "FAILED", today(), null, "账号不符"));
		this.payments.prepare(this.project.code(), 2025);
		refused("payment.refusal.undo", () -> this.payments.undo(run));
		assertThat(this.payments.lines(this.batch)).containsEntry(this.project.collective(), "PAID 80000.00");
	}

	@Test
	void postsOnceWhenTwoFilesComeAtOnce() throws Exception {
		List<CheckedRow> checked = this.payments.check(this.payments.paid(this.first, bank("1")),
				this.payments.paid(this.second, bank("2")));
		ImportRun one = this.payments.run();
		ImportRun other = this.payments.run();
		List<Object> became = Together.press(List.of(writes(checked, one), writes(checked, other)));
		assertThat(became).filteredOn("written"::equals).hasSize(1);
		assertThat(became).filteredOn((result) -> result instanceof Refusal).hasSize(1);
		assertThat(this.dividends.lines(this.project.code(), "e.kind = 'PAYMENT'")).isEqualTo(2);
	}

	@Test
	void givesOneReferenceOfTheBankToOnePaymentWhenTwoClaimItAtOnce() throws Exception {
		List<CheckedRow> one = this.payments.check(this.payments.paid(this.first, bank("1")));
		List<CheckedRow> other = this.payments.check(this.payments.paid(this.second, bank("1")));
		List<Object> became = Together
			.press(List.of(writes(one, this.payments.run()), writes(other, this.payments.run())));
		assertThat(became).filteredOn("written"::equals).hasSize(1);
		assertThat(this.dividends.lines(this.project.code(), "e.kind = 'PAYMENT'")).isEqualTo(1);
	}

	@Test
	void writesNothingWhenTheConnectionBreaksAndAllOfItWhenItIsSentAgain() {
		SheetRow[] file = { this.payments.paid(this.first, bank("1")), this.payments.paid(this.second, bank("2")),
				this.payments.paid(this.third, bank("3")) };
		List<CheckedRow> checked = this.payments.check(file);
		ImportRun run = this.payments.run();
		assertThatThrownBy(() -> this.dividends.transaction.executeWithoutResult((status) -> {
			this.payments.sheet.write(checked, run);
			this.payments.sheet.finish(run);
			this.dividends.jdbc.sql("select pg_terminate_backend(pg_backend_pid())").query((row) -> {
			});
		})).isInstanceOf(RuntimeException.class);
		assertThat(this.payments.state(this.batch)).isEqualTo("POSTED");
		assertThat(this.payments.lines(this.batch).values()).allMatch((line) -> line.startsWith("PENDING"));
		assertThat(this.dividends.lines(this.project.code(), "e.kind = 'PAYMENT'")).isZero();
		this.payments.write(file);
		this.payments.write(file);
		assertThat(this.payments.state(this.batch)).isEqualTo("SETTLED");
		assertThat(this.dividends.lines(this.project.code(), "e.kind = 'PAYMENT'")).isEqualTo(3);
		assertThat(this.payments.owed(this.project.code())).isEqualByComparingTo("0.00");
	}

	@Test
	void isTakenFromFinanceAlone() {
		assertThat(this.payments.sheet.mayImport(this.dividends.finance())).isTrue();
		for (String other : List.of("coordinator", "leader", "editor-agriculture", "clerk-dali", "admin")) {
			assertThat(this.payments.sheet.mayImport(this.dividends.official(other))).as(other).isFalse();
		}
	}

	private Callable<?> writes(List<CheckedRow> checked, ImportRun run) {
		return () -> {
			this.payments.write(checked, run);
			return "written";
		};
	}

	private BalanceRule.Balance balance(String number) {
		List<BalanceRule.Entry> entries = this.dividends.jdbc.sql("""
				select e.amount, e.pay_by from dividend_entry e join contributor c on c.id = e.contributor_id
				where c.number = ?""")
			.param(number)
			.query((row, index) -> new BalanceRule.Entry(new Money(row.getBigDecimal("amount")),
					row.getObject("pay_by", LocalDate.class)))
			.list();
		return BalanceRule.of(entries, this.dividends.clock.today());
	}

	private String today() {
		return this.dividends.clock.today().toString();
	}

	private String bank(String number) {
		return "YH" + this.batch + "-" + number;
	}

	private static SheetRow with(SheetRow row, String column, Object value) {
		Map<String, Object> values = new LinkedHashMap<>(row.values());
		values.put(column, value);
		return new SheetRow(row.number(), values);
	}

}
