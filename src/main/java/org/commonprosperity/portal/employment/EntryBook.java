package org.commonprosperity.portal.employment;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.audit.Difference;
import org.commonprosperity.portal.employment.EmploymentScope.Scope;
import org.commonprosperity.portal.entry.Entries;
import org.commonprosperity.portal.entry.Entry;
import org.commonprosperity.portal.shared.NotOnRecord;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What is on record of workshops, enterprises, open posts and stories, and what waits.
 * None of it is about single persons: everybody whom workshops concern may read it.
 */
@Service
@RequiredArgsConstructor
@Transactional(readOnly = true)
public class EntryBook {

	private static final Map<JobKind, String> CONTENT = Map.of(JobKind.WORKSHOP, """
			select w.name, w.name_en as "nameEn", k.code as kind, m.code as community, e.code as enterprise,
				w.opened_on as "openedOn", w.capacity, w.state, w.closed_on as "closedOn"
			from workshop w join workshop_kind k on k.id = w.kind_id join community m on m.id = w.community_id
			left join enterprise e on e.id = w.enterprise_id where w.id = ?""", JobKind.FIGURE, """
			select e.code as enterprise, f.as_of as "asOf", f.employees, f.disabled_employees as "disabledEmployees",
				f.disabled_percent as "disabledPercent", case when f.percent_rough then 'yes' end as "percentRough",
				s.code as source
			from enterprise_figure f join enterprise e on e.id = f.enterprise_id join source s on s.id = f.source_id
			where f.id = ?""", JobKind.OPENING,
			"""
					select coalesce('w:' || o.workshop_id, 'e:' || e.code) as place, o.post, o.requirements, o.places,
						o.pay_from as "payFrom", o.pay_to as "payTo", (select string_agg(a.access_code, ',' order by a.access_code)
							from opening_access a where a.opening_id = o.id) as access, o.contact, o.telephone,
						case when regexp_replace(o.telephone, '[^0-9]', '', 'g') ~ '^(00)?(86)?1[3-9][0-9]{9}$' then 'yes' end
							as "telephoneWork", o.opened_on as "openedOn"
					from opening o left join enterprise e on e.id = o.enterprise_id where o.id = ?""",
			JobKind.STORY, """
					select s.workshop_id as workshop, s.title, s.text, s.consent_on as "consentOn",
						s.consent_document as "consentDocument", 'yes' as consented from story s where s.id = ?""");

	private final JdbcClient jdbc;

	private final EmploymentScope scope;

	private final EmploymentLists lists;

	private final Entries entries;

	/** What is on record, by field. */
	public Map<String, String> content(JobKind kind, long record, Official by) {
		this.scope.of(by).requireConcern();
		return content(kind, record);
	}

	Map<String, String> content(JobKind kind, long record) {
		String sql = CONTENT.get(kind);
		if (sql == null) {
			throw new NotOnRecord(kind + " " + record);
		}
		return this.jdbc.sql(sql).param(record).query((row, index) -> {
			Map<String, String> content = new TreeMap<>();
			for (JobField field : kind.fields()) {
				String text = row.getString(field.name());
				if (text != null) {
					content.put(field.name(), text);
				}
			}
			return content;
		}).optional().orElseThrow(() -> new NotOnRecord(kind + " " + record));
	}

	/** The village whose clerks keep it; null: nobody's own. */
	@Nullable Long communityOf(JobKind kind, Map<String, String> content) {
		String workshop = switch (kind) {
			case STORY -> content.get("workshop");
			case OPENING ->
				content.getOrDefault("place", "").startsWith("w:") ? content.get("place").substring(2) : null;
			default -> null;
		};
		if (workshop != null) {
			return this.jdbc.sql("select community_id from workshop where id = ?")
				.param(Long.valueOf(workshop))
				.query(Long.class)
				.optional()
				.orElse(null);
		}
		return (kind == JobKind.WORKSHOP) ? this.lists.community(content.get("community")) : null;
	}

