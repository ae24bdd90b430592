package org.commonprosperity.portal.care;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.audit.AuditService;
import org.commonprosperity.portal.audit.Difference;
import org.commonprosperity.portal.shared.Gathered;
import org.commonprosperity.portal.shared.NotOnRecord;
import org.commonprosperity.portal.shared.Refusal;
import org.commonprosperity.portal.shared.Seals;
import org.commonprosperity.portal.shared.Submissions;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who signed up for an activity, by telephone or at the desk: a name and a number,
 * sealed, seen by the community's own clerk alone, and erased when the activity is over.
 * A place is counted and taken under the activity's lock, so that none is given twice.
 */
@Service
@RequiredArgsConstructor
public class SignUps {

	private static final int NAME = 50;

	private final JdbcClient jdbc;

	private final Seals seals;

	private final Submissions submissions;

	private final AuditService audit;

	private final Clock clock;

	/**
	 * Signs somebody up.
	 * @param name who comes
	 * @param number where to ring, should it be put off
	 * @param by a clerk of the community
	 * @throws Refusal if there is no place left, it is over, or the number is there
	 * already
	 */
	@Transactional
	public void take(String code, @Nullable String name, @Nullable String number, UUID submission, Official by) {
		Taken activity = take(code, by);
		if (!this.submissions.first(submission)) {
			return;
		}
		Gathered wrong = new Gathered();
		wrong.require(name != null && name.length() <= NAME, "name", "care.refusal.person");
		wrong.require(number != null, "number", "care.refusal.number");
		CareChecks.telephone(wrong, "number", number);
		wrong.refuse();
		if (activity.cancelled() || activity.isOver(LocalDateTime.now(this.clock))) {
			throw new Refusal(null, activity.cancelled() ? "care.refusal.cancelled" : "care.refusal.over");
		}
		List<Person> people = people(activity.id());
		if (people.stream().anyMatch((one) -> digits(one.number()).equals(digits(number)) && one.name().equals(name))) {
			throw new Refusal("number", "care.refusal.signedUp");
		}
		Integer places = activity.places();
		if (places != null && people.size() >= places) {
			throw new Refusal(null, "care.refusal.full", places);
		}
		UUID reference = UUID.randomUUID();
		this.jdbc.sql("""
				insert into care_sign_up (reference, activity_id, name, number, taken_by, taken_at)
				values (?, ?, ?, ?, ?, ?)""")
			.params(reference, activity.id(), this.seals.seal(name, row(reference, "name")),
					this.seals.seal(number, row(reference, "number")), by.id(), now())
			.update();
		changed(code, "added", people.size(), people.size() + 1, by);
	}

	/**
	 * Strikes somebody off.
	 * @param id number of the sign-up
	 */
	@Transactional
	public void remove(String code, long id, Official by) {
		Taken activity = take(code, by);
		int before = count(activity.id());
		int removed = this.jdbc.sql("delete from care_sign_up where id = ? and activity_id = ?")
			.params(id, activity.id())
			.update();
		if (removed > 0) {
			changed(code, "removed", before, before - 1, by);
		}
	}

	/** Who signed up, in the order in which they did; the look is written down. */
	@Transactional
	public List<Person> list(String code, Official by) {
		Taken activity = take(code, by);
		List<Person> people = people(activity.id());
		if (!people.isEmpty()) {
			this.audit.looked("care-sign-ups", by, CareService.ACTIVITY + "/" + code);
		}
		return people;
	}

	/**
	 * Erases who signed up for activities of days that are over; how many they were
	 * stays, and the trail says that it was done.
	 * @return how many people were erased
	 */
	@Transactional
	public int erase() {
		LocalDate today = LocalDate.now(this.clock);
		this.jdbc.sql("""
				update care_activity a set signed_up = (select count(*) from care_sign_up s where s.activity_id = a.id),
					erased_at = ? where a.day < ? and a.erased_at is null""").params(now(), today).update();
		Map<String, Integer> erased = new LinkedHashMap<>();
		this.jdbc.sql("""
				with gone as (delete from care_sign_up s using care_activity a where a.id = s.activity_id and a.day < ?
					returning a.code)
				select code, count(*) as people from gone group by code order by code""").param(today).query((row) -> {
			erased.put(row.getString("code"), row.getInt("people"));
		});
		erased.forEach((code, people) -> this.audit.happened("care-sign-ups-erased", CareService.ACTIVITY + "/" + code,
				String.valueOf(people)));
		return erased.values().stream().mapToInt(Integer::intValue).sum();
	}

	private List<Person> people(long activity) {
		return this.jdbc.sql("""
				select id, reference, name, number, taken_at from care_sign_up where activity_id = ? order by id""")
			.param(activity)
			.query((row, index) -> {
				UUID reference = row.getObject("reference", UUID.class);
				return new Person(row.getLong("id"), this.seals.open(row.getBytes("name"), row(reference, "name")),
						this.seals.open(row.getBytes("number"), row(reference, "number")));
			})
			.list();
	}

	private int count(long activity) {
		return this.jdbc.sql("select count(*) from care_sign_up where activity_id = ?")
			.param(activity)
			.query(Integer.class)
			.single();
	}

	/** Takes an activity; whoever comes second waits for the first. */
	private Taken take(String code, Official by) {
		Taken taken = this.jdbc
			.sql("select id, community_id, day, ends, places, cancelled from care_activity where code = ? for update")
			.param(code)
			.query((row, index) -> new Taken(row.getLong("id"), row.getLong("community_id"),
					LocalDateTime.of(row.getObject("day", LocalDate.class), row.getObject("ends", LocalTime.class)),
					row.getObject("places", Integer.class), row.getBoolean("cancelled")))
			.optional()
			.orElseThrow(() -> new NotOnRecord("activity " + code));
		CareAccess.requireOwn(by, taken.communityId());
		return taken;
	}

	/** Tells how many, never who. */
	private void changed(String code, String step, int before, int after, Official by) {
		this.audit.changed(CareService.ACTIVITY, code, "care-sign-up." + step, by, null,
				List.of(new Difference("careSignUps", null, String.valueOf(before), String.valueOf(after))));
	}

	static String row(UUID reference, String column) {
		return "care-sign-up/" + reference + "/" + column;
	}

	private static String digits(String number) {
		return number.replaceAll("[^0-9]", "");
	}

	private Timestamp now() {
		return Timestamp.from(this.clock.instant());
	}

	/**
	 * Somebody who signed up.
	 */
	public record Person(long id, String name, String number) {

		/** Tells nothing of the person. */
		@Override
		public String toString() {
			return "Person " + this.id;
		}

	}

	private record Taken(long id, long communityId, LocalDateTime ends, @Nullable Integer places, boolean cancelled) {

		private boolean isOver(LocalDateTime now) {
			return this.ends.isBefore(now);
		}

	}

}
