package org.commonprosperity.portal.care;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.care.CareDirectory.Facility;
import org.commonprosperity.portal.care.CareDirectory.Offer;
import org.commonprosperity.portal.care.CareDirectory.Walk;
import org.commonprosperity.portal.organisation.WorkingDays;
import org.commonprosperity.portal.shared.Money;
import org.commonprosperity.portal.shared.Photos;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The public read side: what is approved of facilities and activities. Who signed up is
 * counted and never read.
 */
@Service
@RequiredArgsConstructor
@Transactional(readOnly = true)
public class CareOverview {

	private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {
	};

	private final JdbcClient jdbc;

	private final CareRecords records;

	private final WorkingDays days;

	private final Photos photos;

	private final JsonMapper json;

	private final Clock clock;

	/** All facilities and the ways to them, by a fixed number of queries. */
	public CareDirectory directory() {
		List<CareKind> kinds = this.records.kinds();
		Map<String, CareKind> byCode = kinds.stream().collect(Collectors.toMap(CareKind::code, Function.identity()));
		Map<Long, List<Offer>> offers = offers(byCode);
		List<Facility> facilities = this.jdbc
			.sql("""
					select f.*, p.code as project, s.title, s.title_en,
						array(select m.milestone_id from care_facility_milestone m where m.facility_id = f.id order by 1) as milestones
					from care_facility f join community c on c.id = f.community_id join care_kind k on k.code = f.kind
					join source s on s.id = f.source_id left join project p on p.id = f.project_id
					where f.state <> 'CLOSED' and c.active order by c.kind, c.code, k.position, f.name, f.id""")
			.query((row, index) -> facility(row, byCode, offers))
			.list();
		Map<Long, WalkRule.Place> starts = new HashMap<>();
		this.jdbc.sql("select community_id, latitude, longitude from care_near where latitude is not null")
			.query((row) -> {
				starts.put(row.getLong("community_id"),
						new WalkRule.Place(row.getBigDecimal("latitude"), row.getBigDecimal("longitude")));
			});
		Map<Walk, Integer> walked = new HashMap<>();
		this.jdbc.sql("select community_id, facility_id, minutes from care_walk").query((row) -> {
			walked.put(new Walk(row.getLong("community_id"), row.getLong("facility_id")), row.getInt("minutes"));
		});
		LocalDate today = LocalDate.now(this.clock);
		LocalDate tomorrow = today.plusDays(1);
		Map<LocalDate, Boolean> days = this.days.between(today, tomorrow).loaded();
		return new CareDirectory(this.records.communities(), kinds, facilities, starts, walked, this.records.pace(),
				today, Boolean.FALSE.equals(days.get(today)), Boolean.FALSE.equals(days.get(tomorrow)));
	}

	private Map<Long, List<Offer>> offers(Map<String, CareKind> kinds) {
		Map<Long, List<Offer>> offers = new HashMap<>();
		this.jdbc.sql("""
				select s.* from care_service s join care_kind k on k.code = s.kind where not s.ended
				order by s.facility_id, k.position""").query((row) -> {
			BigDecimal price = row.getBigDecimal("price");
			offers.computeIfAbsent(row.getLong("facility_id"), (id) -> new ArrayList<>())
				.add(new Offer(kinds.get(row.getString("kind")), this.records.hours(row.getString("hours")),
						(price != null) ? new Money(price) : null, row.getString("price_note"), row.getString("note")));
		});
		return offers;
	}

	private Facility facility(ResultSet row, Map<String, CareKind> kinds, Map<Long, List<Offer>> offers)
			throws SQLException {
		Array milestones = row.getArray("milestones");
		BigDecimal latitude = row.getBigDecimal("latitude");
		return new Facility(row.getLong("id"), row.getString("code"), row.getLong("community_id"),
				kinds.get(row.getString("kind")), FacilityContent.State.valueOf(row.getString("state")),
				row.getString("name"), row.getString("name_en"), row.getString("address"),
				this.json.readValue(row.getString("rooms"), TEXTS), row.getObject("places", Integer.class),
				row.getObject("opened", LocalDate.class), this.records.hours(row.getString("hours")),
				row.getString("telephone"), row.getObject("accessible", Boolean.class),
				(latitude != null) ? new WalkRule.Place(latitude, row.getBigDecimal("longitude")) : null,
				row.getString("photo_caption"), row.getString("project"), List.of((Long[]) milestones.getArray()),
				row.getString("note"), row.getString("title"), row.getString("title_en"),
				row.getTimestamp("updated_at").toInstant(), offers.getOrDefault(row.getLong("id"), List.of()));
	}

