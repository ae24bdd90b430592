package org.commonprosperity.portal.office;

import java.security.Principal;
import java.time.LocalDate;
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

	private static final Principal SOMEBODY = () -> "somebody";

	@Test
	void putsWhatIsOverdueFirstAndWhatHasNoDayLast() {
		Todo overdue = todo("overdue", TODAY.minusDays(3));
		Todo today = todo("due", TODAY);
		Todo later = todo("due", TODAY.plusDays(9));
		Todo undated = todo("approve", null);
		TodoSource one = (official) -> List.of(undated, later);
		TodoSource other = (official) -> List.of(today, overdue);
		assertThat(new TodoList(List.of(one, other)).of(SOMEBODY)).containsExactly(overdue, today, later, undated);
	}

	@Test
	void ordersEqualDaysTheSameHoweverTheSourcesStand() {
		Todo one = new Todo("due", "甲", null, "一", TODAY, "/a");
		Todo two = new Todo("due", "甲", null, "二", TODAY, "/a");
		Todo none = new Todo("due", "甲", null, null, TODAY, "/a");
		TodoList forwards = new TodoList(List.of((official) -> List.of(one, two, none)));
		TodoList backwards = new TodoList(List.of((official) -> List.of(none, two, one)));
		assertThat(forwards.of(SOMEBODY)).isEqualTo(backwards.of(SOMEBODY)).startsWith(none);
	}

	@Test
	void whatIsOverdueOrDueInThreeDaysOrHasNoDayPresses() {
		assertThat(TodoList.isPressing(todo("overdue", TODAY.minusDays(1)), TODAY)).isTrue();
		assertThat(TodoList.isPressing(todo("due", TODAY.plusDays(3)), TODAY)).isTrue();
		assertThat(TodoList.isPressing(todo("due", TODAY.plusDays(4)), TODAY)).isFalse();
		assertThat(TodoList.isPressing(todo("approve", null), TODAY)).isTrue();
	}

	private static Todo todo(String kind, @Nullable LocalDate due) {
		return new Todo(kind, "甲", null, null, due, "/office");
	}

}
