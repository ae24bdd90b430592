package org.commonprosperity.portal.care;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.regex.Pattern;

import org.commonprosperity.portal.shared.Gathered;
import org.commonprosperity.portal.shared.Refusal;
import org.commonprosperity.portal.shared.Telephones;
import org.jspecify.annotations.Nullable;

/**
 * What can be entered, each refusal with what to do; what is wrong is gathered.
 */
final class CareChecks {

	private static final Pattern TELEPHONE = Pattern.compile("\\+?[0-9][0-9 -]{5,18}[0-9]");

	/**
	 * The outermost degrees of the country: what lies beyond is typed the wrong way
	 * round.
	 */
	private static final BigDecimal SOUTH = BigDecimal.valueOf(3);

	private static final BigDecimal NORTH = BigDecimal.valueOf(54);

	private static final BigDecimal WEST = BigDecimal.valueOf(73);

	private static final BigDecimal EAST = BigDecimal.valueOf(136);

	private static final int MOST_PLACES = 5000;

	private static final int MOST_ROOMS = 30;

	private static final int NAME = 100;

	private static final int TEXT = 200;

	private static final int NOTE = 500;

	private static final int ROOM = 60;

	private CareChecks() {
	}

	static void check(FacilityContent one, LocalDate today, Gathered wrong) {
		wrong.require(one.name() != null, "name", "care.refusal.name");
		length(wrong, "name", one.name(), NAME);
		length(wrong, "nameEn", one.nameEn(), TEXT);
		length(wrong, "address", one.address(), TEXT);
		length(wrong, "note", one.note(), NOTE);
		wrong.require(one.rooms().size() <= MOST_ROOMS, "rooms", "care.refusal.rooms", MOST_ROOMS);
		one.rooms().forEach((room) -> length(wrong, "rooms", room, ROOM));
		places(wrong, "places", one.places());
		telephone(wrong, "telephone", one.telephone());
		coordinates(wrong, one.latitude(), one.longitude());
		boolean early = one.opened() != null && one.opened().isAfter(today);
		wrong.require(!early || one.state() == FacilityContent.State.BUILDING, "opened", "care.refusal.openedAhead");
		wrong.require(one.photo() == null || one.photoCaption() != null, "photoCaption", "care.refusal.caption");
		length(wrong, "photoCaption", one.photoCaption(), TEXT);
		wrong.require(one.milestones().isEmpty() || one.project() != null, "project", "care.refusal.project");
	}

	static void check(ServiceContent one) {
		Gathered wrong = new Gathered();
		wrong.require(one.price() == null || one.price().yuan().signum() >= 0, "price", "project.refusal.negative");
		length(wrong, "priceNote", one.priceNote(), NAME);
		length(wrong, "note", one.note(), NOTE);
		wrong.refuse();
	}

	/**
	 * Checks an activity.
	 * @param before what is approved of it, or null for a new one
	 */
	static void check(ActivityContent one, @Nullable ActivityContent before, LocalDate today, Gathered wrong) {
		wrong.require(one.title() != null, "title", "care.refusal.title");
		length(wrong, "title", one.title(), NAME);
		LocalDate day = one.day();
		wrong.require(day != null, "day", "care.refusal.day");
		boolean moved = day != null && (before == null || !day.equals(before.day()));
		wrong.require(!moved || !day.isBefore(today), "day", "care.refusal.dayPast");
		wrong.require(!moved || day.isBefore(today.plusYears(1)), "day", "care.refusal.dayFar");
		LocalTime starts = one.starts();
		LocalTime ends = one.ends();
		wrong.require(starts != null, "starts", "care.refusal.time");
		wrong.require(ends != null, "ends", "care.refusal.time");
		wrong.require(starts == null || ends == null || ends.isAfter(starts), "ends", "care.refusal.ends");
		wrong.require(one.place() != null, "place", "care.refusal.place");
		length(wrong, "place", one.place(), TEXT);
		places(wrong, "places", one.places());
		telephone(wrong, "telephone", one.telephone());
		length(wrong, "note", one.note(), NOTE);
	}

	static void check(NearContent one) {
		Gathered wrong = new Gathered();
		coordinates(wrong, one.latitude(), one.longitude());
		one.minutes()
			.forEach((code, minutes) -> wrong.require(minutes >= 1 && minutes <= 600, "minutes",
					"care.refusal.minutes"));
		wrong.refuse();
	}

	static void check(WalkingContent one) {
		Gathered wrong = new Gathered();
		wrong.require(between(one.detour(), BigDecimal.ONE, BigDecimal.valueOf(5)), "detour", "care.refusal.detour");
		wrong.require(between(one.metresPerMinute(), BigDecimal.valueOf(5), BigDecimal.valueOf(120)), "metresPerMinute",
				"care.refusal.pace");
		wrong.refuse();
	}

	/** A telephone number as it is kept. */
	static void telephone(Gathered wrong, String field, @Nullable String number) {
		wrong.require(number == null || TELEPHONE.matcher(number).matches(), field, "care.refusal.telephone");
	}

	/**
	 * A mobile number is public only where somebody says that it is an office's, or where
	 * it is public already.
	 */
	static void requirePublic(Gathered wrong, @Nullable String number, @Nullable String before, boolean work) {
		wrong.require(work || !Telephones.isMobile(number) || number.equals(before), "telephone",
				"care.refusal.ownMobile");
	}

	private static void coordinates(Gathered wrong, @Nullable BigDecimal latitude, @Nullable BigDecimal longitude) {
		wrong.require(latitude != null || longitude == null, "latitude", "care.refusal.coordinates");
		wrong.require(longitude != null || latitude == null, "longitude", "care.refusal.coordinates");
		wrong.require(latitude == null || between(latitude, SOUTH, NORTH), "latitude", "care.refusal.latitude");
		wrong.require(longitude == null || between(longitude, WEST, EAST), "longitude", "care.refusal.longitude");
	}

	private static boolean between(@Nullable BigDecimal number, BigDecimal least, BigDecimal most) {
		return number != null && number.compareTo(least) >= 0 && number.compareTo(most) <= 0;
	}

	private static void places(Gathered wrong, String field, @Nullable Integer places) {
		wrong.require(places == null || (places >= 1 && places <= MOST_PLACES), field, "care.refusal.places",
				MOST_PLACES);
	}

	private static void length(Gathered wrong, String field, @Nullable String text, int most) {
		wrong.require(text == null || text.length() <= most, field, "care.refusal.long", most);
	}

}
