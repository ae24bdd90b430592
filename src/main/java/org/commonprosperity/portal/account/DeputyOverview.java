package org.commonprosperity.portal.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

import lombok.RequiredArgsConstructor;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who stands in for whom: of an official for the official, of all for who keeps accounts.
 */
@Service
@RequiredArgsConstructor
@Transactional(readOnly = true)
public class DeputyOverview {

	private static final int MOST = 50;

	private static final String LINES = """
			select d.*, a.name as absent, b.name as deputy, b.unit as deputy_unit from deputy d
			join account a on a.id = d.account_id join account b on b.id = d.deputy_id
			""";

	/** Business officials: with a role, and none of the three that stand apart. */
	private static final String BUSINESS = """
			exists (select from account_role r where r.account_id = a.id)
			and not exists (select from account_role r where r.account_id = a.id and r.apart = 1)
			""";

	private final JdbcClient jdbc;

	private final Clock clock;

	/** Who stands, stood and will stand in for the official, the latest first. */
	public List<DeputyLine> own(Official official) {
		return of(official.id());
	}

	/** The same of any account, for who keeps accounts or grants. */
	public List<DeputyLine> of(Official reader, long accountId) {
		Keepers.require(reader, Role.ADMIN, Role.SECURITY);
		return of(accountId);
	}

	private List<DeputyLine> of(long accountId) {
		return this.jdbc.sql(LINES + "where d.account_id = ? order by d.from_day desc, d.id desc limit ?")
			.params(accountId, MOST)
			.query((row, index) -> line(row))
			.list();
	}

	/**
	 * Whom the official stands in for, today or later. A deputyship for an account that
	 * was disabled rests.
	 */
	public List<DeputyLine> standingInFor(Official official) {
		return this.jdbc.sql(LINES + """
				where d.deputy_id = ? and d.ended_at is null and d.until_day >= ? and a.enabled
				order by d.from_day, d.until_day, d.id limit ?""")
			.params(official.id(), today(), MOST)
			.query((row, index) -> line(row))
			.list();
	}

	/** Whom the official may act for today. */
	public List<DeputyLine> inForceFor(Official official) {
		return standingInFor(official).stream().filter((line) -> line.state() == DeputyLine.State.CURRENT).toList();
	}

	/**
	 * Who may stand in for an account: enabled business officials of the same unit, with
	 * a department, village or community in common, or of the same role.
	 * @param accountId number of the absent official's account
	 * @param anybody whether any enabled business official will do, because the security
	 * administrator names
	 */
	public List<Candidate> candidates(long accountId, boolean anybody) {
		return this.jdbc
			.sql("select a.id, a.name, a.unit from account a where a.enabled and a.id <> :id and " + BUSINESS
					+ """
							and (:anybody or a.unit = (select unit from account where id = :id)
								or exists (select from account_role x join account_role y on y.role = x.role
									where x.account_id = :id and y.account_id = a.id)
								or exists (select from account_department x join account_department y on y.department_id = x.department_id
									where x.account_id = :id and y.account_id = a.id)
								or exists (select from account_community x join account_community y on y.community_id = x.community_id
									where x.account_id = :id and y.account_id = a.id))
							order by a.unit, a.name, a.id""")
			.param("id", accountId)
			.param("anybody", anybody)
			.query((row, index) -> new Candidate(row.getLong("id"), row.getString("name"), row.getString("unit")))
			.list();
	}

	/**
	 * Whether an official who acts for another may do so no longer, and why; asked with
	 * every request, in one query.
	 * @return empty while the deputyship is in force
	 */
	public Optional<Over> over(Official official) {
		Official.ActingFor absent = official.actingFor();
		if (absent == null) {
			return Optional.empty();
		}
		return this.jdbc.sql("""
				select case
					when d.ended_at is not null then 'ENDED'
					when not cast(:today as date) between d.from_day and d.until_day then 'EXPIRED'
					when not a.enabled or not b.enabled or a.version <> :version or exists (select from account_role r
						where r.account_id in (a.id, b.id) and r.apart = 1) then 'CHANGED' end as over
				from deputy d join account a on a.id = d.account_id join account b on b.id = d.deputy_id
				where d.id = :id and d.account_id = :absent and d.deputy_id = :deputy""")
			.param("today", today())
			.param("version", absent.version())
			.param("id", absent.deputyship())
			.param("absent", absent.id())
			.param("deputy", official.id())
			.query((row, index) -> Optional.ofNullable(row.getString("over")).map(Over::valueOf))
			.optional()
			.orElse(Optional.of(Over.ENDED));
	}

	private LocalDate today() {
		return LocalDate.now(this.clock);
	}

	private DeputyLine line(ResultSet row) throws SQLException {
		LocalDate fromDay = row.getObject("from_day", LocalDate.class);
		LocalDate untilDay = row.getObject("until_day", LocalDate.class);
		Timestamp ended = row.getTimestamp("ended_at");
		Instant endedAt = (ended != null) ? ended.toInstant() : null;
		return new DeputyLine(row.getLong("id"), row.getLong("account_id"), row.getString("absent"),
				row.getString("deputy"), row.getString("deputy_unit"), fromDay, untilDay,
				DeputyReason.valueOf(row.getString("reason")), row.getString("named_by_name"),
				row.getTimestamp("named_at").toInstant(), row.getString("ended_by_name"), endedAt,
				DeputyLine.State.of(fromDay, untilDay, endedAt, today()));
	}

	/**
	 * Who may stand in.
	 *
	 * @param id number of the account
	 * @param name the person's name
	 * @param unit where the person works
	 */
	public record Candidate(long id, String name, String unit) {
	}

	/**
	 * Why acting for somebody has come to its end.
	 */
	public enum Over {

		/** The deputyship was ended early. */
		ENDED,
		/** Its last day is over. */
		EXPIRED,
		/** One of the two accounts was disabled or changed. */
		CHANGED

	}

}