	/** What the fields of a kind can be chosen from. */
	public Map<String, List<Named>> choices(JobKind kind) {
		return switch (kind) {
			case WORKSHOP -> Map.of("kind", this.lists.kinds(), "community", this.lists.communities(), "enterprise",
					this.lists.enterprises(), "state", coded("PREPARING", "OPEN", "PAUSED", "CLOSED"));
			case FIGURE -> Map.of("enterprise", this.lists.enterprises(), "source", sources());
			case OPENING -> {
				List<Named> places = new ArrayList<>();
				this.lists.workshops()
					.forEach((one) -> places.add(new Named("w:" + one.code(), one.name(), one.nameEn())));
				this.lists.enterprises()
					.forEach((one) -> places.add(new Named("e:" + one.code(), one.name(), one.nameEn())));
				yield Map.of("place", places, "access", this.lists.accesses());
			}
			case STORY -> Map.of("workshop", this.lists.workshops());
			case ENTERPRISE -> Map.of();
		};
	}

	/** Choices whose names are messages. */
	private static List<Named> coded(String... codes) {
		return Arrays.stream(codes).map((code) -> new Named(code, "{employment.workshop." + code + "}", null)).toList();
	}

	private List<Named> sources() {
		return this.jdbc
			.sql("select code, title as name, title_en as name_en from source where kind <> 'DEMO' order by id desc")
			.query((row, index) -> new Named(row.getString("code"), row.getString("name"), row.getString("name_en")))
			.list();
	}

	/** A value in words, as differences show it. */
	static @Nullable String words(JobField field, @Nullable String value, Map<String, List<Named>> choices) {
		if (value == null) {
			return null;
		}
		return switch (field.type()) {
			case CHOICE,
					TICKS ->
				Arrays.stream(value.split(","))
					.map((code) -> choices.getOrDefault(field.name(), List.of())
						.stream()
						.filter((one) -> one.code().equals(code))
						.map(Named::name)
						.findFirst()
						.orElse(code))
					.collect(Collectors.joining("、"));
			case YES -> "{employment.yes}";
			default -> value;
		};
	}

	/**
	 * The last part of the message key {@code field.} by which a difference names a
	 * field.
	 */
	public static String label(JobKind kind, JobField field) {
		return kind.path() + Character.toUpperCase(field.name().charAt(0)) + field.name().substring(1);
	}

	/**
	 * What differs, in words; of two choices of one name the codes.
	 */
	List<Difference> differences(JobKind kind, Map<String, String> before, Map<String, String> after) {
		Map<String, List<Named>> choices = choices(kind);
		List<Difference> differences = new ArrayList<>();
		for (JobField field : kind.fields()) {
			String was = before.get(field.name());
			String is = after.get(field.name());
			if (!Objects.equals(was, is)) {
				String wasInWords = words(field, was, choices);
				String isInWords = words(field, is, choices);
				boolean told = !Objects.equals(wasInWords, isInWords);
				differences
					.add(new Difference(label(kind, field), null, told ? wasInWords : was, told ? isInWords : is));
			}
		}
		return differences;
	}

	/** The name of what a field chose, its code where it has none. */
	String chosen(JobKind kind, String field, Map<String, String> content) {
		String code = content.getOrDefault(field, "");
		return choices(kind).getOrDefault(field, List.of())
			.stream()
			.filter((one) -> one.code().equals(code))
			.map(Named::name)
			.findFirst()
			.orElse(code);
	}

	/**
	 * What waits of some kinds or came back and was not entered anew, the oldest first;
	 * of clerks that of the own villages, of those who enter nothing none.
	 */
	public List<Entry> open(List<JobKind> kinds, Official by) {
		Scope seen = this.scope.of(by);
		return seen.entersAny() ? this.entries.open(kinds.stream().map(JobKind::entry).toList(),
				seen.entersEverywhere() ? null : seen.own()) : List.of();
	}

	/**
	 * A record as the form shows it, or what was entered of a new one.
	 * @param key number of the record, or the key under which a new one was entered
	 * @throws NotOnRecord if there is neither
	 */
	public JobRecord record(JobKind kind, String key, Official by) {
		Scope seen = this.scope.of(by);
		seen.requireConcern();
		Entry open = this.entries.open(kind.entry(), key);
		JobContent entered = (open != null) ? this.entries.content(open, JobContent.class) : null;
		Map<String, String> before = Map.of();
		if (!JobContent.isNew(key)) {
			before = content(kind, JobContent.record(kind, key));
			requireEnters(seen, communityOf(kind, before));
		}
		else if (entered == null) {
			throw new NotOnRecord(kind + " " + key);
		}
		if (open != null) {
			requireEnters(seen, open.communityId());
		}
		return new JobRecord((entered != null) ? entered.values() : before, version(kind, key), open);
	}

