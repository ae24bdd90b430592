package org.commonprosperity.portal.dividend;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
 * What officials see of contributions: lists, one with all that became of it, and what
 * waits to be decided. The name of a contributor whose record another department keeps is
 * left out.
 */
@Service
@RequiredArgsConstructor
@Transactional(readOnly = true)
public class ContributionRoll {

	private static final String LINE = """
			select c.*, p.code, p.name as project_name, p.name_en as project_name_en, p.department_id,
				g.number, g.kind, g.name as contributor_name, g.department_id as keeper,
				m.code as community, m.name as community_name, m.name_en as community_name_en,
				(select x.kind from contribution_change x where x.contribution_id = c.id and x.state = 'ENTERED') as open_change,
				(select k.class_code from class_period k where k.contributor_id = g.id and k.replaced_at is null
					and k.valid_from <= c.paid_in_on and (k.valid_until is null or k.valid_until > c.paid_in_on)) as class_code
			""";

	private static final String FROM = """
			from contribution c join project p on p.id = c.project_id join contributor g on g.id = c.contributor_id
			join community m on m.id = g.community_id
			""";

	private static final String ASKED_FOR = FROM + """
			where (:all or p.department_id in (:own)) and c.state <> 'RETRACTED'
				and (cast(:project as text) is null or p.code = :project)
				and (cast(:looked as text) is null or position(lower(:looked) in lower(c.reference)) > 0
					or position(lower(:looked) in lower(g.number)) > 0
					or ((:all or g.department_id in (:own)) and position(lower(:looked) in lower(g.name)) > 0))
				and (cast(:standing as text) is null
					or (:standing = 'WAITING' and (c.state = 'ENTERED' or exists (select from contribution_change x
						where x.contribution_id = c.id and x.state = 'ENTERED')))
					or (:standing = 'STANDING' and c.state = 'APPROVED' and (c.ended_on is null or c.ended_on > :today))
					or (:standing = 'ENDED' and c.state = 'APPROVED' and c.ended_on <= :today)
					or (:standing = 'RETURNED' and c.state = 'RETURNED'))
			""";

	private static final String WAITING = """
			from (select c.id, null::bigint as change, c.entered_at from contribution c where c.state = 'ENTERED'
				union all select x.contribution_id, x.id, x.entered_at from contribution_change x where x.state = 'ENTERED') w
			""";

	private final JdbcClient jdbc;

	private final Clock clock;

	/**
	 * Contributions in the official's scope, the latest first.
	 * @param page the page asked for, from 1; one that does not exist becomes the nearest
	 * that does
	 */
	public Slice<ContributionLine> lines(Query query, int page, int size, Official by) {
		Map<String, @Nullable Object> asked = new HashMap<>();
		asked.put("all", DividendAccess.seesAll(by));
		asked.put("own", LedgerBoard.own(by));
		asked.put("project", query.project());
		asked.put("looked", query.looked());
		asked.put("standing", (query.standing() != null) ? query.standing().name() : null);
		asked.put("today", LocalDate.now(this.clock));
		long total = this.jdbc.sql("select count(*) " + ASKED_FOR).params(asked).query(Long.class).single();
		int number = (int) Math.min(Math.max(1, page), Math.max(1, (total + size - 1) / size));
		List<ContributionLine> lines = this.jdbc
			.sql(LINE + ASKED_FOR + "order by c.paid_in_on desc, c.id desc limit :size offset :offset")
			.params(asked)
			.param("size", size)
			.param("offset", (number - 1L) * size)
			.query((row, index) -> line(row, by))
			.list();
		return new Slice<>(lines, number, size, total);
	}

	/** All contributions of a contributor that the official may see, by their days. */
	public List<ContributionLine> of(long contributor, Official by) {
		return this.jdbc.sql(LINE + FROM + """
				where c.contributor_id = :contributor and c.state <> 'RETRACTED' and (:all or p.department_id in (:own))
				order by c.paid_in_on, c.id""")
			.param("contributor", contributor)
			.param("all", DividendAccess.seesAll(by))
			.param("own", LedgerBoard.own(by))
			.query((row, index) -> line(row, by))
			.list();
	}

