package org.commonprosperity.portal.dividend;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.dividend.ContributionLine.Giver;
import org.commonprosperity.portal.shared.Money;
import org.commonprosperity.portal.shared.NotOnRecord;
import org.commonprosperity.portal.shared.Slice;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What officials see of annual runs: how far one is, every line of its preview, and the
 * days that could not be resolved.
 */
@Service
@RequiredArgsConstructor
@Transactional(readOnly = true)
public class RunBook {

	private static final TypeReference<List<Object>> ARGUMENTS = new TypeReference<>() {
	};

	/** Lines that are fetched at a time where all are drawn. */
	private static final int FETCHED = 500;

	private static final String RUN = """
			select r.*, p.code, p.name, p.name_en, p.department_id, coalesce(g.done, 0) as done,
				coalesce(g.expected, 0) as expected from dividend_run r join project p on p.id = r.project_id
			left join dividend_run_progress g on g.run_id = r.id
			""";

	private static final String LINES = """
			from dividend_run_line l join dividend_run r on r.id = l.run_id join contributor g on g.id = l.contributor_id
			join community m on m.id = g.community_id join contribution c on c.id = l.contribution_id
			where l.run_id = :run and (not :differing or l.difference <> 0)
				and (cast(:year as int) is null or l.year = :year)
				and (cast(:looked as text) is null or position(lower(:looked) in lower(g.number)) > 0
					or position(lower(:looked) in lower(c.reference)) > 0)
			""";

	private static final String LINE = """
			select l.*, g.number as giver, g.kind as giver_kind, g.name as giver_name, g.department_id as keeper,
				m.code as community, m.name as community_name, m.name_en as community_name_en, c.reference
			""";

	private final JdbcClient jdbc;

	private final DividendFacts facts;

	private final JsonMapper json;

	/** The runs of a project, the latest first; those that were dropped are left out. */
	public List<Run> runs(String project, Official by) {
		DividendProject of = this.facts.project(project);
		DividendAccess.requireSee(by, of.departmentId());
		return this.jdbc
			.sql(RUN + "where r.project_id = ? and r.state <> 'DROPPED' order by r.year desc, r.id desc limit 100")
			.param(of.id())
			.query((row, index) -> run(row, by))
			.list();
	}

	/**
	 * A run.
	 * @throws NotOnRecord if there is none of that number
	 */
	public Run run(long id, Official by) {
		Run run = this.jdbc.sql(RUN + "where r.id = ?")
			.param(id)
			.query((row, index) -> run(row, by))
			.optional()
			.orElseThrow(() -> new NotOnRecord("run " + id));
		DividendAccess.requireSee(by, run.departmentId());
		return run;
	}

	/** Lines of the preview, in their order. */
	public Slice<Line> lines(long run, Query query, int page, int size, Official by) {
		Map<String, @Nullable Object> asked = asked(run, query);
		long total = this.jdbc.sql("select count(*) " + LINES).params(asked).query(Long.class).single();
		int number = (int) Math.min(Math.max(1, page), Math.max(1, (total + size - 1) / size));
		List<Line> lines = this.jdbc.sql(LINE + LINES + "order by l.number limit :size offset :offset")
			.params(asked)
			.param("size", size)
			.param("offset", (number - 1L) * size)
			.query((row, index) -> line(row, by))
			.list();
		return new Slice<>(lines, number, size, total);
	}

	/** All lines of the preview, in their order, drawn one by one while they are used. */
	public void each(long run, Query query, Official by, Consumer<Line> lines) {
		run(run, by);
		this.jdbc.sql(LINE + LINES + "order by l.number")
			.withFetchSize(FETCHED)
			.params(asked(run, query))
			.query((row) -> {
				lines.accept(line(row, by));
			});
	}

	/** What a preview adds up to, by year, phase and class. */
	public List<Total> totals(long run) {
		return this.jdbc.sql("""
				select l.year, l.phase, l.class_code, l.rate, count(distinct l.contributor_id) as contributors,
					sum(l.due) as due, sum(l.posted) as posted, sum(l.difference) as difference
				from dividend_run_line l left join contributor_class k on k.code = l.class_code where l.run_id = ?
				group by l.year, l.phase, l.class_code, l.rate, k.position
				order by l.year, l.phase, k.position nulls first, l.rate""")
			.param(run)
			.query((row, index) -> new Total(row.getInt("year"), DividendPhase.valueOf(row.getString("phase")),
					row.getString("class_code"), Rates.percent(row.getBigDecimal("rate")), row.getInt("contributors"),
					new Money(row.getBigDecimal("due")), new Money(row.getBigDecimal("posted")),
					new Money(row.getBigDecimal("difference"))))
			.list();
	}

	/** The days that earn nothing yet, in their order. */
	public Slice<Gap> gaps(long run, int page, int size, Official by) {
		long total = this.jdbc.sql("select count(*) from dividend_run_gap where run_id = ?")
			.param(run)
			.query(Long.class)
			.single();
		int number = (int) Math.min(Math.max(1, page), Math.max(1, (total + size - 1) / size));
		List<Gap> gaps = this.jdbc
			.sql("""
					select l.*, g.number as giver, g.kind as giver_kind, g.name as giver_name, g.department_id as keeper,
						m.code as community, m.name as community_name, m.name_en as community_name_en, c.reference
					from dividend_run_gap l join contributor g on g.id = l.contributor_id join community m on m.id = g.community_id
					join contribution c on c.id = l.contribution_id
					where l.run_id = ? order by l.number limit ? offset ?""")
			.params(run, size, (number - 1L) * size)
			.query((row, index) -> new Gap(row.getInt("number"), giver(row, by), row.getLong("contribution_id"),
					row.getString("reference"), row.getObject("from_day", LocalDate.class),
					row.getObject("until_day", LocalDate.class), DividendPhase.valueOf(row.getString("phase")),
					row.getString("class_code"), row.getString("reason")))
			.list();
		return new Slice<>(gaps, number, size, total);
	}

