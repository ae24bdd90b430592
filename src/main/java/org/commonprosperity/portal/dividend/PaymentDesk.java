package org.commonprosperity.portal.dividend;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.account.Role;
import org.commonprosperity.portal.dividend.PaymentBatch.Project;
import org.commonprosperity.portal.dividend.PaymentBatch.Standing;
import org.commonprosperity.portal.dividend.PaymentBatch.Sum;
import org.commonprosperity.portal.shared.Money;
import org.commonprosperity.portal.shared.NotOnRecord;
import org.commonprosperity.portal.shared.Slice;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What officials see of payments: all of them, or those of the projects of the official's
 * departments.
 */
@Service
@RequiredArgsConstructor
@Transactional(readOnly = true)
public class PaymentDesk {

	private static final String BATCHES = """
			select b.*, p.code, p.name, p.name_en, p.department_id, n.id as notice_id, n.from_day, n.to_day,
				not exists (select from notice_objection o where o.notice_id = n.id and o.answer is null) as answered
			from payment_batch b join project p on p.id = b.project_id
			left join lateral (select * from public_notice n where n.batch_id = b.id
				order by n.withdrawn_at is null desc, n.id desc limit 1) n on true
			""";

	private static final String LINES = """
			select l.*, c.number, c.name, v.name as village, v.name_en as village_en
			from payment_line l join contributor c on c.id = l.contributor_id join community v on v.id = c.community_id
			where l.batch_id = :batch and (cast(:state as text) is null or l.state = :state)
			""";

	private final JdbcClient jdbc;

	private final DividendFacts facts;

	private final Clock clock;

	/** Refuses whoever has nothing to do with payments. */
	static void requireReader(Official official) {
		if (!DividendAccess.seesAll(official) && !official.is(Role.EDITOR)) {
			throw new AccessDeniedException("outside the official's scope");
		}
	}

	/** The departments that the list of an official is narrowed to; null: to none. */
	static @Nullable Set<Long> departments(Official official) {
		requireReader(official);
		return DividendAccess.seesAll(official) ? null : official.departmentIds();
	}

	/** Batches, the newest first. */
	public Slice<PaymentBatch> batches(PaymentBatch.@Nullable State state, int page, int size, Official by) {
		Set<Long> departments = departments(by);
		Map<String, @Nullable Object> asked = new HashMap<>();
		asked.put("state", (state != null) ? state.name() : null);
		asked.put("all", departments == null);
		asked.put("departments", (departments == null || departments.isEmpty()) ? Set.of(-1L) : departments);
		String narrowed = " where (cast(:state as text) is null or b.state = :state) and (:all or p.department_id in (:departments))";
		long total = this.jdbc
			.sql("select count(*) from payment_batch b join project p on p.id = b.project_id" + narrowed)
			.params(asked)
			.query(Long.class)
			.single();
		int number = (int) Math.min(Math.max(1, page), Math.max(1, (total + size - 1) / size));
		List<Row> rows = this.jdbc.sql(BATCHES + narrowed + " order by b.id desc limit :size offset :offset")
			.params(asked)
			.param("size", size)
			.param("offset", (number - 1L) * size)
			.query((row, index) -> row(row))
			.list();
		return new Slice<>(with(rows), number, size, total);
	}

	/**
	 * A batch.
	 * @throws NotOnRecord if there is none of that number
	 */
	public PaymentBatch batch(long id, Official by) {
		requireReader(by);
		Row row = this.jdbc.sql(BATCHES + " where b.id = ?")
			.param(id)
			.query((found, index) -> row(found))
			.optional()
			.orElseThrow(() -> new NotOnRecord("payment batch " + id));
		DividendAccess.requireSee(by, row.batch().project().departmentId());
		return with(List.of(row)).get(0);
	}

