package org.commonprosperity.portal.care;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.care.WalkRule.Pace;
import org.commonprosperity.portal.shared.Money;
import org.commonprosperity.portal.shared.NotOnRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What is approved, as it would be entered again: for forms, and to tell what an entry
 * would change.
 */
@Component
@RequiredArgsConstructor
class CareRecords {

	private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {
	};

	private static final String FACILITY = """
			select f.*, c.code as community, p.code as project,
				array(select m.milestone_id from care_facility_milestone m where m.facility_id = f.id order by 1) as milestones
			from care_facility f join community c on c.id = f.community_id left join project p on p.id = f.project_id
			""";

	private final JdbcClient jdbc;

	private final JsonMapper json;

	/** The kinds of facilities, or of services, in their order. */
	List<CareKind> kinds(boolean services) {
		return kinds().stream().filter((kind) -> kind.service() == services).toList();
	}

	/** All kinds in their order. */
	List<CareKind> kinds() {
		return this.jdbc.sql("select code, sort, name, name_en, meals from care_kind order by position, code")
			.query((row, index) -> new CareKind(row.getString("code"), row.getString("sort").equals("SERVICE"),
					row.getString("name"), row.getString("name_en"), row.getBoolean("meals")))
			.list();
	}

	/** The names of projects by code. */
	Map<String, String> projectNames() {
		return this.jdbc.sql("select code, name from project")
			.query((row, index) -> Map.entry(row.getString("code"), row.getString("name")))
			.list()
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
	}

	/** The villages and communities, in their order. */
	List<CareCommunity> communities() {
		return this.jdbc.sql("select id, code, name, name_en from community where active order by kind, code")
			.query((row, index) -> place(row))
			.list();
	}

	/**
	 * A village or community.
	 * @throws NotOnRecord if there is none
	 */
	CareCommunity community(String code) {
		return this.jdbc.sql("select id, code, name, name_en from community where code = ?")
			.param(code)
			.query((row, index) -> place(row))
			.optional()
			.orElseThrow(() -> new NotOnRecord("community " + code));
	}

	/**
	 * A facility.
	 * @throws NotOnRecord if there is none
	 */
	Stored<FacilityContent> facility(String code) {
		return findFacility(code).orElseThrow(() -> new NotOnRecord("facility " + code));
	}

	Optional<Stored<FacilityContent>> findFacility(String code) {
		return this.jdbc.sql(FACILITY + "where f.code = ?").param(code).query((row, index) -> facility(row)).optional();
	}

	/** Facilities of villages and communities, by their order in lists. */
	List<Stored<FacilityContent>> facilities(@Nullable Collection<Long> communities) {
		return this.jdbc.sql(FACILITY + """
				where :all or f.community_id in (:communities)
				order by c.kind, c.code, (select k.position from care_kind k where k.code = f.kind), f.name, f.id""")
			.param("all", communities == null)
			.param("communities", (communities == null || communities.isEmpty()) ? List.of(-1L) : communities)
			.query((row, index) -> facility(row))
			.list();
	}

	/** The services of a facility, in their order. */
	List<Stored<ServiceContent>> services(String facility) {
		return this.jdbc
			.sql("""
					select s.*, f.code as facility, f.community_id from care_service s join care_facility f on f.id = s.facility_id
					join care_kind k on k.code = s.kind where f.code = ? order by k.position""")
			.param(facility)
			.query((row, index) -> service(row))
			.list();
	}

	Optional<Stored<ServiceContent>> service(String facility, String kind) {
		return services(facility).stream().filter((one) -> one.content().kind().equals(kind)).findFirst();
	}

	/**
	 * An activity.
	 * @throws NotOnRecord if there is none
	 */
	Stored<ActivityContent> activity(String code) {
		return findActivity(code).orElseThrow(() -> new NotOnRecord("activity " + code));
	}

	Optional<Stored<ActivityContent>> findActivity(String code) {
		return this.jdbc
			.sql("""
					select a.*, c.code as community, f.code as facility from care_activity a
					join community c on c.id = a.community_id left join care_facility f on f.id = a.facility_id where a.code = ?""")
			.param(code)
			.query((row, index) -> new Stored<>(row.getLong("id"), row.getString("code"), row.getLong("community_id"),
					row.getLong("version"), activity(row)))
			.optional();
	}