	/** Version of what is on record; 0 of a new record. */
	long version(JobKind kind, String key) {
		return JobContent.isNew(key) ? 0
				: this.jdbc.sql("select version from " + kind.table() + " where id = ?")
					.param(JobContent.record(kind, key))
					.query(Long.class)
					.single();
	}

	static void requireEnters(Scope seen, @Nullable Long community) {
		Scope.require((community != null) ? seen.entersPlaces(community) : seen.entersEverywhere());
	}

	/** Whether a change of a record waits, as a column. */
	private static String waits(JobKind kind, String alias) {
		return "exists (select from entry q where q.kind = '%s' and q.record_key = %s.id::text and q.state = 'SUBMITTED') as waits"
			.formatted(kind.entry(), alias);
	}

	/** All workshops, those of a village together. */
	public List<Workshop> workshops(Official by) {
		Scope seen = this.scope.of(by);
		seen.requireConcern();
		return this.jdbc
			.sql("""
					select w.*, k.name as kind_name, k.name_en as kind_name_en, m.code as community, m.name as community_name,
						m.name_en as community_name_en, e.name as enterprise, e.name_en as enterprise_en,
						(select count(*) from placement p where p.workshop_id = w.id and p.state = 'APPROVED' and p.ended_on is null
							and (:all or p.community_id in (:own))) as at_work,
						%s
							from workshop w join workshop_kind k on k.id = w.kind_id join community m on m.id = w.community_id
							left join enterprise e on e.id = w.enterprise_id order by m.kind desc, m.code, w.name, w.id"""
				.formatted(waits(JobKind.WORKSHOP, "w")))
			.param("all", seen.everyone() || seen.numbers())
			.param("own", seen.ownOrNone())
			.query((row, index) -> new Workshop(row.getLong("id"), row.getLong("community_id"),
					new Named(row.getString("id"), row.getString("name"), row.getString("name_en")),
					new Named("", row.getString("kind_name"), row.getString("kind_name_en")),
					new Named(row.getString("community"), row.getString("community_name"),
							row.getString("community_name_en")),
					(row.getString("enterprise") != null)
							? new Named("", row.getString("enterprise"), row.getString("enterprise_en")) : null,
					row.getObject("opened_on", LocalDate.class), row.getObject("capacity", Integer.class),
					row.getString("state"), row.getObject("closed_on", LocalDate.class), row.getInt("at_work"),
					row.getBoolean("waits")))
			.list();
	}

	/** All enterprises with what they reported, the latest first. */
	public List<Figure> figures(Official by) {
		this.scope.of(by).requireConcern();
		return this.jdbc
			.sql("""
					select f.id, e.code, e.name, e.name_en, f.as_of, f.as_of_precision, f.employees, f.disabled_employees,
						f.disabled_percent, f.percent_rough, s.title, s.title_en,
					%s
					from enterprise e left join enterprise_figure f on f.enterprise_id = e.id
					left join source s on s.id = f.source_id order by e.name, e.code, f.as_of desc"""
				.formatted(waits(JobKind.FIGURE, "f")))
			.query((row, index) -> new Figure(row.getObject("id", Long.class),
					new Named(row.getString("code"), row.getString("name"), row.getString("name_en")),
					row.getObject("as_of", LocalDate.class), row.getString("as_of_precision"),
					row.getObject("employees", Integer.class), row.getObject("disabled_employees", Integer.class),
					row.getBigDecimal("disabled_percent"), row.getBoolean("percent_rough"), row.getString("title"),
					row.getString("title_en"), row.getBoolean("waits")))
			.list();
	}

