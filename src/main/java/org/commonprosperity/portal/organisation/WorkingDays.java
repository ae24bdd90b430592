package org.commonprosperity.portal.organisation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Which days are worked: what an administrator loaded of holidays (休) and of weekends
 * made up for (班), which the State Council announces year by year; of other days the
 * weekday decides.
 */
@Service
@RequiredArgsConstructor
public class WorkingDays {

	/** How far past the last day asked for the next working day can lie. */
	private static final int MARGIN = 60;

	private final JdbcClient jdbc;

	/** Whether a day is worked. For more than one day use {@link #between}. */
	@Transactional(readOnly = true)
	public boolean isWorking(LocalDate day) {
		return between(day, day).isWorking(day);
	}

	/** The day itself if it is worked, else the first one after it that is. */
	@Transactional(readOnly = true)
	public LocalDate nextWorkingDayFrom(LocalDate day) {
		return between(day, day).nextWorkingDayFrom(day);
	}

	/**
	 * The calendar of a stretch of days, in one query.
	 * @param from first day that will be asked for
	 * @param to last day that will be asked for
	 */
	@Transactional(readOnly = true)
	public Calendar between(LocalDate from, LocalDate to) {
		Map<LocalDate, Boolean> loaded = new TreeMap<>();
		this.jdbc.sql("select day, working from calendar_day where day between ? and ?")
			.param(from)
			.param(to.plusDays(MARGIN))
			.query((row) -> {
				loaded.put(row.getObject("day", LocalDate.class), row.getBoolean("working"));
			});
		return new Calendar(from, to, loaded);
	}

	/** The years of which days were loaded, in their order. */
	@Transactional(readOnly = true)
	public Set<Integer> loadedYears() {
		return new TreeSet<>(this.jdbc.sql("select distinct extract(year from day)::int from calendar_day")
			.query(Integer.class)
			.list());
	}

	/** All days that were loaded, in their order. */
	@Transactional(readOnly = true)
	public List<SpecialDay> loaded() {
		return this.jdbc.sql("select day, working, name from calendar_day order by day").query(WorkingDays::day).list();
	}

	/** The days that were loaded of a year, in their order. */
	@Transactional(readOnly = true)
	public List<SpecialDay> loaded(int year) {
		return this.jdbc.sql("select day, working, name from calendar_day where day between ? and ? order by day")
			.param(LocalDate.of(year, 1, 1))
			.param(LocalDate.of(year, 12, 31))
			.query(WorkingDays::day)
			.list();
	}

	/**
	 * Lets the days given be all that is known of a year. Who may do so, and that it is
	 * audited, is the caller's to see to.
	 * @param year the year
	 * @param days days of that year, each once
	 * @return the days that were known of the year before
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public List<SpecialDay> replace(int year, List<SpecialDay> days) {
		if (days.stream().anyMatch((day) -> day.day().getYear() != year)) {
			throw new IllegalArgumentException("a day of another year than " + year);
		}
		// one at a time, and no reader sees half a year
		this.jdbc.sql("lock table calendar_day in share row exclusive mode").update();
		List<SpecialDay> before = loaded(year);
		this.jdbc.sql("delete from calendar_day where day between ? and ?")
			.param(LocalDate.of(year, 1, 1))
			.param(LocalDate.of(year, 12, 31))
			.update();
		days.forEach((day) -> this.jdbc.sql("insert into calendar_day (day, working, name) values (?, ?, ?)")
			.param(day.day())
			.param(day.working())
			.param(day.name())
			.update());
		return before;
	}

	private static SpecialDay day(ResultSet row, int index) throws SQLException {
		return new SpecialDay(row.getObject("day", LocalDate.class), row.getBoolean("working"), row.getString("name"));
	}

	/**
	 * A day that is not what its weekday says, or is said to be what it is.
	 *
	 * @param day the day
	 * @param working whether it is worked
	 * @param name the holiday's name, or null
	 */
	public record SpecialDay(LocalDate day, boolean working, @Nullable String name) {
	}

	/**
	 * The working days of a stretch of days.
	 *
	 * @param from first day that it can tell
	 * @param to last day that it can tell
	 * @param loaded days on record, some time beyond the last day too
	 */
	public record Calendar(LocalDate from, LocalDate to, Map<LocalDate, Boolean> loaded) {

		public Calendar {
			loaded = Map.copyOf(loaded);
		}

		/**
		 * Whether a day is worked.
		 * @throws IllegalArgumentException if the day lies outside the stretch
		 */
		public boolean isWorking(LocalDate day) {
			requireWithin(day);
			return works(day);
		}

		/**
		 * The day itself if it is worked, else the first one after it that is; that one
		 * may lie after the stretch.
		 * @throws IllegalArgumentException if the day lies outside the stretch
		 */
		public LocalDate nextWorkingDayFrom(LocalDate day) {
			requireWithin(day);
			LocalDate next = day;
			while (!works(next)) {
				next = next.plusDays(1);
			}
			return next;
		}

		private boolean works(LocalDate day) {
			boolean weekend = day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
			return this.loaded.getOrDefault(day, !weekend);
		}

		private void requireWithin(LocalDate day) {
			if (day.isBefore(this.from) || day.isAfter(this.to)) {
				throw new IllegalArgumentException(day + " is not between " + this.from + " and " + this.to);
			}
		}

	}

}
