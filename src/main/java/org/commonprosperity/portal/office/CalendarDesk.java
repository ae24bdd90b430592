package org.commonprosperity.portal.office;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.account.Role;
import org.commonprosperity.portal.audit.AuditService;
import org.commonprosperity.portal.audit.Difference;
import org.commonprosperity.portal.organisation.WorkingDays;
import org.commonprosperity.portal.organisation.WorkingDays.SpecialDay;
import org.commonprosperity.portal.shared.Submissions;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Where an administrator loads the calendar of a year, as a whole: what is given is all
 * that is known of the year afterwards.
 */
@Service
@RequiredArgsConstructor
public class CalendarDesk {

	private final WorkingDays workingDays;

	private final Submissions submissions;

	private final AuditService audit;

	/** The years on record with their days, the latest first. */
	@Transactional(readOnly = true)
	public Map<Integer, List<SpecialDay>> years(Official by) {
		require(by);
		return this.workingDays.loaded()
			.stream()
			.collect(Collectors.groupingBy((day) -> -day.day().getYear(), TreeMap::new, Collectors.toList()))
			.entrySet()
			.stream()
			.collect(Collectors.toMap((year) -> -year.getKey(), Map.Entry::getValue, (one, other) -> one,
					LinkedHashMap::new));
	}

	/**
	 * What loading the days would change.
	 * @param year the year
	 * @param days all days of the year that are not as their weekday says
	 */
	@Transactional(readOnly = true)
	public Preview preview(Official by, int year, List<SpecialDay> days) {
		require(by);
		List<SpecialDay> before = this.workingDays.loaded(year);
		return new Preview(year, changes(before, days), mark(before), mark(days));
	}

	/**
	 * Loads a year.
	 * @param basis the mark of what was on record when the change was looked at
	 * @throws OptimisticLockingFailureException if somebody loaded the year meanwhile
	 */
	@Transactional
	public void load(Official by, UUID submission, long basis, int year, List<SpecialDay> days) {
		require(by);
		if (!this.submissions.first(submission)) {
			return;
		}
		List<SpecialDay> before = this.workingDays.replace(year, days);
		if (mark(before) != basis) {
			throw new OptimisticLockingFailureException("the calendar of " + year + " was loaded meanwhile");
		}
		List<Change> changes = changes(before, days);
		if (!changes.isEmpty()) {
			this.audit.changed("calendar", String.valueOf(year), "calendar-loaded", by, null,
					changes.stream().map(CalendarDesk::difference).toList());
		}
	}

	private static void require(Official by) {
		if (!by.is(Role.ADMIN)) {
			throw new AccessDeniedException("not the administrator");
		}
	}

	private static List<Change> changes(List<SpecialDay> before, List<SpecialDay> after) {
		Map<LocalDate, SpecialDay> was = byDay(before);
		Map<LocalDate, SpecialDay> is = byDay(after);
		TreeSet<LocalDate> days = new TreeSet<>(was.keySet());
		days.addAll(is.keySet());
		return days.stream()
			.map((day) -> new Change(was.get(day), is.get(day)))
			.filter((change) -> !Objects.equals(change.was(), change.is()))
			.toList();
	}

	private static Difference difference(Change change) {
		return new Difference("calendarDay", String.valueOf(change.day().day()), value(change.was()),
				value(change.is()));
	}

	private static @Nullable String value(@Nullable SpecialDay day) {
		if (day == null) {
			return null;
		}
		if (day.name() == null) {
			return day.working() ? "{calendar.on}" : "{calendar.off}";
		}
		return (day.working() ? "班 " : "休 ") + day.name();
	}

	private static Map<LocalDate, SpecialDay> byDay(List<SpecialDay> days) {
		return days.stream().collect(Collectors.toMap(SpecialDay::day, Function.identity()));
	}

	/** Equal for equal days, on every machine. */
	private static long mark(List<SpecialDay> days) {
		return days.stream()
			.map((day) -> day.day() + "," + day.working() + "," + day.name())
			.sorted()
			.collect(Collectors.joining("\n"))
			.hashCode();
	}

	/**
	 * What loading a year would change.
	 *
	 * @param year the year
	 * @param changes the days that would be other than they are, in their order
	 * @param basis the mark of what is on record
	 * @param checked the mark of what would be
	 */
	public record Preview(int year, List<Change> changes, long basis, long checked) {

		public Preview {
			changes = List.copyOf(changes);
		}

		/** Days that come new on record. */
		public List<Change> added() {
			return this.changes.stream().filter((change) -> change.was() == null).toList();
		}

		/** Days on record that change. */
		public List<Change> changed() {
			return this.changes.stream().filter((change) -> change.was() != null && change.is() != null).toList();
		}

		/** Days on record that go. */
		public List<Change> removed() {
			return this.changes.stream().filter((change) -> change.is() == null).toList();
		}

	}

	/**
	 * What a day was and what it becomes; one of them is there.
	 *
	 * @param was what was on record, or null
	 * @param is what comes on record, or null
	 */
	public record Change(@Nullable SpecialDay was, @Nullable SpecialDay is) {

		/** The day as it becomes, or as it was if it goes. */
		public SpecialDay day() {
			return (this.is != null) ? this.is : Objects.requireNonNull(this.was);
		}

	}

}
