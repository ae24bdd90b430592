package org.commonprosperity.portal.care;

import java.text.Normalizer;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.commonprosperity.portal.care.OpeningHours.Holidays;
import org.commonprosperity.portal.care.OpeningHours.Span;
import org.commonprosperity.portal.care.OpeningHours.Stretch;
import org.commonprosperity.portal.shared.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Opening hours as offices write them, in one cell or a few lines: 周一至周五 8:00-11:30
 * 13:00-17:00；周六 8:00-11:30；节假日休息. Days that are not named are closed. Read strictly:
 * what is not understood is refused with the part that was not.
 */
public final class HoursText {

	private static final List<String> NAMES = List.of("周一", "周二", "周三", "周四", "周五", "周六", "周日");

	private static final Pattern SEVERAL = Pattern.compile("每天|每日|天天|daily|every day|工作日|weekdays?|周末|双休日|weekends?");

	private static final Map<String, DayOfWeek> DAYS = new LinkedHashMap<>();

	private static final String DAY;

	private static final Pattern RANGE;

	private static final Pattern ONE;

	private static final Pattern HOLIDAY = Pattern.compile("(法定)?节假日|公共假日|public holidays?|holidays?");

	private static final Pattern CLOSED = Pattern.compile("休息|不开放|不供餐|关闭|闭馆|closed");

	private static final Pattern USUAL = Pattern.compile("照常(开放|供餐)?|正常开放|as usual|open");

	private static final Pattern WHOLE_DAY = Pattern.compile("全天|24 ?小时|24 ?hours");

	private static final String TIME = "(上午|早上|中午|下午|晚上)?(\\d{1,2})(?::(\\d{2})|[点时](?:(\\d{1,2})分?|(半))?)";

	private static final Pattern SPAN = Pattern.compile(TIME + "(?:-|至|到|~)" + TIME);

	private static final int HOUR = 60;

	private static final int NOON = 12;

	static {
		String[] chinese = { "一", "二", "三", "四", "五", "六", "日" };
		for (DayOfWeek day : DayOfWeek.values()) {
			String name = chinese[day.getValue() - 1];
			for (String week : List.of("周", "星期", "礼拜")) {
				DAYS.put(week + name, day);
			}
			String english = day.name().toLowerCase(Locale.ROOT);
			DAYS.put(english, day);
			DAYS.put(english.substring(0, 3), day);
		}
		for (String week : List.of("周", "星期", "礼拜")) {
			DAYS.put(week + "天", DayOfWeek.SUNDAY);
		}
		DAY = "(" + String.join("|", DAYS.keySet()) + ")";
		RANGE = Pattern.compile(DAY + "\\s*(?:-|至|到|~|to)\\s*(?:周|星期|礼拜)?(?:" + DAY + "|([一二三四五六日天]))");
		ONE = Pattern.compile(DAY);
	}

	private HoursText() {
	}

	/**
	 * Reads opening hours.
	 * @param field the form's field, for the refusal
	 * @throws Refusal if a part is not understood, naming it
	 */
	public static OpeningHours read(String field, String text) {
		Map<DayOfWeek, List<Span>> week = new EnumMap<>(DayOfWeek.class);
		Holidays holidays = Holidays.UNSAID;
		List<Span> onHolidays = List.of();
		boolean said = false;
		for (String part : Normalizer.normalize(text, Normalizer.Form.NFKC).split("[;\\n\u3002]")) {
			String written = part.strip();
			if (written.isEmpty()) {
				continue;
			}
			String rest = written.toLowerCase(Locale.ROOT)
				.replaceAll("[\u2013\u2014\u2212\uff5e]+|--+", "-")
				.replaceAll("\\s*([-~:])\\s*", "$1")
				.replaceAll("(?<=[午上])\\s+(?=\\d)|(?<=\\d)\\s+(?=[点时分半])|(?<=[点时])\\s+(?=半)|\\s+(?=[至到])|(?<=[至到])\\s+",
						"");
			Matcher holiday = HOLIDAY.matcher(rest);
			if (holiday.lookingAt()) {
				rest = rest.substring(holiday.end());
				holidays = what(USUAL, rest) ? Holidays.AS_USUAL : what(CLOSED, rest) ? Holidays.CLOSED : Holidays.OWN;
				onHolidays = (holidays == Holidays.OWN) ? spans(field, written, rest) : List.of();
				continue;
			}
			Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
			rest = days(rest, days);
			if (days.isEmpty()) {
				throw new Refusal(field, "care.refusal.hoursDays", written);
			}
			List<Span> spans = spans(field, written, rest);
			for (DayOfWeek day : days) {
				if (week.put(day, spans) != null) {
					throw new Refusal(field, "care.refusal.hoursTwice", written);
				}
			}
			said = true;
		}
		if (!said) {
			throw new Refusal(field, "care.refusal.hoursNone");
		}
		return OpeningHours.of(week, holidays, onHolidays);
	}

