package org.commonprosperity.portal.care;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * All that is entered of a facility; null is what nobody knows yet.
 *
 * @param community code of its village or community
 * @param kind code of its kind
 * @param state whether it is open
 * @param name its name
 * @param nameEn its name in English
 * @param address where it is
 * @param rooms its rooms, each with what it is for
 * @param places for how many people it has room
 * @param opened since when it is open, or from when on it will be
 * @param hours when it is open
 * @param telephone the facility's telephone
 * @param accessible whether a wheelchair gets in and about
 * @param latitude degrees north
 * @param longitude degrees east
 * @param photo number of the kept photo
 * @param photoCaption what it shows
 * @param project code of the project that it belongs to
 * @param milestones numbers of the milestones of the project that it waits for
 * @param note what else is to be known
 */
public record FacilityContent(String community, @Nullable String kind, State state, @Nullable String name,
		@Nullable String nameEn, @Nullable String address, List<String> rooms, @Nullable Integer places,
		@Nullable LocalDate opened, @Nullable OpeningHours hours, @Nullable String telephone,
		@Nullable Boolean accessible, @Nullable BigDecimal latitude, @Nullable BigDecimal longitude,
		@Nullable Long photo, @Nullable String photoCaption, @Nullable String project, List<Long> milestones,
		@Nullable String note) {

	public FacilityContent {
		rooms = List.copyOf(rooms);
		milestones = List.copyOf(milestones);
	}

	/**
	 * Whether a facility is open.
	 */
	public enum State {

		/** It is open. */
		OPEN,
		/** It is being built or rebuilt. */
		BUILDING,
		/** It is closed for good, and no longer public. */
		CLOSED

	}

}
