package org.commonprosperity.portal.dividend.web;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.dividend.ContributorClass;
import org.commonprosperity.portal.dividend.ContributorRoll;
import org.commonprosperity.portal.dividend.DividendAccess;
import org.commonprosperity.portal.dividend.DividendFacts;
import org.commonprosperity.portal.dividend.LedgerBoard;
import org.commonprosperity.portal.dividend.Named;
import org.commonprosperity.portal.dividend.ProjectLedger;
import org.commonprosperity.portal.shared.Refusal;
import org.commonprosperity.portal.shared.web.Show;

import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * What the pages of the ledger have in common: names in the reader's language to choose
 * from, the head of a project's pages, and a button that answers with a sentence.
 */
@Component
@RequiredArgsConstructor
class LedgerPages {

	static final String HOME = "/office/dividends";

	private final DividendFacts facts;

	private final LedgerBoard board;

	private final ContributorRoll contributors;

	private final Show show;

	/** Classes by code, in their order. */
	Map<String, String> classes() {
		return classes((one) -> true);
	}

	Map<String, String> classes(Predicate<ContributorClass> which) {
		Map<String, String> names = new LinkedHashMap<>();
		this.facts.classes()
			.stream()
			.filter(which)
			.forEach((one) -> names.put(one.code(), name(new Named(one.code(), one.name(), one.nameEn()))));
		return names;
	}

	/** Villages and communities by code. */
	Map<String, String> communities() {
		Map<String, String> names = new LinkedHashMap<>();
		this.contributors.communities().forEach((one) -> names.put(one.code(), name(one)));
		return names;
	}

	/** Projects with dividends by code, of those that the official may see. */
	Map<String, String> projects(Official by) {
		Map<String, String> names = new LinkedHashMap<>();
		this.board.heads(by)
			.stream()
			.filter(ProjectLedger::isKept)
			.forEach((one) -> names.put(one.project().code(), name(one.project())));
		return names;
	}

	/** Projects with dividends of a department by code. */
	Map<String, String> projectsOf(long departmentId, Official by) {
		Map<String, String> names = new LinkedHashMap<>();
		this.board.heads(by)
			.stream()
			.filter((one) -> one.isKept() && Objects.equals(one.departmentId(), departmentId))
			.forEach((one) -> names.put(one.project().code(), name(one.project())));
		return names;
	}

	/** Projects of the official's own department by code. */
	Map<String, String> ownProjects(Official by) {
		Map<String, String> names = new LinkedHashMap<>();
		this.board.heads(by)
			.stream()
			.filter((one) -> DividendAccess.mayEdit(by, one.departmentId()))
			.forEach((one) -> names.put(one.project().code(), name(one.project())));
		return names;
	}

	/**
	 * One project of each of the official's departments by code, for what belongs to the
	 * department: one with dividends, where there is one.
	 */
	Map<String, String> departments(Official by) {
		Map<Long, Named> found = new LinkedHashMap<>();
		this.board.heads(by)
			.stream()
			.filter((one) -> DividendAccess.mayEdit(by, one.departmentId()))
			.sorted(Comparator.comparing((ProjectLedger one) -> !one.isKept()))
			.forEach((one) -> found.putIfAbsent(Objects.requireNonNull(one.departmentId()), one.project()));
		Map<String, String> names = new LinkedHashMap<>();
		found.values().forEach((one) -> names.put(one.code(), name(one)));
		return names;
	}

	String name(Named named) {
		String name = this.show.name(named.name(), named.nameEn());
		return (name != null) ? name : named.name();
	}

	/** Puts into a page what every page of a project has. */
	ProjectLedger project(String code, Official by, Model model) {
		return fill(this.board.head(code, by), by, model);
	}

	/** The same with the sums of the project. */
	ProjectLedger projectWithSums(String code, Official by, Model model) {
		return fill(this.board.project(code, by), by, model);
	}

	private ProjectLedger fill(ProjectLedger ledger, Official by, Model model) {
		model.addAttribute("ledger", ledger);
		model.addAttribute("code", ledger.project().code());
		model.addAttribute("projectName", name(ledger.project()));
		common(by, model);
		model.addAttribute("mayEdit", DividendAccess.mayEdit(by, ledger.departmentId()));
		model.addAttribute("mayEnterTerms", DividendAccess.mayEnterTerms(by, ledger.departmentId()));
		return ledger;
	}

	/** Puts into a page what every page of the ledger has. */
	void common(Official by, Model model) {
		model.addAttribute("classNames", classes());
		model.addAttribute("mayPrepare", DividendAccess.mayPrepare(by));
		model.addAttribute("mayDecide", DividendAccess.mayDecide(by));
		model.addAttribute("action", new LedgerActionForm());
	}

	/** Refuses what is left empty, all of it at once, each by its name. */
	void require(BindingResult binding, String... fields) {
		for (String field : fields) {
			Object value = binding.getFieldValue(field);
			if (!binding.hasFieldErrors(field) && (value == null || value.toString().isBlank())) {
				binding.rejectValue(field, "ledger.missing", new Object[] { this.show.text("ledger.field." + field) },
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
