package org.commonprosperity.portal.publication.web;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.Map;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Objects;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.employment.EmploymentOverview.PublicOpening;
import org.commonprosperity.portal.employment.EmploymentOverview.PublicShare;
import org.commonprosperity.portal.employment.EmploymentSheet;
import org.commonprosperity.portal.employment.EmploymentSheet.Figure;
import org.commonprosperity.portal.employment.EmploymentSheet.Name;
import org.commonprosperity.portal.employment.EmploymentSheet.Stays;
import org.commonprosperity.portal.employment.EmploymentSheet.Totals;
import org.commonprosperity.portal.shared.Money;
import org.commonprosperity.portal.shared.WorkshopSupporters.Supporter;
import org.commonprosperity.portal.shared.web.Show;
import org.jspecify.annotations.Nullable;

import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/**
 * People in work in words, in the reader's language. Templates reach it as {@code jobs}.
 */
@Component
@RequiredArgsConstructor
class JobsWords {

	private static final int MONTHS_OF_A_QUARTER = 3;

	private final Show show;

	/** A figure, or that it is few, or that it is not published. */
	public String figure(Figure figure) {
		Money wage = figure.wage();
		Long count = figure.count();
		if (wage != null) {
			return this.show.plainYuan(wage);
		}
		if (count != null) {
			return this.show.count(count);
		}
		return this.show.text(figure.few() ? "jobs.few" : "jobs.withheld");
	}

	/** The share of a group that stayed, or that it is not published. */
	public String stayed(Stays stays, String group) {
		BigDecimal percent = stays.percent(group);
		if (percent != null) {
			return this.show.share(percent);
		}
		return Long.valueOf(0).equals(stays.of(group).count()) ? this.show.text("none")
				: this.show.text("jobs.withheld");
	}

	/** A quarter by its last day: 2026 年第 3 季度. */
	public String quarter(LocalDate end) {
		return this.show.text("jobs.quarter", String.valueOf(end.getYear()), end.getMonthValue() / MONTHS_OF_A_QUARTER);
	}

	/** A day with its year. */
	public String day(LocalDate day) {
		return this.show.dayOfYearInWords(day);
	}

	public String name(Name name) {
		return String.valueOf(this.show.name(name.name(), name.nameEn()));
	}

	/** When an enterprise's figures are of, as exactly as the source says it. */
	public String asOf(PublicShare share) {
		return switch (share.precision()) {
			case "QUARTER" -> quarter(share.asOf());
			case "MONTH" -> this.show.month(share.asOf());
			case "YEAR" -> this.show.text("jobs.year", String.valueOf(share.asOf().getYear()));
			default -> day(share.asOf());
		};
	}

	/** The share of employees who have a disability; null if it is not reported. */
	public @Nullable String share(PublicShare share) {
		BigDecimal percent = share.percent();
		if (percent == null) {
			return share.isWithheld() ? this.show.text("jobs.withheld") : null;
		}
		String text = this.show.share(percent);
		return share.rough() ? this.show.text("jobs.about", text) : text;
	}

	/** What is paid a month; null if it is not reported. */
	public @Nullable String pay(PublicOpening opening) {
		Money from = opening.payFrom();
		Money to = opening.payTo();
		if (from != null && to != null && from.yuan().compareTo(to.yuan()) != 0) {
			return this.show.text("jobs.pay.range", this.show.plainYuan(from), this.show.plainYuan(to));
		}
		if (from != null) {
			return this.show.text((to != null) ? "jobs.pay" : "jobs.pay.from", this.show.plainYuan(from));
		}
		return (to != null) ? this.show.text("jobs.pay.to", this.show.plainYuan(to)) : null;
	}

	/** For whom a post is accessible; null if it is not reported. */
	public @Nullable String access(PublicOpening opening) {
		boolean english = Locale.ENGLISH.getLanguage().equals(LocaleContextHolder.getLocale().getLanguage());
		List<String> names = english ? opening.accessEn() : opening.access();
		return names.isEmpty() ? null : String.join(this.show.text("villages.comma"), names);
	}

	/** Who supports each workshop, in one line each. */
	Map<Long, String> supporters(Map<Long, List<Supporter>> supporters) {
		Map<Long, String> lines = new LinkedHashMap<>();
		supporters.forEach((workshop, names) -> lines.put(workshop,
				names.stream()
					.map((one) -> String.valueOf(this.show.name(one.name(), one.nameEn())))
					.collect(Collectors.joining(this.show.text("villages.comma")))));
		return lines;
	}

	/** How wide a bar is, in percent of the widest that shows; null without a figure. */
	public @Nullable String width(Totals totals, EmploymentSheet sheet) {
		return width(totals.inWork(), sheet.trend().stream().map(Totals::inWork).toList());
	}

	/** People in work by group, kind of workshop or village. */
	public Figure people(String by, Name name, EmploymentSheet sheet) {
		return switch (by) {
			case "groups" -> sheet.group(name.code());
			case "kinds" -> sheet.kind(name.code());
			default -> sheet.village(name.code());
		};
	}

	/** The figures of a table of people in work. */
	public List<Figure> people(String by, List<Name> names, EmploymentSheet sheet) {
		return names.stream().map((name) -> people(by, name, sheet)).toList();
	}

	/** How wide the bar of a figure is among its table's; null without a figure. */
	public @Nullable String width(Figure figure, List<Figure> among) {
		Long count = figure.count();
		long most = among.stream()
			.map(Figure::count)
			.filter(Objects::nonNull)
			.mapToLong(Long::longValue)
			.max()
			.orElse(0);
		return (count == null || most == 0) ? null
				: String.format(Locale.ROOT, "%.2f%%", 100.0 * count.doubleValue() / most);
	}

}
