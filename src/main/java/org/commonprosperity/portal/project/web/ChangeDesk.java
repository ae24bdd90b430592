package org.commonprosperity.portal.project.web;

import java.util.List;
import java.util.Optional;

import jakarta.servlet.http.HttpServletResponse;
import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.project.Outcome;
import org.commonprosperity.portal.project.ProjectChange;
import org.commonprosperity.portal.project.ProjectService;
import org.commonprosperity.portal.project.ProjectSheet;
import org.commonprosperity.portal.project.ProjectSheet.MilestoneLine;
import org.commonprosperity.portal.project.ProposalLine;
import org.commonprosperity.portal.project.ProposalList;
import org.commonprosperity.portal.project.StaleSave;
import org.commonprosperity.portal.project.Submission;
import org.commonprosperity.portal.shared.NotOnRecord;
import org.commonprosperity.portal.shared.Refusal;
import org.commonprosperity.portal.shared.web.OfficeForm;
import org.commonprosperity.portal.shared.web.Refusals;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The way that every form of a project goes: checked, sent, and answered with a redirect,
 * an error at its field, or both versions of a record that changed meanwhile.
 */
@Component
@RequiredArgsConstructor
class ChangeDesk {

	private final ProjectService service;

	private final ProposalList proposals;

	/**
	 * Sends a form.
	 * @param view the form's own page, drawn again if it is not taken
	 */
	String send(ProjectSheet sheet, ProjectChange change, OfficeForm form, BindingResult binding, Official by,
			Model model, RedirectAttributes redirect, HttpServletResponse response, String view) {
		String code = sheet.line().code();
		try {
			Outcome outcome = this.service.submit(code, change, new Submission(form.getSubmission(), form.getVersion()),
					by);
			redirect.addFlashAttribute("flash", "project.flash." + outcome);
			redirect.addFlashAttribute("flashArguments", List.of());
			return "redirect:/office/projects/" + code;
		}
		catch (Refusal refusal) {
			Refusals.into(binding, refusal);
			return view;
		}
		catch (StaleSave stale) {
			form.setVersion(stale.currentVersion());
			model.addAttribute("stale", stale.differences());
			model.addAttribute("others", others(code, change));
			response.setStatus(HttpStatus.CONFLICT.value());
			return view;
		}
	}

	/** What others sent for the same milestone and what waits for the whole project. */
	private List<ProposalLine> others(String code, ProjectChange change) {
		return this.proposals.pendingOf(code)
			.stream()
			.filter((line) -> change.milestone() == null || change.milestone().equals(line.milestoneId()))
			.toList();
	}

	/**
	 * The change with which a form is to be filled in: the one asked for, or else the one
	 * that waits for the same thing and would be replaced. The page is told which it is.
	 * @param from number of a proposal, or null
	 * @param target what the form concerns; null if each entry stands for itself
	 */
	<T extends ProjectChange> Optional<T> earlier(String code, @Nullable Long from, @Nullable String target,
			Class<T> type, Model model) {
		Optional<ProposalLine> line = (from != null) ? this.proposals.again(code, from)
				: (target != null) ? this.proposals.pendingFor(code, target) : Optional.empty();
		Optional<T> change = line.flatMap((found) -> this.proposals.changeOf(code, found.id()))
			.filter(type::isInstance)
			.map(type::cast);
		if (change.isPresent()) {
			model.addAttribute("earlier", line.get());
		}
		return change;
	}

	static MilestoneLine milestone(ProjectSheet sheet, long id) {
		return sheet.milestones()
			.stream()
			.filter((milestone) -> milestone.id() == id)
			.findFirst()
			.orElseThrow(() -> new NotOnRecord("milestone " + id));
	}

}
