package org.commonprosperity.portal.alliance;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.account.Role;
import org.commonprosperity.portal.audit.Difference;
import org.commonprosperity.portal.entry.Entries;
import org.commonprosperity.portal.entry.Entry;
import org.commonprosperity.portal.entry.EntryKind;
import org.commonprosperity.portal.entry.NewEntry;
import org.commonprosperity.portal.project.ProjectAccess;
import org.commonprosperity.portal.shared.Gathered;
import org.commonprosperity.portal.shared.NotOnRecord;
import org.commonprosperity.portal.shared.Refusal;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes in which organisations support what, and writes what was approved. An editor
 * enters for the projects of the own department.
 */
@Service
@RequiredArgsConstructor
public class AllianceService {

	/** The kinds of entries, which history and trail know too. */
	public static final String PARTY = "party-organisation";

	/** What an organisation gives. */
	public static final String SUPPORT = "alliance-support";

	private static final int NAME = 200;

	private static final int WHAT = 300;

	private final JdbcClient jdbc;

	private final Entries entries;

	private final Clock clock;

	/** Refuses whoever does not read the office page. */
	public static void requireSee(Official by) {
		require(by.isAny(Role.COORDINATOR, Role.EDITOR, Role.LEADER, Role.FINANCE));
	}

	/** Whether an official enters at all. */
	public static boolean mayEnter(Official by) {
		return by.isAny(Role.COORDINATOR, Role.EDITOR);
	}

	/** Refuses whoever enters nothing. */
	public static void requireEnter(Official by) {
		require(mayEnter(by));
	}

	/**
	 * Enters a party organisation.
	 * @param code its code, or null for a new one
	 */
	@Transactional
	public void enter(@Nullable String code, PartyContent content, long version, UUID submission, Official by) {
		requireEnter(by);
		Gathered wrong = new Gathered();
		wrong.require(content.name() != null && content.name().length() <= NAME, "name", "alliance.refusal.name");
		wrong.require(content.nameEn() == null || content.nameEn().length() <= NAME, "nameEn", "alliance.refusal.name");
		wrong.refuse();
		Party before = (code != null) ? party(code) : null;
		boolean taken = this.jdbc
			.sql("""
					select exists (select from party_organisation where name = :name and code <> :code)
						or exists (select from entry where kind = :kind and state = 'SUBMITTED' and content ->> 'name' = :name
							and record_key <> :code)""")
			.param("name", content.name())
			.param("code", (code != null) ? code : "")
			.param("kind", PARTY)
			.query(Boolean.class)
			.single();
		refuse(taken, "name", "alliance.refusal.nameTaken");
		refuse(before != null && before.version() != version, null, "alliance.refusal.changed");
		String key = (code != null) ? code : newCode("party");
		Map<String, @Nullable String> was = (before != null)
				? told(new PartyContent(before.name(), before.nameEn(), before.active())) : Map.of();
		this.entries.enter(new NewEntry(PARTY, key, null, String.valueOf(content.name()), content,
				between(was, told(content)), null), submission, by);
	}

	private static Map<String, @Nullable String> told(PartyContent one) {
		Map<String, @Nullable String> told = new LinkedHashMap<>();
		told.put("allianceName", one.name());
		told.put("allianceNameEn", one.nameEn());
		told.put("allianceActive", one.active() ? "{alliance.active.true}" : "{alliance.active.false}");
		return told;
	}

