package org.commonprosperity.portal.care;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.commonprosperity.portal.care.CoverageRule.Coverage;
import org.commonprosperity.portal.care.WalkRule.Pace;
import org.commonprosperity.portal.shared.Money;
import org.jspecify.annotations.Nullable;

/**
 * All that is approved of facilities, with how far it is to them: page, table, map and
 * downloads take it from here, so that they agree.
 *
 * @param communities the villages and communities, in their order
 * @param kinds the kinds of facilities and services, in their order
 * @param facilities those that are open or being built, in the order of their communities
 * @param starts from where each community walks, by its number
 * @param walked minutes that somebody walked
 * @param pace by what all other minutes are computed
 * @param today the day for which hours are told
 * @param holiday whether it is a public holiday
 * @param holidayTomorrow whether tomorrow is one
 */
public record CareDirectory(List<CareCommunity> communities, List<CareKind> kinds, List<Facility> facilities,
		Map<Long, WalkRule.Place> starts, Map<Walk, Integer> walked, Pace pace, LocalDate today, boolean holiday,
		boolean holidayTomorrow) {

	public CareDirectory {
		communities = List.copyOf(communities);
		kinds = List.copyOf(kinds);
		facilities = List.copyOf(facilities);
		starts = Map.copyOf(starts);
		walked = Map.copyOf(walked);
	}

	/** A community, or null if there is none of the code. */
	public @Nullable CareCommunity community(@Nullable String code) {
		return this.communities.stream().filter((one) -> one.code().equals(code)).findFirst().orElse(null);
	}

	/** The community of a number. */
	public CareCommunity community(long id) {
		return this.communities.stream().filter((one) -> one.id() == id).findFirst().orElseThrow();
	}

	/** A kind, or null if there is none of the code. */
	public @Nullable CareKind kind(@Nullable String code) {
		return this.kinds.stream().filter((one) -> one.code().equals(code)).findFirst().orElse(null);
	}

	/** A facility, or null if there is none of the code. */
	public @Nullable Facility facility(String code) {
		return this.facilities.stream().filter((one) -> one.code().equals(code)).findFirst().orElse(null);
	}

	/**
	 * The minutes on foot from a community to a facility.
	 * @return as somebody walked it, else as computed; null where neither is known
	 */
	public @Nullable Integer minutes(CareCommunity community, Facility facility) {
		Integer walkedOnce = this.walked.get(new Walk(community.id(), facility.id()));
		WalkRule.Place from = this.starts.get(community.id());
		WalkRule.Place to = facility.place();
		if (walkedOnce != null || from == null || to == null) {
			return walkedOnce;
		}
		return WalkRule.minutes(from, to, this.pace);
	}

	/**
	 * The facilities that offer something, the nearest first; without a community in the
	 * order of the record. Those of which the way is not known come after those of which
	 * it is, the community's own before the others'; what is not open yet comes last.
	 */
	public List<Found> find(@Nullable CareCommunity community, @Nullable CareKind kind) {
		List<Found> found = new ArrayList<>();
		for (Facility facility : this.facilities) {
			if (kind == null || facility.isOf(kind)) {
				found.add(new Found(facility, (community != null) ? minutes(community, facility) : null));
			}
		}
		Comparator<Found> order = Comparator.comparing((Found one) -> !one.facility().isOpen());
		if (community != null) {
			order = order.thenComparing((Found one) -> (one.minutes() != null) ? one.minutes()
					: (one.facility().communityId() == community.id()) ? UNKNOWN_OWN : UNKNOWN);
		}
		found.sort(order);
		return found;
	}

	private static final int UNKNOWN_OWN = 100_000;

	private static final int UNKNOWN = 200_000;

	/** How near each community has each kind; only what is open counts. */
	public List<Row> coverage() {
		List<Row> rows = new ArrayList<>();
		for (CareCommunity community : this.communities) {
			Map<CareKind, Coverage> cells = new LinkedHashMap<>();
			for (CareKind kind : this.kinds) {
				List<@Nullable Integer> minutes = new ArrayList<>();
				this.facilities.stream()
					.filter((one) -> one.isOpen() && one.isOf(kind))
					.forEach((one) -> minutes.add(minutes(community, one)));
				cells.put(kind, CoverageRule.of(minutes));
			}
			rows.add(new Row(community, cells));
		}
		return rows;
	}

	/** When something is open today; null where nobody said what holds on holidays. */
	public @Nullable List<OpeningHours.Span> onToday(OpeningHours hours) {
		return hours.on(this.today.getDayOfWeek(), this.holiday);
	}

	/** When something is open tomorrow; null where nobody said what holds on holidays. */
	public @Nullable List<OpeningHours.Span> onTomorrow(OpeningHours hours) {
		return hours.on(this.today.plusDays(1).getDayOfWeek(), this.holidayTomorrow);
	}

	/** The day of the week. */
	public DayOfWeek weekday() {
		return this.today.getDayOfWeek();
	}

	/**
	 * A way.
	 */
	public record Walk(long communityId, long facilityId) {
	}

	/**
	 * What a community has how near.
	 */
	public record Row(CareCommunity community, Map<CareKind, Coverage> cells) {
	}

	/**
	 * A facility that was looked for.
	 *
	 * @param minutes minutes on foot from the community, or null
	 */
	public record Found(Facility facility, @Nullable Integer minutes) {
	}

	/**
	 * A facility.
	 *
	 * @param photo whether there is a photo
	 * @param milestones numbers of the milestones that it waits for
	 */
	public record Facility(long id, String code, long communityId, CareKind kind, FacilityContent.State state,
			String name, @Nullable String nameEn, @Nullable String address, List<String> rooms,
			@Nullable Integer places, @Nullable LocalDate opened, @Nullable OpeningHours hours,
			@Nullable String telephone, @Nullable Boolean accessible, WalkRule.@Nullable Place place,
			@Nullable String photo, @Nullable String project, List<Long> milestones, @Nullable String note,
			String source, @Nullable String sourceEn, Instant updatedAt, List<Offer> offers) {

		public Facility {
			rooms = List.copyOf(rooms);
			milestones = List.copyOf(milestones);
			offers = List.copyOf(offers);
		}

		/** Whether it is open, and not only being built. */
		public boolean isOpen() {
			return this.state == FacilityContent.State.OPEN;
		}

		/** Whether it is of a kind, or offers such a service. */
		public boolean isOf(CareKind other) {
			return this.kind.equals(other) || this.offers.stream().anyMatch((one) -> one.kind().equals(other));
		}

		/** What it offers of a kind; null where it only is of that kind. */
		public @Nullable Offer offer(@Nullable CareKind wanted) {
			return this.offers.stream().filter((one) -> one.kind().equals(wanted)).findFirst().orElse(null);
		}

	}

	/**
	 * A service that a facility offers.
	 */
	public record Offer(CareKind kind, @Nullable OpeningHours hours, @Nullable Money price, @Nullable String priceNote,
			@Nullable String note) {
	}

}