	private static Map<String, @Nullable Object> asked(long run, Query query) {
		Map<String, @Nullable Object> asked = new HashMap<>();
		asked.put("run", run);
		asked.put("differing", query.differing());
		asked.put("year", query.year());
		asked.put("looked", query.looked());
		return asked;
	}

	private Run run(ResultSet row, Official by) throws SQLException {
		return new Run(row.getLong("id"),
				new Named(row.getString("code"), row.getString("name"), row.getString("name_en")),
				row.getObject("department_id", Long.class), row.getInt("year"), row.getString("state"),
				row.getObject("operation_start", LocalDate.class), row.getInt("lines"), row.getInt("differences"),
				new Money(row.getBigDecimal("due")), new Money(row.getBigDecimal("difference")),
				row.getInt("unresolved"), row.getInt("done"), row.getInt("expected"), row.getString("refusal"),
				this.json.readValue(row.getString("refusal_arguments"), ARGUMENTS), Hands.of(row, "prepared", by),
				row.getLong("version"));
	}

	private static Line line(ResultSet row, Official by) throws SQLException {
		String reason = row.getString("reason");
		return new Line(row.getInt("number"), giver(row, by), row.getLong("contribution_id"),
				row.getString("reference"), row.getString("kind"), row.getInt("year"),
				DividendPhase.valueOf(row.getString("phase")), row.getString("class_code"),
				new Money(row.getBigDecimal("principal")), Rates.percent(row.getBigDecimal("rate")), row.getInt("days"),
				row.getInt("year_days"), new Money(row.getBigDecimal("due")), new Money(row.getBigDecimal("posted")),
				new Money(row.getBigDecimal("difference")), row.getObject("pay_by", LocalDate.class),
				(reason != null) ? Arrays.asList(reason.split(",")) : List.of());
	}

	static Giver giver(ResultSet row, Official by) throws SQLException {
		boolean inScope = DividendAccess.maySee(by, row.getLong("keeper"));
		return new Giver(row.getString("giver"), row.getString("giver_kind"),
				inScope ? row.getString("giver_name") : null, new Named(row.getString("community"),
						row.getString("community_name"), row.getString("community_name_en")));
	}

	/**
	 * What the lines are narrowed to.
	 *
	 * @param differing only lines that post something
	 * @param year of which year, or null
	 * @param looked part of a contributor's number or of a reference, or null
	 */
	public record Query(boolean differing, @Nullable Integer year, @Nullable String looked) {
	}

	/**
	 * An annual run.
	 *
	 * @param operationStart the day that it was reckoned with, or null
	 * @param lines lines of the preview
	 * @param differences those of them that post something
	 * @param due what all lines add up to
	 * @param difference what it posts
	 * @param unresolved stretches of days that earn nothing yet
	 * @param done how much of the work at hand is done
	 * @param expected of how much, 0 where that is not known
	 * @param refusal why it could not be prepared or posted, a message key, or null
	 */
	public record Run(long id, Named project, @Nullable Long departmentId, int year, String state,
			@Nullable LocalDate operationStart, int lines, int differences, Money due, Money difference, int unresolved,
			int done, int expected, @Nullable String refusal, List<Object> refusalArguments, Hands hands,
			long version) {

		public Run {
			refusalArguments = List.copyOf(refusalArguments);
		}

		/** Whether the portal is at work on it. */
		public boolean isRunning() {
			return this.state.equals("PREPARING") || this.state.equals("POSTING");
		}

		/** Whether it was not posted, since records changed after it was prepared. */
		public boolean isStale() {
			return this.state.equals("PREPARED") && "dividend.refusal.factsChanged".equals(this.refusal);
		}

		/** Whether there is a preview to look at. */
		public boolean isPreviewed() {
			return !this.state.equals("PREPARING") && !this.state.equals("FAILED");
		}

		/** How much is done, in whole percent; never 100 before the end. */
		public int percent() {
			return (this.expected > 0) ? (int) Math.min(99, this.done * 100L / this.expected) : 0;
		}

	}

	/**
	 * A line of a preview.
	 *
	 * @param percent the rate in percent
	 * @param posted what of it was posted before
	 * @param difference what is posted now
	 * @param reasons codes of what changed since
	 */
	public record Line(int number, Giver giver, long contribution, String reference, String kind, int year,
			DividendPhase phase, @Nullable String contributorClass, Money principal, BigDecimal percent, int days,
			int yearDays, Money due, Money posted, Money difference, LocalDate payBy, List<String> reasons) {

		public Line {
			reasons = List.copyOf(reasons);
		}

		/** Whether it is of a whole year, which earns rate × principal exactly. */
		public boolean isWholeYear() {
			return this.days == this.yearDays;
		}

	}

	/**
	 * What lines of one year, phase, class and rate add up to.
	 */
	public record Total(int year, DividendPhase phase, @Nullable String contributorClass, BigDecimal percent,
			int contributors, Money due, Money posted, Money difference) {
	}

	/**
	 * Days that earn nothing yet.
	 *
	 * @param until the first day after them
	 * @param reason NO_CLASS or NO_TERMS
	 */
	public record Gap(int number, Giver giver, long contribution, String reference, LocalDate from, LocalDate until,
			DividendPhase phase, @Nullable String contributorClass, String reason) {

		/** The last of the days. */
		public LocalDate last() {
			return this.until.minusDays(1);
		}

	}

}
