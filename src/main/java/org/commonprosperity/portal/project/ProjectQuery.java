package org.commonprosperity.portal.project;

import java.text.Normalizer;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * What a reader wants to see of the projects, and in which order. Every order is full, so
 * that no row is on two pages or on none.
 *
 * @param text part of the name or department, blank for all
 * @param department number of the responsible department, null for all
 * @param light the light, null for all
 * @param sort what to sort by
 * @param descending whether the order is turned round
 */
public record ProjectQuery(String text, @Nullable Long department, @Nullable ProgressLight light, Sort sort,
		boolean descending) {

	/**
	 * What a list of projects can be sorted by.
	 */
	public enum Sort {

		/** The order of the record. */
		POSITION,
		/** Name, by pinyin. */
		NAME,
		/** Light, the most urgent first. */
		LIGHT,
		/** Percent done. */
		PROGRESS,
		/** Due date of the next milestone. */
		NEXT,
		/** Deadline. */
		DEADLINE

	}

	List<ProjectLine> of(List<ProjectLine> lines) {
		String wanted = plain(this.text);
		return lines.stream()
			.filter((line) -> wanted.isEmpty() || contains(line.name(), wanted) || contains(line.nameEn(), wanted)
					|| contains(line.department(), wanted) || contains(line.departmentEn(), wanted))
			.filter((line) -> this.department == null || this.department.equals(line.departmentId()))
			.filter((line) -> this.light == null || this.light == line.light())
			.sorted(order())
			.toList();
	}

	private Comparator<ProjectLine> order() {
		Comparator<ProjectLine> order = switch (this.sort) {
			case POSITION -> by(ProjectLine::position);
			case NAME -> by(ProjectLine::nameOrder);
			case LIGHT -> by(ProjectLine::light);
			case PROGRESS -> by((line) -> (line.light() != ProgressLight.NO_PLAN) ? line.assessment().actual() : null);
			case NEXT -> by((line) -> (line.next() != null) ? line.next().dueDate() : null);
			case DEADLINE -> by(ProjectLine::deadline);
		};
		return order.thenComparing(ProjectLine::position).thenComparing(ProjectLine::code);
	}

	/** What is not known comes last, whichever way the order runs. */
	private <T extends Comparable<? super T>> Comparator<ProjectLine> by(
			Function<ProjectLine, ? extends @Nullable T> value) {
		Comparator<T> natural = Comparator.naturalOrder();
		return (one, other) -> Comparator.nullsLast(directed(natural)).compare(value.apply(one), value.apply(other));
	}

	private <T> Comparator<T> directed(Comparator<T> order) {
		return this.descending ? order.reversed() : order;
	}

	private static boolean contains(@Nullable String text, String wanted) {
		return text != null && plain(text).contains(wanted);
	}

	/**
	 * As people type it: spaces, quotation marks and the case of letters do not matter.
	 */
	private static String plain(String text) {
		return Normalizer.normalize(text, Normalizer.Form.NFKC).replaceAll("[\\s\\p{P}]", "").toLowerCase(Locale.ROOT);
	}

}