	/**
	 * Enters what an organisation gives.
	 * @param code its code, or null for something new
	 * @param by a coordinator, or an editor of the project's department
	 */
	@Transactional
	public void enter(@Nullable String code, SupportContent content, long version, UUID submission, Official by) {
		requireEnter(by);
		SupportContent before = null;
		if (code != null) {
			Kept kept = kept(code);
			ProjectAccess.requireEdit(by, department(kept.content().project()));
			refuse(kept.version() != version, null, "alliance.refusal.changed");
			before = kept.content();
		}
		Gathered wrong = new Gathered();
		wrong.require(content.project() != null, "project", "alliance.refusal.project");
		if (content.project() != null) {
			wrong.check(() -> ProjectAccess.requireEdit(by, department(content.project())));
		}
		Party party = parties().stream()
			.filter((one) -> one.active() && one.code().equals(content.organisation()))
			.findFirst()
			.orElse(null);
		wrong.require(party != null, "organisation", "alliance.refusal.organisation");
		String what = content.what();
		wrong.require(what != null && what.length() <= WHAT, "what", "alliance.refusal.what");
		Long workshop = content.workshop();
		wrong.require(workshop == null || workshops().stream().anyMatch((one) -> one.id() == workshop), "workshop",
				"alliance.refusal.workshop");
		LocalDate since = content.since();
		LocalDate until = content.until();
		wrong.require(since != null && !since.isAfter(LocalDate.now(this.clock)), "since", "alliance.refusal.since");
		wrong.require(since == null || until == null || !until.isBefore(since), "until", "alliance.refusal.until");
		wrong.refuse();
		Map<String, @Nullable String> was = (before != null) ? told(before) : Map.of();
		String key = (code != null) ? code : newCode("support");
		this.entries
			.enter(new NewEntry(SUPPORT, key, null, Objects.requireNonNull(party).name() + " · " + content.project(),
					content, between(was, told(content)), null), submission, by);
	}

	private Map<String, @Nullable String> told(SupportContent one) {
		Map<String, @Nullable String> told = new LinkedHashMap<>();
		told.put("allianceName",
				parties().stream()
					.filter((party) -> party.code().equals(one.organisation()))
					.map(Party::name)
					.findFirst()
					.orElse(one.organisation()));
		told.put("allianceProject", one.project());
		told.put("allianceWorkshop",
				workshops().stream()
					.filter((workshop) -> Objects.equals(workshop.id(), one.workshop()))
					.map(Workshop::name)
					.findFirst()
					.orElse(null));
		told.put("allianceWhat", one.what());
		told.put("allianceSince", (one.since() != null) ? one.since().toString() : null);
		told.put("allianceUntil", (one.until() != null) ? one.until().toString() : null);
		return told;
	}

	private static List<Difference> between(Map<String, @Nullable String> was, Map<String, @Nullable String> is) {
		List<Difference> differences = new ArrayList<>();
		is.forEach((field, value) -> {
			if (!Objects.equals(was.get(field), value)) {
				differences.add(new Difference(field, null, was.get(field), value));
			}
		});
		return differences;
	}

	/** The department of a project; null where it has none. */
	private @Nullable Long department(@Nullable String project) {
		List<Optional<Long>> found = this.jdbc.sql("select department_id from project where code = ?")
			.param(project)
			.query((row, index) -> Optional.ofNullable(row.getObject("department_id", Long.class)))
			.list();
		if (found.isEmpty()) {
			throw new Refusal("project", "alliance.refusal.project");
		}
		return found.get(0).orElse(null);
	}

	private String newCode(String word) {
		return word + "-" + UUID.randomUUID().toString().substring(0, 13);
	}

	/** The workshops that can be supported, those at work first. */
	@Transactional(readOnly = true)
	public List<Workshop> workshops() {
		return this.jdbc.sql("select id, name, name_en from workshop order by (state = 'CLOSED'), name, id")
			.query((row, index) -> new Workshop(row.getLong("id"), row.getString("name"), row.getString("name_en")))
			.list();
	}

	/** All party organisations, by name. */
	@Transactional(readOnly = true)
	public List<Party> parties() {
		return this.jdbc.sql("select code, name, name_en, active, version from party_organisation order by name, id")
			.query((row, index) -> new Party(row.getString("code"), row.getString("name"), row.getString("name_en"),
					row.getBoolean("active"), row.getLong("version")))
			.list();
	}

	/**
	 * A party organisation.
	 * @throws NotOnRecord if there is none
	 */
	@Transactional(readOnly = true)
	public Party party(String code) {
		return parties().stream()
			.filter((one) -> one.code().equals(code))
			.findFirst()
			.orElseThrow(() -> new NotOnRecord("party organisation " + code));
	}

