package org.commonprosperity.portal.care;

import java.time.LocalDate;
import java.time.LocalTime;

import org.jspecify.annotations.Nullable;

/**
 * All that is entered of an activity.
 *
 * @param community code of the village or community that holds it
 * @param facility code of the facility in which it is, or null
 * @param title what it is
 * @param day on which day
 * @param starts from when
 * @param ends until when
 * @param place where
 * @param places for how many people, or null where nobody is counted
 * @param telephone where to sign up, or null for the facility's
 * @param note what else is to be known
 * @param cancelled whether it does not take place
 */
public record ActivityContent(String community, @Nullable String facility, @Nullable String title,
		@Nullable LocalDate day, @Nullable LocalTime starts, @Nullable LocalTime ends, @Nullable String place,
		@Nullable Integer places, @Nullable String telephone, @Nullable String note, boolean cancelled) {
}
