package org.commonprosperity.portal.dividend;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.Year;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.dividend.Entitlement.Gap;
import org.commonprosperity.portal.dividend.OperationStartService.Effect;
import org.commonprosperity.portal.shared.Money;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reckons what is due of a project's contributions and puts it beside what was posted.
 * All is read by one streamed query and reckoned by {@link EntitlementRule}; in memory is
 * one contribution at a time. A run of a year takes in the earlier years that were
 * posted, so that a changed fact reaches all of them.
 */
@Component
@RequiredArgsConstructor
class RunReckoning {

	private static final int FETCHED = 1000;

	private static final String CONTRIBUTIONS = """
			select c.id, c.contributor_id, c.principal, c.paid_in_on, c.ended_on, c.end_kind, c.end_decided_at, c.kept_from,
				k.periods, k.changed_at, p.posted
			from contribution c
			left join (select contributor_id, max(greatest(entered_at, replaced_at)) as changed_at,
					jsonb_agg(jsonb_build_array(class_code, valid_from, valid_until) order by valid_from)
						filter (where replaced_at is null) as periods
				from class_period group by contributor_id) k on k.contributor_id = c.contributor_id
			left join (select e.contribution_id, jsonb_agg(jsonb_build_array(e.year, e.phase, e.class_code, e.terms_id,
						e.amount::text, e.postings, e.posted_at) order by e.year, e.phase, e.class_code, e.terms_id) as posted
				from (select contribution_id, year, phase, class_code, terms_id, sum(amount) as amount, max(posting) as postings,
						(extract(epoch from max(posted_at)) * 1000000)::bigint as posted_at
					from dividend_entry where project_id = :project and run_id is not null and year in (:years)
					group by contribution_id, year, phase, class_code, terms_id) e
				group by e.contribution_id) p on p.contribution_id = c.id
			where c.project_id = :project and c.state = 'APPROVED' and c.paid_in_on < :end
			order by c.id""";

	private final JdbcClient jdbc;

	private final DividendFacts facts;

	private final JsonMapper json;

	/** The years that a run takes in: its own and the earlier ones that were posted. */
	Set<Integer> years(DividendProject project, int year) {
		Set<Integer> years = posted(project);
		years.removeIf((posted) -> posted > year);
		years.add(year);
		return years;
	}

	private Set<Integer> posted(DividendProject project) {
		return new TreeSet<>(
				this.jdbc.sql("select distinct year from dividend_run where project_id = ? and state = 'POSTED'")
					.param(project.id())
					.query(Integer.class)
					.list());
	}

	/** How many contributions will be looked at. */
	int expected(DividendProject project, int year) {
		return this.jdbc
			.sql("select count(*) from contribution where project_id = ? and state = 'APPROVED' and paid_in_on < ?")
			.params(project.id(), LocalDate.of(year + 1, 1, 1))
			.query(Integer.class)
			.single();
	}

	/**
	 * Reckons a run.
	 * @param lines takes every line of the year, and of earlier years those that differ
	 * from what was posted
	 * @param gaps takes the days that earn nothing yet
	 * @param each called once a contribution
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public Reckoned reckon(DividendProject project, int year, Consumer<RunLine> lines, Consumer<RunGap> gaps,
			Runnable each) {
		LocalDate start = this.facts.operationStart(project.code()).orElse(null);
		Reckoned reckoned = new Reckoned(start);
		stream(project, years(project, year), start, (contribution, entitlement) -> {
			contribution.lines(entitlement, year).forEach((line) -> lines.accept(reckoned.add(line)));
			entitlement.gaps().forEach((gap) -> gaps.accept(reckoned.add(contribution, gap)));
			each.run();
		});
		return reckoned;
	}

	/** What posted years would be if operation started on another day. */
	@Transactional(propagation = Propagation.MANDATORY)
	public List<Effect> effect(DividendProject project, @Nullable LocalDate start) {
		Set<Integer> years = posted(project);
		if (years.isEmpty()) {
			return List.of();
		}
		Map<Integer, Map<DividendPhase, Sum>> sums = new TreeMap<>();
		stream(project, years, start,
				(contribution, entitlement) -> contribution.lines(entitlement, null)
					.forEach((line) -> sums.computeIfAbsent(line.year(), (key) -> new TreeMap<>())
						.merge(line.phase(), new Sum(line.posted(), line.due()), Sum::plus)));
		List<Effect> effects = new ArrayList<>();
		sums.forEach((year, phases) -> phases.forEach(
				(phase, sum) -> effects.add(new Effect(year, phase, new Money(sum.posted()), new Money(sum.due())))));
		return effects;
	}

