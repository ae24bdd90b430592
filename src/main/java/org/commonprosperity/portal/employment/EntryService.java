package org.commonprosperity.portal.employment;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.audit.AuditService;
import org.commonprosperity.portal.audit.Difference;
import org.commonprosperity.portal.employment.EmploymentScope.Scope;
import org.commonprosperity.portal.entry.Entries;
import org.commonprosperity.portal.entry.Entry;
import org.commonprosperity.portal.entry.EntryKind;
import org.commonprosperity.portal.entry.NewEntry;
import org.commonprosperity.portal.organisation.Source;
import org.commonprosperity.portal.shared.Gathered;
import org.commonprosperity.portal.shared.Refusal;
import org.commonprosperity.portal.shared.Telephones;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps workshops, enterprises with what they report, open posts and stories. What is
 * entered waits as an entry and is carried out on the record once another person approves
 * it; so the record holds nothing that is not approved.
 */
@Service
@RequiredArgsConstructor
public class EntryService {

	/** The most characters of an entry's title. */
	private static final int TITLE = 300;

	private static final LocalDate EARLIEST = LocalDate.of(1950, 1, 1);

	private final JdbcClient jdbc;

	private final EmploymentScope scope;

	private final EntryBook book;

	private final Entries entries;

	private final AuditService audit;

	private final Clock clock;

	/**
	 * Enters a new record or what one should be, for another person to decide on.
	 * @param key number of the record that it changes, or the key under which a new one
	 * was entered and came back; null: a new one
	 * @param version the version of the record that the form knows
	 * @param typed what is entered, by field: days as 2026-01-31, numbers plain
	 * @return the key under which it waits
	 * @throws Refusal if a field does not fit, nothing would change or a change waits
	 */
	@Transactional
	public String propose(JobKind kind, @Nullable String key, long version, Map<String, String> typed, UUID submission,
			Official by) {
		Scope seen = this.scope.of(by);
		boolean fresh = key == null || JobContent.isNew(key);
		if (key != null && fresh) {
			// only where it came back or waits, and is of the official's scope
			this.book.record(kind, key, by);
		}
		Map<String, String> before = (key != null && !fresh) ? this.book.content(kind, JobContent.record(kind, key), by)
				: Map.of();
		Map<String, String> content = checked(kind, typed);
		Long community = this.book.communityOf(kind, content);
		EntryBook.requireEnters(seen, community);
		if (key != null && !fresh) {
			EntryBook.requireEnters(seen, this.book.communityOf(kind, before));
			PlacementService.requireVersion(this.book.version(kind, key), version);
		}
		String of = (key != null) ? key : JobContent.newKey();
		this.entries.enter(new NewEntry(kind.entry(), of, community, title(kind, content),
				new JobContent(content, before), this.book.differences(kind, before, content), null), submission, by);
		return of;
	}

	/** What is entered, in its own words. */
	private String title(JobKind kind, Map<String, String> content) {
		String title = switch (kind) {
			case WORKSHOP, ENTERPRISE -> content.get("name");
			case FIGURE -> this.book.chosen(kind, "enterprise", content) + " · " + content.get("asOf");
			case OPENING -> content.get("post") + " · " + this.book.chosen(kind, "place", content);
			case STORY -> content.get("title");
		};
		return (title.length() > TITLE) ? title.substring(0, TITLE) : title;
	}

	/** Carries out what was entered and is approved. */
	void write(JobKind kind, Entry entry) {
		JobContent entered = this.entries.content(entry, JobContent.class);
		// what was entered when other things were on record is checked once more
		Map<String, String> content = checked(kind, entered.values());
		Long record = JobContent.isNew(entry.key()) ? null : JobContent.record(kind, entry.key());
		if (record != null) {
			hold(kind, record);
			if (!this.book.content(kind, record).equals(entered.before())) {
				throw new Refusal(null, "employment.refusal.changed");
			}
		}
		try {
			write(kind, record, content);
		}
		catch (DataIntegrityViolationException ex) {
			throw refusal(ex);
		}
	}