	/** Lines of a batch, by their references. */
	public Slice<PaymentLine> lines(long batch, PaymentLine.@Nullable State state, int page, int size, Official by) {
		batch(batch, by);
		Map<String, @Nullable Object> asked = new HashMap<>();
		asked.put("batch", batch);
		asked.put("state", (state != null) ? state.name() : null);
		long total = this.jdbc.sql("select count(*) from (" + LINES + ") as l")
			.params(asked)
			.query(Long.class)
			.single();
		int number = (int) Math.min(Math.max(1, page), Math.max(1, (total + size - 1) / size));
		return new Slice<>(this.jdbc.sql(LINES + " order by l.id limit :size offset :offset")
			.params(asked)
			.param("size", size)
			.param("offset", (number - 1L) * size)
			.query((row, index) -> line(row))
			.list(), number, size, total);
	}

	/**
	 * Numbers of contributors whose bank or account is another one by now than a batch
	 * says that is not settled: its lines stay as they were when it was prepared.
	 */
	public List<String> changedAccounts(PaymentBatch batch, Official by) {
		batch(batch.id(), by);
		return this.jdbc.sql("""
				select distinct c.number from payment_line l join contributor c on c.id = l.contributor_id
				where l.batch_id = ? and l.state = 'PENDING'
					and (l.bank_account is distinct from c.bank_account or l.bank_name is distinct from c.bank_name)
				order by c.number""").param(batch.id()).query(String.class).list();
	}

	/** What became of what did not arrive of a batch. */
	public Later later(PaymentBatch batch, Official by) {
		batch(batch.id(), by);
		List<Long> batches = new ArrayList<>();
		boolean[] open = { false };
		this.jdbc
			.sql("""
					select distinct n.batch_id from payment_line l left join lateral (select n.batch_id from payment_line n
						where n.project_id = l.project_id and n.contributor_id = l.contributor_id and n.year = l.year and n.id > l.id
							and n.state <> 'DROPPED' order by n.id desc limit 1) n on true
					where l.batch_id = ? and l.state in ('FAILED', 'RETURNED') order by 1""")
			.param(batch.id())
			.query((row) -> {
				Long later = row.getObject("batch_id", Long.class);
				if (later != null) {
					batches.add(later);
				}
				else {
					open[0] = true;
				}
			});
		return new Later(batches, open[0]);
	}

	/** Projects of which anything was ever posted, by code. */
	public List<Project> projects() {
		return this.jdbc.sql("""
				select p.code, p.name, p.name_en, p.department_id from project p
				where exists (select from dividend_entry e where e.project_id = p.id) order by p.code""")
			.query((row, index) -> project(row))
			.list();
	}

	/**
	 * What a batch would pay, if it were prepared now.
	 * @param year null: of every year
	 * @param most how many lines to tell one by one
	 */
	public Preview preview(String project, @Nullable Integer year, int most, Official by) {
		DividendAccess.requirePrepare(by);
		long id = this.facts.project(project).id();
		Map<String, @Nullable Object> asked = Payable.parameters(id, year, List.of());
		Map<Boolean, Sum> sums = new HashMap<>();
		this.jdbc.sql(Payable.SQL + """
				select c.bank_account is not null as known, count(*) as lines, sum(p.amount) as amount
				from payable p join contributor c on c.id = p.contributor_id group by 1""")
			.params(asked)
			.query((row) -> {
				sums.put(row.getBoolean("known"),
						new Sum(row.getLong("lines"), new Money(row.getBigDecimal("amount"))));
			});
		List<PaymentLine> lines = this.jdbc.sql(Payable.SQL + """
				select '' as reference, p.year, p.amount, c.number, c.name, c.bank_account, v.name as village,
					v.name_en as village_en, 'PENDING' as state, cast(null as date) as paid_on, null as bank_reference,
					null as failed_reason
				from payable p join contributor c on c.id = p.contributor_id join community v on v.id = c.community_id
				order by c.bank_account is not null, c.number, p.year limit :most""")
			.params(asked)
			.param("most", most)
			.query((row, index) -> line(row))
			.list();
		Sum underway = this.jdbc.sql("""
				select count(*) as lines, coalesce(sum(amount), 0) as amount from payment_line
				where project_id = :project and state = 'PENDING' and year = coalesce(cast(:year as int), year)""")
			.params(asked)
			.query((row, index) -> new Sum(row.getLong("lines"), new Money(row.getBigDecimal("amount"))))
			.single();
		return new Preview(sums.getOrDefault(true, Sum.NOTHING), sums.getOrDefault(false, Sum.NOTHING), underway,
				lines);
	}

