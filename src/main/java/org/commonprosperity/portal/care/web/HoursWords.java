package org.commonprosperity.portal.care.web;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.care.OpeningHours;
import org.commonprosperity.portal.care.OpeningHours.Holidays;
import org.commonprosperity.portal.care.OpeningHours.Span;
import org.commonprosperity.portal.care.OpeningHours.Stretch;
import org.commonprosperity.portal.shared.web.Show;
import org.jspecify.annotations.Nullable;

import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.modulith.NamedInterface;
import org.springframework.stereotype.Component;

/**
 * Opening hours in words that are read aloud well: 星期一至星期五：上午 8 点至 11 点半，下午 1 点至 5 点. No
 * dashes and no colons between numbers, which a screen reader swallows or spells.
 * Templates reach it as {@code @hours}.
 */
@Component("hours")
@RequiredArgsConstructor
@NamedInterface("words")
public class HoursWords {

	private static final int HOUR = 60;

	private static final int NOON = 12;

	private static final int DAWN = 5;

	private static final int AFTERNOON = 13;

	private static final int EVENING = 18;

	private final Show show;

	/** The week and the holidays, a line each. */
	public List<Line> lines(OpeningHours hours) {
		List<Line> lines = new ArrayList<>();
		for (Stretch stretch : hours.stretches()) {
			lines.add(new Line(days(stretch), spans(stretch.spans())));
		}
		lines.add(new Line(this.show.text("care.holidays"), holidays(hours)));
		return lines;
	}

	/** All of it in one sentence. */
	public String sentence(OpeningHours hours) {
		return String.join(this.show.text("care.hours.then"),
				lines(hours).stream()
					.map((line) -> this.show.text("care.hours.line", line.days(), line.text()))
					.toList());
	}

	private String holidays(OpeningHours hours) {
		if (hours.holidays() == Holidays.UNSAID) {
			return this.show.text("care.holidays.unsaid");
		}
		if (hours.holidays() == Holidays.AS_USUAL) {
			return this.show.text("care.holidays.usual");
		}
		return spans((hours.holidays() == Holidays.OWN) ? hours.onHolidays() : List.of());
	}

	private String days(Stretch stretch) {
		if (stretch.days() == DayOfWeek.values().length) {
			return this.show.text("care.days.all");
		}
		String from = day(stretch.from());
		return switch (stretch.days()) {
			case 1 -> from;
			case 2 -> this.show.text("care.days.two", from, day(stretch.to()));
			default -> this.show.text("care.days.range", from, day(stretch.to()));
		};
	}

	/** A day of the week. */
	public String day(DayOfWeek day) {
		Locale locale = LocaleContextHolder.getLocale();
		return day.getDisplayName(TextStyle.FULL, locale);
	}

	/** The spans of a day; null is what nobody said. */
	public String spans(@Nullable List<Span> spans) {
		if (spans == null) {
			return this.show.text("care.holidays.unsaid");
		}
		if (spans.isEmpty()) {
			return this.show.text("care.closed");
		}
		return String.join(this.show.text("care.spans.then"), spans.stream().map(this::span).toList());
	}

	private String span(Span span) {
		if (span.from() == 0 && span.to() == NOON * 2 * HOUR) {
			return this.show.text("care.wholeDay");
		}
		String from = part(span.from());
		String to = part(span.to());
		String begins = this.show.text("care.part." + from, time(span.from()));
		String ends = from.equals(to) ? this.show.text("care.again." + to, time(span.to()))
				: this.show.text("care.part." + to, time(span.to()));
		return this.show.text("care.span", begins, ends);
	}

	/** From a time to a time. */
	public String span(LocalTime from, LocalTime to) {
		return span(new Span(minutes(from), minutes(to)));
	}

	private static int minutes(LocalTime time) {
		return time.getHour() * HOUR + time.getMinute();
	}

	private static String part(int minutes) {
		int hour = minutes / HOUR;
		if (hour < DAWN) {
			return "night";
		}
		if (hour < NOON) {
			return "morning";
		}
		if (hour < AFTERNOON) {
			return "noon";
		}
		return (hour < EVENING) ? "afternoon" : "evening";
	}

	/** The time on a clock of twelve hours. */
	private String time(int minutes) {
		int hour = (minutes / HOUR) % NOON;
		String shown = String.valueOf((hour == 0 && minutes > 0) ? NOON : hour);
		int rest = minutes % HOUR;
		return switch (rest) {
			case 0 -> this.show.text("care.time.hour", shown);
			case HOUR / 2 -> this.show.text("care.time.half", shown);
			default -> this.show.text("care.time.minutes", shown, String.format(Locale.ROOT, "%02d", rest));
		};
	}

	/**
	 * Days and what holds on them.
	 */
	public record Line(String days, String text) {
	}

}