	/**
	 * A contribution with all that became of it.
	 * @throws NotOnRecord if there is none of that number
	 */
	public Sheet contribution(long id, Official by) {
		ContributionLine line = this.jdbc.sql(LINE + FROM + "where c.id = ?")
			.param(id)
			.query((row, index) -> line(row, by))
			.optional()
			.orElseThrow(() -> new NotOnRecord("contribution " + id));
		DividendAccess.requireSee(by, line.departmentId());
		List<Relative> relatives = this.jdbc.sql("""
				select r.id, r.reference, r.principal, r.origin, r.id = c.origin_id as before from contribution c
				join contribution r on (r.id = c.origin_id or r.origin_id = c.id) where c.id = ? order by r.id""")
			.param(id)
			.query((row, index) -> new Relative(row.getLong("id"), row.getString("reference"),
					new Money(row.getBigDecimal("principal")), row.getString("origin"), row.getBoolean("before")))
			.list();
		List<Posted> posted = this.jdbc.sql("""
				select e.*, g.number from dividend_entry e join contributor g on g.id = e.contributor_id
				where e.contribution_id = ? order by e.year, e.id""")
			.param(id)
			.query((row, index) -> posted(row))
			.list();
		return new Sheet(line, changes("x.contribution_id = :key", id, by), relatives, posted);
	}

	/**
	 * The contribution that a change is of.
	 * @throws NotOnRecord if there is no such change
	 */
	public long contributionOf(long change, Official by) {
		long id = this.jdbc.sql("select contribution_id from contribution_change where id = ?")
			.param(change)
			.query(Long.class)
			.optional()
			.orElseThrow(() -> new NotOnRecord("change " + change));
		contribution(id, by);
		return id;
	}

	/** What waits for the coordinating office, the longest waiting first. */
	public Slice<WaitingLine> waiting(int page, int size, Official by) {
		DividendAccess.requireDecide(by);
		long total = this.jdbc.sql("select count(*) " + WAITING).query(Long.class).single();
		int number = (int) Math.min(Math.max(1, page), Math.max(1, (total + size - 1) / size));
		List<Long> waitingChanges = new ArrayList<>();
		List<ContributionLine> waiting = this.jdbc.sql(LINE + ", w.change " + WAITING + """
				join contribution c on c.id = w.id join project p on p.id = c.project_id
				join contributor g on g.id = c.contributor_id join community m on m.id = g.community_id
				order by w.entered_at, w.id, w.change nulls first limit ? offset ?""")
			.params(size, (number - 1L) * size)
			.query((row, index) -> {
				waitingChanges.add(row.getLong("change"));
				return line(row, by);
			})
			.list();
		Map<Long, Change> changes = new HashMap<>();
		if (!waiting.isEmpty()) {
			changes("x.id in (:key)", waitingChanges, by).forEach((change) -> changes.put(change.id(), change));
		}
		List<WaitingLine> lines = new ArrayList<>();
		for (int i = 0; i < waiting.size(); i++) {
			lines.add(new WaitingLine(waiting.get(i), changes.get(waitingChanges.get(i))));
		}
		return new Slice<>(lines, number, size, total);
	}

	private List<Change> changes(String which, Object key, Official by) {
		return this.jdbc
			.sql("""
					select x.*, t.number as to_number, n.number as new_number from contribution_change x
					left join contributor t on t.id = x.to_contributor_id left join contributor n on n.id = x.new_contributor_id
					where x.state <> 'RETRACTED' and\s"""
					+ which + " order by x.id desc")
			.param("key", key)
			.query((row, index) -> new Change(row.getLong("id"), row.getString("kind"),
					row.getObject("day", LocalDate.class), money(row.getBigDecimal("amount")),
					row.getString("to_number"), row.getString("new_number"),
					row.getObject("new_paid_in_on", LocalDate.class), money(row.getBigDecimal("new_principal")),
					row.getObject("day_before", LocalDate.class), row.getString("reason"), row.getString("document"),
					row.getString("state"), Hands.of(row, "entered", by), row.getLong("version")))
			.list();
	}