	/** Takes the days off the beginning of a part. */
	private static String days(String part, Set<DayOfWeek> days) {
		String rest = part;
		while (true) {
			rest = rest.replaceAll("^[\\s、,和及&:]+|^and ", "");
			Matcher range = RANGE.matcher(rest);
			Matcher one = ONE.matcher(rest);
			Matcher some = SEVERAL.matcher(rest);
			if (range.lookingAt()) {
				DayOfWeek to = (range.group(2) != null) ? DAYS.get(range.group(2)) : DAYS.get("周" + range.group(3));
				days.addAll(from(DAYS.get(range.group(1)), to));
				rest = rest.substring(range.end());
			}
			else if (some.lookingAt()) {
				boolean work = some.group().startsWith("工") || some.group().startsWith("weekday");
				boolean free = some.group().startsWith("周") || some.group().startsWith("双")
						|| some.group().startsWith("weekend");
				days.addAll(work ? EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY)
						: free ? EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY) : EnumSet.allOf(DayOfWeek.class));
				rest = rest.substring(some.end());
			}
			else if (one.lookingAt()) {
				days.add(DAYS.get(one.group(1)));
				rest = rest.substring(one.end());
			}
			else {
				return rest;
			}
		}
	}

	/** From a day on to a day, over the end of the week too: 周六至周一. */
	private static Set<DayOfWeek> from(DayOfWeek first, DayOfWeek last) {
		Set<DayOfWeek> days = EnumSet.of(first);
		for (DayOfWeek day = first; day != last; day = day.plus(1)) {
			days.add(day.plus(1));
		}
		return days;
	}

	private static List<Span> spans(String field, String written, String rest) {
		if (what(CLOSED, rest)) {
			return List.of();
		}
		if (what(WHOLE_DAY, rest)) {
			return List.of(new Span(0, Span.DAY));
		}
		List<Span> spans = new ArrayList<>();
		Matcher span = SPAN.matcher(rest);
		StringBuilder others = new StringBuilder();
		int at = 0;
		while (span.find()) {
			others.append(rest, at, span.start());
			at = span.end();
			int from = minutes(span, 0, null);
			int to = minutes(span, 5, span.group(1));
			if (from < 0 || to > Span.DAY || from >= to) {
				throw new Refusal(field, "care.refusal.hoursTime", written);
			}
			spans.add(new Span(from, to));
		}
		others.append(rest.substring(at));
		if (spans.isEmpty() || !others.toString().replaceAll("[\\s、,和及&:/]|and", "").isEmpty()) {
			throw new Refusal(field, "care.refusal.hoursTime", written);
		}
		spans.sort(Comparator.comparing(Span::from));
		for (int i = 1; i < spans.size(); i++) {
			if (spans.get(i).from() < spans.get(i - 1).to()) {
				throw new Refusal(field, "care.refusal.hoursOverlap", written);
			}
		}
		return spans;
	}

	/**
	 * The minutes since midnight of a time; -1 if there is no such time.
	 * @param before the part of the day that was said before, for 下午1:00-5:00
	 */
	private static int minutes(Matcher span, int at, @Nullable String before) {
		int hour = Integer.parseInt(span.group(at + 2));
		String minute = (span.group(at + 3) != null) ? span.group(at + 3) : span.group(at + 4);
		int minutes = (minute != null) ? Integer.parseInt(minute) : (span.group(at + 5) != null) ? HOUR / 2 : 0;
		String part = (span.group(at + 1) != null) ? span.group(at + 1) : before;
		boolean late = "下午".equals(part) || "晚上".equals(part) || ("中午".equals(part) && hour < 3);
		if (late && hour < NOON) {
			hour += NOON;
		}
		return (minutes < HOUR) ? hour * HOUR + minutes : Integer.MAX_VALUE;
	}

	private static boolean what(Pattern pattern, String rest) {
		return pattern.matcher(rest.replaceAll("^[\\s:,、]+|[\\s,、]+$", "")).matches();
	}

	/**
	 * Opening hours in one line, the way that {@link #read} takes them.
	 */
	public static String write(OpeningHours hours) {
		Map<List<Span>, List<Stretch>> same = new LinkedHashMap<>();
		hours.stretches()
			.forEach((stretch) -> same.computeIfAbsent(stretch.spans(), (key) -> new ArrayList<>()).add(stretch));
		List<String> parts = new ArrayList<>();
		same.forEach((spans, stretches) -> {
			List<String> days = new ArrayList<>();
			stretches.forEach((stretch) -> days.add(days(stretch)));
			parts.add(String.join("、", days) + " " + spans(spans));
		});
		switch (hours.holidays()) {
			case AS_USUAL -> parts.add("节假日 照常");
			case CLOSED -> parts.add("节假日 休息");
			case OWN -> parts.add("节假日 " + spans(hours.onHolidays()));
			case UNSAID -> {
			}
		}
		return String.join("；", parts);
	}

	/** The days on which it is open with their spans; nothing of the others. */
	static String open(OpeningHours hours) {
		return String.join("；",
				hours.stretches()
					.stream()
					.filter((stretch) -> !stretch.spans().isEmpty())
					.map((stretch) -> days(stretch) + " " + spans(stretch.spans()))
					.toList());
	}

	private static String days(Stretch stretch) {
		if (stretch.days() == DayOfWeek.values().length) {
			return "每天";
		}
		String from = name(stretch.from());
		return switch (stretch.days()) {
			case 1 -> from;
			case 2 -> from + "、" + name(stretch.to());
			default -> from + "至" + name(stretch.to());
		};
	}

	private static String name(DayOfWeek day) {
		return NAMES.get(day.getValue() - 1);
	}

	private static String spans(List<Span> spans) {
		if (spans.isEmpty()) {
			return "休息";
		}
		List<String> texts = new ArrayList<>();
		spans.forEach((span) -> texts.add(time(span.from()) + "-" + time(span.to())));
		return String.join(" ", texts);
	}

	private static String time(int minutes) {
		return String.format(Locale.ROOT, "%d:%02d", minutes / HOUR, minutes % HOUR);
	}

}
