package org.commonprosperity.portal.care;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.care.CareRecords.Stored;
import org.commonprosperity.portal.care.WalkRule.Pace;
import org.commonprosperity.portal.entry.Entries;
import org.commonprosperity.portal.entry.Entry;
import org.commonprosperity.portal.shared.NotOnRecord;
import org.commonprosperity.portal.shared.Photos;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What officials see: all communities, or a clerk's own.
 */
@Service
@RequiredArgsConstructor
@Transactional(readOnly = true)
public class CareDesk {

	private final JdbcClient jdbc;

	private final CareRecords records;

	private final Entries entries;

	private final Photos photos;

	/** The communities that an official sees. */
	public List<CareCommunity> communities(Official by) {
		CareAccess.requireConcern(by);
		return this.records.communities().stream().filter((one) -> CareAccess.maySee(by, one.id())).toList();
	}

	/** The communities that an official enters for. */
	public List<CareCommunity> own(Official by) {
		return this.records.communities().stream().filter((one) -> CareAccess.isOwn(by, one.id())).toList();
	}

	/** The kinds of facilities, or of services. */
	public List<CareKind> kinds(boolean services) {
		return this.records.kinds(services);
	}

	/** The facilities that an official sees, by a fixed number of queries. */
	public List<FacilityLine> facilities(@Nullable String community, @Nullable String kind, Official by) {
		CareAccess.requireConcern(by);
		return this.jdbc
			.sql("""
					select f.code, f.name, f.name_en, f.state, f.places, f.hours is not null as timed, f.telephone, f.updated_at,
						c.code as community, c.name as community_name, c.name_en as community_name_en, k.name as kind,
						k.name_en as kind_en, (select count(*) from care_service s where s.facility_id = f.id and not s.ended) as services,
						exists (select from entry e where e.state = 'SUBMITTED' and (e.kind = 'care-facility' and e.record_key = f.code
							or e.kind = 'care-service' and e.record_key like f.code || '/%')) as waits
					from care_facility f join community c on c.id = f.community_id join care_kind k on k.code = f.kind
					where (:all or f.community_id in (:own)) and (:community is null or c.code = :community)
						and (:kind is null or f.kind = :kind)
					order by c.kind, c.code, k.position, f.name, f.id""")
			.param("all", CareAccess.seesAll(by))
			.param("own", own(by.communityIds()))
			.param("community", community, Types.VARCHAR)
			.param("kind", kind, Types.VARCHAR)
			.query((row, index) -> line(row))
			.list();
	}

	private static FacilityLine line(ResultSet row) throws SQLException {
		return new FacilityLine(row.getString("code"), row.getString("name"), row.getString("name_en"),
				row.getString("community"), row.getString("community_name"), row.getString("community_name_en"),
				row.getString("kind"), row.getString("kind_en"), FacilityContent.State.valueOf(row.getString("state")),
				row.getObject("places", Integer.class), row.getInt("services"), row.getBoolean("timed"),
				row.getString("telephone"), row.getBoolean("waits"));
	}

	/** What waits or came back in the communities that an official sees. */
	public List<Entry> open(Collection<String> kinds, Official by) {
		return this.entries.open(kinds, CareAccess.seesAll(by) ? null : by.communityIds());
	}

	/**
	 * A facility, or what was entered of a new one.
	 * @throws NotOnRecord if there is neither
	 */
	public FacilityRecord facility(String code, Official by) {
		Entry open = this.entries.open(CareService.FACILITY, code);
		boolean kept = this.jdbc.sql("select exists (select from care_facility where code = ?)")
			.param(code)
			.query(Boolean.class)
			.single();
		if (!kept) {
			if (open == null) {
				throw new NotOnRecord("facility " + code);
			}
			CareAccess.requireSee(by, open.communityId());
			FacilityContent content = this.entries.content(open, FacilityContent.class);
			return new FacilityRecord(code, community(content.community()), null, content, open, List.of(), List.of(),
					CareAccess.isOwn(by, open.communityId()));
		}
		Stored<FacilityContent> stored = this.records.facility(code);
		CareAccess.requireSee(by, stored.communityId());
		List<ServiceLine> services = this.records.services(code)
			.stream()
			.map((one) -> new ServiceLine(one.content(), one.version()))
			.toList();
		List<Entry> entered = this.entries.open(List.of(CareService.SERVICE), List.of(stored.communityId()))
			.stream()
			.filter((one) -> one.key().startsWith(code + "/"))
			.toList();
		return new FacilityRecord(code, community(stored.content().community()), stored.version(), stored.content(),
				open, services, entered, CareAccess.isOwn(by, stored.communityId()));
	}

