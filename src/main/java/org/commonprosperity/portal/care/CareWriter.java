package org.commonprosperity.portal.care;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.entry.Entries;
import org.commonprosperity.portal.entry.Entry;
import org.commonprosperity.portal.entry.EntryKind;
import org.commonprosperity.portal.entry.Remark;
import org.commonprosperity.portal.shared.Money;
import org.commonprosperity.portal.shared.Refusal;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Writes what was approved.
 */
@Configuration(proxyBeanMethods = false)
@RequiredArgsConstructor
class CareWriter {

	/** What clerks enter cites the portal's own record. */
	private static final String OWN = "(select id from source where code = 'portal-record')";

	private final JdbcClient jdbc;

	private final Entries entries;

	private final CareRecords records;

	private final JsonMapper json;

	private final Clock clock;

	@Bean
	EntryKind careFacilities() {
		return new Kind(CareService.FACILITY, this::facility, (entry) -> "/office/care/facilities/" + entry.key(),
				(entry) -> null, (entry) -> {
					OpeningHours open = this.entries.content(entry, FacilityContent.class).hours();
					return this.records.services(entry.key())
						.stream()
						.flatMap((one) -> outside(one.content(), open).stream())
						.toList();
				});
	}

	@Bean
	EntryKind careServices() {
		return new Kind(CareService.SERVICE, this::service,
				(entry) -> "/office/care/facilities/" + entry.key().substring(0, entry.key().indexOf('/')),
				(entry) -> null, (entry) -> {
					ServiceContent one = this.entries.content(entry, ServiceContent.class);
					return this.records.findFacility(one.facility())
						.map((facility) -> outside(one, facility.content().hours()))
						.orElse(List.of());
				});
	}

	@Bean
	EntryKind careActivities() {
		return new Kind(CareService.ACTIVITY, this::activity, (entry) -> "/office/care/activities/" + entry.key(),
				(entry) -> {
					LocalDate day = this.entries.content(entry, ActivityContent.class).day();
					return (day != null) ? ComingRule.shownFrom(day) : null;
				}, (entry) -> List.of());
	}

	@Bean
	EntryKind careNear() {
		return new Kind(CareService.NEAR, this::near, (entry) -> "/office/care/coverage/" + entry.key());
	}

	@Bean
	EntryKind careWalking() {
		return new Kind(CareService.WALKING, this::walking, (entry) -> "/office/care/walking");
	}

	/** What to say of a service that is offered when its facility is not open. */
	private List<Remark> outside(ServiceContent service, @Nullable OpeningHours open) {
		OpeningHours hours = service.hours();
		OpeningHours outside = (hours != null && open != null && !service.ended()) ? hours.outside(open) : null;
		if (outside == null) {
			return List.of();
		}
		return List.of(new Remark("care.remark.outside",
				List.of(CareService.name(this.records.kinds(true)).apply(service.kind()), HoursText.open(outside))));
	}

	private void facility(Entry entry, Official by) {
		FacilityContent one = this.entries.content(entry, FacilityContent.class);
		long id;
		try {
			id = this.jdbc
				.sql("""
						insert into care_facility (code, community_id, kind, state, name, name_en, address, rooms, places, opened,
							hours, telephone, accessible, latitude, longitude, photo_id, photo_caption, project_id, note, source_id,
							updated_at)
						values (:code, :community, :kind, :state, :name, :nameEn, :address, :rooms::jsonb, :places, :opened,
							:hours::jsonb, :telephone, :accessible, :latitude, :longitude, :photo, :caption,
							(select id from project where code = :project), :note, %s, :at)
						on conflict (code) do update set kind = excluded.kind, state = excluded.state, name = excluded.name,
							name_en = excluded.name_en, address = excluded.address, rooms = excluded.rooms,
							places = excluded.places, opened = excluded.opened, hours = excluded.hours,
							telephone = excluded.telephone, accessible = excluded.accessible, latitude = excluded.latitude,
							longitude = excluded.longitude, photo_id = excluded.photo_id,
							photo_caption = excluded.photo_caption, project_id = excluded.project_id, note = excluded.note,
							source_id = excluded.source_id, updated_at = excluded.updated_at,
							version = care_facility.version + 1 returning id"""
					.formatted(OWN))
				.param("code", entry.key())
				.param("community", entry.communityId())
				.param("kind", one.kind())
				.param("state", one.state().name())
				.param("name", one.name())
				.param("nameEn", one.nameEn())
				.param("address", one.address())
				.param("rooms", this.json.writeValueAsString(one.rooms()))
				.param("places", one.places())
				.param("opened", one.opened())
				.param("hours", hours(one.hours()))
				.param("telephone", one.telephone())
				.param("accessible", one.accessible())
				.param("latitude", one.latitude())
				.param("longitude", one.longitude())
				.param("photo", one.photo())
				.param("caption", one.photoCaption())
				.param("project", one.project())
				.param("note", one.note())
				.param("at", now())
				.query(Long.class)
				.single();
		}
		catch (DuplicateKeyException ex) {
			throw new Refusal(null, "care.refusal.nameTaken");
		}
		this.jdbc.sql("delete from care_facility_milestone where facility_id = ?").param(id).update();
		if (!one.milestones().isEmpty()) {
			this.jdbc.sql("""
					insert into care_facility_milestone (facility_id, milestone_id)
					select :facility, m.id from milestone m where m.id in (:milestones)""")
				.param("facility", id)
				.param("milestones", one.milestones())
				.update();
		}
	}

