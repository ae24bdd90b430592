package org.commonprosperity.portal.village;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.account.Role;
import org.commonprosperity.portal.audit.AuditService;
import org.commonprosperity.portal.audit.Difference;
import org.commonprosperity.portal.audit.HistoryEntry;
import org.commonprosperity.portal.shared.Money;
import org.commonprosperity.portal.shared.NotOnRecord;
import org.commonprosperity.portal.shared.Slice;
import org.commonprosperity.portal.village.IncomeContent.Entry;
import org.commonprosperity.portal.village.IncomeRecord.Name;
import org.commonprosperity.portal.village.IncomeRecord.Names;
import org.commonprosperity.portal.village.IncomeRecord.Step;
import org.commonprosperity.portal.village.IncomeRecord.Version;
import org.commonprosperity.portal.village.IncomeRecord.Village;
import org.commonprosperity.portal.village.IncomeSources.IncomeSource;
import org.commonprosperity.portal.village.VillageIncomeRule.Line;
import org.commonprosperity.portal.village.VillageIncomeRule.Posting;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What officials see of the villages' returns, narrowed to the official's scope; each
 * list and page from a fixed number of queries.
 */
@Service
@RequiredArgsConstructor
@Transactional(readOnly = true)
public class IncomeDesk {

	private static final String LATEST = """
			from income_return r join community c on c.id = r.community_id
			where not exists (select from income_return later where later.community_id = r.community_id
					and later.year = r.year and later.quarter is not distinct from r.quarter and later.revision > r.revision)
				and (:all or r.community_id in (:own))
				and (cast(:village as text) is null or c.code = :village)
				and (cast(:year as int) is null or r.year = :year)
				and (cast(:state as text) is null or r.state = :state)
			""";

	private static final String SUBMITTED = "submitted";

	private static final int HISTORY = 50;

	private final JdbcClient jdbc;

	private final IncomeSources sources;

	private final IncomeDifferences differences;

	private final AuditService audit;

	/**
	 * The returns that an official may see, the latest years first.
	 * @param page the page asked for, from 1; one that does not exist becomes the nearest
	 * that does
	 */
	public Slice<IncomeLine> lines(IncomeQuery query, int page, int size, Official by) {
		Map<String, @Nullable Object> asked = new HashMap<>();
		asked.put("all", VillageAccess.seesAll(by));
		asked.put("own", own(by));
		asked.put("village", query.village());
		asked.put("year", query.year());
		asked.put("state", (query.state() != null) ? query.state().name() : null);
		long total = this.jdbc.sql("select count(*) " + LATEST).params(asked).query(Long.class).single();
		int number = (int) Math.min(Math.max(1, page), Math.max(1, (total + size - 1) / size));
		List<Found> found = this.jdbc
			.sql("select r.*, c.code, c.name, c.name_en " + LATEST
					+ "order by r.year desc, r.quarter desc nulls first, c.code limit :size offset :offset")
			.params(asked)
			.param("size", size)
			.param("offset", (number - 1L) * size)
			.query((row, index) -> found(row))
			.list();
		Map<Long, Version> versions = versions(found);
		return new Slice<>(found.stream()
			.map((one) -> new IncomeLine(one.village(), one.period(), one.revision(), one.state(),
					total(versions.get(one.id())), one.target(), one.submittedAt()))
			.toList(), number, size, total);
	}

	/**
	 * What the approved return of a period does to the village's public income.
	 */
	public IncomeEffect effect(String village, IncomePeriod period) {
		Map<Integer, Boolean> stated = new HashMap<>();
		this.jdbc.sql("""
				select distinct on (r.quarter) coalesce(r.quarter, 0) as quarter,
					exists (select from income_line l where l.return_id = r.id) as stated
				from income_return r join community c on c.id = r.community_id
				where c.code = ? and r.year = ? and r.state = 'APPROVED' order by r.quarter, r.revision desc""")
			.params(village, period.year())
			.query((row) -> {
				stated.put(row.getInt("quarter"), row.getBoolean("stated"));
			});
		boolean year = stated.getOrDefault(0, false);
		Integer quarter = period.quarter();
		if (quarter == null) {
			return new IncomeEffect(null, false, !year);
		}
		return new IncomeEffect(year ? null
				: IntStream.range(1, quarter)
					.filter((one) -> !stated.getOrDefault(one, false))
					.boxed()
					.findFirst()
					.orElse(null),
				year, false);
	}

