package org.commonprosperity.portal.dividend;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.audit.AuditService;
import org.commonprosperity.portal.audit.Difference;
import org.commonprosperity.portal.dividend.AllocationRule.Share;
import org.commonprosperity.portal.dividend.Decision.Waiting;
import org.commonprosperity.portal.dividend.NewDistribution.Rule;
import org.commonprosperity.portal.shared.Money;
import org.commonprosperity.portal.shared.Refusal;
import org.commonprosperity.portal.shared.Submissions;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Second distributions: finance prepares what a resolution shares out, a coordinator
 * posts or returns it. What is posted adds up to the pool exactly, and is what was looked
 * at.
 */
@Service
@RequiredArgsConstructor
public class SecondDistributionService {

	/** The kind of record under which history and trail know a second distribution. */
	public static final String RECORD = "second-distribution";

	private static final String TABLE = "second_distribution";

	private static final int LONGEST = 200;

	private final JdbcClient jdbc;

	private final DividendFacts facts;

	private final DividendLedger ledger;

	private final Decision decision;

	private final Submissions submissions;

	private final AuditService audit;

	private final JsonMapper json;

	/**
	 * What a second distribution would give to whom.
	 * @param project code of the project
	 * @param by finance, or a coordinator
	 * @return in the order of the contributors' numbers
	 * @throws Refusal if something is missing, or nobody has a part
	 */
	@Transactional(readOnly = true)
	public List<ShareLine> preview(String project, NewDistribution distribution, Official by) {
		DividendProject of = this.facts.project(project);
		DividendAccess.requireSee(by, of.departmentId());
		return lines(of, checked(distribution));
	}

	/**
	 * Prepares a second distribution.
	 * @param project code of the project
	 * @param by finance
	 * @return its number
	 */
	@Transactional
	public long prepare(String project, NewDistribution distribution, UUID submission, Official by) {
		DividendAccess.requirePrepare(by);
		DividendProject of = this.facts.project(project);
		if (!this.submissions.first(submission)) {
			throw new Refusal(null, "dividend.refusal.twice");
		}
		Checked checked = checked(distribution);
		List<ShareLine> lines = lines(of, checked);
		boolean days = checked.rule() == Rule.PRINCIPAL_DAYS;
		long id;
		try {
			id = this.jdbc.sql("""
					insert into second_distribution (project_id, year, resolution, resolved_on, document, pool, rule,
						record_day, from_day, until_day, pay_by, state, prepared_by, prepared_for, prepared_by_name,
						prepared_at)
					values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'PREPARED', ?, ?, ?, ?) returning id""")
				.params(of.id(), checked.year(), checked.resolution(), checked.resolvedOn(), checked.document(),
						checked.pool().yuan(), checked.rule().name(), days ? null : checked.from(),
						days ? checked.from() : null, days ? checked.until() : null, checked.payBy(), by.id(),
						by.postId(), by.signature(), this.ledger.now())
				.query(Long.class)
				.single();
		}
		catch (DataIntegrityViolationException ex) {
			if ("second_distribution_once".equals(Violations.constraintOf(ex))) {
				throw new Refusal("resolution", "dividend.refusal.resolutionTaken");
			}
			throw ex;
		}
		this.jdbc.sql("""
				insert into second_distribution_line (distribution_id, contributor_id, weight, amount)
				select ?, "contributorId", weight, amount from jsonb_to_recordset(cast(? as jsonb))
					as l ("contributorId" bigint, weight numeric, amount numeric)""")
			.params(id, this.json.writeValueAsString(lines.stream().map(ShareLine::stored).toList()))
			.update();
		record(id, "prepared", by, checked.resolution(), checked.pool());
		return id;
	}

