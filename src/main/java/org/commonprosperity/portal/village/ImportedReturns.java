package org.commonprosperity.portal.village;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.audit.AuditService;
import org.commonprosperity.portal.audit.Difference;
import org.commonprosperity.portal.organisation.Source;
import org.commonprosperity.portal.shared.Money;
import org.commonprosperity.portal.shared.Refusal;
import org.commonprosperity.portal.spreadsheet.ImportRun;
import org.commonprosperity.portal.village.IncomeContent.Entry;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The returns that a spreadsheet touches, by statements over sets: opened for writing
 * (made, or corrected where they are approved, or taken as they are being worked on),
 * sent to the coordinating office together, and taken back to exactly what they were.
 */
@Component
@RequiredArgsConstructor
class ImportedReturns {

	/** Where officials see what waits. */
	static final String ADDRESS = "/office/villages?state=SUBMITTED";

	/** How the words begin that a return came in as a spreadsheet. */
	static final String FROM = "导入 ";

	private static final int BATCH = 2000;

	private static final int TOLD = 5;

	/** What is left of a reason's 500 characters beside the name of a file. */
	private static final int LENGTH = 280;

	private static final String KEYS = """
			with asked as (select distinct community, year, quarter
				from jsonb_to_recordset(cast(:rows as jsonb)) as i (community bigint, year int, quarter int))
			""";

	private final JdbcClient jdbc;

	private final IncomeDifferences differences;

	private final AuditService audit;

	private final JsonMapper json;

	/**
	 * Takes the villages for changing and opens the returns that rows belong to. After it
	 * each has a version that is not approved.
	 * @param rows rows with community, year and quarter
	 */
	void open(List<Map<String, @Nullable Object>> rows, ImportRun run) {
		List<Long> villages = rows.stream().map((row) -> (Long) row.get("community")).distinct().sorted().toList();
		villages.forEach((village) -> VillageAccess.requireOwn(run.by(), village));
		this.jdbc.sql("select id from community where id in (:villages) order by id for no key update")
			.param("villages", villages)
			.query(Long.class)
			.list();
		String asked = this.json.writeValueAsString(rows);
		// what is being worked on is kept as it is, once an import
		this.jdbc
			.sql(KEYS
					+ """
							insert into income_import (job_id, return_id, created, state_before, submitted_before, lines_before, figures_before)
							select :job, r.id, false, r.state, r.submitted_at,
								(select coalesce(jsonb_agg(jsonb_build_object('source', l.source, 'payer_id', l.payer_id,
									'enclave_id', l.enclave_id, 'amount', l.amount)), '[]') from income_line l where l.return_id = r.id)::text,
								jsonb_build_object('target', r.target, 'disposable_income', r.disposable_income, 'population', r.population,
									'collective_assets', r.collective_assets)::text
							from asked a join income_return r on r.community_id = a.community and r.year = a.year
								and coalesce(r.quarter, 0) = coalesce(a.quarter, 0) and r.state <> 'APPROVED'
							on conflict do nothing""")
			.param("rows", asked)
			.param("job", run.id())
			.update();
		this.jdbc
			.sql(KEYS
					+ """
							, made as (
								insert into income_return (community_id, year, quarter, revision, state, target, disposable_income, population,
									collective_assets, note, correction_reason, source_id, updated_at)
								select a.community, a.year, a.quarter, coalesce(r.revision, 0) + 1, 'DRAFT', r.target, r.disposable_income,
									r.population, r.collective_assets, r.note, case when r.id is not null then :reason end,
									coalesce(r.source_id, (select id from source where code = :source)), :at
								from asked a left join lateral (select * from income_return r where r.community_id = a.community
									and r.year = a.year and coalesce(r.quarter, 0) = coalesce(a.quarter, 0) order by r.revision desc limit 1) r on true
								where r.id is null or r.state = 'APPROVED'
								returning id, community_id, year, quarter, revision),
							kept as (insert into income_import (job_id, return_id, created) select :job, id, true from made)
							insert into income_line (return_id, source, payer_id, enclave_id, amount)
							select m.id, l.source, l.payer_id, l.enclave_id, l.amount from made m
							join income_return r on r.community_id = m.community_id and r.year = m.year
								and coalesce(r.quarter, 0) = coalesce(m.quarter, 0) and r.revision = m.revision - 1
							join income_line l on l.return_id = r.id""")
			.param("rows", asked)
			.param("reason", reason(run))
			.param("source", Source.PORTAL_RECORD)
			.param("at", Timestamp.from(run.at()))
			.param("job", run.id())
			.update();
	}

