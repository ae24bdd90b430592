package org.commonprosperity.portal.care;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

import org.commonprosperity.portal.audit.Difference;
import org.jspecify.annotations.Nullable;

/**
 * What was and what would be, field by field, as people read it.
 */
final class CareDifferences {

	private CareDifferences() {
	}

	/**
	 * A facility.
	 * @param kinds names of kinds by code
	 * @param projects names of projects by code
	 * @param milestones names of milestones by number
	 */
	static List<Difference> of(@Nullable FacilityContent before, FacilityContent after, Function<String, String> kinds,
			Function<String, String> projects, Function<Long, String> milestones) {
		return between((before != null) ? told(before, kinds, projects, milestones) : Map.of(),
				told(after, kinds, projects, milestones));
	}

	private static Map<String, @Nullable String> told(FacilityContent one, Function<String, String> kinds,
			Function<String, String> projects, Function<Long, String> milestones) {
		Map<String, @Nullable String> told = new LinkedHashMap<>();
		told.put("careKind", (one.kind() != null) ? kinds.apply(one.kind()) : null);
		told.put("careName", one.name());
		told.put("careNameEn", one.nameEn());
		told.put("careState", "{care.state." + one.state() + "}");
		told.put("careAddress", one.address());
		told.put("careRooms", one.rooms().isEmpty() ? null : String.join("、", one.rooms()));
		told.put("carePlaces", text(one.places()));
		told.put("careOpened", text(one.opened()));
		told.put("careHours", (one.hours() != null) ? HoursText.write(one.hours()) : null);
		told.put("careTelephone", one.telephone());
		told.put("careAccessible", (one.accessible() != null) ? "{care.accessible." + one.accessible() + "}" : null);
		told.put("careCoordinates", coordinates(one.latitude(), one.longitude()));
		told.put("carePhoto", (one.photo() != null) ? one.photoCaption() + " #" + one.photo() : null);
		told.put("careProject", (one.project() != null) ? projects.apply(one.project()) : null);
		told.put("careMilestones", one.milestones().isEmpty() ? null
				: String.join("、", one.milestones().stream().map(milestones).toList()));
		told.put("careNote", one.note());
		return told;
	}

	/** A service. */
	static List<Difference> of(@Nullable ServiceContent before, ServiceContent after) {
		return between((before != null) ? told(before) : Map.of(), told(after));
	}

	private static Map<String, @Nullable String> told(ServiceContent one) {
		Map<String, @Nullable String> told = new LinkedHashMap<>();
		told.put("careHours", (one.hours() != null) ? HoursText.write(one.hours()) : null);
		told.put("carePrice", text(one.price()));
		told.put("carePriceNote", one.priceNote());
		told.put("careNote", one.note());
		told.put("careOffered", "{care.offered." + !one.ended() + "}");
		return told;
	}

	/** An activity. */
	static List<Difference> of(@Nullable ActivityContent before, ActivityContent after) {
		return between((before != null) ? told(before) : Map.of(), told(after));
	}

	private static Map<String, @Nullable String> told(ActivityContent one) {
		Map<String, @Nullable String> told = new LinkedHashMap<>();
		told.put("careTitle", one.title());
		told.put("careDay", text(one.day()));
		told.put("careTime", one.starts() + "-" + one.ends());
		told.put("carePlace", one.place());
		told.put("carePlaces", text(one.places()));
		told.put("careTelephone", one.telephone());
		told.put("careNote", one.note());
		told.put("careCancelled", one.cancelled() ? "{care.cancelled}" : null);
		return told;
	}

	/**
	 * Where people walk from, and how far.
	 * @param facilities names of facilities by code
	 */
	static List<Difference> of(NearContent before, NearContent after, Function<String, String> facilities) {
		List<Difference> differences = between(told(before), told(after));
		Set<String> codes = new LinkedHashSet<>(before.minutes().keySet());
		codes.addAll(after.minutes().keySet());
		for (String code : codes) {
			String was = text(before.minutes().get(code));
			String is = text(after.minutes().get(code));
			if (!Objects.equals(was, is)) {
				differences.add(new Difference("careMinutes", facilities.apply(code), was, is));
			}
		}
		return differences;
	}

	private static Map<String, @Nullable String> told(NearContent one) {
		Map<String, @Nullable String> told = new LinkedHashMap<>();
		told.put("careCoordinates", coordinates(one.latitude(), one.longitude()));
		return told;
	}

	/** By what minutes are computed. */
	static List<Difference> of(WalkingContent before, WalkingContent after) {
		return between(told(before), told(after));
	}

	private static Map<String, @Nullable String> told(WalkingContent one) {
		Map<String, @Nullable String> told = new LinkedHashMap<>();
		told.put("careDetour", plain(one.detour()));
		told.put("carePace", plain(one.metresPerMinute()));
		return told;
	}

	private static List<Difference> between(Map<String, @Nullable String> before, Map<String, @Nullable String> after) {
		List<Difference> differences = new ArrayList<>();
		after.forEach((field, is) -> {
			String was = before.get(field);
			if (!Objects.equals(was, is)) {
				differences.add(new Difference(field, null, was, is));
			}
		});
		return differences;
	}

	private static @Nullable String coordinates(@Nullable BigDecimal latitude, @Nullable BigDecimal longitude) {
		return (latitude != null && longitude != null) ? plain(latitude) + ", " + plain(longitude) : null;
	}

	private static @Nullable String plain(@Nullable BigDecimal number) {
		return (number != null) ? number.stripTrailingZeros().toPlainString() : null;
	}

	private static @Nullable String text(@Nullable Object value) {
		return (value != null) ? value.toString() : null;
	}

}
