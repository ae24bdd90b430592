package org.commonprosperity.portal.dividend.web;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.dividend.BalanceRule.Balance;
import org.commonprosperity.portal.dividend.DividendStatement.Bank;
import org.commonprosperity.portal.dividend.DividendStatement.Line;
import org.commonprosperity.portal.dividend.DividendStatement.Reckoned;
import org.commonprosperity.portal.dividend.DividendStatement.Share;
import org.commonprosperity.portal.dividend.DueSheet.Need;
import org.commonprosperity.portal.dividend.PaymentBatch;
import org.commonprosperity.portal.shared.Money;
import org.commonprosperity.portal.shared.web.Show;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Payments and the lines of a statement in words, in the reader's language. Templates
 * reach it as {@code @payments}.
 */
@Component("payments")
@RequiredArgsConstructor
public class PaymentWords {

	private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

	private final Show show;

	/** The constant of a name, whatever its case; null if there is none. */
	static <T extends Enum<T>> @Nullable T constant(T[] values, @Nullable String name) {
		return Arrays.stream(values).filter((one) -> one.name().equalsIgnoreCase(name)).findFirst().orElse(null);
	}

	public String year(int year) {
		return this.show.text("payment.year.of", String.valueOf(year));
	}

	/** 2025 年度, or all years. */
	public String years(@Nullable Integer year) {
		return (year != null) ? year(year) : this.show.text("payment.year.all");
	}

	/** 公共码头 · 2025 年度分红付款（第 3 批）. */
	public String title(PaymentBatch batch) {
		return this.show.text("payment.batch.title", this.show.name(batch.project().name(), batch.project().nameEn()),
				years(batch.year()), String.valueOf(batch.id()));
	}

	public String name(@Nullable String name, @Nullable String nameEn) {
		String known = this.show.name(name, nameEn);
		return (known != null) ? known : this.show.text("none");
	}

	/** The name of a class, or that there is none. */
	public String className(@Nullable String name, @Nullable String nameEn) {
		String known = this.show.name(name, nameEn);
		return (known != null) ? known : this.show.text("payment.class.none");
	}

	/** A part of the whole as a percentage with the decimals that it has. */
	public String rate(BigDecimal rate) {
		BigDecimal percent = rate.multiply(HUNDRED).stripTrailingZeros();
		return ((percent.scale() < 0) ? percent.setScale(0) : percent).toPlainString() + "%";
	}

	/**
	 * How a line of a batch stands: what is in a batch is with the bank as the batch is.
	 */
	public String line(PaymentBatch batch, String state) {
		return this.show.text((state.equals("PENDING") && batch.state() == PaymentBatch.State.POSTED)
				? "payment.state.POSTED" : "payment.line." + state);
	}

	/** The class under which the style sheet knows a state. */
	public String style(String state) {
		return switch (state) {
			case "POSTED", "SETTLED", "PAID" -> "approved";
			case "PREPARED", "PENDING" -> "submitted";
			case "DROPPED" -> "none";
			default -> "returned";
		};
	}

	/** The quarter of a need, or that it is overdue. */
	public String quarter(Need need) {
		return (need.year() == null) ? this.show.text("payment.due.now")
				: this.show.text("payment.due.quarter", String.valueOf(need.year()), String.valueOf(need.quarter()));
	}

	/** How a line of a statement came about, in sentences. */
	public List<String> explained(Line line) {
		List<String> sentences = new ArrayList<>();
		Reckoned reckoned = line.reckoned();
		if (reckoned != null) {
			reckoned(line, reckoned, sentences);
		}
		Share share = line.share();
		if (share != null) {
			sentences.add(this.show.text("payment.why.share", share.resolution(), this.show.yuan(share.pool()),
					this.show.text("payment.why.share." + share.rule().toLowerCase(Locale.ROOT)),
					this.show.decimals(share.weight()), this.show.decimals(share.weights()),
					this.show.yuan(line.amount())));
		}
		if (line.keptFrom() != null && line.kind().equals("OPENING")) {
			sentences.add(this.show.text("payment.why.opening", line.contribution(),
					this.show.dayOfYearInWords(line.keptFrom())));
		}
		Bank bank = line.bank();
		if (bank != null) {
			bank(line, bank, sentences);
		}
		if (line.reverses() != null) {
			sentences.add(this.show.text("payment.why.reverses", String.valueOf(line.reverses())));
		}
		if (line.reason() != null && reckoned == null) {
			sentences.add(this.show.text("payment.why.reason", line.reason()));
		}
		return sentences;
	}

	private void reckoned(Line line, Reckoned reckoned, List<String> sentences) {
		sentences.add(this.show.text("payment.why.reckoned", this.show.decimals(reckoned.principal()),
				rate(reckoned.rate()), String.valueOf(reckoned.days()), String.valueOf(reckoned.yearDays()),
				this.show.yuan(reckoned.due())));
		sentences.add(this.show.text("payment.why.terms", this.show.text("dividend.phase." + reckoned.phase()),
				className(reckoned.contributorClass(), reckoned.contributorClassEn()), line.contribution()));
		if (reckoned.before().yuan().signum() != 0) {
			sentences.add(this.show.text("payment.why.before", this.show.yuan(reckoned.before()),
					this.show.yuan(line.amount())));
		}
		if (line.reason() != null) {
			sentences.add(this.show.text("payment.why.changed", reasons(line.reason())));
		}
	}

	/** The reasons of an adjustment; a code that nobody words stays as it is. */
	private String reasons(String codes) {
		return String.join(this.show.text("payment.join"),
				Arrays.stream(codes.split(",")).map(String::strip).map(this::reason).toList());
	}

	private String reason(String code) {
		return switch (code) {
			case "OPERATION_START" -> this.show.text("payment.adjusted.operationStart");
			case "WITHDRAWAL" -> this.show.text("payment.adjusted.withdrawal");
			case "TRANSFER" -> this.show.text("payment.adjusted.transfer");
			case "CORRECTION" -> this.show.text("payment.adjusted.correction");
			case "CLASS" -> this.show.text("payment.adjusted.class");
			case "TERMS" -> this.show.text("payment.adjusted.terms");
			case "FACTS" -> this.show.text("payment.adjusted.facts");
			default -> code;
		};
	}

	private void bank(Line line, Bank bank, List<String> sentences) {
		boolean paid = line.kind().equals("PAYMENT");
		if (bank.on() == null) {
			sentences.add(this.show.text("payment.why.reference", bank.reference()));
		}
		else {
			sentences.add(this.show.text(paid ? "payment.why.paid" : "payment.why.returned", bank.on().toString(),
					bank.reference(), Objects.requireNonNullElse(bank.bankReference(), this.show.text("none"))));
		}
	}

	/** What is still owed in words: payable, in arrears, or paid too much. */
	public String balance(Balance balance) {
		if (balance.owed().yuan().signum() < 0) {
			return this.show.text("payment.balance.overpaid",
					this.show.yuan(new Money(balance.owed().yuan().negate())));
		}
		return this.show.text("payment.balance", this.show.yuan(balance.payable()), this.show.yuan(balance.arrears()));
	}

}