	private void stream(DividendProject project, Set<Integer> years, @Nullable LocalDate start, Each each) {
		int first = years.stream().min(Comparator.naturalOrder()).orElseThrow();
		int last = years.stream().max(Comparator.naturalOrder()).orElseThrow();
		LocalDate from = LocalDate.of(first, 1, 1);
		LocalDate end = LocalDate.of(last + 1, 1, 1);
		List<DividendTerms> terms = this.facts.terms(project.code());
		Scope scope = scope(project, years);
		this.jdbc.sql(CONTRIBUTIONS)
			.withFetchSize(FETCHED)
			.param("project", project.id())
			.param("years", years)
			.param("end", end)
			.query((row) -> {
				Contribution contribution = contribution(row, scope);
				LocalDate kept = contribution.keptFrom();
				each.take(contribution, EntitlementRule.of(contribution.holding(), terms, contribution.classes(), start,
						(kept != null && kept.isAfter(from)) ? kept : from, end));
			});
	}

	private Scope scope(DividendProject project, Set<Integer> years) {
		Map<Long, DividendTerms> terms = new HashMap<>();
		this.jdbc.sql("select * from dividend_terms where project_id = ? and state in ('APPROVED', 'SUPERSEDED')")
			.param(project.id())
			.query((row) -> {
				DividendTerms one = DividendFacts.terms(row);
				terms.put(one.id(), one);
			});
		return this.jdbc
			.sql("""
					select (select max(decided_at) from operation_start where project_id = :project and state = 'APPROVED') as start,
						(select max(decided_at) from dividend_terms where project_id = :project and state = 'APPROVED' and decided_by is not null) as terms""")
			.param("project", project.id())
			.query((row, index) -> new Scope(years, terms, micros(row.getTimestamp("start")),
					micros(row.getTimestamp("terms"))))
			.single();
	}

	private Contribution contribution(ResultSet row, Scope scope) throws SQLException {
		List<ClassPeriod> classes = new ArrayList<>();
		for (JsonNode period : array(row.getString("periods"))) {
			classes.add(new ClassPeriod(period.get(0).asString(), day(period.get(1)), day(period.get(2))));
		}
		Map<Key, Posted> posted = new LinkedHashMap<>();
		for (JsonNode one : array(row.getString("posted"))) {
			posted.put(
					new Key(one.get(0).asInt(), DividendPhase.valueOf(one.get(1).asString()),
							one.get(2).isNull() ? null : one.get(2).asString(), one.get(3).asLong()),
					new Posted(new BigDecimal(one.get(4).asString()), one.get(5).asInt(), one.get(6).asLong()));
		}
		return new Contribution(scope, row.getLong("id"), row.getLong("contributor_id"),
				new Holding(new Money(row.getBigDecimal("principal")), row.getObject("paid_in_on", LocalDate.class),
						row.getObject("ended_on", LocalDate.class)),
				row.getObject("kept_from", LocalDate.class), row.getString("end_kind"),
				micros(row.getTimestamp("end_decided_at")), micros(row.getTimestamp("changed_at")), classes, posted);
	}

	private Iterable<JsonNode> array(@Nullable String text) {
		return (text != null) ? this.json.readTree(text) : List.of();
	}

	private static @Nullable LocalDate day(JsonNode node) {
		return node.isNull() ? null : LocalDate.parse(node.asString());
	}

	private static long micros(@Nullable Timestamp moment) {
		return (moment != null) ? moment.toInstant().getEpochSecond() * 1_000_000 + moment.getNanos() / 1000
				: Long.MIN_VALUE;
	}

	/**
	 * Takes what is due of one contribution.
	 */
	private interface Each {

		void take(Contribution contribution, Entitlement entitlement);

	}

	/**
	 * What is the same for all contributions of a run.
	 *
	 * @param start when the day of operation's start was last decided on
	 * @param changed when terms last were
	 */
	private record Scope(Set<Integer> years, Map<Long, DividendTerms> terms, long start, long changed) {
	}

	private record Key(int year, DividendPhase phase, @Nullable String classCode, long termsId) {
	}

	private record Posted(BigDecimal amount, int postings, long at) {

		private static final Posted NOTHING = new Posted(new BigDecimal("0.00"), 0, Long.MIN_VALUE);

	}

	private record Sum(BigDecimal posted, BigDecimal due) {

		Sum plus(Sum other) {
			return new Sum(this.posted.add(other.posted), this.due.add(other.due));
		}

	}

