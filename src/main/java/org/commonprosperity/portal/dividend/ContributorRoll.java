package org.commonprosperity.portal.dividend;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.audit.AuditService;
import org.commonprosperity.portal.shared.Money;
import org.commonprosperity.portal.shared.NotOnRecord;
import org.commonprosperity.portal.shared.Slice;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What officials see of contributors, each within the official's scope alone. A look at a
 * household's record is in the audit trail.
 */
@Service
@RequiredArgsConstructor
@Transactional(readOnly = true)
public class ContributorRoll {

	private static final String ASKED_FOR = """
			from contributor c join community m on m.id = c.community_id
			left join class_period k on k.contributor_id = c.id and k.replaced_at is null
				and k.valid_from <= :today and (k.valid_until is null or k.valid_until > :today)
			where (:all or c.department_id in (:own))
				and (cast(:looked as text) is null or position(lower(:looked) in lower(c.number)) > 0
					or position(lower(:looked) in lower(c.name)) > 0 or c.identifier = :looked)
				and (cast(:community as text) is null or m.code = :community)
				and (cast(:class as text) is null or k.class_code = :class or (:class = 'NONE' and k.class_code is null))
			""";

	private final JdbcClient jdbc;

	private final AuditService audit;

	private final Clock clock;

	/**
	 * Contributors in the official's scope, by their numbers.
	 * @param page the page asked for, from 1; one that does not exist becomes the nearest
	 * that does
	 */
	public Slice<Line> lines(Query query, int page, int size, Official by) {
		Map<String, @Nullable Object> asked = new HashMap<>();
		asked.put("all", DividendAccess.seesAll(by));
		asked.put("own", LedgerBoard.own(by));
		asked.put("looked", query.looked());
		asked.put("community", query.community());
		asked.put("class", query.contributorClass());
		asked.put("today", LocalDate.now(this.clock));
		long total = this.jdbc.sql("select count(*) " + ASKED_FOR).params(asked).query(Long.class).single();
		int number = (int) Math.min(Math.max(1, page), Math.max(1, (total + size - 1) / size));
		List<Line> lines = this.jdbc
			.sql("""
					select c.number, c.kind, c.name, c.identifier, m.code as community, m.name as community_name,
						m.name_en as community_name_en, k.class_code, (select coalesce(sum(o.principal), 0) from contribution o
							where o.contributor_id = c.id and o.state = 'APPROVED' and o.paid_in_on <= :today
								and (o.ended_on is null or o.ended_on > :today)) as principal
					"""
					+ ASKED_FOR + "order by c.number collate \"C\" limit :size offset :offset")
			.params(asked)
			.param("size", size)
			.param("offset", (number - 1L) * size)
			.query((row, index) -> new Line(row.getString("number"), row.getString("kind"), row.getString("name"),
					masked(row.getString("identifier")), community(row), row.getString("class_code"),
					new Money(row.getBigDecimal("principal"))))
			.list();
		return new Slice<>(lines, number, size, total);
	}

	/**
	 * A contributor, without leaving a trace: to fill in lists and headings.
	 * @throws NotOnRecord if there is none of that number
	 */
	public Contributor contributor(String number, Official by) {
		Contributor found = this.jdbc.sql("""
				select c.*, m.code as community, m.name as community_name, m.name_en as community_name_en
				from contributor c join community m on m.id = c.community_id where c.number = ?""")
			.param(number)
			.query((row, index) -> new Contributor(row.getLong("id"), row.getString("number"), row.getString("kind"),
					row.getLong("department_id"), community(row), row.getString("name"), row.getString("identifier"),
					row.getString("bank_name"), row.getString("bank_account"), row.getLong("version")))
			.optional()
			.orElseThrow(() -> new NotOnRecord("contributor"));
		DividendAccess.requireSee(by, found.departmentId());
		return found;
	}

