package org.commonprosperity.portal.publication.web;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.care.CareOverview.Activity;
import org.commonprosperity.portal.shared.web.Show;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Activities as a calendar by RFC 5545: lines of at most 75 octets that end in CR LF,
 * none folded within a character, times of Asia/Shanghai with that zone's definition.
 */
@Component
@RequiredArgsConstructor
class CareCalendar {

	static final String ZONE = "Asia/Shanghai";

	private static final int OCTETS = 75;

	private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss", Locale.ROOT);

	private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT)
		.withZone(ZoneOffset.UTC);

	private final Show show;

	/** The calendar as it is sent. */
	byte[] of(String name, List<Activity> activities) {
		StringBuilder out = new StringBuilder();
		for (String line : List.of("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Common Prosperity Portal//Care//ZH",
				"CALSCALE:GREGORIAN", "METHOD:PUBLISH", "X-WR-CALNAME:" + text(name), "X-WR-TIMEZONE:" + ZONE,
				"BEGIN:VTIMEZONE", "TZID:" + ZONE, "BEGIN:STANDARD", "DTSTART:19700101T000000", "TZOFFSETFROM:+0800",
				"TZOFFSETTO:+0800", "TZNAME:CST", "END:STANDARD", "END:VTIMEZONE")) {
			line(out, line);
		}
		activities.forEach((one) -> event(out, one));
		line(out, "END:VCALENDAR");
		return out.toString().getBytes(StandardCharsets.UTF_8);
	}

	private void event(StringBuilder out, Activity one) {
		line(out, "BEGIN:VEVENT");
		line(out, "UID:" + one.code() + "@care.common-prosperity-portal");
		line(out, "DTSTAMP:" + utc(one.updatedAt()));
		line(out, "LAST-MODIFIED:" + utc(one.updatedAt()));
		line(out, "SEQUENCE:" + one.version());
		line(out, "DTSTART;TZID=" + ZONE + ":" + local(one.day(), one.starts()));
		line(out, "DTEND;TZID=" + ZONE + ":" + local(one.day(), one.ends()));
		line(out, "SUMMARY:" + text(one.title()));
		line(out, "LOCATION:" + text(where(one)));
		String description = description(one);
		if (description != null) {
			line(out, "DESCRIPTION:" + text(description));
		}
		line(out, "STATUS:" + (one.cancelled() ? "CANCELLED" : "CONFIRMED"));
		line(out, "END:VEVENT");
	}

	private String where(Activity one) {
		String facility = this.show.name(one.facilityName(), one.facilityNameEn());
		String community = String.valueOf(this.show.name(one.communityName(), one.communityNameEn()));
		return (facility != null) ? community + " " + facility + " " + one.place() : community + " " + one.place();
	}

	private @Nullable String description(Activity one) {
		StringBuilder text = new StringBuilder();
		if (one.note() != null) {
			text.append(one.note()).append('\n');
		}
		if (one.telephone() != null) {
			text.append(this.show.text("care.price", this.show.text("care.activity.call"), one.telephone()));
		}
		return text.isEmpty() ? null : text.toString().strip();
	}

	private static String local(LocalDate day, LocalTime time) {
		return LOCAL.format(day.atTime(time));
	}

	private static String utc(Instant moment) {
		return UTC.format(moment);
	}

	/** A text with what has a meaning in a calendar escaped. */
	private static String text(String text) {
		return text.replace("\\", "\\\\")
			.replace(";", "\\;")
			.replace(",", "\\,")
			.replace("\r\n", "\n")
			.replace("\n", "\\n")
			.replaceAll("\\p{Cntrl}", " ");
	}

	/** A line, folded before it would be longer than 75 octets. */
	private static void line(StringBuilder out, String line) {
		int octets = 0;
		for (int at = 0; at < line.length();) {
			int character = line.codePointAt(at);
			String written = Character.toString(character);
			int length = written.getBytes(StandardCharsets.UTF_8).length;
			if (octets + length > OCTETS) {
				out.append("\r\n ");
				octets = 1;
			}
			out.append(written);
			octets += length;
			at += Character.charCount(character);
		}
		out.append("\r\n");
	}

}
