package org.commonprosperity.portal.office.web;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import lombok.Getter;
import lombok.Setter;
import org.commonprosperity.portal.shared.web.OfficeForm;
import org.jspecify.annotations.Nullable;

/**
 * The calendar of a year. Its version is the mark of what was on record when the change
 * was shown.
 */
@Getter
@Setter
class CalendarForm extends OfficeForm {

	static final int LONGEST = 20_000;

	@NotNull(message = "{calendar.problem.noYear}")
	@Min(value = 2000, message = "{calendar.problem.noYear}")
	@Max(value = 2100, message = "{calendar.problem.noYear}")
	private @Nullable Integer year;

	@Size(max = LONGEST, message = "{calendar.problem.long}")
	private @Nullable String lines;

	/** The mark of what was shown, so that nothing else is written. */
	private @Nullable Long checked;

}
