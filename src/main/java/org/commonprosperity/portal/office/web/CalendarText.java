package org.commonprosperity.portal.office.web;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.commonprosperity.portal.organisation.WorkingDays.SpecialDay;
import org.commonprosperity.portal.shared.web.Forms;
import org.jspecify.annotations.Nullable;

/**
 * The days of a year as they are typed or pasted: a line a day, the date, 休 or 班, and the
 * holiday's name if there is one. Officials who read English may write off and work. What
 * cannot be read is named with its line, never guessed.
 *
 * @param days what was read, in the order of the lines
 * @param problems what could not be read
 */
record CalendarText(List<SpecialDay> days, List<Problem> problems) {

	private static final int LONGEST_NAME = 60;

	private static final Set<String> OFF = Set.of("休", "休息", "放假", "off");

	private static final Set<String> ON = Set.of("班", "上班", "补班", "work");

	private static final String HEADER = "日期";

	private static final Charset GB18030 = Charset.forName("GB18030");

	CalendarText {
		days = List.copyOf(days);
		problems = List.copyOf(problems);
	}

	/**
	 * Reads the lines of a year.
	 * @param text the lines, fields apart by a comma, a full-width comma or a tabulator;
	 * a first line that begins with 日期 is a heading
	 * @param year the year that all of them belong to
	 */
	static CalendarText read(String text, int year) {
		List<SpecialDay> days = new ArrayList<>();
		List<Problem> problems = new ArrayList<>();
		Map<LocalDate, Integer> seen = new HashMap<>();
		String[] lines = text.split("\\R", -1);
		boolean first = true;
		for (int at = 0; at < lines.length; at++) {
			List<String> cells = cells(lines[at]);
			if (cells.isEmpty() || (first && cells.get(0).equals(HEADER))) {
				first = first && cells.isEmpty();
				continue;
			}
			first = false;
			Object read = day(at + 1, lines[at].strip(), cells, year, seen);
			if (read instanceof SpecialDay day) {
				days.add(day);
			}
			else if (read instanceof Problem problem) {
				problems.add(problem);
			}
		}
		return new CalendarText(days, problems);
	}

	private static Object day(int line, String text, List<String> cells, int year, Map<LocalDate, Integer> seen) {
		LocalDate date = Forms.date(cells.get(0));
		if (date == null) {
			return new Problem("calendar.problem.date", line, cells.get(0), null);
		}
		if (date.getYear() != year) {
			return new Problem("calendar.problem.year", line, cells.get(0), String.valueOf(year));
		}
		if (cells.size() < 2 || cells.size() > 3) {
			return new Problem("calendar.problem.cells", line, text, null);
		}
		String word = Normalizer.normalize(cells.get(1), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
		if (!OFF.contains(word) && !ON.contains(word)) {
			return new Problem("calendar.problem.word", line, cells.get(1), null);
		}
		String name = (cells.size() > 2) ? cells.get(2) : null;
		if (name != null && name.length() > LONGEST_NAME) {
			return new Problem("calendar.problem.name", line, name, String.valueOf(LONGEST_NAME));
		}
		Integer before = seen.putIfAbsent(date, line);
		if (before != null) {
			return new Problem("calendar.problem.twice", line, cells.get(0), String.valueOf(before));
		}
		return new SpecialDay(date, ON.contains(word), name);
	}

	/**
	 * The fields of a line, quotes of a spreadsheet taken off; empty ones at the end go.
	 */
	private static List<String> cells(String line) {
		List<String> cells = new ArrayList<>();
		for (String cell : line.split("[,，\t]", -1)) {
			String stripped = cell.strip();
			boolean quoted = stripped.length() > 1 && stripped.startsWith("\"") && stripped.endsWith("\"");
			cells.add(quoted ? stripped.substring(1, stripped.length() - 1).strip() : stripped);
		}
		while (!cells.isEmpty() && cells.get(cells.size() - 1).isEmpty()) {
			cells.remove(cells.size() - 1);
		}
		return cells;
	}

	/** The lines that would be read as the days. */
	static String of(List<SpecialDay> days) {
		return days.stream()
			.map((day) -> day.day() + "," + (day.working() ? "班" : "休")
					+ ((day.name() != null) ? "," + day.name() : ""))
			.collect(Collectors.joining("\n"));
	}

	/**
	 * The text of a file in UTF-8, with or without its mark, or else in GB18030; null if
	 * it is neither.
	 */
	static @Nullable String decode(byte[] file) {
		for (Charset charset : List.of(StandardCharsets.UTF_8, GB18030)) {
			try {
				String text = charset.newDecoder().decode(ByteBuffer.wrap(file)).toString();
				if (text.indexOf('\0') < 0) {
					return text.startsWith("\ufeff") ? text.substring(1) : text;
				}
			}
			catch (CharacterCodingException ex) {
				// the next one
			}
		}
		return null;
	}

	/**
	 * A line that could not be read.
	 *
	 * @param key why, a message key
	 * @param line number of the line, from 1
	 * @param value what stands there
	 * @param more what the reason names besides, or null
	 */
	record Problem(String key, int line, String value, @Nullable String more) {

		private static final int LONGEST_VALUE = 40;

		Problem {
			value = (value.length() > LONGEST_VALUE) ? value.substring(0, LONGEST_VALUE) + "…" : value;
		}

	}

}
