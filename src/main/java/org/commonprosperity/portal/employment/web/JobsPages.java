package org.commonprosperity.portal.employment.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.employment.EmploymentLists;
import org.commonprosperity.portal.employment.EmploymentLists.Vacancy;
import org.commonprosperity.portal.employment.EmploymentScope;
import org.commonprosperity.portal.employment.EmploymentScope.Scope;
import org.commonprosperity.portal.employment.Named;
import org.commonprosperity.portal.shared.Refusal;
import org.commonprosperity.portal.shared.WorkshopSupporters;
import org.commonprosperity.portal.shared.web.Show;

import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * What the pages of workshops and placements have in common: what the official may, names
 * to choose from, and a button that answers with a sentence.
 */
@Component
@RequiredArgsConstructor
class JobsPages {

	static final String HOME = "/office/jobs";

	private final EmploymentScope scope;

	private final EmploymentLists lists;

	private final WorkshopSupporters supporters;

	private final Show show;

	/** Puts into a page what every page has; refuses whom it does not concern. */
	Scope common(Official by, Model model) {
		Scope seen = this.scope.of(by);
		seen.requireConcern();
		model.addAttribute("may", seen);
		model.addAttribute("action", new JobsForms.ActionForm());
		return seen;
	}

	/** The same for pages that show people. */
	Scope people(Official by, Model model) {
		Scope seen = common(by, model);
		seen.requirePeople();
		model.addAttribute("groups", names(this.lists.groups()));
		model.addAttribute("workshops", names(this.lists.workshops()));
		List<Vacancy> openings = this.lists.openings();
		model.addAttribute("openings", names(openings.stream().map(Vacancy::name).toList()));
		model.addAttribute("vacancies", names(openings.stream().filter(Vacancy::open).map(Vacancy::name).toList()));
		model.addAttribute("insurances", names(this.lists.insurances()));
		model.addAttribute("endReasons", names(this.lists.endReasons()));
		return seen;
	}

	/** Names in the reader's language by code, in their order. */
	Map<String, String> names(List<Named> from) {
		Map<String, String> names = new LinkedHashMap<>();
		from.forEach((one) -> names.put(one.code(), name(one)));
		return names;
	}

	String name(Named named) {
		if (named.name().startsWith("{")) {
			return this.show.text(named.name().substring(1, named.name().length() - 1));
		}
		String name = this.show.name(named.name(), named.nameEn());
		return (name != null) ? name : named.name();
	}

	/** Who supports each workshop, in one line each. */
	Map<Long, String> supporters() {
		Map<Long, String> lines = new LinkedHashMap<>();
		this.supporters.byWorkshop()
			.forEach((workshop, names) -> lines.put(workshop,
					names.stream()
						.map((one) -> name(new Named("", one.name(), one.nameEn())))
						.collect(Collectors.joining(this.show.text("villages.comma")))));
		return lines;
	}

	/** Villages of which the official sees people. */
	Map<String, String> communities() {
		return names(this.lists.communities());
	}

	/** Refuses what is left empty, all of it at once, each by its name. */
	void require(BindingResult binding, String... fields) {
		for (String field : fields) {
			Object value = binding.getFieldValue(field);
			if (!binding.hasFieldErrors(field) && (value == null || value.toString().isBlank())) {
				binding.rejectValue(field, "placing.missing", new Object[] { this.show.text("placing.field." + field) },
						null);
			}
		}
	}

	/** Does what a button asks for, and says on the next page how it went. */
	String act(String back, RedirectAttributes redirect, String flash, Runnable what) {
		try {
			what.run();
			flash(redirect, flash);
		}
		catch (Refusal refusal) {
			redirect.addFlashAttribute("problem", this.show.text(refusal.key(), refusal.arguments()));
		}
		return "redirect:" + back;
	}

	static void flash(RedirectAttributes redirect, String key, Object... arguments) {
		redirect.addFlashAttribute("flash", key);
		redirect.addFlashAttribute("flashArguments", List.of(arguments));
	}

}
