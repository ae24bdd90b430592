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
	 * The change with which a form is to be filled in: one that was returned, or that
	 * waits and is to be replaced.
	 * @param from number of the proposal, or null
	 */
	<T extends ProjectChange> Optional<T> earlier(String code, @Nullable Long from, Class<T> type) {
		return (from != null) ? this.proposals.changeOf(code, from).filter(type::isInstance).map(type::cast)
				: Optional.empty();
	}

	static MilestoneLine milestone(ProjectSheet sheet, long id) {
		return sheet.milestones()
			.stream()
			.filter((milestone) -> milestone.id() == id)
			.findFirst()
			.orElseThrow(() -> new NotOnRecord("milestone " + id));
	}

}
