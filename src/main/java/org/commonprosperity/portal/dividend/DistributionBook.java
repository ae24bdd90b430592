package org.commonprosperity.portal.dividend;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.dividend.ContributionLine.Giver;
import org.commonprosperity.portal.shared.Money;
import org.commonprosperity.portal.shared.NotOnRecord;
import org.commonprosperity.portal.shared.Slice;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What officials see of second distributions (二次分红) and of who gets what of them.
 */
@Service
@RequiredArgsConstructor
@Transactional(readOnly = true)
public class DistributionBook {

	private static final String DISTRIBUTION = """
			select d.*, p.code, p.name, p.name_en, p.department_id, (select count(*) from second_distribution_line l
				where l.distribution_id = d.id) as lines, (select coalesce(sum(l.weight), 0) from second_distribution_line l
				where l.distribution_id = d.id) as weight from second_distribution d join project p on p.id = d.project_id
			""";

	private final JdbcClient jdbc;

	private final DividendFacts facts;

	/** The second distributions of a project, the latest first. */
	public List<Distribution> distributions(String project, Official by) {
		DividendProject of = this.facts.project(project);
		DividendAccess.requireSee(by, of.departmentId());
		return this.jdbc
			.sql(DISTRIBUTION + "where d.project_id = ? and d.state <> 'DROPPED' order by d.year desc, d.id desc")
			.param(of.id())
			.query((row, index) -> distribution(row, by))
			.list();
	}

	/**
	 * A second distribution.
	 * @throws NotOnRecord if there is none of that number
	 */
	public Distribution distribution(long id, Official by) {
		Distribution found = this.jdbc.sql(DISTRIBUTION + "where d.id = ?")
			.param(id)
			.query((row, index) -> distribution(row, by))
			.optional()
			.orElseThrow(() -> new NotOnRecord("second distribution " + id));
		DividendAccess.requireSee(by, found.departmentId());
		return found;
	}

	/** Who gets what, by contributor number. */
	public Slice<Share> shares(Distribution distribution, int page, int size, Official by) {
		long total = distribution.lines();
		int number = (int) Math.min(Math.max(1, page), Math.max(1, (total + size - 1) / size));
		List<Share> shares = this.jdbc
			.sql("""
					select l.weight, l.amount, g.number as giver, g.kind as giver_kind, g.name as giver_name,
						g.department_id as keeper, m.code as community, m.name as community_name, m.name_en as community_name_en
					from second_distribution_line l join contributor g on g.id = l.contributor_id
					join community m on m.id = g.community_id where l.distribution_id = ?
					order by g.number collate "C" limit ? offset ?""")
			.params(distribution.id(), size, (number - 1L) * size)
			.query((row, index) -> new Share(RunBook.giver(row, by), row.getBigDecimal("weight"),
					new Money(row.getBigDecimal("amount"))))
			.list();
		return new Slice<>(shares, number, size, total);
	}

	private static Distribution distribution(ResultSet row, Official by) throws SQLException {
		return new Distribution(row.getLong("id"),
				new Named(row.getString("code"), row.getString("name"), row.getString("name_en")),
				row.getObject("department_id", Long.class), row.getInt("year"), row.getString("resolution"),
				row.getObject("resolved_on", LocalDate.class), row.getString("document"),
				new Money(row.getBigDecimal("pool")), row.getString("rule"),
				row.getObject("record_day", LocalDate.class), row.getObject("from_day", LocalDate.class),
				row.getObject("until_day", LocalDate.class), row.getObject("pay_by", LocalDate.class),
				row.getString("state"), row.getInt("lines"), row.getBigDecimal("weight"), Hands.of(row, "prepared", by),
				row.getLong("version"));
	}

	/**
	 * A second distribution.
	 *
	 * @param rule PRINCIPAL, by what stood on the record day, or PRINCIPAL_DAYS
	 * @param until the first day that does not count
	 * @param lines who gets a share
	 * @param weight what all that is shared by adds up to
	 */
	public record Distribution(long id, Named project, @Nullable Long departmentId, int year, String resolution,
			LocalDate resolvedOn, String document, Money pool, String rule, @Nullable LocalDate recordDay,
			@Nullable LocalDate from, @Nullable LocalDate until, LocalDate payBy, String state, int lines,
			BigDecimal weight, Hands hands, long version) {

		/** The last day that counts, or null. */
		public @Nullable LocalDate last() {
			return (this.until != null) ? this.until.minusDays(1) : null;
		}

	}

	/**
	 * What a contributor gets.
	 *
	 * @param weight yuan, or yuan times days
	 */
	public record Share(Giver giver, BigDecimal weight, Money amount) {
	}

}