	private static ContributionLine line(ResultSet row, Official by) throws SQLException {
		boolean inScope = DividendAccess.maySee(by, row.getLong("keeper"));
		return new ContributionLine(row.getLong("id"),
				new Named(row.getString("code"), row.getString("project_name"), row.getString("project_name_en")),
				row.getObject("department_id", Long.class),
				new Giver(row.getString("number"), row.getString("kind"),
						inScope ? row.getString("contributor_name") : null,
						new Named(row.getString("community"), row.getString("community_name"),
								row.getString("community_name_en"))),
				row.getString("reference"), row.getObject("paid_in_on", LocalDate.class),
				new Money(row.getBigDecimal("principal")), row.getObject("ended_on", LocalDate.class),
				row.getString("end_kind"), row.getObject("kept_from", LocalDate.class),
				money(row.getBigDecimal("opening_balance")), row.getString("origin"), row.getString("document"),
				row.getString("note"), row.getString("state"), row.getString("open_change"),
				row.getString("class_code"), Hands.of(row, "entered", by), row.getLong("version"));
	}

	private static Posted posted(ResultSet row) throws SQLException {
		String phase = row.getString("phase");
		BigDecimal rate = row.getBigDecimal("rate");
		return new Posted(row.getString("kind"), row.getInt("year"),
				(phase != null) ? DividendPhase.valueOf(phase) : null, row.getString("class_code"),
				money(row.getBigDecimal("principal")), (rate != null) ? Rates.percent(rate) : null,
				row.getObject("days", Integer.class), row.getObject("year_days", Integer.class),
				money(row.getBigDecimal("due")), new Money(row.getBigDecimal("amount")),
				row.getObject("run_id", Long.class), row.getString("reason"));
	}

	static @Nullable Money money(@Nullable BigDecimal yuan) {
		return (yuan != null) ? new Money(yuan) : null;
	}

	/**
	 * What a list is narrowed to; null: not narrowed by it.
	 *
	 * @param project code of the project
	 * @param looked part of a reference, of a contributor's number or of a name
	 * @param standing how it stands
	 */
	public record Query(@Nullable String project, @Nullable String looked, @Nullable Standing standing) {
	}

	/**
	 * How a contribution stands.
	 */
	public enum Standing {

		/** It, or a change of it, waits for a decision. */
		WAITING,
		/** It earns today. */
		STANDING,
		/** It was withdrawn, transferred or corrected. */
		ENDED,
		/** It was sent back. */
		RETURNED

	}

	/**
	 * A contribution with all that became of it.
	 *
	 * @param changes what was to become of it, latest first
	 * @param relatives what it came from and what came of it
	 * @param posted its lines in the ledger
	 */
	public record Sheet(ContributionLine line, List<Change> changes, List<Relative> relatives, List<Posted> posted) {

		public Sheet {
			changes = List.copyOf(changes);
			relatives = List.copyOf(relatives);
			posted = List.copyOf(posted);
		}

		/** Whether any of the changes does not wait any more. */
		public boolean hasDecided() {
			return this.changes.stream().anyMatch((change) -> !change.state().equals("ENTERED"));
		}

	}

	/**
	 * Something that waits: a contribution, or a change of one.
	 *
	 * @param change the change, or null where it is the contribution itself
	 */
	public record WaitingLine(ContributionLine line, @Nullable Change change) {
	}

	/**
	 * What is to become of a contribution, or became of it.
	 *
	 * @param day the day on which it does not earn any more
	 * @param amount a part, or null where it is all of it
	 * @param to the receiver's number
	 * @param contributor whose it should have been
	 * @param dayBefore the end that it had before
	 */
	public record Change(long id, String kind, @Nullable LocalDate day, @Nullable Money amount, @Nullable String to,
			@Nullable String contributor, @Nullable LocalDate paidInOn, @Nullable Money principal,
			@Nullable LocalDate dayBefore, @Nullable String reason, @Nullable String document, String state,
			Hands hands, long version) {
	}

	/**
	 * A contribution that another one came of.
	 *
	 * @param before whether it is the one that was there before
	 */
	public record Relative(long id, String reference, Money principal, String origin, boolean before) {
	}

	/**
	 * A line of the ledger.
	 *
	 * @param percent the rate in percent
	 * @param run the run that posted it, or null
	 */
	public record Posted(String kind, int year, @Nullable DividendPhase phase, @Nullable String contributorClass,
			@Nullable Money principal, @Nullable BigDecimal percent, @Nullable Integer days, @Nullable Integer yearDays,
			@Nullable Money due, Money amount, @Nullable Long run, @Nullable String reason) {
	}

}