	/** Years of which anything was posted for a project, the latest first. */
	public List<Integer> years(String project) {
		return this.jdbc.sql("""
				select distinct e.year from dividend_entry e join project p on p.id = e.project_id
				where p.code = ? order by 1 desc""").param(project).query(Integer.class).list();
	}

	public LocalDate today() {
		return LocalDate.now(this.clock);
	}

	private List<PaymentBatch> with(List<Row> rows) {
		Map<Long, Map<PaymentLine.State, Sum>> sums = new LinkedHashMap<>();
		if (!rows.isEmpty()) {
			this.jdbc.sql("""
					select batch_id, state, count(*) as lines, sum(amount) as amount from payment_line
					where batch_id in (:batches) group by 1, 2""")
				.param("batches", rows.stream().map((row) -> row.batch().id()).toList())
				.query((row) -> {
					sums.computeIfAbsent(row.getLong("batch_id"), (id) -> new EnumMap<>(PaymentLine.State.class))
						.put(PaymentLine.State.valueOf(row.getString("state")),
								new Sum(row.getLong("lines"), new Money(row.getBigDecimal("amount"))));
				});
		}
		return rows.stream().map((row) -> row.with(sums.getOrDefault(row.batch().id(), Map.of()))).toList();
	}

	private static Row row(ResultSet row) throws SQLException {
		Long notice = row.getObject("notice_id", Long.class);
		Timestamp decidedAt = row.getTimestamp("decided_at");
		return new Row(new PaymentBatch(row.getLong("id"), project(row), row.getObject("year", Integer.class),
				PaymentBatch.State.valueOf(row.getString("state")), row.getString("note"), row.getLong("prepared_by"),
				row.getLong("prepared_for"), row.getString("prepared_by_name"),
				row.getTimestamp("prepared_at").toInstant(), row.getString("decided_by_name"),
				(decidedAt != null) ? decidedAt.toInstant() : null, row.getString("decision_note"),
				row.getLong("version"), Map.of(), (notice != null) ? new Standing(notice,
						row.getObject("from_day", LocalDate.class), row.getObject("to_day", LocalDate.class)) : null,
				row.getBoolean("answered")));
	}

	private static Project project(ResultSet row) throws SQLException {
		return new Project(row.getString("code"), row.getString("name"), row.getString("name_en"),
				row.getObject("department_id", Long.class));
	}

	private static PaymentLine line(ResultSet row) throws SQLException {
		return new PaymentLine(row.getString("reference"), row.getString("number"), row.getString("name"),
				row.getString("village"), row.getString("village_en"), row.getInt("year"),
				new Money(row.getBigDecimal("amount")), PaymentLine.masked(row.getString("bank_account")),
				PaymentLine.State.valueOf(row.getString("state")), row.getObject("paid_on", LocalDate.class),
				row.getString("bank_reference"), row.getString("failed_reason"));
	}

	/**
	 * What became of what did not arrive.
	 *
	 * @param batches the batches that it is in now
	 * @param open whether any of it is in none
	 */
	public record Later(List<Long> batches, boolean open) {

		public Later {
			batches = List.copyOf(batches);
		}

	}

	/**
	 * What a batch would pay.
	 *
	 * @param payable what it would pay
	 * @param withoutAccount what stays owed, since no account is on record
	 * @param underway what is on its way already
	 * @param lines the first of them, those without an account before the others
	 */
	public record Preview(Sum payable, Sum withoutAccount, Sum underway, List<PaymentLine> lines) {

		public Preview {
			lines = List.copyOf(lines);
		}

	}

	private record Row(PaymentBatch batch) {

		PaymentBatch with(Map<PaymentLine.State, Sum> sums) {
			PaymentBatch one = this.batch;
			return new PaymentBatch(one.id(), one.project(), one.year(), one.state(), one.note(), one.preparedBy(),
					one.preparedFor(), one.preparedByName(), one.preparedAt(), one.decidedByName(), one.decidedAt(),
					one.decisionNote(), one.version(), sums, one.notice(), one.answered());
		}

	}

}
