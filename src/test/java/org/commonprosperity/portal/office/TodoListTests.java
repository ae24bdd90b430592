package org.commonprosperity.portal.office;

import java.security.Principal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

import org.commonprosperity.portal.shared.Todo;
import org.commonprosperity.portal.shared.TodoSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What comes first, and what presses.
 */
class TodoListTests {

	private static final LocalDate TODAY = LocalDate.of(2026, 11, 25);

	private static final ZoneOffset ZONE = ZoneOffset.ofHours(8);

	private static final Principal SOMEBODY = () -> "somebody";

	@Test
	void putsWhatIsOverdueFirstAndWhatHasNoDayLast() {
		Todo overdue = todo("overdue", TODAY.minusDays(3));
		Todo today = todo("due", TODAY);
		Todo later = todo("due", TODAY.plusDays(9));
		Todo undated = todo("approve", null);
		TodoSource one = (official) -> List.of(undated, later);
		TodoSource other = (official) -> List.of(today, overdue);
		assertThat(list(one, other).of(SOMEBODY)).containsExactly(overdue, today, later, undated);
	}

	@Test
	void putsWhatCameBackAfterWhatIsOverdueAndBeforeWhatIsToCome() {
		Todo overdue = todo("overdue", TODAY.minusDays(1));
		Todo lateReport = todo("reportReturned", TODAY.minusDays(20)).withReturnedOn(TODAY.minusDays(2));
		Todo longAgo = todo("returned", null).withReturnedOn(TODAY.minusDays(30));
		Todo yesterday = todo("returned", null).withReturnedOn(TODAY.minusDays(1));
		Todo today = todo("due", TODAY);
		Todo report = todo("reportReturned", TODAY.plusDays(10)).withReturnedOn(TODAY);
		Todo undated = todo("approve", null);
		TodoSource source = (official) -> List.of(undated, report, today, yesterday, longAgo, lateReport, overdue);
		assertThat(list(source).of(SOMEBODY)).containsExactly(lateReport, overdue, longAgo, yesterday, today, report,
				undated);
	}

	@Test
	void ordersEqualDaysTheSameHoweverTheSourcesStand() {
		Todo one = todo("due", TODAY).withDetail("一");
		Todo two = todo("due", TODAY).withDetail("二");
		Todo none = todo("due", TODAY);
		TodoList forwards = list((official) -> List.of(one, two, none));
		TodoList backwards = list((official) -> List.of(none, two, one));
		assertThat(forwards.of(SOMEBODY)).isEqualTo(backwards.of(SOMEBODY)).startsWith(none);
	}

	@Test
	void whatIsOverdueOrDueInThreeDaysOrHasNoDayPresses() {
		assertThat(TodoList.isPressing(todo("overdue", TODAY.minusDays(1)), TODAY)).isTrue();
		assertThat(TodoList.isPressing(todo("due", TODAY.plusDays(3)), TODAY)).isTrue();
		assertThat(TodoList.isPressing(todo("due", TODAY.plusDays(4)), TODAY)).isFalse();
		assertThat(TodoList.isPressing(todo("approve", null), TODAY)).isTrue();
	}

	@Test
	void whatCameBackPressesHoweverFarItsDay() {
		assertThat(TodoList.isPressing(todo("reportReturned", TODAY.plusDays(10)).withReturnedOn(TODAY), TODAY))
			.isTrue();
	}

	private static TodoList list(TodoSource... sources) {
		return new TodoList(List.of(sources), Clock.fixed(TODAY.atTime(9, 0).toInstant(ZONE), ZONE));
	}

	private static Todo todo(String kind, @Nullable LocalDate due) {
		return new Todo(kind, "甲", "/office").withDue(due);
	}

}
