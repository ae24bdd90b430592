package org.commonprosperity.portal.publication.web;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.dividend.ClassPeriod;
import org.commonprosperity.portal.dividend.ContributorClass;
import org.commonprosperity.portal.dividend.DividendFacts;
import org.commonprosperity.portal.dividend.DividendOverview;
import org.commonprosperity.portal.dividend.DividendOverview.ProjectName;
import org.commonprosperity.portal.dividend.DividendPhase;
import org.commonprosperity.portal.dividend.DividendSheet;
import org.commonprosperity.portal.dividend.Entitlement;
import org.commonprosperity.portal.dividend.EntitlementLine;
import org.commonprosperity.portal.dividend.EntitlementRule;
import org.commonprosperity.portal.publication.web.CalculatorQuery.Asked;
import org.commonprosperity.portal.publication.web.CalculatorQuery.Fault;
import org.commonprosperity.portal.shared.web.Show;
import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * The dividend calculator: the address is the question, the page is the answer, by the
 * rule and the terms that the ledger goes by.
 */
@Controller
@RequiredArgsConstructor
class DividendCalculatorController {

	/** Fields that a filled form has, one of them at least. */
	private static final List<String> FIELDS = List.of("class", "principal", "paidIn", "operationStart", "until",
			"through");

	private final DividendOverview dividends;

	private final DividendFacts facts;

	private final DividendWords words;

	private final Show show;

	private final Clock clock;

	@GetMapping(CalculatorQuery.ADDRESS)
	String calculator(@RequestParam MultiValueMap<String, String> parameters, Model model) {
		List<ProjectName> projects = this.dividends.projects();
		boolean asked = FIELDS.stream().anyMatch(parameters::containsKey);
		CalculatorQuery typed = CalculatorQuery.of(parameters);
		String project = (asked && !typed.project().isEmpty()) ? typed.project() : chosen(typed.project(), projects);
		List<DividendSheet.Terms> terms = this.dividends.terms(project);
		List<ContributorClass> classes = classes(terms);
		CalculatorQuery query = asked ? typed.of(project) : blank(project, classes);
		List<Fault> faults = new ArrayList<>();
		Asked read = asked ? query.read(codes(projects), classes.stream().map(ContributorClass::code).toList(), faults)
				: null;
		if (read != null) {
			Result result = result(query, read, terms);
			model.addAttribute("result", result);
			model.addAttribute("sentence", sentence(query, read, result, classes));
			model.addAttribute("address", query.address());
			model.addAttribute("wholeAddress",
					ServletUriComponentsBuilder.fromCurrentContextPath().build().toUriString() + query.address());
		}
		model.addAttribute("projects", projects);
		model.addAttribute("terms", terms);
		model.addAttribute("classes", classes.isEmpty() ? this.facts.classes() : classes);
		model.addAttribute("query", query);
		model.addAttribute("days", days(query));
		model.addAttribute("faults", faults);
		model.addAttribute("messages", messages(faults));
		model.addAttribute("dividend", this.words);
		LocalDate started = this.facts.operationStart(project).orElse(null);
		model.addAttribute("started", started);
		// whoever reckons with the day that is settled need not see it
		model.addAttribute("folded", started != null && query.operationStart().equals(started.toString()));
		return "publication/calculator";
	}