	/**
	 * What a return that came back and was sent once more says otherwise than before;
	 * none of one that never came back.
	 */
	public List<Difference> sinceReturned(IncomeRecord record) {
		if (record.returnedBefore() == null) {
			return List.of();
		}
		List<HistoryEntry> sent = this.audit
			.historyOf(IncomeService.RECORD, record.village().code() + "/" + record.period(), 1, HISTORY)
			.items()
			.stream()
			.filter((entry) -> entry.action().endsWith(SUBMITTED))
			.toList();
		return (sent.size() < 2) ? List.of() : IncomeDifferences.since(sent.get(1), sent.get(0));
	}

	private static @Nullable Money total(Version version) {
		return version.content().entries().isEmpty() ? null : version.totals().total();
	}

	/**
	 * A return of a village.
	 * @throws NotOnRecord if there is no such village
	 */
	public IncomeRecord record(String village, IncomePeriod period, Official by) {
		Village of = village(village);
		VillageAccess.requireSee(by, of.id());
		return records(List.of(new Key(of, period))).get(0);
	}

	/**
	 * The return that a version belongs to.
	 * @param id number of the version
	 * @throws NotOnRecord if there is no such version
	 */
	public IncomeRecord record(long id, Official by) {
		Key key = this.jdbc.sql("""
				select r.year, r.quarter, c.id, c.code, c.name, c.name_en
				from income_return r join community c on c.id = r.community_id where r.id = ?""")
			.param(id)
			.query((row, index) -> key(row))
			.optional()
			.orElseThrow(() -> new NotOnRecord("return " + id));
		VillageAccess.requireSee(by, key.village().id());
		return records(List.of(key)).get(0);
	}

	/**
	 * What waits for the coordinating office, the longest waiting first.
	 */
	public Slice<IncomeRecord> waiting(int page, int size, Official by) {
		VillageAccess.requireApprove(by);
		long total = countWaiting();
		int number = (int) Math.min(Math.max(1, page), Math.max(1, (total + size - 1) / size));
		List<Key> keys = this.jdbc.sql("""
				select r.year, r.quarter, c.id, c.code, c.name, c.name_en
				from income_return r join community c on c.id = r.community_id where r.state = 'SUBMITTED'
				order by r.submitted_at, r.id limit ? offset ?""")
			.params(size, (number - 1L) * size)
			.query((row, index) -> key(row))
			.list();
		return new Slice<>(keys.isEmpty() ? List.of() : records(keys), number, size, total);
	}

	/** How many returns wait for the coordinating office. */
	public long countWaiting() {
		return this.jdbc.sql("select count(*) from income_return where state = 'SUBMITTED'").query(Long.class).single();
	}

	/** The villages whose returns an official may see. */
	public List<Village> villages(Official by) {
		return this.jdbc.sql("""
				select id, code, name, name_en from community where kind = 'VILLAGE' and (:all or id in (:own))
				order by code""")
			.param("all", VillageAccess.seesAll(by))
			.param("own", own(by))
			.query((row, index) -> new Village(row.getLong("id"), row.getString("code"), row.getString("name"),
					row.getString("name_en")))
			.list();
	}

	/** All villages, to choose from. */
	public List<Village> allVillages() {
		return this.jdbc.sql("select id, code, name, name_en from community where kind = 'VILLAGE' order by code")
			.query((row, index) -> new Village(row.getLong("id"), row.getString("code"), row.getString("name"),
					row.getString("name_en")))
			.list();
	}

	/** Whether an official writes returns at all. */
	public boolean mayWrite(Official by) {
		return by.is(Role.CLERK) && !villages(by).isEmpty();
	}

	/** What rows of returns point to. */
	public Names names() {
		Map<String, Name> sources = new LinkedHashMap<>();
		this.sources.all().forEach((source) -> sources.put(source.code(), new Name(source.name(), source.nameEn())));
		Map<Long, Name> villages = new LinkedHashMap<>();
		Map<Long, Name> enclaves = new LinkedHashMap<>();
		this.jdbc.sql("""
				select 1 as part, id, code, name, name_en from community where kind = 'VILLAGE'
				union all select 2, id, code, name, name_en from enclave order by part, code""").query((row) -> {
			(row.getInt("part") == 1 ? villages : enclaves).put(row.getLong("id"),
					new Name(row.getString("name"), row.getString("name_en")));
		});
		return new Names(sources, villages, enclaves);
	}