	/** Sends all that an import touched to the coordinating office. */
	void submit(ImportRun run) {
		Timestamp at = Timestamp.from(run.at());
		this.jdbc
			.sql("""
					update income_return set state = 'SUBMITTED', submitted_at = :at, updated_at = :at, version = version + 1
					where id in (select return_id from income_import where job_id = :job)""")
			.param("at", at)
			.param("job", run.id())
			.update();
		this.jdbc.sql("""
				update income_import i set version_after = r.version from income_return r
				where r.id = i.return_id and i.job_id = ?""").param(run.id()).update();
		this.jdbc.sql("""
				insert into return_step (return_id, action, happened_at, actor_id, post_id, actor_name, note)
				select return_id, 'SUBMITTED', ?, ?, ?, ?, ? from income_import where job_id = ? order by return_id""")
			.params(at, run.by().id(), run.by().postId(), run.by().signature(), reason(run), run.id())
			.update();
		record(changes(run), "submitted", run.by(), reason(run));
	}

	/** Why a return says what it says: the person's words first, if there are any. */
	private static String reason(ImportRun run) {
		String from = FROM + run.fileName();
		String reason = run.reason();
		return (reason == null) ? from : reason.substring(0, Math.min(reason.length(), LENGTH)) + "（" + from + "）";
	}

	/**
	 * Puts back what was before an import.
	 * @throws Refusal if somebody went on from what it wrote, naming where
	 */
	void undo(ImportRun run) {
		List<Touched> touched = this.jdbc
			.sql("""
					select c.id, c.code, c.name, r.year, r.quarter,
						r.state = 'SUBMITTED' and r.version = i.version_after as untouched
					from income_import i join income_return r on r.id = i.return_id join community c on c.id = r.community_id
					where i.job_id = ? order by c.code, r.year, r.quarter for no key update of c""")
			.param(run.id())
			.query((row, index) -> new Touched(row.getLong("id"), row.getString("code"), row.getString("name"),
					new IncomePeriod(row.getInt("year"), row.getObject("quarter", Integer.class)),
					row.getBoolean("untouched")))
			.list();
		touched.stream()
			.map(Touched::communityId)
			.distinct()
			.forEach((village) -> VillageAccess.requireOwn(run.by(), village));
		List<String> gone = touched.stream()
			.filter((one) -> !one.untouched())
			.map((one) -> one.village() + " " + one.period().inChinese())
			.toList();
		if (!gone.isEmpty()) {
			throw new Refusal(null, "income.refusal.undo", String.valueOf(gone.size()),
					String.join("、", gone.subList(0, Math.min(TOLD, gone.size()))));
		}
		Map<String, List<Difference>> records = new LinkedHashMap<>();
		touched.forEach((one) -> records.put(one.code() + "/" + one.period(), List.of()));
		this.jdbc
			.sql("""
					delete from return_step where id in (select max(s.id) from return_step s
						join income_import i on i.return_id = s.return_id where i.job_id = ? and not i.created group by s.return_id)""")
			.param(run.id())
			.update();
		this.jdbc.sql("""
				delete from income_line where return_id in (
					select return_id from income_import where job_id = ? and not created)""").param(run.id()).update();
		this.jdbc
			.sql("""
					insert into income_line (return_id, source, payer_id, enclave_id, amount)
					select i.return_id, l.source, l.payer_id, l.enclave_id, l.amount from income_import i,
						jsonb_to_recordset(cast(i.lines_before as jsonb)) as l (source text, payer_id bigint, enclave_id bigint, amount numeric)
					where i.job_id = ? and not i.created""")
			.param(run.id())
			.update();
		this.jdbc.sql("""
				update income_return r set state = i.state_before, submitted_at = i.submitted_before, updated_at = ?,
					version = r.version + 1, target = f.target, disposable_income = f.disposable_income,
					population = f.population, collective_assets = f.collective_assets
				from income_import i, jsonb_to_record(cast(i.figures_before as jsonb))
					as f (target numeric, disposable_income numeric, population int, collective_assets numeric)
				where r.id = i.return_id and i.job_id = ? and not i.created""")
			.params(Timestamp.from(run.at()), run.id())
			.update();
		this.jdbc.sql(
				"delete from income_return where id in (select return_id from income_import where job_id = ? and created)")
			.param(run.id())
			.update();
		this.jdbc.sql("delete from income_import where job_id = ?").param(run.id()).update();
		record(records, "undone", run.by(), "撤销导入 " + run.fileName());
	}