	/**
	 * A contribution with what was posted of it.
	 */
	private record Contribution(Scope scope, long id, long contributorId, Holding holding, @Nullable LocalDate keptFrom,
			@Nullable String endKind, long endedAt, long classedAt, List<ClassPeriod> classes,
			Map<Key, Posted> posted) {

		/**
		 * What is due beside what was posted.
		 * @param whole the year of which every line is wanted, of others those that
		 * differ; null: every line of all
		 */
		List<RunLine> lines(Entitlement entitlement, @Nullable Integer whole) {
			Map<Key, Posted> left = new LinkedHashMap<>(this.posted);
			List<RunLine> lines = new ArrayList<>();
			for (EntitlementLine line : entitlement.lines()) {
				if (this.scope.years().contains(line.year())) {
					Key key = new Key(line.year(), line.phase(), line.contributorClass(), line.terms().id());
					Posted before = left.remove(key);
					lines.add(line(key, line.terms(), line.days(), line.yearDays(), line.amount().yuan(),
							(before != null) ? before : Posted.NOTHING));
				}
			}
			// posted, and not due any more
			left.forEach((key, before) -> {
				if (before.amount().signum() != 0) {
					lines.add(line(key, this.scope.terms().get(key.termsId()), 0, Year.of(key.year()).length(),
							BigDecimal.ZERO.setScale(2), before));
				}
			});
			lines.removeIf((line) -> whole != null && line.year() != whole && line.difference().yuan().signum() == 0);
			lines.sort(Comparator.comparing(RunLine::year));
			return lines;
		}

		private RunLine line(Key key, DividendTerms terms, int days, int yearDays, BigDecimal due, Posted before) {
			long last = this.posted.entrySet()
				.stream()
				.filter((entry) -> entry.getKey().year() == key.year())
				.mapToLong((entry) -> entry.getValue().at())
				.max()
				.orElse(Long.MIN_VALUE);
			boolean first = last == Long.MIN_VALUE;
			boolean differs = due.compareTo(before.amount()) != 0;
			return new RunLine(0, this.id, this.contributorId, first ? "ACCRUAL" : "ADJUSTMENT", key.year(),
					key.phase(), key.classCode(), key.termsId(), this.holding.principal().yuan(), terms.rate(), days,
					yearDays, due, before.amount(), before.postings() + 1, terms.payByOf(key.year()),
					(first || !differs) ? null : reason(last));
		}

		/** What was decided since the year was last posted. */
		private String reason(long last) {
			List<String> reasons = new ArrayList<>();
			if (this.scope.start() > last) {
				reasons.add("OPERATION_START");
			}
			if (this.endedAt > last) {
				reasons.add(switch (String.valueOf(this.endKind)) {
					case "WITHDRAWN" -> "WITHDRAWAL";
					case "TRANSFERRED" -> "TRANSFER";
					default -> "CORRECTION";
				});
			}
			if (this.classedAt > last) {
				reasons.add("CLASS");
			}
			if (this.scope.changed() > last) {
				reasons.add("TERMS");
			}
			return reasons.isEmpty() ? "FACTS" : String.join(",", reasons);
		}

	}

	/**
	 * What a reckoning adds up to.
	 */
	static final class Reckoned {

		private final @Nullable LocalDate operationStart;

		private final MessageDigest digest;

		private int lines;

		private int differences;

		private int gaps;

		private BigDecimal due = BigDecimal.ZERO;

		private BigDecimal difference = BigDecimal.ZERO;

		private Reckoned(@Nullable LocalDate operationStart) {
			this.operationStart = operationStart;
			try {
				this.digest = MessageDigest.getInstance("SHA-256");
			}
			catch (NoSuchAlgorithmException ex) {
				throw new IllegalStateException(ex);
			}
		}

		private RunLine add(RunLine line) {
			this.lines++;
			this.due = this.due.add(line.due());
			BigDecimal more = line.difference().yuan();
			if (more.signum() != 0) {
				this.differences++;
				this.difference = this.difference.add(more);
			}
			this.digest.update(line.print().getBytes(StandardCharsets.UTF_8));
			return new RunLine(this.lines, line.contributionId(), line.contributorId(), line.kind(), line.year(),
					line.phase(), line.classCode(), line.termsId(), line.principal(), line.rate(), line.days(),
					line.yearDays(), line.due(), line.posted(), line.posting(), line.payBy(), line.reason());
		}

		private RunGap add(Contribution contribution, Gap gap) {
			this.gaps++;
			return new RunGap(this.gaps, contribution.id(), contribution.contributorId(), gap.from(), gap.until(),
					gap.phase(), gap.contributorClass(), gap.reason());
		}

		@Nullable LocalDate operationStart() {
			return this.operationStart;
		}

		int lines() {
			return this.lines;
		}

		int differences() {
			return this.differences;
		}

		int gaps() {
			return this.gaps;
		}

		BigDecimal due() {
			return this.due;
		}

		BigDecimal difference() {
			return this.difference;
		}

		/**
		 * A print of all lines: the same lines, the same print. Asked once, at the end.
		 */
		String fingerprint() {
			return HexFormat.of().formatHex(this.digest.digest());
		}

	}

}