	/** The enclaves in which a village had a share in a year, or which posted to it. */
	public List<Long> enclavesOf(long communityId, int year) {
		return this.jdbc
			.sql("""
					select e.id from enclave e where exists (select from enclave_share s where s.enclave_id = e.id
							and s.community_id = :village and s.first_year <= :year and coalesce(s.last_year, 9999) >= :year)
						or exists (select from enclave_posting g join enclave_payment p on p.id = g.payment_id
							where p.enclave_id = e.id and g.community_id = :village and p.year = :year)
					order by e.code""")
			.param("village", communityId)
			.param("year", year)
			.query(Long.class)
			.list();
	}

	private Village village(String code) {
		return this.jdbc.sql("select id, code, name, name_en from community where code = ? and kind = 'VILLAGE'")
			.param(code)
			.query((row, index) -> new Village(row.getLong("id"), row.getString("code"), row.getString("name"),
					row.getString("name_en")))
			.optional()
			.orElseThrow(() -> new NotOnRecord("village " + code));
	}

	/** Returns with all their versions, and the year before, from a fixed few queries. */
	private List<IncomeRecord> records(List<Key> keys) {
		List<Object[]> asked = new ArrayList<>();
		keys.forEach((key) -> {
			asked.add(triple(key.village().id(), key.period()));
			asked.add(triple(key.village().id(), key.period().before()));
		});
		List<Found> found = this.jdbc.sql("""
				select r.*, c.code, c.name, c.name_en from income_return r join community c on c.id = r.community_id
				where (r.community_id, r.year, coalesce(r.quarter, 0)) in (:keys) order by r.revision desc""")
			.param("keys", asked)
			.query((row, index) -> found(row))
			.list();
		Map<Long, Version> versions = versions(found);
		Map<Key, List<Found>> byKey = found.stream().collect(Collectors.groupingBy(Found::key));
		Map<Long, List<Step>> steps = steps(found);
		IncomeDifferences.Names names = this.differences.names();
		List<IncomeRecord> records = new ArrayList<>();
		for (Key key : keys) {
			List<Version> own = byKey.getOrDefault(key, List.of())
				.stream()
				.map((one) -> versions.get(one.id()))
				.toList();
			Version before = byKey.getOrDefault(new Key(key.village(), key.period().before()), List.of())
				.stream()
				.filter((one) -> one.state() == IncomeState.APPROVED)
				.findFirst()
				.map((one) -> versions.get(one.id()))
				.orElse(null);
			records.add(new IncomeRecord(key.village(), key.period(), own,
					own.stream()
						.flatMap((version) -> steps.getOrDefault(version.id(), List.of()).stream())
						.sorted((one, other) -> other.at().compareTo(one.at()))
						.toList(),
					before, (own.size() > 1)
							? this.differences.between(own.get(1).content(), own.get(0).content(), names) : List.of()));
		}
		return records;
	}

	private Map<Long, Version> versions(List<Found> found) {
		if (found.isEmpty()) {
			return Map.of();
		}
		Map<String, IncomeSource> known = this.sources.all()
			.stream()
			.collect(Collectors.toMap(IncomeSource::code, Function.identity()));
		Map<Long, List<Entry>> entries = new HashMap<>();
		this.jdbc.sql("""
				select l.* from income_line l join income_source s on s.code = l.source where l.return_id in (:returns)
				order by s.position, l.enclave_id nulls first, l.payer_id nulls first""")
			.param("returns", found.stream().map(Found::id).toList())
			.query((row) -> {
				entries.computeIfAbsent(row.getLong("return_id"), (id) -> new ArrayList<>())
					.add(new Entry(row.getString("source"), row.getObject("payer_id", Long.class),
							row.getObject("enclave_id", Long.class), new Money(row.getBigDecimal("amount"))));
			});
		Map<String, List<Posting>> postings = new HashMap<>();
		List<Object[]> years = found.stream()
			.filter((one) -> one.period().quarter() == null)
			.map((one) -> new Object[] { one.village().id(), one.period().year() })
			.toList();
		if (!years.isEmpty()) {
			this.jdbc.sql("""
					select g.community_id, p.year, p.enclave_id, g.amount from enclave_posting g
					join enclave_payment p on p.id = g.payment_id where (g.community_id, p.year) in (:years)
					order by g.payment_id""").param("years", years).query((row) -> {
				postings
					.computeIfAbsent(row.getLong("community_id") + "/" + row.getInt("year"), (key) -> new ArrayList<>())
					.add(new Posting(row.getLong("enclave_id"), new Money(row.getBigDecimal("amount"))));
			});
		}
		Map<Long, Version> versions = new HashMap<>();
		for (Found one : found) {
			List<Entry> stated = entries.getOrDefault(one.id(), List.of());
			List<Line> lines = stated.stream()
				.map((entry) -> new Line(entry.source(), known.get(entry.source()).recurring(), entry.payerId(),
						entry.enclaveId(), entry.amount()))
				.toList();
			List<Posting> posted = (one.period().quarter() != null) ? List.of()
					: postings.getOrDefault(one.village().id() + "/" + one.period().year(), List.of());
			versions.put(one.id(), one.version(stated, VillageIncomeRule.total(lines, posted)));
		}
		return versions;
	}