	@GetMapping(path = CalculatorQuery.ADDRESS, params = "format=json", produces = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<Object> json(@RequestParam MultiValueMap<String, String> parameters) {
		CalculatorQuery query = CalculatorQuery.of(parameters);
		List<DividendSheet.Terms> terms = this.dividends.terms(query.project());
		List<Fault> faults = new ArrayList<>();
		Asked read = query.read(codes(this.dividends.projects()),
				classes(terms).stream().map(ContributorClass::code).toList(), faults);
		if (read == null) {
			return ResponseEntity.badRequest()
				.body(new Errors(faults.stream()
					.map((fault) -> new FieldMessage(fault.field(), this.show.text(fault.message())))
					.toList()));
		}
		Result result = result(query, read, terms);
		return ResponseEntity
			.ok(new Answer(result.lines().stream().map(JsonLine::of).toList(), result.total().toPlainString()));
	}

	private static List<String> codes(List<ProjectName> projects) {
		return projects.stream().map(ProjectName::code).toList();
	}

	private static String chosen(String typed, List<ProjectName> projects) {
		return (codes(projects).contains(typed) || projects.isEmpty()) ? typed : projects.get(0).code();
	}

	/** The classes that terms name; where they name none, all that there are. */
	private List<ContributorClass> classes(List<DividendSheet.Terms> terms) {
		List<ContributorClass> named = terms.stream()
			.map(DividendSheet.Terms::contributorClass)
			.filter(Objects::nonNull)
			.map(Objects::requireNonNull)
			.distinct()
			.toList();
		return (named.isEmpty() && !terms.isEmpty()) ? this.facts.classes() : named;
	}

	/** What the form begins with. */
	private CalculatorQuery blank(String project, List<ContributorClass> classes) {
		String start = this.facts.operationStart(project).map(LocalDate::toString).orElse("");
		LocalDate nextYear = LocalDate.of(LocalDate.now(this.clock).getYear() + 1, 1, 1);
		return new CalculatorQuery(project, classes.isEmpty() ? "" : classes.get(0).code(), "", "", start,
				nextYear.toString());
	}

	private Result result(CalculatorQuery query, Asked asked, List<DividendSheet.Terms> terms) {
		Entitlement entitlement = EntitlementRule.of(asked.holding(),
				terms.stream().map(DividendSheet.Terms::terms).toList(),
				List.of(ClassPeriod.always(query.contributorClass())), asked.operationStart(), null, asked.until());
		// a century of the largest contribution comes to more than an amount in the
		// ledger may be
		BigDecimal total = entitlement.lines()
			.stream()
			.map((line) -> line.amount().yuan())
			.reduce(BigDecimal.ZERO.setScale(2), BigDecimal::add);
		return new Result(entitlement.lines(), entitlement.gaps(), total);
	}

	private String sentence(CalculatorQuery query, Asked asked, Result result, List<ContributorClass> classes) {
		String name = classes.stream()
			.filter((one) -> one.code().equals(query.contributorClass()))
			.map(this.words::name)
			.findFirst()
			.orElse("");
		return this.show.text("calculator.sentence", name, this.words.day(asked.holding().from()),
				this.show.yuan(asked.holding().principal()), this.words.day(asked.until().minusDays(1)),
				this.show.decimals(result.total()));
	}

	private static Map<String, Day> days(CalculatorQuery query) {
		Map<String, Day> days = new LinkedHashMap<>();
		Map<String, String> typed = new LinkedHashMap<>();
		typed.put("paidIn", query.paidIn());
		typed.put("operationStart", query.operationStart());
		typed.put("through", query.through());
		typed.forEach((name, value) -> days.put(name,
				new Day(CalculatorQuery.iso(value), CalculatorQuery.isNative(value) ? "date" : "text")));
		return days;
	}

	private Map<String, String> messages(List<Fault> faults) {
		Map<String, String> messages = new LinkedHashMap<>();
		faults.forEach((fault) -> messages.putIfAbsent(fault.field(), this.show.text(fault.message())));
		String until = messages.remove("until");
		if (until != null) {
			messages.put("through", until);
		}
		return messages;
	}

	/**
	 * A field of a day.
	 *
	 * @param value what stands in it
	 * @param type whether the browser's own field can show it, {@code date}, or not,
	 * {@code text}
	 */
	record Day(String value, String type) {
	}

	/**
	 * What was reckoned.
	 *
	 * @param total in yuan, for it may be more than an amount in the ledger
	 */
	record Result(List<EntitlementLine> lines, List<Entitlement.Gap> gaps, BigDecimal total) {

		Result {
			lines = List.copyOf(lines);
			gaps = List.copyOf(gaps);
		}

	}

	/**
	 * The answer for programs: amounts and rates are texts, so that no program rounds
	 * them.
	 */
	record Answer(List<JsonLine> lines, String total) {
	}

	/**
	 * A line of the answer.
	 */
	record JsonLine(int year, DividendPhase phase, int days, String rate, String amount) {

		static JsonLine of(EntitlementLine line) {
			BigDecimal rate = line.rate().stripTrailingZeros();
			return new JsonLine(line.year(), line.phase(), line.days(), rate.toPlainString(), line.amount().toString());
		}

	}

	/**
	 * What was wrong with the question.
	 */
	record Errors(List<FieldMessage> errors) {
	}

	/**
	 * What is wrong with a field, and what to do.
	 */
	record FieldMessage(@Nullable String field, String message) {
	}

}
