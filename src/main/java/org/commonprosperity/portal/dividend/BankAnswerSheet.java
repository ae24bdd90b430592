package org.commonprosperity.portal.dividend;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.dividend.BankAnswers.Known;
import org.commonprosperity.portal.shared.Money;
import org.commonprosperity.portal.spreadsheet.CellError;
import org.commonprosperity.portal.spreadsheet.CheckedRow;
import org.commonprosperity.portal.spreadsheet.Choice;
import org.commonprosperity.portal.spreadsheet.Column;
import org.commonprosperity.portal.spreadsheet.ColumnType;
import org.commonprosperity.portal.spreadsheet.ImportRun;
import org.commonprosperity.portal.spreadsheet.ImportedSheet;
import org.commonprosperity.portal.spreadsheet.SheetRow;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * The bank's returned file: which payments arrived, which did not, and which came back.
 * The same file sent again writes nothing, since what it says is on record.
 */
@Component
@RequiredArgsConstructor
class BankAnswerSheet implements ImportedSheet {

	static final String REFERENCE = "reference";

	static final String STATE = "state";

	static final String DAY = "day";

	static final String BANK_REFERENCE = "bankReference";

	static final String REASON = "reason";

	private static final String AMOUNT = "amount";

	private static final int REFERENCE_LENGTH = 60;

	private static final int REASON_LENGTH = 200;

	private final BankAnswers answers;

	private final DividendLedger ledger;

	@Override
	public String code() {
		return "bank-answers";
	}

	@Override
	public boolean mayImport(Official official) {
		return DividendAccess.mayPrepare(official);
	}

	@Override
	public List<Column> columns(Official official) {
		return List.of(
				Column
					.of(REFERENCE, ColumnType.IDENTIFIER, "付款编号", "付款参考号", "业务编号", "业务参考号", "客户参考号", "商户订单号", "编号",
							"Payment reference", "Reference")
					.needed()
					.asKey(),
				Column.of(AMOUNT, ColumnType.AMOUNT, "金额", "付款金额", "交易金额", "实发金额", "Amount").addedUp(),
				Column
					.of(STATE, ColumnType.CHOICE, "结果", "处理结果", "付款结果", "交易结果", "状态", "交易状态", "处理状态", "Result", "State")
					.needed()
					.oneOf(List.of(new Choice("PAID", "已付", "成功", "支付成功", "付款成功", "交易成功", "处理成功", "已支付", "Paid"),
							new Choice("FAILED", "失败", "未付", "支付失败", "付款失败", "交易失败", "处理失败", "Failed"),
							new Choice("RETURNED", "退回", "退汇", "已退回", "已退汇", "退票", "Returned"))),
				Column.of(DAY, ColumnType.DATE, "日期", "处理日期", "付款日期", "交易日期", "入账日期", "退汇日期", "Date").needed(),
				Column
					.of(BANK_REFERENCE, ColumnType.IDENTIFIER, "银行流水号", "流水号", "交易流水号", "银行参考号", "回单号", "凭证号",
							"Bank reference")
					.atMost(REFERENCE_LENGTH),
				Column.of(REASON, ColumnType.TEXT, "原因", "失败原因", "退汇原因", "退回原因", "备注", "摘要", "Reason")
					.atMost(REASON_LENGTH));
	}

	@Override
	public List<CheckedRow> check(List<SheetRow> rows, Official official) {
		Map<String, Known> known = this.answers.known(rows);
		Map<String, String> used = this.answers.used(rows);
		Set<String> seen = new HashSet<>();
		List<CheckedRow> checked = new ArrayList<>();
		for (SheetRow row : rows) {
			Known payment = known.get(reference(row));
			CellError error = errorOf(row, payment);
			if (error != null) {
				checked.add(CheckedRow.refused(row, List.of(error)));
			}
			else if (Objects.requireNonNull(payment).says(row)) {
				checked.add(CheckedRow.left(row));
			}
			else {
				CellError second = bankReferenceError(row, payment, used, seen);
				checked.add((second != null) ? CheckedRow.refused(row, List.of(second)) : outcome(row, payment));
			}
		}
		return checked;
	}

	private static CheckedRow outcome(SheetRow row, Known payment) {
		if (payment.state() == PaymentLine.State.PENDING) {
			return CheckedRow.added(row);
		}
		return CheckedRow.changed(row, Map.of(STATE, payment.state().name()));
	}

