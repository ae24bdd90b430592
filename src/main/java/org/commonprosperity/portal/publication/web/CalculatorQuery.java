package org.commonprosperity.portal.publication.web;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.commonprosperity.portal.dividend.Holding;
import org.commonprosperity.portal.shared.Money;
import org.commonprosperity.portal.shared.web.Forms;
import org.jspecify.annotations.Nullable;

import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What is asked of the calculator, as it was typed: the names are those of the address,
 * so that an address which is passed on shows the same again, faults and all.
 *
 * @param project code of the project
 * @param contributorClass code of the class of the contributor
 * @param principal the contribution, in yuan
 * @param paidIn the day that it is paid in
 * @param operationStart the day on which operation starts; empty: not yet
 * @param until the first day that is not counted any more
 */
record CalculatorQuery(String project, String contributorClass, String principal, String paidIn, String operationStart,
		String until) {

	static final String ADDRESS = "/dividends/calculator";

	private static final int FIRST_YEAR = 1990;

	private static final int LAST_YEAR = 2100;

	private static final BigDecimal MOST = new BigDecimal("10000000000000");

	/** What an address may end in when it was copied out of a sentence. */
	private static final Pattern SENTENCE = Pattern.compile("[。，、；！？）”’\\s]+$");

	/** Amounts as they are spoken of. */
	private static final Pattern SPOKEN = Pattern.compile("(.*?)\\s*(万|亿)?\\s*元?");

	private static final Map<String, Integer> POWERS = Map.of("万", 4, "亿", 8);

	/**
	 * Reads the parameters. The form asks for the last day that is counted, {@code
	 * through}; an address says {@code until}.
	 */
	static CalculatorQuery of(MultiValueMap<String, String> parameters) {
		String until = typed(parameters, "until");
		if (until.isEmpty() && parameters.containsKey("through")) {
			String through = typed(parameters, "through");
			LocalDate last = Forms.date(through);
			until = (last != null) ? last.plusDays(1).toString() : through;
		}
		return new CalculatorQuery(typed(parameters, "project"), typed(parameters, "class"),
				typed(parameters, "principal"), typed(parameters, "paidIn"), typed(parameters, "operationStart"),
				until);
	}

	private static String typed(MultiValueMap<String, String> parameters, String name) {
		String typed = parameters.getFirst(name);
		return (typed != null) ? SENTENCE.matcher(typed.strip()).replaceFirst("") : "";
	}

	/** The same of a project. */
	CalculatorQuery of(String other) {
		return new CalculatorQuery(other, this.contributorClass, this.principal, this.paidIn, this.operationStart,
				this.until);
	}

	/** The last day that is counted, as a field shows it. */
	String through() {
		LocalDate day = Forms.date(this.until);
		return (day != null) ? day.minusDays(1).toString() : this.until;
	}

	/**
	 * The amount in yuan, also where it was typed in ten thousands; null if unreadable.
	 */
	private @Nullable BigDecimal yuan() {
		Matcher spoken = SPOKEN.matcher(this.principal);
		BigDecimal number = spoken.matches() ? Forms.number(spoken.group(1)) : null;
		String power = (number != null) ? spoken.group(2) : null;
		return (number != null && power != null) ? number.scaleByPowerOfTen(POWERS.getOrDefault(power, 0)) : number;
	}

	/**
	 * The address that shows this again, dates and the amount as the portal writes them.
	 */
	String address() {
		UriComponentsBuilder address = UriComponentsBuilder.fromPath(ADDRESS)
			.queryParam("project", "{project}")
			.queryParam("class", "{class}")
			.queryParam("principal", "{principal}")
			.queryParam("paidIn", "{paidIn}");
		List<Object> values = new ArrayList<>(List.of(this.project, this.contributorClass, plain(), iso(this.paidIn)));
		if (!this.operationStart.isEmpty()) {
			address.queryParam("operationStart", "{operationStart}");
			values.add(iso(this.operationStart));
		}
		values.add(iso(this.until));
		return address.queryParam("until", "{until}").encode().buildAndExpand(values.toArray()).toUriString();
	}

	private String plain() {
		BigDecimal number = yuan();
		return (number != null && number.scale() <= 2) ? number.setScale(2).toPlainString() : this.principal;
	}

	/** A date for a native field; what cannot be read stays as it was typed. */
	static String iso(String typed) {
		LocalDate day = Forms.date(typed);
		return (day != null) ? day.toString() : typed;
	}

	/** Whether a native field can show what was typed. */
	static boolean isNative(String typed) {
		return typed.isEmpty() || Forms.date(typed) != null;
	}

	/**
	 * Reads it.
	 * @param projects codes of the projects that there are
	 * @param classes codes of the classes that the project has terms for
	 * @param faults gets what cannot be read, in the order of the fields
	 * @return what is to be reckoned; null if there are faults
	 */
	@Nullable Asked read(List<String> projects, List<String> classes, List<Fault> faults) {
		if (!projects.contains(this.project)) {
			faults.add(new Fault("project", "calculator.project.unknown"));
		}
		else if (!classes.contains(this.contributorClass)) {
			faults.add(new Fault("class", "calculator.class.unknown"));
		}
		BigDecimal amount = amount(faults);
		LocalDate from = day("paidIn", this.paidIn, faults);
		LocalDate start = this.operationStart.isEmpty() ? null : day("operationStart", this.operationStart, faults);
		LocalDate end = day("until", this.until, faults);
		if (from != null && end != null && !end.isAfter(from)) {
			faults.add(new Fault("until", "calculator.until.early"));
		}
		if (!faults.isEmpty() || amount == null || from == null || end == null) {
			return null;
		}
		return new Asked(new Holding(new Money(amount), from, null), start, end);
	}

	private @Nullable BigDecimal amount(List<Fault> faults) {
		BigDecimal number = yuan();
		String fault = this.principal.isEmpty() ? "calculator.principal.missing"
				: (number == null) ? "calculator.principal.unreadable"
						: (number.signum() <= 0) ? "calculator.principal.nothing"
								: (number.stripTrailingZeros().scale() > 2) ? "calculator.principal.fine"
										: (number.compareTo(MOST) >= 0) ? "calculator.principal.large" : null;
		if (fault != null) {
			faults.add(new Fault("principal", fault));
			return null;
		}
		return number;
	}

	private static @Nullable LocalDate day(String field, String typed, List<Fault> faults) {
		LocalDate day = Forms.date(typed);
		if (day == null) {
			faults.add(new Fault(field, typed.isEmpty() ? "calculator.day.missing" : "calculator.day.unreadable"));
			return null;
		}
		boolean last = field.equals("until") && day.equals(LocalDate.of(LAST_YEAR + 1, 1, 1));
		if ((day.getYear() < FIRST_YEAR || day.getYear() > LAST_YEAR) && !last) {
			faults.add(new Fault(field, "calculator.day.far"));
			return null;
		}
		return day;
	}

	/**
	 * What is to be reckoned.
	 *
	 * @param holding the contribution
	 * @param operationStart the day on which operation starts; null: not yet
	 * @param until the first day that is not counted any more
	 */
	record Asked(Holding holding, @Nullable LocalDate operationStart, LocalDate until) {
	}

	/**
	 * What cannot be read.
	 *
	 * @param field name of the parameter
	 * @param message key of the message that says what to do
	 */
	record Fault(String field, String message) {
	}

}
