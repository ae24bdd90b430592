package org.commonprosperity.portal.dividend;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.shared.NotOnRecord;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What officials see of a project's terms and of the day on which its operation starts:
 * every version that there was, and what waits.
 */
@Service
@RequiredArgsConstructor
@Transactional(readOnly = true)
public class TermsBook {

	private final JdbcClient jdbc;

	private final DividendFacts facts;

	/** A project's terms, every version, by phase, class and first day. */
	public Terms terms(String project, Official by) {
		DividendProject of = seen(project, by);
		List<Version> versions = this.jdbc.sql("""
				select t.*, s.title, s.title_en from dividend_terms t join source s on s.id = t.source_id
				left join contributor_class c on c.code = t.class_code
				where t.project_id = ? and t.state <> 'RETRACTED'
				order by t.phase, c.position nulls first, t.valid_from nulls first, t.id""")
			.param(of.id())
			.query((row, index) -> version(row, by))
			.list();
		List<ContributorClass> classes = this.facts.classes();
		return new Terms(versions.stream().filter((one) -> !one.state().equals("ENTERED")).toList(),
				versions.stream()
					.filter((one) -> one.state().equals("ENTERED"))
					.map((one) -> new Proposal(one, ended(one, versions), replaced(one, versions)))
					.toList(),
				TermsCoverRule.of(this.facts.terms(project), classes.stream().map(ContributorClass::code).toList()),
				classes);
	}

	/** The day on which a project's operation starts, every proposal, latest first. */
	public List<Start> starts(String project, Official by) {
		DividendProject of = seen(project, by);
		return this.jdbc.sql("""
				select o.*, o.approval = max(o.approval) over () as counts from operation_start o
				where o.project_id = ? and o.state <> 'RETRACTED' order by o.id desc""")
			.param(of.id())
			.query((row, index) -> new Start(row.getLong("id"), row.getObject("started_on", LocalDate.class),
					row.getString("reason"), row.getString("document"), row.getString("state"),
					row.getBoolean("counts"), Hands.of(row, "entered", by), row.getLong("version")))
			.list();
	}

	/**
	 * The project that something of its terms belongs to.
	 * @param table {@code dividend_terms} or {@code operation_start}
	 */
	public String projectOf(Kept table, long id, Official by) {
		return this.jdbc
			.sql("select p.code from " + table.table() + " t join project p on p.id = t.project_id where t.id = ?")
			.param(id)
			.query(String.class)
			.optional()
			.map((code) -> seen(code, by).code())
			.orElseThrow(() -> new NotOnRecord(table + " " + id));
	}

	private DividendProject seen(String project, Official by) {
		DividendProject of = this.facts.project(project);
		DividendAccess.requireSee(by, of.departmentId());
		return of;
	}

	/** The version in force that would end the day before. */
	private static @Nullable Version ended(Version proposed, List<Version> versions) {
		return versions.stream()
			.filter((one) -> one.state().equals("APPROVED") && one.sameRow(proposed) && proposed.from() != null
					&& (one.from() == null || one.from().isBefore(proposed.from()))
					&& (one.until() == null || one.until().isAfter(proposed.from())))
			.findFirst()
			.orElse(null);
	}

	/** The version in force whose place it would take. */
	private static @Nullable Version replaced(Version proposed, List<Version> versions) {
		return versions.stream()
			.filter((one) -> one.state().equals("APPROVED") && one.sameRow(proposed)
					&& Objects.equals(one.from(), proposed.from()))
			.findFirst()
			.orElse(null);
	}

	private static Version version(ResultSet row, Official by) throws SQLException {
		return new Version(row.getLong("id"), DividendPhase.valueOf(row.getString("phase")),
				row.getString("class_code"), row.getBigDecimal("rate"), row.getObject("valid_from", LocalDate.class),
				row.getObject("valid_until", LocalDate.class),
				MonthDay.of(row.getInt("pay_by_month"), row.getInt("pay_by_day")), row.getString("title"),
				row.getString("title_en"), row.getString("document"), row.getString("reason"), row.getString("state"),
				Hands.of(row, "entered", by), row.getLong("version"));
	}

	/**
	 * What is kept by project.
	 */
	public enum Kept {

		/** Terms. */
		TERMS,
		/** The day on which operation starts. */
		START,
		/** An annual run. */
		RUN,
		/** A second distribution. */
		DISTRIBUTION;

		String table() {
			return switch (this) {
				case TERMS -> "dividend_terms";
				case START -> "operation_start";
				case RUN -> "dividend_run";
				case DISTRIBUTION -> "second_distribution";
			};
		}

	}

	/**
	 * A project's terms.
	 *
	 * @param versions what was decided on
	 * @param proposals what waits
	 * @param uncovered days that no terms hold for
	 * @param classes the classes of contributors
	 */
	public record Terms(List<Version> versions, List<Proposal> proposals, List<TermsCoverRule.Uncovered> uncovered,
			List<ContributorClass> classes) {

		public Terms {
			versions = List.copyOf(versions);
			proposals = List.copyOf(proposals);
			uncovered = List.copyOf(uncovered);
			classes = List.copyOf(classes);
		}

		/** The versions that hold, one after another. */
		public List<Version> held() {
			return this.versions.stream().filter((one) -> one.state().equals("APPROVED")).toList();
		}

		/** What was returned, or gave its place to another version. */
		public List<Version> past() {
			List<Version> past = new ArrayList<>(this.versions);
			past.removeAll(held());
			return past;
		}

	}

	/**
	 * A version of the terms.
	 */
	public record Version(long id, DividendPhase phase, @Nullable String contributorClass, BigDecimal rate,
			@Nullable LocalDate from, @Nullable LocalDate until, MonthDay payBy, String source,
			@Nullable String sourceEn, @Nullable String document, @Nullable String reason, String state, Hands hands,
			long version) {

		/** The rate in percent, with the decimals that it has. */
		public BigDecimal percent() {
			return Rates.percent(this.rate);
		}

		/** The last day, or null where it has none. */
		public @Nullable LocalDate last() {
			return (this.until != null) ? this.until.minusDays(1) : null;
		}

		boolean sameRow(Version other) {
			return this.phase == other.phase && Objects.equals(this.contributorClass, other.contributorClass);
		}

	}

	/**
	 * A version that waits, and what approving it does.
	 *
	 * @param ended the version that would end the day before, or null
	 * @param replaced the version whose place it would take, or null
	 */
	public record Proposal(Version version, @Nullable Version ended, @Nullable Version replaced) {
	}

	/**
	 * A proposal of the day on which operation starts.
	 *
	 * @param startedOn null: it has not started after all
	 * @param counts whether it is the one that counts
	 */
	public record Start(long id, @Nullable LocalDate startedOn, @Nullable String reason, @Nullable String document,
			String state, boolean counts, Hands hands, long version) {
	}

}