	/**
	 * The service of a facility that an official enters; empty for one that is not there
	 * yet.
	 */
	public Optional<ServiceLine> service(String facility, String kind) {
		return this.records.service(facility, kind).map((one) -> new ServiceLine(one.content(), one.version()));
	}

	/** What was entered and came back, to be mended; else null. */
	public <T> @Nullable T returned(String kind, String key, Class<T> type) {
		Entry open = this.entries.open(kind, key);
		return (open != null && open.state() == Entry.State.RETURNED) ? this.entries.content(open, type) : null;
	}

	/** The activities from a day on, or before it, that an official sees. */
	public List<ActivityLine> activities(LocalDate day, boolean past, Official by) {
		CareAccess.requireConcern(by);
		return this.jdbc
			.sql("""
					select a.code, a.title, a.day, a.starts, a.ends, a.place, a.places, a.cancelled, a.version, a.erased_at is not null as erased,
						c.name as community_name, c.name_en as community_name_en,
						coalesce(a.signed_up, (select count(*) from care_sign_up s where s.activity_id = a.id)::int) as taken,
						exists (select from entry e where e.state = 'SUBMITTED' and e.kind = 'care-activity' and e.record_key = a.code) as waits
					from care_activity a join community c on c.id = a.community_id
					where (:all or a.community_id in (:own)) and (a.day < :day) = :past
					order by case when :past then -extract(epoch from a.day) else extract(epoch from a.day) end, a.starts, a.id
					limit 500""")
			.param("all", CareAccess.seesAll(by))
			.param("own", own(by.communityIds()))
			.param("day", day)
			.param("past", past)
			.query((row, index) -> new ActivityLine(row.getString("code"), row.getString("title"),
					row.getString("community_name"), row.getString("community_name_en"),
					row.getObject("day", LocalDate.class), row.getObject("starts", LocalTime.class),
					row.getObject("ends", LocalTime.class), row.getString("place"),
					row.getObject("places", Integer.class), row.getInt("taken"), row.getBoolean("cancelled"),
					row.getBoolean("waits"), row.getBoolean("erased")))
			.list();
	}

	/**
	 * An activity, or what was entered of a new one.
	 * @throws NotOnRecord if there is neither
	 */
	public ActivityRecord activity(String code, Official by) {
		Entry open = this.entries.open(CareService.ACTIVITY, code);
		boolean kept = this.jdbc.sql("select exists (select from care_activity where code = ?)")
			.param(code)
			.query(Boolean.class)
			.single();
		if (!kept) {
			if (open == null) {
				throw new NotOnRecord("activity " + code);
			}
			CareAccess.requireSee(by, open.communityId());
			ActivityContent content = this.entries.content(open, ActivityContent.class);
			return new ActivityRecord(code, community(content.community()), null, content, open, 0, false,
					CareAccess.isOwn(by, open.communityId()));
		}
		Stored<ActivityContent> stored = this.records.activity(code);
		CareAccess.requireSee(by, stored.communityId());
		int taken = this.jdbc.sql("""
				select coalesce(a.signed_up, (select count(*) from care_sign_up s where s.activity_id = a.id)::int)
				from care_activity a where a.id = ?""").param(stored.id()).query(Integer.class).single();
		boolean erased = this.jdbc.sql("select erased_at is not null from care_activity where id = ?")
			.param(stored.id())
			.query(Boolean.class)
			.single();
		return new ActivityRecord(code, community(stored.content().community()), stored.version(), stored.content(),
				open, taken, erased, CareAccess.isOwn(by, stored.communityId()));
	}

	/**
	 * Where a community walks from and how far, with all facilities that it could walk
	 * to.
	 */
	public NearRecord near(String community, Official by) {
		CareCommunity found = this.records.community(community);
		CareAccess.requireSee(by, found.id());
		Stored<NearContent> stored = this.records.near(found);
		return new NearRecord(found, stored.version(), stored.content(), facilityNames(),
				this.entries.open(CareService.NEAR, community), CareAccess.isOwn(by, found.id()));
	}

