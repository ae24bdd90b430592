package org.commonprosperity.portal.publication.web;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.dividend.ClassPeriod;
import org.commonprosperity.portal.dividend.ContributorClass;
import org.commonprosperity.portal.dividend.DividendFigure;
import org.commonprosperity.portal.dividend.DividendPhase;
import org.commonprosperity.portal.dividend.DividendSheet;
import org.commonprosperity.portal.dividend.DividendSheet.Column;
import org.commonprosperity.portal.dividend.DividendSheet.Count;
import org.commonprosperity.portal.dividend.DividendTerms;
import org.commonprosperity.portal.dividend.EntitlementLine;
import org.commonprosperity.portal.dividend.EntitlementRule;
import org.commonprosperity.portal.dividend.Holding;
import org.commonprosperity.portal.dividend.PublishedKind;
import org.commonprosperity.portal.shared.Money;
import org.commonprosperity.portal.shared.web.Show;
import org.jspecify.annotations.Nullable;

import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/**
 * Dividends in words, in the reader's language. Templates reach it as {@code dividend}.
 */
@Component
@RequiredArgsConstructor
class DividendWords {

	/** What the examples of the terms are reckoned with. */
	private static final Money EXAMPLE = new Money(new BigDecimal("10000"));

	private final Show show;

	public String name(ContributorClass one) {
		return String.valueOf(this.show.name(one.name(), one.nameEn()));
	}

	public String name(Column column) {
		ContributorClass of = column.contributorClass();
		return (of != null) ? name(of) : this.show.text("dividends.noClass");
	}

	/** A day with its year, always: 2022 年 11 月 1 日. */
	public String day(LocalDate day) {
		return DateTimeFormatter.ofPattern(this.show.text("date.dayOfYear"), LocaleContextHolder.getLocale())
			.format(day);
	}

	/** A day of every year: 3 月 31 日. */
	public String day(MonthDay day) {
		return DateTimeFormatter.ofPattern(this.show.text("date.day"), LocaleContextHolder.getLocale()).format(day);
	}

	/** A rate: 5%. */
	public String rate(BigDecimal rate) {
		return rate.movePointRight(2).stripTrailingZeros().toPlainString() + "%";
	}

	public String phase(DividendPhase phase) {
		return this.show.text("dividends.phase." + phase);
	}

	public String kind(PublishedKind kind) {
		return this.show.text("dividends.kind." + kind);
	}

	/** How a line is reckoned: 1 000 000.00 元 × 5% × 61 天 ÷ 365 天. */
	public String formula(EntitlementLine line) {
		return this.show.text((line.days() == line.yearDays()) ? "calculator.formula.year" : "calculator.formula",
				this.show.yuan(line.principal()), rate(line.rate()), line.days(), line.yearDays());
	}

	/** An amount, or that it is not published. */
	public String figure(DividendFigure figure) {
		Money amount = figure.amount();
		return (amount != null) ? this.show.yuan(amount) : this.show.text("dividends.withheld");
	}

	/** A number of contributors, or that they are few, or that it is not published. */
	public String count(Count count) {
		Long number = count.number();
		return (number != null) ? this.show.count(number)
				: this.show.text(count.few() ? "dividends.few" : "dividends.withheld");
	}

	/** A number of households, or that they are few, or that it is not published. */
	public String households(Count count) {
		return (count.number() != null) ? this.show.text("dividends.households", count(count))
				: this.show.text(count.few() ? "dividends.few.households" : "dividends.withheld");
	}

	/** How many contributors a column has. */
	public String contributors(Column column, Count count) {
		return column.household() ? households(count) : this.show.text("dividends.collectives", count(count));
	}

	/**
	 * A project's terms as sentences, by phase: those that hold for the same days at the
	 * same rate stand together.
	 */
	public Map<DividendPhase, List<Sentence>> sentences(List<DividendSheet.Terms> terms) {
		Map<DividendPhase, List<Sentence>> phases = new LinkedHashMap<>();
		for (DividendSheet.Terms one : terms) {
			List<Sentence> sentences = phases.computeIfAbsent(one.terms().phase(), (phase) -> new ArrayList<>());
			String who = (one.contributorClass() != null) ? name(one.contributorClass())
					: this.show.text("dividends.everyone");
			int same = -1;
			for (int i = 0; i < sentences.size(); i++) {
				if (sentences.get(i).isLike(one.terms()) && one.contributorClass() != null) {
					same = i;
				}
			}
			if (same >= 0) {
				Sentence found = sentences.get(same);
				sentences.set(same, new Sentence(this.show.text("dividends.and", found.who(), who), found.rate(),
						found.validity(), found.example(), found.terms()));
			}
			else {
				sentences.add(new Sentence(who, rate(one.terms().rate()), validity(one.terms()),
						this.show.text("dividends.example", this.show.yuan(example(one.terms()))), one.terms()));
			}
		}
		return phases;
	}

	/** The days on which terms hold; null: always. */
	private @Nullable String validity(DividendTerms terms) {
		LocalDate from = terms.from();
		LocalDate until = terms.until();
		if (from != null && until != null) {
			return this.show.text("dividends.fromUntil", day(from), day(until.minusDays(1)));
		}
		if (from != null) {
			return this.show.text("dividends.from", day(from));
		}
		return (until != null) ? this.show.text("dividends.until", day(until.minusDays(1))) : null;
	}

	/** What ten thousand yuan earn in a whole year, by the rule of the ledger. */
	private static Money example(DividendTerms terms) {
		LocalDate day = (terms.from() != null) ? terms.from()
				: (terms.until() != null) ? terms.until().minusYears(2) : LocalDate.of(2025, 1, 1);
		LocalDate begin = LocalDate.of(day.getYear(), 1, 1);
		DividendTerms always = new DividendTerms(terms.id(), terms.phase(), terms.contributorClass(), terms.rate(),
				null, null, terms.payBy());
		String of = (terms.contributorClass() != null) ? terms.contributorClass() : "EVERYONE";
		return EntitlementRule
			.of(new Holding(EXAMPLE, begin, null), List.of(always), List.of(ClassPeriod.always(of)),
					(terms.phase() == DividendPhase.IN_OPERATION) ? begin : null, null, begin.plusYears(1))
			.total();
	}

	/** Where terms stand, each source once. */
	public String sources(List<DividendSheet.Terms> terms) {
		return String.join(this.show.text("villages.semicolon"),
				terms.stream()
					.map((one) -> (one.document() != null)
							? this.show.text("dividends.document", one.document(),
									String.valueOf(this.show.name(one.source(), one.sourceEn())))
							: String.valueOf(this.show.name(one.source(), one.sourceEn())))
					.distinct()
					.toList());
	}

	/** The days by which a year's dividend is to be paid, each once. */
	public String payBy(List<DividendSheet.Terms> terms) {
		return String.join(this.show.text("villages.comma"),
				terms.stream().map((one) -> day(one.terms().payBy())).distinct().toList());
	}

	/**
	 * Terms in words.
	 *
	 * @param who whom they hold for
	 * @param rate what is paid a year of the contribution
	 * @param validity the days on which they hold; null: always
	 * @param example what ten thousand yuan earn
	 * @param terms the first of the terms that are told
	 */
	public record Sentence(String who, String rate, @Nullable String validity, String example, DividendTerms terms) {

		boolean isLike(DividendTerms other) {
			return this.terms.contributorClass() != null && this.terms.rate().compareTo(other.rate()) == 0
					&& Objects.equals(this.terms.from(), other.from())
					&& Objects.equals(this.terms.until(), other.until());
		}

	}

}