	private void service(Entry entry, Official by) {
		ServiceContent one = this.entries.content(entry, ServiceContent.class);
		Money price = one.price();
		this.jdbc
			.sql("""
					insert into care_service (facility_id, kind, hours, price, price_note, note, ended, source_id, updated_at)
					select f.id, :kind, :hours::jsonb, :price, :priceNote, :note, :ended, %s, :at
					from care_facility f where f.code = :facility
					on conflict (facility_id, kind) do update set hours = excluded.hours, price = excluded.price,
						price_note = excluded.price_note, note = excluded.note, ended = excluded.ended,
						source_id = excluded.source_id, updated_at = excluded.updated_at, version = care_service.version + 1"""
				.formatted(OWN))
			.param("facility", one.facility())
			.param("kind", one.kind())
			.param("hours", hours(one.hours()))
			.param("price", (price != null) ? price.yuan() : null)
			.param("priceNote", one.priceNote())
			.param("note", one.note())
			.param("ended", one.ended())
			.param("at", now())
			.update();
	}

	private void activity(Entry entry, Official by) {
		ActivityContent one = this.entries.content(entry, ActivityContent.class);
		Integer places = one.places();
		// sign-ups wait while the places change
		int taken = this.jdbc.sql("select id from care_activity where code = ? for update")
			.param(entry.key())
			.query(Long.class)
			.optional()
			.map((id) -> this.jdbc.sql("select count(*) from care_sign_up where activity_id = ?")
				.param(id)
				.query(Integer.class)
				.single())
			.orElse(0);
		if (places != null && places < taken) {
			throw new Refusal(null, "care.refusal.placesTaken", taken);
		}
		this.jdbc
			.sql("""
					insert into care_activity (code, community_id, facility_id, title, day, starts, ends, place, places, telephone,
						note, cancelled, source_id, updated_at)
					values (:code, :community, (select id from care_facility where code = :facility), :title, :day, :starts, :ends,
						:place, :places, :telephone, :note, :cancelled, %s, :at)
					on conflict (code) do update set facility_id = excluded.facility_id, title = excluded.title,
						day = excluded.day, starts = excluded.starts, ends = excluded.ends, place = excluded.place,
						places = excluded.places, telephone = excluded.telephone, note = excluded.note,
						cancelled = excluded.cancelled, source_id = excluded.source_id, updated_at = excluded.updated_at,
						version = care_activity.version + 1"""
				.formatted(OWN))
			.param("code", entry.key())
			.param("community", entry.communityId())
			.param("facility", one.facility())
			.param("title", one.title())
			.param("day", one.day())
			.param("starts", one.starts())
			.param("ends", one.ends())
			.param("place", one.place())
			.param("places", places)
			.param("telephone", one.telephone())
			.param("note", one.note())
			.param("cancelled", one.cancelled())
			.param("at", now())
			.update();
	}

	private void near(Entry entry, Official by) {
		NearContent one = this.entries.content(entry, NearContent.class);
		this.jdbc.sql("""
				insert into care_near (community_id, latitude, longitude, version) values (?, ?, ?, 1)
				on conflict (community_id) do update set latitude = excluded.latitude, longitude = excluded.longitude,
					version = care_near.version + 1""")
			.params(entry.communityId(), one.latitude(), one.longitude())
			.update();
		this.jdbc.sql("delete from care_walk where community_id = ?").param(entry.communityId()).update();
		this.jdbc.sql("""
				insert into care_walk (community_id, facility_id, minutes)
				select ?, f.id, w.value::int from jsonb_each_text(?::jsonb) w join care_facility f on f.code = w.key""")
			.params(entry.communityId(), this.json.writeValueAsString(Map.copyOf(one.minutes())))
			.update();
	}

	private void walking(Entry entry, Official by) {
		WalkingContent one = this.entries.content(entry, WalkingContent.class);
		this.jdbc.sql("""
				insert into care_walking (version, detour, metres_per_minute, set_at)
				select max(version) + 1, ?, ?, ? from care_walking""")
			.params(one.detour(), one.metresPerMinute(), now())
			.update();
	}

	private @Nullable String hours(@Nullable OpeningHours hours) {
		return (hours != null) ? this.json.writeValueAsString(hours) : null;
	}

	private Timestamp now() {
		return Timestamp.from(this.clock.instant());
	}

	private record Kind(String kind, BiConsumer<Entry, Official> writer, Function<Entry, String> page,
			Function<Entry, @Nullable LocalDate> from, Function<Entry, List<Remark>> looked) implements EntryKind {

		private Kind(String kind, BiConsumer<Entry, Official> writer, Function<Entry, String> page) {
			this(kind, writer, page, (entry) -> null, (entry) -> List.of());
		}

		@Override
		public boolean maySee(Entry entry, Official by) {
			return CareAccess.maySee(by, entry.communityId());
		}

		@Override
		public void apply(Entry entry, Official by) {
			this.writer.accept(entry, by);
		}

		@Override
		public String address(Entry entry) {
			return this.page.apply(entry);
		}

		@Override
		public List<Remark> remarks(Entry entry) {
			return this.looked.apply(entry);
		}

		@Override
		public @Nullable LocalDate shownFrom(Entry entry) {
			return this.from.apply(entry);
		}

	}

}
