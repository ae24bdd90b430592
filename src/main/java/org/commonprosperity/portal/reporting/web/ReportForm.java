package org.commonprosperity.portal.reporting.web;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Size;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.Setter;
import org.commonprosperity.portal.project.ProjectChange.MilestoneProgress;
import org.commonprosperity.portal.project.ProjectChange.Progress;
import org.commonprosperity.portal.project.ProjectSheet.MilestoneLine;
import org.commonprosperity.portal.reporting.ReportContent;
import org.commonprosperity.portal.reporting.ReportService;
import org.commonprosperity.portal.reporting.ReportSheet;
import org.commonprosperity.portal.shared.Money;
import org.commonprosperity.portal.shared.Percent;
import org.commonprosperity.portal.shared.web.Forms;
import org.commonprosperity.portal.shared.web.NamedRows;
import org.commonprosperity.portal.shared.web.OfficeForm;
import org.jspecify.annotations.Nullable;

import org.springframework.validation.BindingResult;

/**
 * The form of a monthly report. It opens with what is on record, what was written so far
 * and, where nothing was, with what carries over from the month before. Its fields stand
 * in the order of the page.
 */
@Getter
@Setter
class ReportForm extends OfficeForm implements NamedRows {

	@Valid
	private List<Row> rows = new ArrayList<>();

	@Size(max = 4000, message = "{report.invalid.long}")
	private @Nullable String done;

	@Digits(integer = 13, fraction = 2, message = "{report.invalid.invested}")
	@DecimalMin(value = "0", message = "{report.invalid.invested}")
	private @Nullable BigDecimal invested;

	@Size(max = 2000, message = "{report.invalid.length}")
	private @Nullable String nextPlan;

	@Size(max = 2000, message = "{report.invalid.length}")
	private @Nullable String problems;

	@Size(max = 2000, message = "{report.invalid.length}")
	private @Nullable String requests;

	/** Fills the form in. */
	static ReportForm of(ReportSheet sheet, Map<Long, Progress> marks, String plannedNext) {
		ReportForm form = new ReportForm();
		ReportSheet.Version current = sheet.current();
		ReportSheet.Version before = sheet.before();
		form.setVersion((current != null) ? current.version() : ReportService.NOT_WRITTEN);
		if (current != null) {
			form.done = current.done();
			form.invested = yuan(current.invested());
			form.problems = current.problems();
			form.requests = current.requests();
			form.nextPlan = current.nextPlan();
		}
		else {
			form.nextPlan = plannedNext.isEmpty() ? null : plannedNext;
			if (before != null) {
				form.invested = yuan(before.invested());
				form.problems = before.problems();
				form.requests = before.requests();
			}
		}
		boolean correcting = current != null && current.correctionReason() != null;
		for (MilestoneLine milestone : sheet.project().milestones()) {
			MilestoneProgress stated = (current == null) ? null
					: current.progress()
						.stream()
						.filter((one) -> one.milestoneId() == milestone.id())
						.findFirst()
						.orElse(null);
			if (milestone.metOn() == null || correcting || stated != null) {
				form.rows.add(Row.of(milestone, stated, marks.get(milestone.id())));
			}
		}
		return form;
	}

	private static @Nullable BigDecimal yuan(@Nullable Money money) {
		return (money != null) ? money.yuan() : null;
	}

	/**
	 * What was written. A field that could not be read is left as it was before, so that
	 * a draft can be kept though something in it is not yet right.
	 */
	ReportContent content(BindingResult binding) {
		List<MilestoneProgress> progress = new ArrayList<>();
		for (int i = 0; i < this.rows.size(); i++) {
			Row row = this.rows.get(i);
			if (row.id != null) {
				MilestoneProgress stated = row.progress(binding, "rows[" + i + "].");
				if (!stated.was().equals(stated.now())) {
					progress.add(stated);
				}
			}
		}
		return new ReportContent(written(binding, "done", this.done),
				(this.invested != null && !binding.hasFieldErrors("invested")) ? new Money(this.invested) : null,
				written(binding, "problems", this.problems), written(binding, "requests", this.requests),
				written(binding, "nextPlan", this.nextPlan), progress);
	}

	private static @Nullable String written(BindingResult binding, String field, @Nullable String value) {
		return binding.hasFieldErrors(field) ? null : Forms.text(value);
	}

	/** The row of a milestone, for an error that names it. */
	@Nullable String field(String milestone, String field) {
		for (int i = 0; i < this.rows.size(); i++) {
			if (milestone.equals(String.valueOf(this.rows.get(i).id))) {
				return "rows[" + i + "]." + field;
			}
		}
		return null;
	}