	private Map<Long, List<Step>> steps(List<Found> found) {
		if (found.isEmpty()) {
			return Map.of();
		}
		return this.jdbc.sql("""
				select s.*, r.revision from return_step s join income_return r on r.id = s.return_id
				where s.return_id in (:returns) order by s.id desc""")
			.param("returns", found.stream().map(Found::id).toList())
			.query((row, index) -> new Step(row.getLong("return_id"), row.getInt("revision"), row.getString("action"),
					row.getTimestamp("happened_at").toInstant(), row.getString("actor_name"), row.getString("note")))
			.list()
			.stream()
			.collect(Collectors.groupingBy(Step::returnId));
	}

	private static Key key(ResultSet row) throws SQLException {
		return new Key(
				new Village(row.getLong("id"), row.getString("code"), row.getString("name"), row.getString("name_en")),
				new IncomePeriod(row.getInt("year"), row.getObject("quarter", Integer.class)));
	}

	private static Object[] triple(long communityId, IncomePeriod period) {
		Integer quarter = period.quarter();
		return new Object[] { communityId, period.year(), (quarter != null) ? quarter : 0 };
	}

	private static List<Long> own(Official by) {
		return (by.is(Role.CLERK) && !by.communityIds().isEmpty()) ? List.copyOf(by.communityIds()) : List.of(-1L);
	}

	private static Found found(ResultSet row) throws SQLException {
		return new Found(row.getLong("id"),
				new Village(row.getLong("community_id"), row.getString("code"), row.getString("name"),
						row.getString("name_en")),
				new IncomePeriod(row.getInt("year"), row.getObject("quarter", Integer.class)), row.getInt("revision"),
				IncomeState.valueOf(row.getString("state")), row.getLong("version"), money(row, "target"),
				money(row, "disposable_income"), row.getObject("population", Integer.class),
				money(row, "collective_assets"), row.getString("note"), row.getString("correction_reason"),
				instant(row, "submitted_at"), instant(row, "decided_at"), row.getTimestamp("updated_at").toInstant());
	}

	private static @Nullable Money money(ResultSet row, String column) throws SQLException {
		BigDecimal yuan = row.getBigDecimal(column);
		return (yuan != null) ? new Money(yuan) : null;
	}

	private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
		Timestamp moment = row.getTimestamp(column);
		return (moment != null) ? moment.toInstant() : null;
	}

	private record Key(Village village, IncomePeriod period) {
	}

	private record Found(long id, Village village, IncomePeriod period, int revision, IncomeState state, long version,
			@Nullable Money target, @Nullable Money disposableIncome, @Nullable Integer population,
			@Nullable Money collectiveAssets, @Nullable String note, @Nullable String correctionReason,
			@Nullable Instant submittedAt, @Nullable Instant decidedAt, Instant updatedAt) {

		Key key() {
			return new Key(this.village, this.period);
		}

		Version version(List<Entry> entries, VillageIncomeRule.Totals totals) {
			return new Version(this.id, this.revision, this.state, this.version,
					new IncomeContent(entries, this.target, this.disposableIncome, this.population,
							this.collectiveAssets, this.note),
					totals, this.correctionReason, this.submittedAt, this.decidedAt, this.updatedAt);
		}

	}

}