	private @Nullable CellError errorOf(SheetRow row, @Nullable Known payment) {
		if (payment == null) {
			return CellError.of(row, REFERENCE, "payment.refusal.unknown");
		}
		Money amount = row.money(AMOUNT);
		if (amount != null && !amount.equals(payment.amount())) {
			return CellError.of(row, AMOUNT, "payment.refusal.amount", payment.amount().toString());
		}
		PaymentLine.State answer = answer(row);
		LocalDate day = day(row);
		if (answer != PaymentLine.State.FAILED && row.text(BANK_REFERENCE) == null) {
			return CellError.of(row, BANK_REFERENCE, "payment.refusal.bankReference");
		}
		if (answer != PaymentLine.State.PAID && row.text(REASON) == null) {
			return CellError.of(row, REASON, "payment.refusal.reason");
		}
		if (day.isAfter(this.ledger.today())) {
			return CellError.of(row, DAY, "payment.refusal.dayAhead");
		}
		return payment.says(row) ? null : moveError(row, payment, answer, day);
	}

	/** What was paid can come back; all else is answered once. */
	private static @Nullable CellError moveError(SheetRow row, Known payment, PaymentLine.State answer, LocalDate day) {
		LocalDate postedOn = payment.postedOn();
		if (payment.state() == PaymentLine.State.DROPPED || postedOn == null) {
			return CellError.of(row, REFERENCE, "payment.refusal.notWithBank");
		}
		boolean back = answer == PaymentLine.State.RETURNED;
		if (back && payment.state() == PaymentLine.State.PENDING) {
			return CellError.of(row, STATE, "payment.refusal.notPaid");
		}
		if (payment.state() != (back ? PaymentLine.State.PAID : PaymentLine.State.PENDING)) {
			return CellError.of(row, STATE, "payment.refusal.answeredBefore");
		}
		LocalDate since = back ? Objects.requireNonNull(payment.paidOn()) : postedOn;
		return day.isBefore(since) ? CellError.of(row, DAY, "payment.refusal.dayBefore", since.toString()) : null;
	}

	private static @Nullable CellError bankReferenceError(SheetRow row, Known payment, Map<String, String> used,
			Set<String> seen) {
		String reference = row.text(BANK_REFERENCE);
		if (reference == null) {
			return null;
		}
		String by = used.get(reference);
		if (by != null) {
			return CellError.of(row, BANK_REFERENCE, "payment.refusal.used", by);
		}
		return seen.add(reference) ? null : CellError.of(row, BANK_REFERENCE, "payment.refusal.usedInFile");
	}

	@Override
	public void write(List<CheckedRow> rows, ImportRun run) {
		List<Map<String, @Nullable Object>> input = new ArrayList<>();
		for (CheckedRow checked : rows) {
			SheetRow row = checked.row();
			Map<String, @Nullable Object> values = new LinkedHashMap<>();
			values.put("n", input.size());
			values.put("reference", reference(row));
			values.put("answer", answer(row).name());
			values.put("day", day(row).toString());
			values.put("bank_reference", row.text(BANK_REFERENCE));
			values.put("reason", (answer(row) != PaymentLine.State.PAID) ? row.text(REASON) : null);
			input.add(values);
		}
		this.answers.write(input, run);
	}

	@Override
	public void finish(ImportRun run) {
		this.answers.finish(run);
	}

	@Override
	public void undo(ImportRun run) {
		this.answers.undo(run);
	}

	static String reference(SheetRow row) {
		return Objects.requireNonNull(row.text(REFERENCE));
	}

	static PaymentLine.State answer(SheetRow row) {
		return PaymentLine.State.valueOf(Objects.requireNonNull(row.text(STATE)));
	}

	static LocalDate day(SheetRow row) {
		return Objects.requireNonNull(row.date(DAY));
	}

	/** The values of a column, none twice. */
	static List<String> values(List<SheetRow> rows, String column) {
		Map<String, Boolean> values = new HashMap<>();
		rows.forEach((row) -> {
			String value = row.text(column);
			if (value != null) {
				values.put(value, true);
			}
		});
		return List.copyOf(values.keySet());
	}

}