	/** What the overview tells in one card. */
	public Summary summary() {
		LocalDate today = LocalDate.now(this.clock);
		return this.jdbc
			.sql("""
					select (select count(*) from care_facility where state = 'OPEN') as open,
						(select count(distinct s.facility_id) from care_service s join care_kind k on k.code = s.kind
							join care_facility f on f.id = s.facility_id where k.meals and not s.ended and f.state = 'OPEN') as meals,
						(select count(*) from care_activity where day between ? and ? and not cancelled) as activities""")
			.params(today, ComingRule.last(today))
			.query((row, index) -> new Summary(row.getInt("open"), row.getInt("meals"), row.getInt("activities")))
			.single();
	}

	/** The facilities of a project, in the order of the record. */
	public List<Line> ofProject(String project) {
		return lines(project);
	}

	/**
	 * All facilities that are open or being built, by name, in the order of the record.
	 */
	public List<Line> names() {
		return lines(null);
	}

	private List<Line> lines(@Nullable String project) {
		return this.jdbc
			.sql("""
					select f.code, f.name, f.name_en, f.state, c.name as community, c.name_en as community_en, k.name as kind,
						k.name_en as kind_en
					from care_facility f left join project p on p.id = f.project_id join community c on c.id = f.community_id
					join care_kind k on k.code = f.kind where (:all or p.code = :project) and f.state <> 'CLOSED'
					order by c.kind, c.code, k.position, f.name, f.id""")
			.param("all", project == null)
			.param("project", (project != null) ? project : "")
			.query((row, index) -> new Line(row.getString("code"), row.getString("name"), row.getString("name_en"),
					FacilityContent.State.valueOf(row.getString("state")), row.getString("community"),
					row.getString("community_en"), row.getString("kind"), row.getString("kind_en")))
			.list();
	}

	/** What is on from today, as far ahead as it is shown. */
	public List<Activity> coming() {
		LocalDate today = LocalDate.now(this.clock);
		return activities(today, ComingRule.last(today));
	}

	/** What is on between two days, both counted. */
	public List<Activity> activities(LocalDate from, LocalDate to) {
		return this.jdbc
			.sql("""
					select a.*, c.code as community, c.name as community_name, c.name_en as community_name_en, f.code as facility,
						f.name as facility_name, f.name_en as facility_name_en, f.telephone as facility_telephone,
						coalesce(a.signed_up, (select count(*) from care_sign_up s where s.activity_id = a.id)::int) as taken
					from care_activity a join community c on c.id = a.community_id
					left join care_facility f on f.id = a.facility_id and f.state <> 'CLOSED'
					where a.day between ? and ? order by a.day, a.starts, a.id""")
			.params(from, to)
			.query((row, index) -> activity(row))
			.list();
	}

	private static Activity activity(ResultSet row) throws SQLException {
		Integer places = row.getObject("places", Integer.class);
		String telephone = row.getString("telephone");
		return new Activity(row.getString("code"), row.getString("community"), row.getString("community_name"),
				row.getString("community_name_en"), row.getString("facility"), row.getString("facility_name"),
				row.getString("facility_name_en"), row.getString("title"), row.getObject("day", LocalDate.class),
				row.getObject("starts", LocalTime.class), row.getObject("ends", LocalTime.class),
				row.getString("place"), places, (places != null) ? Math.max(0, places - row.getInt("taken")) : null,
				(telephone != null) ? telephone : row.getString("facility_telephone"), row.getString("note"),
				row.getBoolean("cancelled"), row.getLong("version"), row.getTimestamp("updated_at").toInstant());
	}

	/** The photo of a facility that is open or being built. */
	public Optional<Photos.Photo> photo(String code, boolean small) {
		return this.jdbc
			.sql("select photo_id from care_facility where code = ? and state <> 'CLOSED' and photo_id is not null")
			.param(code)
			.query(Long.class)
			.optional()
			.flatMap((id) -> this.photos.photo(id, small));
	}

	/**
	 * What there is.
	 *
	 * @param open facilities that are open
	 * @param meals those of them that serve meals
	 * @param activities what is still on in the days to come
	 */
	public record Summary(int open, int meals, int activities) {
	}

	/** A facility in a list. */
	public record Line(String code, String name, @Nullable String nameEn, FacilityContent.State state, String community,
			@Nullable String communityEn, String kind, String kindEn) {
	}

	/**
	 * An activity.
	 *
	 * @param community code of the village or community
	 * @param facility code of the facility, or null
	 * @param left places left, or null where nobody is counted
	 * @param telephone where to sign up, or null
	 * @param version how often it was changed
	 * @param updatedAt when it last was
	 */
	public record Activity(String code, String community, String communityName, @Nullable String communityNameEn,
			@Nullable String facility, @Nullable String facilityName, @Nullable String facilityNameEn, String title,
			LocalDate day, LocalTime starts, LocalTime ends, String place, @Nullable Integer places,
			@Nullable Integer left, @Nullable String telephone, @Nullable String note, boolean cancelled, long version,
			Instant updatedAt) {
	}

}
