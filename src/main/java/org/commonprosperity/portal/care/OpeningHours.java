package org.commonprosperity.portal.care;

import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * When something is open: for each day of the week the spans of the day, none where it is
 * closed; and what holds on public holidays.
 *
 * @param monday spans of Monday, in their order; so the other days
 * @param holidays what holds on public holidays
 * @param onHolidays the spans of a holiday, where it has its own
 */
public record OpeningHours(List<Span> monday, List<Span> tuesday, List<Span> wednesday, List<Span> thursday,
		List<Span> friday, List<Span> saturday, List<Span> sunday, Holidays holidays, List<Span> onHolidays) {

	public OpeningHours {
		monday = List.copyOf(monday);
		tuesday = List.copyOf(tuesday);
		wednesday = List.copyOf(wednesday);
		thursday = List.copyOf(thursday);
		friday = List.copyOf(friday);
		saturday = List.copyOf(saturday);
		sunday = List.copyOf(sunday);
		onHolidays = List.copyOf(onHolidays);
	}

	static OpeningHours of(Map<DayOfWeek, List<Span>> week, Holidays holidays, List<Span> onHolidays) {
		Map<DayOfWeek, List<Span>> all = new EnumMap<>(DayOfWeek.class);
		for (DayOfWeek day : DayOfWeek.values()) {
			all.put(day, week.getOrDefault(day, List.of()));
		}
		return new OpeningHours(all.get(DayOfWeek.MONDAY), all.get(DayOfWeek.TUESDAY), all.get(DayOfWeek.WEDNESDAY),
				all.get(DayOfWeek.THURSDAY), all.get(DayOfWeek.FRIDAY), all.get(DayOfWeek.SATURDAY),
				all.get(DayOfWeek.SUNDAY), holidays, onHolidays);
	}

	/** The spans of a day of the week. */
	public List<Span> on(DayOfWeek day) {
		return switch (day) {
			case MONDAY -> this.monday;
			case TUESDAY -> this.tuesday;
			case WEDNESDAY -> this.wednesday;
			case THURSDAY -> this.thursday;
			case FRIDAY -> this.friday;
			case SATURDAY -> this.saturday;
			case SUNDAY -> this.sunday;
		};
	}

	/**
	 * The spans of a day.
	 * @param holiday whether it is a public holiday
	 * @return none where it is closed; null where nobody said what holds on holidays
	 */
	public @Nullable List<Span> on(DayOfWeek day, boolean holiday) {
		if (!holiday) {
			return on(day);
		}
		return switch (this.holidays) {
			case AS_USUAL -> on(day);
			case CLOSED -> List.of();
			case OWN -> this.onHolidays;
			case UNSAID -> null;
		};
	}

	/**
	 * The week as it is read: days that follow each other with the same spans as one.
	 */
	public List<Stretch> stretches() {
		List<Stretch> stretches = new ArrayList<>();
		for (DayOfWeek day : DayOfWeek.values()) {
			Stretch last = stretches.isEmpty() ? null : stretches.get(stretches.size() - 1);
			if (last != null && last.spans().equals(on(day))) {
				stretches.set(stretches.size() - 1, new Stretch(last.from(), day, last.spans()));
			}
			else {
				stretches.add(new Stretch(day, day, on(day)));
			}
		}
		return stretches;
	}

	/**
	 * What of these hours lies outside others, in a week without holidays.
	 * @return null if nothing does
	 */
	public @Nullable OpeningHours outside(OpeningHours others) {
		Map<DayOfWeek, List<Span>> outside = new EnumMap<>(DayOfWeek.class);
		boolean any = false;
		for (DayOfWeek day : DayOfWeek.values()) {
			List<Span> left = on(day);
			for (Span other : others.on(day)) {
				left = without(left, other);
			}
			outside.put(day, left);
			any |= !left.isEmpty();
		}
		return any ? of(outside, Holidays.UNSAID, List.of()) : null;
	}

	private static List<Span> without(List<Span> spans, Span other) {
		List<Span> left = new ArrayList<>();
		for (Span span : spans) {
			int before = Math.min(span.to(), other.from());
			int after = Math.max(span.from(), other.to());
			if (span.from() < before) {
				left.add(new Span(span.from(), before));
			}
			if (after < span.to()) {
				left.add(new Span(after, span.to()));
			}
		}
		return left;
	}

	/**
	 * What holds on public holidays.
	 */
	public enum Holidays {

		/** As on any other day. */
		AS_USUAL,
		/** It is closed. */
		CLOSED,
		/** It has hours of its own. */
		OWN,
		/** Nobody said. */
		UNSAID

	}

	/**
	 * A part of a day.
	 *
	 * @param from minutes since midnight
	 * @param to minutes since midnight, at most 1440
	 */
	public record Span(int from, int to) {

		static final int DAY = 24 * 60;

		public Span {
			if (from < 0 || to > DAY || from >= to) {
				throw new IllegalArgumentException("no part of a day: " + from + " to " + to);
			}
		}

	}

	/**
	 * Days that follow each other with the same spans.
	 */
	public record Stretch(DayOfWeek from, DayOfWeek to, List<Span> spans) {

		public Stretch {
			spans = List.copyOf(spans);
		}

		/** How many days it has. */
		public int days() {
			return this.to.getValue() - this.from.getValue() + 1;
		}

	}

}