	/** Lets nobody else change the record until this is done. */
	private void hold(JobKind kind, long record) {
		this.jdbc.sql("select id from " + kind.table() + " where id = ? for no key update")
			.param(record)
			.query(Long.class)
			.optional();
	}

	/**
	 * Whether an official sees what was entered: where the official enters, or the own.
	 */
	boolean maySee(Entry entry, Official by) {
		Scope seen = this.scope.of(by);
		Long community = entry.communityId();
		return seen.entersEverywhere() || (community != null && seen.entersPlaces(community))
				|| by.postId() == entry.enteredFor();
	}

	/** Closes an open post at once: what is not open any more misleads. */
	@Transactional
	public void closeOpening(long id, Official by) {
		Scope.require(this.scope.of(by).entersAny());
		Map<String, String> content = this.book.content(JobKind.OPENING, id, by);
		EntryBook.requireEnters(this.scope.of(by), this.book.communityOf(JobKind.OPENING, content));
		LocalDate today = LocalDate.now(this.clock);
		int closed = this.jdbc
			.sql("""
					update opening set state = 'CLOSED', closed_on = greatest(opened_on, ?), updated_at = ?, version = version + 1
					where id = ? and state = 'OPEN'""")
			.params(today, now(), id)
			.update();
		if (closed == 1) {
			this.audit.changed("opening", String.valueOf(id), "opening.closed", by, null, List.of());
		}
	}

	/**
	 * Says that an open post is still open, so that the public page can say since when.
	 */
	@Transactional
	public void confirmOpening(long id, Official by) {
		Scope.require(this.scope.of(by).entersAny());
		Map<String, String> content = this.book.content(JobKind.OPENING, id, by);
		EntryBook.requireEnters(this.scope.of(by), this.book.communityOf(JobKind.OPENING, content));
		LocalDate today = LocalDate.now(this.clock);
		int confirmed = this.jdbc.sql("""
				update opening set confirmed_on = :today where id = :id and state = 'OPEN' and opened_on <= :today
					and confirmed_on is distinct from :today""").param("today", today).param("id", id).update();
		if (confirmed == 1) {
			this.audit.changed("opening", String.valueOf(id), "opening.confirmed", by, null,
					List.of(new Difference("openingConfirmedOn", null, null, today.toString())));
		}
	}

	/** Takes a story down at once: the consent was withdrawn. */
	@Transactional
	public void withdrawStory(long id, Official by) {
		Scope.require(this.scope.of(by).entersAny());
		Map<String, String> content = this.book.content(JobKind.STORY, id, by);
		EntryBook.requireEnters(this.scope.of(by), this.book.communityOf(JobKind.STORY, content));
		int withdrawn = this.jdbc.sql("""
				update story set withdrawn_on = greatest(consent_on, ?), updated_at = ?, version = version + 1
				where id = ? and withdrawn_on is null""").params(LocalDate.now(this.clock), now(), id).update();
		if (withdrawn == 1) {
			this.audit.changed("story", String.valueOf(id), "story.withdrawn", by, null, List.of());
		}
	}

	/** Adds a kind of workshop to the open list. */
	@Transactional
	public void addKind(@Nullable String code, @Nullable String name, @Nullable String nameEn, Official by) {
		Scope.require(this.scope.of(by).entersEverywhere());
		if (code == null || !code.matches("[a-z][a-z0-9-]{0,39}")) {
			throw new Refusal("code", "employment.refusal.code");
		}
		String words = PlacementRecords.text(name, 50, "name");
		if (words == null) {
			throw new Refusal("name", "employment.refusal.name");
		}
		try {
			this.jdbc.sql("""
					insert into workshop_kind (code, position, name, name_en)
					values (?, (select coalesce(max(position), 0) + 1 from workshop_kind), ?, ?)""")
				.params(code, words, PlacementRecords.text(nameEn, 80, "nameEn"))
				.update();
		}
		catch (DataIntegrityViolationException ex) {
			throw new Refusal("name", "employment.refusal.nameTaken");
		}
		this.audit.changed("workshop-kind", code, "workshop-kind.entered", by, null,
				List.of(new Difference("name", null, null, words)));
	}