	/** A contributor's whole record; of a household, the look is written down. */
	@Transactional
	public Sheet look(String number, Official by) {
		Contributor found = contributor(number, by);
		if (found.isHousehold()) {
			this.audit.looked("contributor", by, "contributor/" + number);
		}
		List<Period> periods = this.jdbc.sql("""
				select * from class_period where contributor_id = ?
				order by replaced_at is null desc, valid_from desc, id desc""")
			.param(found.id())
			.query((row, index) -> new Period(row.getString("class_code"), row.getObject("valid_from", LocalDate.class),
					row.getObject("valid_until", LocalDate.class), row.getString("document"),
					row.getString("entered_by_name"), row.getTimestamp("entered_at").toInstant(),
					moment(row.getTimestamp("replaced_at"))))
			.list();
		return new Sheet(found, periods);
	}

	/** The villages and communities that a contributor can live in. */
	public List<Named> communities() {
		return this.jdbc.sql("select code, name, name_en from community where active order by kind desc, code")
			.query((row, index) -> new Named(row.getString("code"), row.getString("name"), row.getString("name_en")))
			.list();
	}

	private static Named community(ResultSet row) throws SQLException {
		return new Named(row.getString("community"), row.getString("community_name"),
				row.getString("community_name_en"));
	}

	private static @Nullable Instant moment(@Nullable Timestamp moment) {
		return (moment != null) ? moment.toInstant() : null;
	}

	/** The first and last characters of an identifier, the rest as stars. */
	static @Nullable String masked(@Nullable String identifier) {
		if (identifier == null) {
			return null;
		}
		int shown = Math.min(4, identifier.length() / 4);
		return identifier.substring(0, shown) + "*".repeat(identifier.length() - 2 * shown)
				+ identifier.substring(identifier.length() - shown);
	}

	/**
	 * What a list is narrowed to; null: not narrowed by it.
	 *
	 * @param looked part of a number or a name, or a whole identifier
	 * @param community code of the village or community
	 * @param contributorClass code of today's class, or NONE
	 */
	public record Query(@Nullable String looked, @Nullable String community, @Nullable String contributorClass) {
	}

	/**
	 * A contributor in a list.
	 *
	 * @param identifier masked
	 * @param contributorClass code of today's class, or null
	 * @param principal what stands today in all projects
	 */
	public record Line(String number, String kind, String name, @Nullable String identifier, Named community,
			@Nullable String contributorClass, Money principal) {
	}

	/**
	 * A contributor.
	 */
	public record Contributor(long id, String number, String kind, long departmentId, Named community, String name,
			@Nullable String identifier, @Nullable String bankName, @Nullable String bankAccount, long version) {

		public boolean isHousehold() {
			return this.kind.equals("HOUSEHOLD");
		}

		/** The identifier with stars for most of it. */
		public @Nullable String maskedIdentifier() {
			return masked(this.identifier);
		}

		/** The account with stars for most of it. */
		public @Nullable String maskedAccount() {
			return masked(this.bankAccount);
		}

	}

	/**
	 * A contributor's record.
	 *
	 * @param periods days of a class, those that hold first, latest first
	 */
	public record Sheet(Contributor contributor, List<Period> periods) {

		public Sheet {
			periods = List.copyOf(periods);
		}

		/** Whether any of them gave its place to another. */
		public boolean hasReplaced() {
			return this.periods.stream().anyMatch((period) -> period.replacedAt() != null);
		}

	}

	/**
	 * Days of a class.
	 *
	 * @param until the first day that it does not hold for any more, or null
	 * @param replacedAt when another took its place, or null where it holds
	 */
	public record Period(String contributorClass, LocalDate from, @Nullable LocalDate until, @Nullable String document,
			@Nullable String enteredBy, Instant enteredAt, @Nullable Instant replacedAt) {

		/** The last day, or null where it has none. */
		public @Nullable LocalDate last() {
			return (this.until != null) ? this.until.minusDays(1) : null;
		}

	}

}