	/** All facilities that are not closed, by code. */
	private List<FacilityName> facilityNames() {
		return this.jdbc
			.sql("""
					select f.code, f.name, f.name_en, c.name as community, c.name_en as community_en from care_facility f
					join community c on c.id = f.community_id where f.state <> 'CLOSED' order by c.kind, c.code, f.name, f.id""")
			.query((row, index) -> new FacilityName(row.getString("code"), row.getString("name"),
					row.getString("name_en"), row.getString("community"), row.getString("community_en")))
			.list();
	}

	/** By what minutes are computed, and what waits of it. */
	public WalkingRecord walking(Official by) {
		CareAccess.requireConcern(by);
		return new WalkingRecord(this.records.pace(), this.entries.open(CareService.WALKING, CareService.PACE));
	}

	/**
	 * A photo that was entered or is approved, of a community that the official sees.
	 * @throws NotOnRecord if there is none
	 */
	public Photos.Photo photo(long id, Official by) {
		List<Long> communities = this.jdbc
			.sql("""
					select community_id from care_facility where photo_id = :photo
					union select community_id from entry where kind = 'care-facility' and (content ->> 'photo')::bigint = :photo""")
			.param("photo", id)
			.query(Long.class)
			.list();
		if (communities.isEmpty()) {
			throw new NotOnRecord("photo " + id);
		}
		if (communities.stream().noneMatch((community) -> CareAccess.maySee(by, community))) {
			CareAccess.requireSee(by, null);
		}
		return this.photos.photo(id, true).orElseThrow(() -> new NotOnRecord("photo " + id));
	}

	private CareCommunity community(String code) {
		return this.records.community(code);
	}

	private static Collection<Long> own(Collection<Long> ids) {
		return ids.isEmpty() ? List.of(-1L) : ids;
	}

	/** A facility as a row of a list. */
	public record FacilityLine(String code, String name, @Nullable String nameEn, String community,
			String communityName, @Nullable String communityNameEn, String kind, String kindEn,
			FacilityContent.State state, @Nullable Integer places, int services, boolean timed,
			@Nullable String telephone, boolean waits) {
	}

	/**
	 * A facility as officials see it.
	 *
	 * @param version its version, or null as long as it waits for the first approval
	 * @param open what waits or came back, or null
	 * @param services its services
	 * @param entered what waits or came back of its services
	 * @param mine whether the official enters for it
	 */
	public record FacilityRecord(String code, CareCommunity community, @Nullable Long version, FacilityContent content,
			@Nullable Entry open, List<ServiceLine> services, List<Entry> entered, boolean mine) {

		public FacilityRecord {
			services = List.copyOf(services);
			entered = List.copyOf(entered);
		}

	}

	/** A service with its version. */
	public record ServiceLine(ServiceContent content, long version) {
	}

	/** An activity as a row of a list. */
	public record ActivityLine(String code, String title, String communityName, @Nullable String communityNameEn,
			LocalDate day, LocalTime starts, LocalTime ends, String place, @Nullable Integer places, int taken,
			boolean cancelled, boolean waits, boolean erased) {

		/** From which day on everybody sees it. */
		public LocalDate shownFrom() {
			return ComingRule.shownFrom(this.day);
		}

	}

	/**
	 * An activity as officials see it.
	 *
	 * @param taken how many signed up
	 * @param erased whether who they were is erased
	 */
	public record ActivityRecord(String code, CareCommunity community, @Nullable Long version, ActivityContent content,
			@Nullable Entry open, int taken, boolean erased, boolean mine) {
	}

	/** Where a community walks from, and how far. */
	public record NearRecord(CareCommunity community, long version, NearContent content, List<FacilityName> facilities,
			@Nullable Entry open, boolean mine) {

		public NearRecord {
			facilities = List.copyOf(facilities);
		}

	}

	/** A facility's name. */
	public record FacilityName(String code, String name, @Nullable String nameEn, String community,
			@Nullable String communityEn) {

	}

	/** By what minutes are computed, and what waits of it. */
	public record WalkingRecord(Pace pace, @Nullable Entry open) {
	}

}