	private void record(Map<String, List<Difference>> records, String action, Official by, String note) {
		List<String> keys = new ArrayList<>(records.keySet());
		for (int from = 0; from < keys.size(); from += BATCH) {
			Map<String, List<Difference>> batch = new HashMap<>();
			keys.subList(from, Math.min(keys.size(), from + BATCH)).forEach((key) -> batch.put(key, records.get(key)));
			this.audit.changedAll(IncomeService.RECORD, batch, IncomeService.RECORD + "." + action, by, note);
		}
	}

	/** What an import changed of each return, against what was approved or worked on. */
	private Map<String, List<Difference>> changes(ImportRun run) {
		IncomeDifferences.Names names = this.differences.names();
		Map<String, List<Difference>> changes = new LinkedHashMap<>();
		this.jdbc
			.sql("""
					with touched as (
						select i.return_id, i.created, i.lines_before, i.figures_before, c.code, r.year, r.quarter, p.id as before_id,
							r.target, r.disposable_income, r.population, r.collective_assets
						from income_import i join income_return r on r.id = i.return_id join community c on c.id = r.community_id
						left join income_return p on i.created and p.community_id = r.community_id and p.year = r.year
							and coalesce(p.quarter, 0) = coalesce(r.quarter, 0) and p.revision = r.revision - 1
						where i.job_id = :job),
					was as (
						select t.return_id, l.source, l.payer_id, l.enclave_id, l.amount
						from touched t join income_line l on l.return_id = t.before_id
						union all
						select t.return_id, l.source, l.payer_id, l.enclave_id, l.amount from touched t,
							jsonb_to_recordset(cast(t.lines_before as jsonb)) as l (source text, payer_id bigint, enclave_id bigint, amount numeric)
						where not t.created),
					figures as (
						select t.return_id, f.field, f.was, f.becomes from touched t
						left join income_return p on p.id = t.before_id
						left join lateral jsonb_to_record(cast(t.figures_before as jsonb))
							as b (target numeric, disposable_income numeric, population int, collective_assets numeric) on true
						cross join lateral (values
							('target', coalesce(p.target, b.target)::text, t.target::text),
							('disposableIncome', coalesce(p.disposable_income, b.disposable_income)::text, t.disposable_income::text),
							('population', coalesce(p.population, b.population)::text, t.population::text),
							('collectiveAssets', coalesce(p.collective_assets, b.collective_assets)::text, t.collective_assets::text))
							as f (field, was, becomes)
						where f.was is distinct from f.becomes)
					select t.code, t.year, t.quarter, 'income' as field, n.source, n.payer_id, n.enclave_id,
						w.amount::text as was, n.amount::text as becomes
					from touched t left join (income_line n left join was w on w.return_id = n.return_id and w.source = n.source
							and coalesce(w.payer_id, 0) = coalesce(n.payer_id, 0) and coalesce(w.enclave_id, 0) = coalesce(n.enclave_id, 0))
						on n.return_id = t.return_id and w.amount is distinct from n.amount
					union all
					select t.code, t.year, t.quarter, f.field, null, null, null, f.was, f.becomes
					from touched t join figures f on f.return_id = t.return_id
					order by 1, 2, 3, 4, 5, 6, 7""")
			.param("job", run.id())
			.query((row) -> {
				Integer quarter = row.getObject("quarter", Integer.class);
				List<Difference> of = changes.computeIfAbsent(
						row.getString("code") + "/" + new IncomePeriod(row.getInt("year"), quarter),
						(key) -> new ArrayList<>());
				if (row.getString("becomes") != null) {
					String source = row.getString("source");
					of.add(new Difference(row.getString("field"),
							(source != null)
									? names.of(new Entry(source, row.getObject("payer_id", Long.class),
											row.getObject("enclave_id", Long.class), new Money(BigDecimal.ZERO)))
									: null,
							row.getString("was"), row.getString("becomes")));
				}
			});
		return changes;
	}

	private record Touched(long communityId, String code, String village, IncomePeriod period, boolean untouched) {
	}

}