	/** What the form says, each field in its one form; nothing that is empty. */
	private Map<String, String> checked(JobKind kind, Map<String, String> typed) {
		Gathered wrong = new Gathered();
		Map<String, String> content = new TreeMap<>();
		for (JobField field : kind.fields()) {
			String text = typed.getOrDefault(field.name(), "").strip();
			if (text.isEmpty()) {
				wrong.require(!field.required(), field.name(), "employment.refusal.missing");
				continue;
			}
			String value = wrong.of(() -> value(kind, field, text));
			if (value != null) {
				content.put(field.name(), value);
			}
		}
		wrong.refuse();
		rules(kind, content);
		return content;
	}

	private String value(JobKind kind, JobField field, String text) {
		return switch (field.type()) {
			case TEXT, AREA -> {
				if (text.length() > field.most()) {
					throw new Refusal(field.name(), "employment.refusal.long", field.most());
				}
				yield text;
			}
			case DATE -> {
				LocalDate day = day(field, text);
				if (day.isBefore(EARLIEST)) {
					throw new Refusal(field.name(), "employment.refusal.day", EARLIEST.toString());
				}
				if (day.isAfter(LocalDate.now(this.clock))) {
					throw new Refusal(field.name(), "project.refusal.future");
				}
				yield day.toString();
			}
			case NUMBER -> {
				BigDecimal number = number(field, text);
				if (number.stripTrailingZeros().scale() > 0) {
					throw new Refusal(field.name(), "employment.refusal.number", field.most());
				}
				yield number.setScale(0).toPlainString();
			}
			case DECIMAL -> {
				BigDecimal number = number(field, text);
				if (number.stripTrailingZeros().scale() > 2) {
					throw new Refusal(field.name(), "employment.refusal.number", field.most());
				}
				yield number.setScale(2).toPlainString();
			}
			case CHOICE -> {
				requireChoice(kind, field.name(), text);
				yield text;
			}
			case TICKS -> {
				List<String> codes = Arrays.stream(text.split(","))
					.map(String::strip)
					.filter((one) -> !one.isEmpty())
					.distinct()
					.sorted()
					.toList();
				codes.forEach((code) -> requireChoice(kind, field.name(), code));
				yield String.join(",", codes);
			}
			case YES -> "yes";
		};
	}

	private static LocalDate day(JobField field, String text) {
		try {
			return LocalDate.parse(text);
		}
		catch (DateTimeParseException ex) {
			throw new Refusal(field.name(), "employment.refusal.day", EARLIEST.toString());
		}
	}

	private static BigDecimal number(JobField field, String text) {
		BigDecimal number = text.matches("-?\\d{1,15}(\\.\\d{1,10})?") ? new BigDecimal(text) : null;
		if (number == null || number.signum() < 0 || number.compareTo(BigDecimal.valueOf(field.most())) > 0) {
			throw new Refusal(field.name(), "employment.refusal.number", field.most());
		}
		return number;
	}

	private void requireChoice(JobKind kind, String field, String code) {
		if (!this.book.choices(kind)
			.getOrDefault(field, List.of())
			.stream()
			.anyMatch((one) -> one.code().equals(code))) {
			throw new Refusal(field, "employment.refusal.choose");
		}
	}

