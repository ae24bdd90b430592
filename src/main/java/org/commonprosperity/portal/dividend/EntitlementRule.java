package org.commonprosperity.portal.dividend;

import java.time.LocalDate;
import java.time.Year;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

import org.commonprosperity.portal.dividend.Entitlement.Gap;
import org.jspecify.annotations.Nullable;

/**
 * What a contribution earns, from the rules of the domain: it earns from the day that it
 * is paid in until the day that it is withdrawn, which does not count; actual/actual by
 * calendar year, so that a whole year earns exactly rate × principal; the day on which
 * operation starts belongs to operation; a line is one calendar year × phase × class ×
 * version of the terms, rounded half-up to the fen; days with no class that has terms
 * earn nothing and are listed. The calculator and the ledger call this same rule.
 */
public final class EntitlementRule {

	private EntitlementRule() {
	}

	/**
	 * What a contribution earns within a stretch of days.
	 * @param holding the contribution
	 * @param terms the project's approved terms; no day has two for a phase and class
	 * @param classes the contributor's classes; no day has two
	 * @param operationStart the day on which operation starts; null: it has not started
	 * @param from the first day that is looked at; null: the day that it was paid in
	 * @param until the first day that is not looked at any more
	 * @throws IllegalArgumentException if terms or classes overlap
	 */
	public static Entitlement of(Holding holding, List<DividendTerms> terms, List<ClassPeriod> classes,
			@Nullable LocalDate operationStart, @Nullable LocalDate from, LocalDate until) {
		LocalDate first = (from != null && from.isAfter(holding.from())) ? from : holding.from();
		LocalDate end = (holding.until() != null && holding.until().isBefore(until)) ? holding.until() : until;
		if (!first.isBefore(end)) {
			return new Entitlement(List.of(), List.of());
		}
		Map<Key, Integer> days = new LinkedHashMap<>();
		List<Gap> gaps = new ArrayList<>();
		LocalDate begin = first;
		for (LocalDate next : cuts(first, end, terms, classes, operationStart)) {
			DividendPhase phase = (operationStart != null && !begin.isBefore(operationStart))
					? DividendPhase.IN_OPERATION : DividendPhase.BEFORE_OPERATION;
			String contributorClass = classOn(begin, classes);
			DividendTerms held = termsOn(begin, phase, contributorClass, terms);
			if (held == null) {
				addGap(gaps, new Gap(begin, next, phase, contributorClass));
			}
			else {
				days.merge(new Key(begin.getYear(), phase, contributorClass, held),
						Math.toIntExact(ChronoUnit.DAYS.between(begin, next)), Integer::sum);
			}
			begin = next;
		}
		return new Entitlement(
				days.entrySet().stream().map((entry) -> entry.getKey().line(holding, entry.getValue())).toList(), gaps);
	}

	/** The days on which something may change, the end among them. */
	private static TreeSet<LocalDate> cuts(LocalDate first, LocalDate end, List<DividendTerms> terms,
			List<ClassPeriod> classes, @Nullable LocalDate operationStart) {
		TreeSet<LocalDate> cuts = new TreeSet<>();
		cuts.add(end);
		for (int year = first.getYear() + 1; year <= end.getYear(); year++) {
			add(cuts, LocalDate.of(year, 1, 1), first, end);
		}
		add(cuts, operationStart, first, end);
		for (ClassPeriod period : classes) {
			add(cuts, period.from(), first, end);
			add(cuts, period.until(), first, end);
		}
		for (DividendTerms one : terms) {
			add(cuts, one.from(), first, end);
			add(cuts, one.until(), first, end);
		}
		return cuts;
	}

	private static void add(TreeSet<LocalDate> cuts, @Nullable LocalDate day, LocalDate first, LocalDate end) {
		if (day != null && day.isAfter(first) && day.isBefore(end)) {
			cuts.add(day);
		}
	}

	private static @Nullable String classOn(LocalDate day, List<ClassPeriod> classes) {
		ClassPeriod found = null;
		for (ClassPeriod period : classes) {
			if (period.holds(day)) {
				if (found != null) {
					throw new IllegalArgumentException("two classes on " + day);
				}
				found = period;
			}
		}
		return (found != null) ? found.contributorClass() : null;
	}

	private static @Nullable DividendTerms termsOn(LocalDate day, DividendPhase phase,
			@Nullable String contributorClass, List<DividendTerms> terms) {
		DividendTerms found = null;
		for (DividendTerms one : terms) {
			if (one.holds(phase, contributorClass, day)) {
				if (found != null) {
					throw new IllegalArgumentException("two versions of the terms on " + day);
				}
				found = one;
			}
		}
		return found;
	}

	/** Days that follow each other with the same reason are one stretch. */
	private static void addGap(List<Gap> gaps, Gap gap) {
		Gap last = gaps.isEmpty() ? null : gaps.get(gaps.size() - 1);
		if (last != null && last.until().equals(gap.from()) && last.phase() == gap.phase()
				&& Objects.equals(last.contributorClass(), gap.contributorClass())) {
			gaps.set(gaps.size() - 1, new Gap(last.from(), gap.until(), gap.phase(), gap.contributorClass()));
		}
		else {
			gaps.add(gap);
		}
	}

	private record Key(int year, DividendPhase phase, @Nullable String contributorClass, DividendTerms terms) {

		EntitlementLine line(Holding holding, int days) {
			return new EntitlementLine(this.year, this.phase, this.contributorClass, this.terms, holding.principal(),
					days, Year.of(this.year).length());
		}

	}

}