	/**
	 * What an organisation gives.
	 * @throws NotOnRecord if there is nothing of the code
	 */
	@Transactional(readOnly = true)
	public Kept kept(String code) {
		return this.jdbc
			.sql("""
					select a.*, o.code as organisation, p.code as project from alliance_support a
					join party_organisation o on o.id = a.organisation_id join project p on p.id = a.project_id where a.code = ?""")
			.param(code)
			.query((row, index) -> new Kept(
					new SupportContent(row.getString("organisation"), row.getString("project"),
							row.getObject("workshop_id", Long.class), row.getString("what"),
							row.getObject("since", LocalDate.class), row.getObject("until", LocalDate.class)),
					row.getLong("version")))
			.optional()
			.orElseThrow(() -> new NotOnRecord("support " + code));
	}

	/** Refuses whoever may not change what a project gets. */
	@Transactional(readOnly = true)
	public void requireEdit(String project, Official by) {
		ProjectAccess.requireEdit(by, department(project));
	}

	/** What waits or came back. */
	@Transactional(readOnly = true)
	public List<Entry> open() {
		return this.entries.open(List.of(PARTY, SUPPORT), null);
	}

	void writeParty(Entry entry, Official by) {
		PartyContent one = this.entries.content(entry, PartyContent.class);
		try {
			this.jdbc.sql("""
					insert into party_organisation (code, name, name_en, active, source_id)
					select ?, ?, ?, ?, id from source where code = 'portal-record'
					on conflict (code) do update set name = excluded.name, name_en = excluded.name_en,
						active = excluded.active, version = party_organisation.version + 1""")
				.params(entry.key(), one.name(), one.nameEn(), one.active())
				.update();
		}
		catch (DuplicateKeyException ex) {
			throw new Refusal(null, "alliance.refusal.nameTaken");
		}
	}

	void writeSupport(Entry entry, Official by) {
		SupportContent one = this.entries.content(entry, SupportContent.class);
		int written = this.jdbc
			.sql("""
					insert into alliance_support (code, organisation_id, project_id, workshop_id, what, since, until, source_id, updated_at)
					select ?, o.id, p.id, cast(? as bigint), ?, ?, ?, s.id, ? from party_organisation o, project p, source s
					where o.code = ? and p.code = ? and s.code = 'portal-record'
					on conflict (code) do update set organisation_id = excluded.organisation_id, project_id = excluded.project_id,
						workshop_id = excluded.workshop_id, what = excluded.what, since = excluded.since, until = excluded.until,
						updated_at = excluded.updated_at, version = alliance_support.version + 1""")
			.params(entry.key(), one.workshop(), one.what(), one.since(), one.until(),
					Timestamp.from(this.clock.instant()), one.organisation(), one.project())
			.update();
		if (written != 1) {
			throw new Refusal(null, "alliance.refusal.organisation");
		}
	}

	private static void refuse(boolean wrong, @Nullable String field, String key) {
		if (wrong) {
			throw new Refusal(field, key);
		}
	}

	private static void require(boolean allowed) {
		if (!allowed) {
			throw new AccessDeniedException("has nothing to do with the alliance");
		}
	}

	/** A party organisation. */
	public record Party(String code, String name, @Nullable String nameEn, boolean active, long version) {
	}

	/** A workshop. */
	public record Workshop(long id, String name, @Nullable String nameEn) {
	}

	/** What an organisation gives, with its version. */
	public record Kept(SupportContent content, long version) {
	}

	/**
	 * Declares what is approved.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Kinds {

		@Bean
		EntryKind partyOrganisations(AllianceService service) {
			return new Kind(PARTY, service::writeParty);
		}

		@Bean
		EntryKind allianceSupports(AllianceService service) {
			return new Kind(SUPPORT, service::writeSupport);
		}

	}

	private record Kind(String kind, BiConsumer<Entry, Official> writer) implements EntryKind {

		@Override
		public boolean maySee(Entry entry, Official by) {
			return by.isAny(Role.COORDINATOR, Role.EDITOR, Role.LEADER, Role.FINANCE);
		}

		@Override
		public void apply(Entry entry, Official by) {
			this.writer.accept(entry, by);
		}

		@Override
		public String address(Entry entry) {
			return "/office/alliance";
		}

	}

}
