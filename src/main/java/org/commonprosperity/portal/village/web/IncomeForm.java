package org.commonprosperity.portal.village.web;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.Setter;
import org.commonprosperity.portal.shared.Money;
import org.commonprosperity.portal.shared.web.Forms;
import org.commonprosperity.portal.shared.web.NamedRows;
import org.commonprosperity.portal.shared.web.OfficeForm;
import org.commonprosperity.portal.village.IncomeContent;
import org.commonprosperity.portal.village.IncomeContent.Entry;
import org.commonprosperity.portal.village.IncomeRecord;
import org.commonprosperity.portal.village.IncomeService;
import org.commonprosperity.portal.village.IncomeSources.IncomeSource;
import org.commonprosperity.portal.village.VillageIncomeRule;
import org.jspecify.annotations.Nullable;

import org.springframework.validation.BindingResult;

/**
 * The form of a return: a row for each source of the year and each enclave, and rows for
 * what other villages paid.
 */
@Getter
@Setter
class IncomeForm extends OfficeForm implements NamedRows {

	private static final int MOST_ROWS = 60;

	@Valid
	private List<Row> rows = new ArrayList<>();

	@Digits(integer = 11, fraction = 2, message = "{project.invalid.money}")
	@DecimalMin(value = "0", message = "{project.refusal.negative}")
	private @Nullable BigDecimal target;

	@Digits(integer = 11, fraction = 2, message = "{project.invalid.money}")
	@DecimalMin(value = "0", message = "{project.refusal.negative}")
	private @Nullable BigDecimal disposableIncome;

	@Min(value = 0, message = "{project.refusal.negative}")
	@Max(value = 10_000_000, message = "{income.invalid.population}")
	private @Nullable Integer population;

	@Digits(integer = 11, fraction = 2, message = "{project.invalid.money}")
	@DecimalMin(value = "0", message = "{project.refusal.negative}")
	private @Nullable BigDecimal collectiveAssets;

	@Size(max = 1000, message = "{income.invalid.note}")
	private @Nullable String note;

	@Getter(AccessLevel.NONE)
	@Setter(AccessLevel.NONE)
	private List<String> names = List.of();

	/** Says by which names the rows are told, for errors. */
	void name(List<String> of) {
		this.names = List.copyOf(of);
	}

	@Override
	public @Nullable String nameOfRow(int index) {
		return (index < this.names.size()) ? this.names.get(index) : null;
	}

	/** Fills the form in. */
	static IncomeForm of(IncomeRecord record, List<IncomeSource> sources, List<Long> enclaves) {
		IncomeForm form = new IncomeForm();
		IncomeRecord.Version current = record.current();
		form.setVersion((current != null) ? current.version() : IncomeService.NOT_WRITTEN);
		IncomeContent content = (current != null) ? current.content() : IncomeContent.of(List.of());
		for (IncomeSource source : sources) {
			form.rows.add(Row.of(source.code(), null, null, content));
		}
		List<Long> shown = new ArrayList<>(enclaves);
		content.entries()
			.stream()
			.map(Entry::enclaveId)
			.filter((enclave) -> enclave != null && !shown.contains(enclave))
			.forEach(shown::add);
		shown.forEach((enclave) -> form.rows.add(Row.of(VillageIncomeRule.INVESTMENT, null, enclave, content)));
		content.entries()
			.stream()
			.filter((entry) -> entry.payerId() != null)
			.forEach((entry) -> form.rows.add(Row.of(entry.source(), entry.payerId(), null, content)));
		IncomeRecord.Version before = record.before();
		if (current == null && before != null) {
			// who paid last year is likely to have paid again
			before.content()
				.entries()
				.stream()
				.filter((entry) -> entry.payerId() != null
						&& sources.stream().anyMatch((source) -> source.code().equals(entry.source())))
				.forEach((entry) -> form.rows.add(Row.of(entry.source(), entry.payerId(), null, content)));
		}
		form.target = yuan(content.target());
		form.disposableIncome = yuan(content.disposableIncome());
		form.population = content.population();
		form.collectiveAssets = yuan(content.collectiveAssets());
		form.note = content.note();
		return form;
	}

	/** One more row for what another village paid. */
	void addRow() {
		if (this.rows.size() < MOST_ROWS) {
			Row row = new Row();
			row.village = true;
			this.rows.add(row);
		}
	}

	/** Refuses rows that say how much, and not what or of whom. */
	void check(BindingResult binding) {
		for (int i = 0; i < this.rows.size(); i++) {
			Row row = this.rows.get(i);
			if (row.amount != null && Forms.text(row.source) == null) {
				binding.rejectValue("rows[" + i + "].source", "income.refusal.source");
			}
			if (row.amount != null && row.village && row.payer == null) {
				binding.rejectValue("rows[" + i + "].payer", "income.invalid.payer");
			}
		}
	}

	/** What was written; a row without an amount is not stated. */
	IncomeContent content() {
		List<Entry> entries = new ArrayList<>();
		for (Row row : this.rows) {
			String source = Forms.text(row.source);
			if (row.amount != null && source != null) {
				entries.add(new Entry(source, row.village ? row.payer : null, row.village ? null : row.enclave,
						new Money(row.amount)));
			}
		}
		return new IncomeContent(entries, money(this.target), money(this.disposableIncome), this.population,
				money(this.collectiveAssets), Forms.text(this.note));
	}

	/** The field of an entry, as the domain names it: {@code row/number/field}. */
	@Nullable String field(@Nullable String named) {
		if (named == null || !named.startsWith("row/")) {
			return named;
		}
		String[] parts = named.split("/");
		int wanted = Integer.parseInt(parts[1]);
		for (int i = 0; i < this.rows.size(); i++) {
			Row row = this.rows.get(i);
			if (row.amount != null && Forms.text(row.source) != null && wanted-- == 0) {
				return "rows[" + i + "]." + (row.village ? parts[2] : "amount");
			}
		}
		return null;
	}

	private static @Nullable Money money(@Nullable BigDecimal yuan) {
		return (yuan != null) ? new Money(yuan) : null;
	}

	private static @Nullable BigDecimal yuan(@Nullable Money money) {
		return (money != null) ? money.yuan() : null;
	}

	/**
	 * A row.
	 */
	@Getter
	@Setter
	static class Row {

		@Size(max = 20, message = "{income.refusal.source}")
		private @Nullable String source;

		private @Nullable Long payer;

		private @Nullable Long enclave;

		/** Whether source and payer are to be chosen. */
		private boolean village;

		@Digits(integer = 11, fraction = 2, message = "{project.invalid.money}")
		@DecimalMin(value = "0", message = "{project.refusal.negative}")
		private @Nullable BigDecimal amount;

		/** What it is about, whatever the amount. */
		Entry entry() {
			return new Entry((this.source != null) ? this.source : "", this.payer, this.village ? null : this.enclave,
					new Money(BigDecimal.ZERO));
		}

		static Row of(String source, @Nullable Long payer, @Nullable Long enclave, IncomeContent content) {
			Row row = new Row();
			row.source = source;
			row.payer = payer;
			row.enclave = enclave;
			row.village = payer != null;
			row.amount = yuan(content.stated(source, payer, enclave));
			return row;
		}

	}

}
