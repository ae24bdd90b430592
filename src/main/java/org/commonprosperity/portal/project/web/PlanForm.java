package org.commonprosperity.portal.project.web;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import lombok.Getter;
import lombok.Setter;
import org.commonprosperity.portal.project.ProjectChange.PlannedMilestone;
import org.commonprosperity.portal.project.ProjectChange.RevisePlan;
import org.commonprosperity.portal.project.ProjectSheet;
import org.commonprosperity.portal.shared.Percent;
import org.commonprosperity.portal.shared.web.Forms;
import org.commonprosperity.portal.shared.web.OfficeForm;
import org.jspecify.annotations.Nullable;

import org.springframework.validation.BindingResult;

/**
 * The plan as rows to type into; a row left blank is no milestone.
 */
@Getter
@Setter
class PlanForm extends OfficeForm {

	private static final int MORE = 3;

	private static final int MOST = 60;

	@Valid
	@Size(max = MOST, message = "{project.invalid.rows}")
	private List<Row> rows = new ArrayList<>();

	@Size(max = 500, message = "{project.invalid.length}")
	private @Nullable String reason;

	void fill(ProjectSheet sheet) {
		this.rows = new ArrayList<>();
		sheet.milestones()
			.forEach((milestone) -> this.rows.add(Row.of(milestone.id(), milestone.name(), milestone.weight(),
					milestone.plannedStart(), milestone.dueDate())));
	}

	void fill(RevisePlan change) {
		this.rows = new ArrayList<>();
		change.milestones()
			.forEach((milestone) -> this.rows.add(Row.of(milestone.id(), milestone.name(), milestone.weight(),
					milestone.plannedStart(), milestone.dueDate())));
		this.reason = change.reason();
	}

	void addRows() {
		for (int i = 0; i < MORE && this.rows.size() < MOST; i++) {
			this.rows.add(new Row());
		}
	}

	/**
	 * Says all at once what is missing.
	 * @param first whether there is no plan yet, so that no reason is needed
	 */
	void check(BindingResult binding, boolean first) {
		List<Row> filled = this.rows.stream().filter((row) -> !row.isLeftOut()).toList();
		if (filled.isEmpty() && first) {
			binding.reject("project.refusal.planEmpty");
		}
		BigDecimal total = filled.stream()
			.map((row) -> row.weight)
			.filter(Objects::nonNull)
			.reduce(BigDecimal.ZERO, BigDecimal::add);
		if (!filled.isEmpty() && total.compareTo(BigDecimal.valueOf(100)) != 0 && !wrongWeights(binding)) {
			binding.reject("project.refusal.weights", new Object[] { total.stripTrailingZeros().toPlainString() },
					null);
		}
		if (!first && Forms.text(this.reason) == null) {
			binding.rejectValue("reason", "project.refusal.reasonMissing");
		}
		checkRows(binding);
	}

	private boolean wrongWeights(BindingResult binding) {
		return binding.getFieldErrors().stream().anyMatch((error) -> error.getField().endsWith(".weight"));
	}

	/** What a filled-in row must have. */
	private void checkRows(BindingResult binding) {
		for (int i = 0; i < this.rows.size(); i++) {
			Row row = this.rows.get(i);
			if (row.isLeftOut()) {
				continue;
			}
			require(binding, "rows[" + i + "].name", Forms.text(row.name), "project.required.name");
			require(binding, "rows[" + i + "].weight", row.weight, "project.invalid.weight");
			require(binding, "rows[" + i + "].plannedStart", row.plannedStart, "project.required.date");
			require(binding, "rows[" + i + "].dueDate", row.dueDate, "project.required.date");
			if (row.plannedStart != null && row.dueDate != null && row.dueDate.isBefore(row.plannedStart)) {
				binding.rejectValue("rows[" + i + "].dueDate", "project.refusal.dueBeforeStart",
						new Object[] { (row.name != null) ? row.name : "" }, null);
			}
		}
	}

	private static void require(BindingResult binding, String field, @Nullable Object value, String key) {
		if (value == null && !binding.hasFieldErrors(field)) {
			binding.rejectValue(field, key);
		}
	}

	/** The change, over the plan in force that the form was drawn from. */
	RevisePlan change(ProjectSheet sheet) {
		return new RevisePlan(
				this.rows.stream()
					.filter((row) -> !row.isLeftOut())
					.map((row) -> new PlannedMilestone(row.id, row.name.strip(), new Percent(row.weight),
							row.plannedStart, row.dueDate))
					.toList(),
				sheet.milestones()
					.stream()
					.map((milestone) -> new PlannedMilestone(milestone.id(), milestone.name(), milestone.weight(),
							milestone.plannedStart(), milestone.dueDate()))
					.toList(),
				Forms.text(this.reason));
	}

	/**
	 * One milestone.
	 */
	@Getter
	@Setter
	static class Row {

		private @Nullable Long id;

		@Size(max = 100, message = "{project.invalid.length}")
		private String name;

		@Digits(integer = 3, fraction = 2, message = "{project.invalid.weight}")
		@Positive(message = "{project.invalid.weight}")
		@DecimalMax(value = "100", message = "{project.invalid.weight}")
		private BigDecimal weight;

		private LocalDate plannedStart;

		private LocalDate dueDate;

		private boolean removed;

		static Row of(@Nullable Long id, String name, Percent weight, LocalDate plannedStart, LocalDate dueDate) {
			Row row = new Row();
			row.id = id;
			row.name = name;
			row.weight = weight.value();
			row.plannedStart = plannedStart;
			row.dueDate = dueDate;
			return row;
		}

		boolean isLeftOut() {
			return this.removed || (this.id == null && Forms.text(this.name) == null && this.weight == null
					&& this.plannedStart == null && this.dueDate == null);
		}

	}

}