	/**
	 * Gives the rows what is not sent with them: the names of their milestones, and which
	 * of them a correction does not need.
	 * @param binding what was typed and is wrong; null if nothing was
	 */
	void draw(ReportSheet sheet, @Nullable BindingResult binding) {
		ReportSheet.Version current = sheet.current();
		boolean correcting = current != null && current.correctionReason() != null;
		List<MilestoneLine> milestones = sheet.project().milestones();
		for (int i = 0; i < this.rows.size(); i++) {
			Row row = this.rows.get(i);
			row.folded = correcting && !row.isChanged()
					&& (binding == null || !binding.hasFieldErrors("rows[" + i + "].*"));
			milestones.stream()
				.filter((milestone) -> Objects.equals(milestone.id(), row.id))
				.findFirst()
				.ifPresent((milestone) -> row.name = milestone.name());
		}
	}

	public long countFolded() {
		return this.rows.stream().filter(Row::isFolded).count();
	}

	@Override
	public @Nullable String nameOfRow(int index) {
		return (index < this.rows.size()) ? this.rows.get(index).name : null;
	}

	/**
	 * A milestone: what the reporter saw, and what the reporter states.
	 */
	@Getter
	@Setter
	static class Row {

		private @Nullable Long id;

		@Setter(AccessLevel.NONE)
		private @Nullable String name;

		@Setter(AccessLevel.NONE)
		private boolean folded;

		/** Whether something was marked on the project's page and waits. */
		@Setter(AccessLevel.NONE)
		private boolean marked;

		private @Nullable LocalDate begunOn;

		@Digits(integer = 3, fraction = 2, message = "{project.invalid.percent}")
		@DecimalMin(value = "0", message = "{project.invalid.percent}")
		@DecimalMax(value = "100", message = "{project.invalid.percent}")
		private @Nullable BigDecimal percent;

		private @Nullable LocalDate metOn;

		@Size(max = 500, message = "{project.invalid.length}")
		private @Nullable String note;

		private @Nullable LocalDate wasBegunOn;

		private @Nullable BigDecimal wasPercent;

		private @Nullable LocalDate wasMetOn;

		private @Nullable String wasNote;

		static Row of(MilestoneLine milestone, @Nullable MilestoneProgress stated, @Nullable Progress marked) {
			Row row = new Row();
			row.id = milestone.id();
			row.wasBegunOn = milestone.begunOn();
			row.wasPercent = milestone.percentDone().value();
			row.wasMetOn = milestone.metOn();
			row.wasNote = milestone.metNote();
			row.begunOn = row.wasBegunOn;
			row.percent = row.wasPercent;
			row.metOn = row.wasMetOn;
			row.note = row.wasNote;
			if (marked != null) {
				row.marked = true;
				row.take(new Progress(row.wasBegunOn, milestone.percentDone(), row.wasMetOn, row.wasNote), marked);
			}
			if (stated != null) {
				row.take(stated.was(), stated.now());
			}
			return row;
		}

		/** Takes what was stated over, where it differed from what was seen then. */
		private void take(Progress was, Progress now) {
			this.begunOn = Objects.equals(was.begunOn(), now.begunOn()) ? this.begunOn : now.begunOn();
			this.percent = was.percent().equals(now.percent()) ? this.percent : now.percent().value();
			this.metOn = Objects.equals(was.metOn(), now.metOn()) ? this.metOn : now.metOn();
			this.note = Objects.equals(was.note(), now.note()) ? this.note : now.note();
		}

		/** Whether it states anything new. */
		private boolean isChanged() {
			return !Objects.equals(this.begunOn, this.wasBegunOn) || !Objects.equals(this.metOn, this.wasMetOn)
					|| (this.percent != null
							&& (this.wasPercent == null || this.percent.compareTo(this.wasPercent) != 0))
					|| !Objects.equals(Forms.text(this.note), Forms.text(this.wasNote));
		}

		/** What it states; a field that could not be read states nothing new. */
		MilestoneProgress progress(BindingResult binding, String path) {
			Percent saw = percent(this.wasPercent, this.wasMetOn);
			LocalDate met = binding.hasFieldErrors(path + "metOn") ? this.wasMetOn : this.metOn;
			boolean unsaid = binding.hasFieldErrors(path + "percent") || this.percent == null;
			return new MilestoneProgress(Objects.requireNonNull(this.id),
					new Progress(this.wasBegunOn, saw, this.wasMetOn, Forms.text(this.wasNote)),
					new Progress(binding.hasFieldErrors(path + "begunOn") ? this.wasBegunOn : this.begunOn,
							(met == null && unsaid) ? saw : percent(this.percent, met), met,
							Forms.text(binding.hasFieldErrors(path + "note") ? this.wasNote : this.note)));
		}

		private static Percent percent(@Nullable BigDecimal percent, @Nullable LocalDate metOn) {
			return (metOn != null) ? Percent.WHOLE : (percent != null) ? new Percent(percent) : Percent.ZERO;
		}

	}

}