	private static void rules(JobKind kind, Map<String, String> content) {
		switch (kind) {
			case WORKSHOP -> {
				boolean closed = "CLOSED".equals(content.get("state"));
				if (closed != content.containsKey("closedOn")) {
					throw new Refusal("closedOn", "employment.refusal.closedOn");
				}
				requireOrder(content, "openedOn", "closedOn");
			}
			case FIGURE -> {
				boolean employees = content.containsKey("employees");
				boolean disabled = content.containsKey("disabledEmployees");
				if (!employees && !disabled && !content.containsKey("disabledPercent")) {
					throw new Refusal("employees", "employment.refusal.figure");
				}
				if (employees && disabled) {
					if (Long.parseLong(content.get("disabledEmployees")) > Long.parseLong(content.get("employees"))) {
						throw new Refusal("disabledEmployees", "employment.refusal.moreThanAll");
					}
					if (content.containsKey("disabledPercent")) {
						throw new Refusal("disabledPercent", "employment.refusal.percentKnown");
					}
				}
				if (content.containsKey("percentRough") && !content.containsKey("disabledPercent")) {
					content.remove("percentRough");
				}
			}
			case OPENING -> {
				if (content.containsKey("payFrom") && content.containsKey("payTo")
						&& new BigDecimal(content.get("payTo")).compareTo(new BigDecimal(content.get("payFrom"))) < 0) {
					throw new Refusal("payTo", "employment.refusal.payTo");
				}
				if (!content.get("telephone").matches("[0-9+（）() -]{7,30}")) {
					throw new Refusal("telephone", "employment.refusal.telephone");
				}
				// what is no mobile number needs no word that it is an office's
				if (!Telephones.isMobile(content.get("telephone"))) {
					content.remove("telephoneWork");
				}
				else if (!content.containsKey("telephoneWork")) {
					throw new Refusal("telephoneWork", "employment.refusal.ownMobile");
				}
			}
			default -> {
			}
		}
	}

	private static void requireOrder(Map<String, String> content, String first, String last) {
		String from = content.get(first);
		String to = content.get(last);
		if (from != null && to != null && to.compareTo(from) < 0) {
			throw new Refusal(last, "employment.refusal.closedBefore", from);
		}
	}

	private long write(JobKind kind, @Nullable Long record, Map<String, String> content) {
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		kind.fields().forEach((field) -> values.put(field.name(), typed(field, content.get(field.name()))));
		values.put("id", record);
		values.put("now", now());
		values.put("portal", Source.PORTAL_RECORD);
		return switch (kind) {
			case WORKSHOP -> store(values, record, "workshop", """
					name, name_en, kind_id, enterprise_id, community_id, opened_on, capacity, state, closed_on""", """
					:name, cast(:nameEn as varchar), (select id from workshop_kind where code = :kind),
					(select id from enterprise where code = :enterprise),
					(select id from community where code = :community), cast(:openedOn as date), cast(:capacity as int),
					:state, cast(:closedOn as date)""");
			case ENTERPRISE -> this.jdbc.sql("""
					insert into enterprise (code, name, name_en, source_id)
					values ('e-' || (select coalesce(max(id), 0) + 1 from enterprise), :name, :nameEn,
						(select id from source where code = :portal)) returning id""")
				.params(values)
				.query(Long.class)
				.single();
			case FIGURE -> figure(values, record);
			case OPENING -> opening(values, record, content);
			case STORY -> story(values, record);
		};
	}

	private long store(Map<String, @Nullable Object> values, @Nullable Long record, String table, String columns,
			String expressions) {
		String sql = (record == null)
				? "insert into " + table + " (" + columns + ", source_id, updated_at) values (" + expressions
						+ ", (select id from source where code = :portal), :now) returning id"
				: "update " + table + " set (" + columns + ") = row (" + expressions
						+ "), updated_at = :now, version = version + 1 where id = :id returning id";
		return this.jdbc.sql(sql).params(values).query(Long.class).single();
	}

	private long figure(Map<String, @Nullable Object> values, @Nullable Long record) {
		String columns = "enterprise_id, as_of, employees, disabled_employees, disabled_percent, percent_rough, source_id, updated_at";
		String expressions = """
				(select id from enterprise where code = :enterprise), cast(:asOf as date), cast(:employees as int),
				cast(:disabledEmployees as int), cast(:disabledPercent as numeric), cast(:percentRough as text) is not null,
				(select id from source where code = :source), cast(:now as timestamptz)""";
		// a day that is corrected is a day, however roughly the one before was named
		String sql = (record == null)
				? "insert into enterprise_figure (" + columns + ") values (" + expressions + ") returning id"
				: "update enterprise_figure set as_of_precision = case when as_of = cast(:asOf as date) then as_of_precision else 'DAY' end, ("
						+ columns + ") = row (" + expressions + "), version = version + 1 where id = :id returning id";
		return this.jdbc.sql(sql).params(values).query(Long.class).single();
	}

