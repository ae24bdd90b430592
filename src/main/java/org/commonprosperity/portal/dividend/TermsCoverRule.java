package org.commonprosperity.portal.dividend;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Which days a project's terms leave out: a class of contributors earns nothing on them,
 * and they are the coordinating office's to decide on.
 */
public final class TermsCoverRule {

	private TermsCoverRule() {
	}

	/**
	 * The days without terms, by phase and class.
	 * @param terms the approved terms; of a class they follow each other without a gap
	 * @param classes codes of the classes, in their order
	 */
	public static List<Uncovered> of(List<DividendTerms> terms, List<String> classes) {
		List<Uncovered> uncovered = new ArrayList<>();
		for (DividendPhase phase : DividendPhase.values()) {
			for (String one : classes) {
				add(uncovered, phase, one, terms.stream()
					.filter((held) -> held.phase() == phase
							&& (held.contributorClass() == null || held.contributorClass().equals(one)))
					.sorted(Comparator.comparing(DividendTerms::from, Comparator.nullsFirst(Comparator.naturalOrder())))
					.toList());
			}
		}
		return uncovered;
	}

	private static void add(List<Uncovered> uncovered, DividendPhase phase, String contributorClass,
			List<DividendTerms> sorted) {
		if (sorted.isEmpty()) {
			uncovered.add(new Uncovered(phase, contributorClass, null, null));
			return;
		}
		LocalDate first = sorted.get(0).from();
		if (first != null) {
			uncovered.add(new Uncovered(phase, contributorClass, null, first));
		}
		LocalDate end = sorted.get(0).until();
		for (DividendTerms next : sorted.subList(1, sorted.size())) {
			if (end == null) {
				return;
			}
			LocalDate from = next.from();
			if (from != null && from.isAfter(end)) {
				uncovered.add(new Uncovered(phase, contributorClass, end, from));
			}
			end = next.until();
		}
		if (end != null) {
			uncovered.add(new Uncovered(phase, contributorClass, end, null));
		}
	}

	/**
	 * Days without terms.
	 *
	 * @param phase the phase that they would lie in
	 * @param contributorClass code of the class that has none
	 * @param from the first of them; null: from the beginning
	 * @param until the first day after them; null: they do not end
	 */
	public record Uncovered(DividendPhase phase, String contributorClass, @Nullable LocalDate from,
			@Nullable LocalDate until) {
	}

}