	static ActivityContent activity(ResultSet row) throws SQLException {
		return new ActivityContent(row.getString("community"), row.getString("facility"), row.getString("title"),
				row.getObject("day", LocalDate.class), row.getObject("starts", LocalTime.class),
				row.getObject("ends", LocalTime.class), row.getString("place"), row.getObject("places", Integer.class),
				row.getString("telephone"), row.getString("note"), row.getBoolean("cancelled"));
	}

	/**
	 * From where a community walks, and how far; with version 0 where nothing is known.
	 */
	Stored<NearContent> near(CareCommunity community) {
		Map<String, Integer> minutes = this.jdbc.sql("""
				select f.code, w.minutes from care_walk w join care_facility f on f.id = w.facility_id
				where w.community_id = ?""")
			.param(community.id())
			.query((row, index) -> Map.entry(row.getString("code"), row.getInt("minutes")))
			.list()
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, two) -> one, TreeMap::new));
		return this.jdbc.sql("select latitude, longitude, version from care_near where community_id = ?")
			.param(community.id())
			.query((row, index) -> new Stored<>(community.id(), community.code(), community.id(),
					row.getLong("version"),
					new NearContent(community.code(), row.getBigDecimal("latitude"), row.getBigDecimal("longitude"),
							minutes)))
			.optional()
			.orElseGet(() -> new Stored<>(community.id(), community.code(), community.id(), 0,
					new NearContent(community.code(), null, null, minutes)));
	}

	/** By what minutes are computed at present. */
	Pace pace() {
		return this.jdbc
			.sql("select version, detour, metres_per_minute from care_walking order by version desc limit 1")
			.query((row, index) -> new Pace(row.getInt("version"), row.getBigDecimal("detour"),
					row.getBigDecimal("metres_per_minute")))
			.single();
	}

	private Stored<FacilityContent> facility(ResultSet row) throws SQLException {
		Array milestones = row.getArray("milestones");
		return new Stored<>(row.getLong("id"), row.getString("code"), row.getLong("community_id"),
				row.getLong("version"),
				new FacilityContent(row.getString("community"), row.getString("kind"),
						FacilityContent.State.valueOf(row.getString("state")), row.getString("name"),
						row.getString("name_en"), row.getString("address"),
						this.json.readValue(row.getString("rooms"), TEXTS), row.getObject("places", Integer.class),
						row.getObject("opened", LocalDate.class), hours(row.getString("hours")),
						row.getString("telephone"), row.getObject("accessible", Boolean.class),
						row.getBigDecimal("latitude"), row.getBigDecimal("longitude"),
						row.getObject("photo_id", Long.class), row.getString("photo_caption"), row.getString("project"),
						List.of((Long[]) milestones.getArray()), row.getString("note")));
	}

	private Stored<ServiceContent> service(ResultSet row) throws SQLException {
		BigDecimal price = row.getBigDecimal("price");
		return new Stored<>(row.getLong("id"), row.getString("kind"), row.getLong("community_id"),
				row.getLong("version"),
				new ServiceContent(row.getString("facility"), row.getString("kind"), hours(row.getString("hours")),
						(price != null) ? new Money(price) : null, row.getString("price_note"), row.getString("note"),
						row.getBoolean("ended")));
	}

	/** Opening hours as they are kept; null stays null. */
	@Nullable OpeningHours hours(@Nullable String kept) {
		return (kept != null) ? this.json.readValue(kept, OpeningHours.class) : null;
	}

	private static CareCommunity place(ResultSet row) throws SQLException {
		return new CareCommunity(row.getLong("id"), row.getString("code"), row.getString("name"),
				row.getString("name_en"));
	}

	/**
	 * What is approved, with what is needed to change it.
	 *
	 * @param id its number
	 * @param code its code
	 * @param communityId the village or community that it belongs to
	 * @param version its version, for forms
	 * @param content what it says
	 */
	record Stored<T>(long id, String code, long communityId, long version, T content) {
	}

}