	private long opening(Map<String, @Nullable Object> values, @Nullable Long record, Map<String, String> content) {
		String place = Objects.requireNonNull(content.get("place"));
		values.put("workshop", place.startsWith("w:") ? Long.valueOf(place.substring(2)) : null);
		values.put("enterprise", place.startsWith("e:") ? place.substring(2) : null);
		long id = store(values, record, "opening", """
				workshop_id, enterprise_id, post, requirements, places, pay_from, pay_to, contact, telephone, opened_on,
				state""",
				"""
						cast(:workshop as bigint), (select id from enterprise where code = :enterprise), :post, cast(:requirements as varchar),
						cast(:places as int), cast(:payFrom as numeric), cast(:payTo as numeric), :contact, :telephone,
						cast(:openedOn as date), 'OPEN'"""
					.replace("'OPEN'", (record == null) ? "'OPEN'" : "state"));
		this.jdbc.sql("delete from opening_access where opening_id = ?").param(id).update();
		String access = content.get("access");
		if (access != null) {
			this.jdbc.sql("insert into opening_access (opening_id, access_code) select ?, * from unnest(?)")
				.params(id, access.split(","))
				.update();
		}
		return id;
	}

	private long story(Map<String, @Nullable Object> values, @Nullable Long record) {
		return store(values, record, "story", "workshop_id, title, text, consent_on, consent_document, published_at",
				"cast(:workshop as bigint), :title, :text, cast(:consentOn as date), :consentDocument, "
						+ ((record == null) ? "cast(:now as timestamptz)" : "published_at"));
	}

	private static @Nullable Object typed(JobField field, @Nullable String text) {
		if (text == null) {
			return null;
		}
		return switch (field.type()) {
			case DATE -> LocalDate.parse(text);
			case NUMBER -> Integer.valueOf(text);
			case DECIMAL -> new BigDecimal(text);
			case CHOICE -> field.name().equals("workshop") ? (Object) Long.valueOf(text) : text;
			default -> text;
		};
	}

	private static RuntimeException refusal(DataIntegrityViolationException ex) {
		return switch (String.valueOf(Violations.constraintOf(ex))) {
			case "workshop_name_key", "enterprise_name_key" -> new Refusal("name", "employment.refusal.nameTaken");
			case "enterprise_figure_enterprise_id_as_of_key" -> new Refusal("asOf", "employment.refusal.asOfTaken");
			default -> ex;
		};
	}

	private Timestamp now() {
		return Timestamp.from(this.clock.instant());
	}

	/**
	 * Declares what is approved.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Kinds {

		@Bean
		EntryKind jobWorkshops(EntryService service) {
			return new Kind(JobKind.WORKSHOP, service);
		}

		@Bean
		EntryKind jobEnterprises(EntryService service) {
			return new Kind(JobKind.ENTERPRISE, service);
		}

		@Bean
		EntryKind jobFigures(EntryService service) {
			return new Kind(JobKind.FIGURE, service);
		}

		@Bean
		EntryKind jobOpenings(EntryService service) {
			return new Kind(JobKind.OPENING, service);
		}

		@Bean
		EntryKind jobStories(EntryService service) {
			return new Kind(JobKind.STORY, service);
		}

	}

	private record Kind(JobKind of, EntryService service) implements EntryKind {

		@Override
		public String kind() {
			return this.of.entry();
		}

		@Override
		public boolean maySee(Entry entry, Official by) {
			return this.service.maySee(entry, by);
		}

		@Override
		public void apply(Entry entry, Official by) {
			this.service.write(this.of, entry);
		}

		@Override
		public String address(Entry entry) {
			return "/office/jobs/entries/" + this.of.path() + "/" + entry.key();
		}

	}

}