	/**
	 * Posts a prepared second distribution. What it gives to whom is reckoned once more;
	 * if it is not what was looked at, nothing is posted.
	 * @param version the version that was looked at
	 * @param by a coordinator who did not prepare it
	 */
	@Transactional
	public void post(long id, long version, Official by) {
		this.ledger.lock();
		Waiting waiting = this.decision.takeToDecide(TABLE, id, "PREPARED", version, by);
		DividendProject project = project(id);
		Checked checked = stored(id);
		Map<Long, Money> now = new LinkedHashMap<>();
		lines(project, checked).forEach((line) -> now.put(line.contributorId(), line.amount()));
		Map<Long, Money> seen = new LinkedHashMap<>();
		this.jdbc.sql("select contributor_id, amount from second_distribution_line where distribution_id = ?")
			.param(id)
			.query((row) -> {
				seen.put(row.getLong("contributor_id"), new Money(row.getBigDecimal("amount")));
			});
		if (!now.equals(seen)) {
			throw new Refusal(null, "dividend.refusal.factsChanged");
		}
		this.decision.decided(waiting, "POSTED", null, by);
		this.jdbc.sql("""
				insert into dividend_entry (project_id, contributor_id, kind, year, amount, pay_by, distribution_id,
					posted_at, posted_by, posted_by_name)
				select d.project_id, l.contributor_id, 'SECOND_DISTRIBUTION', d.year, l.amount, d.pay_by, d.id, ?, ?, ?
				from second_distribution d join second_distribution_line l on l.distribution_id = d.id
				join contributor c on c.id = l.contributor_id
				where d.id = ? and l.amount > 0 order by c.number""")
			.params(this.ledger.now(), by.id(), by.signature(), id)
			.update();
		record(id, "posted", by, checked.resolution(), checked.pool());
	}

	/** Sends a prepared second distribution back. */
	@Transactional
	public void sendBack(long id, long version, @Nullable String note, Official by) {
		Waiting waiting = this.decision.takeToDecide(TABLE, id, "PREPARED", version, by);
		this.decision.decided(waiting, "RETURNED", Decision.requireNote(note), by);
		record(id, "returned", by, note, null);
	}

	/** Gives a prepared second distribution up. */
	@Transactional
	public void drop(long id, Official by) {
		DividendAccess.requirePrepare(by);
		this.decision.retract(TABLE, id, "PREPARED", "DROPPED", by);
		record(id, "dropped", by, null, null);
	}

	private List<ShareLine> lines(DividendProject project, Checked checked) {
		List<ShareLine> lines = new ArrayList<>();
		List<Holder> holders = this.jdbc.sql("""
				select r.id, r.number, sum(c.principal * (least(coalesce(c.ended_on, :until), :until)
					- greatest(c.paid_in_on, :from))) as weight
				from contribution c join contributor r on r.id = c.contributor_id
				where c.project_id = :project and c.state = 'APPROVED' and c.paid_in_on < :until
					and coalesce(c.ended_on, :until) > greatest(c.paid_in_on, :from)
				group by r.id, r.number order by r.number collate "C", r.id""")
			.param("project", project.id())
			.param("from", checked.from())
			.param("until", checked.until())
			.query((row, index) -> new Holder(row.getLong("id"), row.getString("number"), row.getBigDecimal("weight")))
			.list();
		if (holders.isEmpty()) {
			throw new Refusal(null, "dividend.refusal.nobody");
		}
		Map<Long, Money> parts = AllocationRule.allocate(checked.pool(),
				holders.stream().map((holder) -> new Share(holder.id(), holder.number(), holder.weight())).toList());
		holders.forEach((holder) -> lines.add(new ShareLine(holder.id(), holder.number(), holder.weight(),
				Objects.requireNonNull(parts.get(holder.id())))));
		return lines;
	}