	/** Open posts first, then those that were closed. */
	public List<Opening> openings(Official by) {
		Scope seen = this.scope.of(by);
		seen.requireConcern();
		return this.jdbc
			.sql("""
					select o.*, coalesce(w.name, e.name) as place, coalesce(w.name_en, e.name_en) as place_en,
						w.community_id as community, (select count(*) from placement p where p.opening_id = o.id
							and p.state = 'APPROVED' and (:all or p.community_id in (:own))) as filled,
					%s
							from opening o left join workshop w on w.id = o.workshop_id left join enterprise e on e.id = o.enterprise_id
							order by (o.state = 'CLOSED'), o.opened_on desc, o.id desc limit 300"""
				.formatted(waits(JobKind.OPENING, "o")))
			.param("all", seen.everyone() || seen.numbers())
			.param("own", seen.ownOrNone())
			.query((row, index) -> new Opening(row.getLong("id"), row.getObject("community", Long.class),
					new Named("", row.getString("place"), row.getString("place_en")), row.getString("post"),
					row.getObject("places", Integer.class), row.getBigDecimal("pay_from"), row.getBigDecimal("pay_to"),
					row.getString("contact"), row.getString("telephone"), row.getObject("opened_on", LocalDate.class),
					row.getString("state"), row.getObject("closed_on", LocalDate.class),
					row.getObject("confirmed_on", LocalDate.class), row.getInt("filled"), row.getBoolean("waits")))
			.list();
	}

	/** Stories, the newest first. */
	public List<Story> stories(Official by) {
		this.scope.of(by).requireConcern();
		return this.jdbc
			.sql("""
					select s.*, w.name as workshop, w.name_en as workshop_en, w.community_id,
					%s
							from story s join workshop w on w.id = s.workshop_id order by s.published_at desc, s.id desc limit 200"""
				.formatted(waits(JobKind.STORY, "s")))
			.query((row, index) -> new Story(row.getLong("id"), row.getLong("community_id"), row.getString("title"),
					new Named("", row.getString("workshop"), row.getString("workshop_en")),
					row.getObject("consent_on", LocalDate.class), row.getString("consent_document"),
					row.getObject("withdrawn_on", LocalDate.class), row.getBoolean("waits")))
			.list();
	}

	/**
	 * A record as the form shows it.
	 *
	 * @param values what stands in the form: what was entered, else what is on record
	 * @param version version of what is on record, 0 of a new one
	 * @param open what waits or came back, or null
	 */
	public record JobRecord(Map<String, String> values, long version, @Nullable Entry open) {

		public JobRecord {
			values = Map.copyOf(values);
		}

		/** Whether it cannot be entered now, for it waits. */
		public boolean waits() {
			return this.open != null && this.open.state() == Entry.State.SUBMITTED;
		}

	}

	/**
	 * A workshop.
	 *
	 * @param atWork people at work there whom the reader's scope holds
	 * @param waits whether a change of it waits
	 */
	public record Workshop(long id, long communityId, Named name, Named kind, Named community,
			@Nullable Named enterprise, @Nullable LocalDate openedOn, @Nullable Integer capacity, String state,
			@Nullable LocalDate closedOn, int atWork, boolean waits) {
	}

	/**
	 * What an enterprise reported; all but its name null where it reported nothing.
	 *
	 * @param percent as reported
	 */
	public record Figure(@Nullable Long id, Named enterprise, @Nullable LocalDate asOf, @Nullable String precision,
			@Nullable Integer employees, @Nullable Integer disabled, @Nullable BigDecimal percent, boolean rough,
			@Nullable String source, @Nullable String sourceEn, boolean waits) {

		/**
		 * The share in percent: reckoned where both numbers are known, else as reported.
		 */
		public @Nullable BigDecimal share() {
			return (this.employees != null && this.disabled != null)
					? EmploymentRule.percent(this.disabled, this.employees) : this.percent;
		}

	}

	/**
	 * An open post.
	 *
	 * @param communityId number of the village whose clerks keep it, or null
	 * @param confirmedOn when somebody last said that it is still open, or null
	 * @param filled people placed through it whom the reader's scope holds
	 */
	public record Opening(long id, @Nullable Long communityId, Named place, String post, @Nullable Integer places,
			@Nullable BigDecimal payFrom, @Nullable BigDecimal payTo, String contact, String telephone,
			LocalDate openedOn, String state, @Nullable LocalDate closedOn, @Nullable LocalDate confirmedOn, int filled,
			boolean waits) {

		/** Whether it is open and nobody said so for a long time. */
		public boolean isToConfirm(LocalDate today) {
			LocalDate known = (this.confirmedOn != null) ? this.confirmedOn : this.openedOn;
			return this.state.equals("OPEN") && known.isBefore(today.minusDays(EmploymentRule.CONFIRM_AFTER));
		}

	}

	/**
	 * A story.
	 */
	public record Story(long id, long communityId, String title, Named workshop, LocalDate consentOn,
			String consentDocument, @Nullable LocalDate withdrawnOn, boolean waits) {
	}

}
