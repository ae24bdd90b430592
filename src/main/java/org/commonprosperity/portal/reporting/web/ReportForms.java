package org.commonprosperity.portal.reporting.web;

import java.time.YearMonth;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.project.ProjectChange;
import org.commonprosperity.portal.project.ProjectChange.Progress;
import org.commonprosperity.portal.project.ProjectSheet.MilestoneLine;
import org.commonprosperity.portal.project.ProposalLine;
import org.commonprosperity.portal.project.ProposalList;
import org.commonprosperity.portal.reporting.ReportContent;
import org.commonprosperity.portal.reporting.ReportDesk;
import org.commonprosperity.portal.reporting.ReportSheet;
import org.commonprosperity.portal.shared.Percent;
import org.commonprosperity.portal.shared.web.Show;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;
import org.springframework.validation.BeanPropertyBindingResult;

/**
 * Fills the form of a monthly report in: the same whether it is shown, or a photo is
 * added before anything is written and the draft begins with what it would have shown.
 */
@Component
@RequiredArgsConstructor
class ReportForms {

	private final ReportDesk desk;

	private final ProposalList proposals;

	private final Show show;

	/** The form as it opens. */
	ReportForm open(ReportSheet sheet) {
		StringBuilder next = new StringBuilder();
		YearMonth following = sheet.month().plusMonths(1);
		for (MilestoneLine milestone : sheet.project().milestones()) {
			if (milestone.metOn() == null && YearMonth.from(milestone.dueDate()).equals(following)) {
				next.append(this.show.text("report.next.due", milestone.name(), milestone.dueDate()));
			}
			else if (milestone.begunOn() == null && YearMonth.from(milestone.plannedStart()).equals(following)) {
				next.append(this.show.text("report.next.begin", milestone.name(), milestone.plannedStart()));
			}
			else if (milestone.metOn() == null && milestone.begunOn() != null) {
				next.append(this.show.text("report.next.go", milestone.name()));
			}
		}
		return ReportForm.of(sheet, marks(sheet), next.toString());
	}

	/** What the form opens with where nothing is written yet, as a draft's content. */
	ReportContent opening(String code, YearMonth month, Official by) {
		ReportForm form = open(this.desk.sheet(code, month, by));
		return form.content(new BeanPropertyBindingResult(form, "form"));
	}

	/** What was marked between the reports and waits: the report takes it up. */
	private Map<Long, Progress> marks(ReportSheet sheet) {
		Map<Long, Progress> marks = new HashMap<>();
		String code = sheet.project().line().code();
		for (MilestoneLine milestone : sheet.project().milestones()) {
			Progress progress = new Progress(milestone.begunOn(), milestone.percentDone(), milestone.metOn(),
					milestone.metNote());
			Progress marked = progress;
			for (ProposalLine line : this.proposals.pendingOf(code)) {
				if (Objects.equals(line.milestoneId(), milestone.id())) {
					marked = marked(marked, this.proposals.changeOf(code, line.id()).orElse(null));
				}
			}
			if (!marked.equals(progress)) {
				marks.put(milestone.id(), marked);
			}
		}
		return marks;
	}

	private static Progress marked(Progress known, @Nullable ProjectChange change) {
		if (change instanceof ProjectChange.BeginMilestone begin) {
			return new Progress(begin.on(), known.percent(), known.metOn(), known.note());
		}
		if (change instanceof ProjectChange.StatePercent percent) {
			return new Progress(known.begunOn(), percent.percent(), known.metOn(), known.note());
		}
		if (change instanceof ProjectChange.CompleteMilestone met) {
			return new Progress((known.begunOn() != null) ? known.begunOn() : met.begunOn(), Percent.WHOLE, met.on(),
					met.note());
		}
		return known;
	}

}