	private Checked checked(NewDistribution distribution) {
		int most = this.ledger.today().getYear();
		Integer year = distribution.year();
		if (year == null || year < ContributionService.EARLIEST.getYear() || year > most) {
			throw new Refusal("year", "dividend.refusal.year", String.valueOf(ContributionService.EARLIEST.getYear()),
					String.valueOf(most));
		}
		String resolution = required(distribution.resolution(), "resolution", "dividend.refusal.resolution");
		LocalDate resolvedOn = past("resolvedOn", distribution.resolvedOn());
		Money pool = distribution.pool();
		if (pool == null || pool.yuan().signum() <= 0 || pool.compareTo(ContributionService.MOST) >= 0) {
			throw new Refusal("pool", "dividend.refusal.amount");
		}
		Rule rule = distribution.rule();
		if (rule == null) {
			throw new Refusal("rule", "dividend.refusal.rule");
		}
		LocalDate payBy = distribution.payBy();
		if (payBy == null || payBy.isBefore(resolvedOn)) {
			throw new Refusal("payBy", "dividend.refusal.payByAfter", resolvedOn.toString());
		}
		String document = required(distribution.document(), "document", "dividend.refusal.document");
		if (rule == Rule.PRINCIPAL) {
			LocalDate day = past("recordDay", distribution.recordDay());
			return new Checked(year, resolution, resolvedOn, document, pool, rule, day, day.plusDays(1), payBy);
		}
		LocalDate from = past("fromDay", distribution.fromDay());
		LocalDate until = distribution.untilDay();
		if (until == null || !until.isAfter(from) || until.isAfter(this.ledger.today().plusDays(1))) {
			throw new Refusal("untilDay", "dividend.refusal.untilDay", from.toString());
		}
		return new Checked(year, resolution, resolvedOn, document, pool, rule, from, until, payBy);
	}

	private static String required(@Nullable String text, String field, String missing) {
		String trimmed = (text != null) ? text.strip() : "";
		if (trimmed.isEmpty()) {
			throw new Refusal(field, missing);
		}
		if (trimmed.length() > LONGEST) {
			throw new Refusal(field, "dividend.refusal.long", LONGEST);
		}
		return trimmed;
	}

	private LocalDate past(String field, @Nullable LocalDate day) {
		if (day == null || day.isBefore(ContributionService.EARLIEST)) {
			throw new Refusal(field, "dividend.refusal.day", ContributionService.EARLIEST.toString());
		}
		if (day.isAfter(this.ledger.today())) {
			throw new Refusal(field, "project.refusal.future");
		}
		return day;
	}

	private Checked stored(long id) {
		return this.jdbc.sql("select * from second_distribution where id = ?").param(id).query((row, index) -> {
			Rule rule = Rule.valueOf(row.getString("rule"));
			LocalDate from = row.getObject((rule == Rule.PRINCIPAL) ? "record_day" : "from_day", LocalDate.class);
			return new Checked(row.getInt("year"), row.getString("resolution"),
					row.getObject("resolved_on", LocalDate.class), row.getString("document"),
					new Money(row.getBigDecimal("pool")), rule, from,
					(rule == Rule.PRINCIPAL) ? from.plusDays(1) : row.getObject("until_day", LocalDate.class),
					row.getObject("pay_by", LocalDate.class));
		}).single();
	}

	private DividendProject project(long id) {
		return this.facts.project(this.jdbc.sql("select project_id from second_distribution where id = ?")
			.param(id)
			.query(Long.class)
			.single());
	}

	private void record(long id, String action, Official by, @Nullable String note, @Nullable Money pool) {
		this.audit.changed(RECORD, String.valueOf(id), RECORD + "." + action, by, note,
				(pool != null) ? List.of(new Difference("pool", null, null, pool.toString())) : List.of());
	}

	/**
	 * A contributor's part.
	 *
	 * @param contributorId number of the row
	 * @param number the contributor's number
	 * @param weight principal, or principal times days
	 * @param amount what it gets
	 */
	public record ShareLine(long contributorId, String number, BigDecimal weight, Money amount) {

		Map<String, Object> stored() {
			return Map.of("contributorId", this.contributorId, "weight", this.weight, "amount", this.amount.yuan());
		}

	}

	private record Holder(long id, String number, BigDecimal weight) {
	}

	/**
	 * A second distribution that can be reckoned: by principal of one day, which is the
	 * stretch of that day.
	 */
	private record Checked(int year, String resolution, LocalDate resolvedOn, String document, Money pool, Rule rule,
			LocalDate from, LocalDate until, LocalDate payBy) {
	}

}
