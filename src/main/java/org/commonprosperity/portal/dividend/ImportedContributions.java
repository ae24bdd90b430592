package org.commonprosperity.portal.dividend;

import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.audit.AuditService;
import org.commonprosperity.portal.audit.Difference;
import org.commonprosperity.portal.shared.Money;
import org.commonprosperity.portal.shared.Refusal;
import org.commonprosperity.portal.spreadsheet.CellError;
import org.commonprosperity.portal.spreadsheet.ImportRun;
import org.commonprosperity.portal.spreadsheet.SheetRow;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What a spreadsheet of contributions touches, by statements over sets: contributors that
 * are new, contributions that are entered, entries that are changed, corrections of what
 * was approved; and all of it taken back.
 */
@Component
@RequiredArgsConstructor
class ImportedContributions {

	private static final String ROWS = """
			with input as (select * from jsonb_to_recordset(cast(:rows as jsonb)) as i
				(n int, project bigint, department bigint, reference text, contributor text, kind text, village text, name text,
					identifier text, "class" text, "classFrom" date, "paidInOn" date, principal numeric, "keptFrom" date,
					"openingBalance" numeric, "bankName" text, "bankAccount" text, document text, note text))
			""";

	private final JdbcClient jdbc;

	private final AuditService audit;

	/** What is on record under the references of rows, by the rows' numbers. */
	Map<Integer, OnRecord> onRecord(String rows) {
		Map<Integer, OnRecord> found = new HashMap<>();
		this.jdbc.sql(ROWS + """
				select i.n, c.*, r.number, exists (select from contribution_change x
					where x.contribution_id = c.id and x.state = 'ENTERED') as changing
				from input i join contribution c on c.project_id = i.project and c.reference = i.reference
					and c.state in ('ENTERED', 'APPROVED')
				join contributor r on r.id = c.contributor_id""").param("rows", rows).query((row) -> {
			found.put(row.getInt("n"),
					new OnRecord(row.getString("number"), row.getObject("paid_in_on", LocalDate.class),
							new Money(row.getBigDecimal("principal")), row.getObject("kept_from", LocalDate.class),
							(row.getBigDecimal("opening_balance") != null)
									? new Money(row.getBigDecimal("opening_balance")) : null,
							row.getString("state").equals("APPROVED"), row.getString("end_kind") != null,
							row.getBoolean("changing")));
		});
		return found;
	}

	/** The contributors on record under the numbers of rows. */
	Map<String, Known> known(String rows) {
		Map<String, Known> known = new HashMap<>();
		this.jdbc.sql(ROWS + """
				select r.number, r.kind, r.name, r.department_id, m.code from contributor r
				join community m on m.id = r.community_id where r.number in (select contributor from input)""")
			.param("rows", rows)
			.query((row) -> {
				known.put(row.getString("number"), new Known(row.getString("kind"), row.getString("name"),
						row.getString("code"), row.getLong("department_id")));
			});
		return known;
	}

	/** Whose the identifiers of rows are: numbers by department and identifier. */
	Map<String, String> identifiers(String rows) {
		Map<String, String> identifiers = new HashMap<>();
		this.jdbc.sql(ROWS + """
				select distinct r.department_id || '/' || r.identifier as identifier, r.number from contributor r
				join input i on i.department = r.department_id and i.identifier = r.identifier""")
			.param("rows", rows)
			.query((row) -> {
				identifiers.put(row.getString("identifier"), row.getString("number"));
			});
		return identifiers;
	}

	/** Takes contributors on record whose numbers are new. */
	void register(String rows, ImportRun run) {
		Timestamp at = Timestamp.from(run.at());
		this.jdbc
			.sql(ROWS
					+ """
							, made as (
								insert into contributor (number, kind, department_id, community_id, name, identifier, bank_name, bank_account,
									created_at)
								select distinct on (i.contributor) i.contributor, i.kind, i.department, m.id, i.name, i.identifier, i."bankName",
									regexp_replace(i."bankAccount", '[ -]', '', 'g'), :at
								from input i join community m on m.code = i.village
								where not exists (select from contributor r where r.number = i.contributor)
								order by i.contributor, i.n
								returning id, number, kind),
							kept as (insert into contributor_import (job_id, contributor_id) select :job, id from made)
							insert into class_period (contributor_id, class_code, valid_from, document, entered_by, entered_by_name, entered_at)
							select distinct on (made.id) made.id,
								case made.kind when 'COLLECTIVE' then 'VILLAGE_COLLECTIVE' else i."class" end,
								case made.kind when 'COLLECTIVE' then :ever else i."classFrom" end, i.document, :by, :name, :at
							from made join input i on i.contributor = made.number
							where made.kind = 'COLLECTIVE' or i."class" is not null order by made.id, i.n""")
			.param("rows", rows)
			.param("at", at)
			.param("job", run.id())
			.param("ever", ContributorService.EVER)
			.param("by", run.by().id())
			.param("name", run.by().signature())
			.update();
	}

	/** Enters contributions. */
	void add(String rows, int expected, ImportRun run) {
		int added = this.jdbc.sql(
				ROWS + """
						, made as (
							insert into contribution (project_id, contributor_id, reference, paid_in_on, principal, kept_from, opening_balance,
								origin, document, note, state, entered_by, entered_for, entered_by_name, entered_at)
							select i.project, r.id, i.reference, i."paidInOn", i.principal, i."keptFrom", i."openingBalance", 'PAID_IN',
								i.document, i.note, 'ENTERED', :by, :for, :name, :at
							from input i join contributor r on r.number = i.contributor and r.department_id = i.department
							order by i.n returning id)
						insert into contribution_import (job_id, contribution_id, created) select :job, id, true from made""")
			.param("rows", rows)
			.params(signed(run))
			.update();
		if (added != expected) {
			throw new Refusal(null, "dividend.refusal.sheet.stale");
		}
	}

	/** Changes what is entered, and enters corrections of what was approved. */
	void change(String rows, ImportRun run) {
		Map<String, @Nullable Object> signed = signed(run);
		this.jdbc
			.sql(ROWS
					+ """
							, touched as (select c.id, i.n from input i join contribution c on c.project_id = i.project
								and c.reference = i.reference and c.state = 'APPROVED'),
							made as (
								insert into contribution_change (contribution_id, kind, new_contributor_id, new_paid_in_on, new_principal, reason,
									document, state, entered_by, entered_for, entered_by_name, entered_at)
								select t.id, 'CORRECTION', r.id, i."paidInOn", i.principal, :file, i.document, 'ENTERED', :by, :for, :name, :at
								from touched t join input i on i.n = t.n join contributor r on r.number = i.contributor
									and r.department_id = i.department
								order by i.n returning id, contribution_id)
							insert into contribution_import (job_id, contribution_id, created, change_id)
							select :job, contribution_id, false, id from made""")
			.param("rows", rows)
			.param("file", run.fileName())
			.params(signed)
			.update();
		this.jdbc
			.sql(ROWS
					+ """
							insert into contribution_import (job_id, contribution_id, created, before)
							select :job, c.id, false, jsonb_build_object('contributor_id', c.contributor_id, 'paid_in_on', c.paid_in_on,
								'principal', c.principal, 'kept_from', c.kept_from, 'opening_balance', c.opening_balance,
								'entered_by', c.entered_by, 'entered_for', c.entered_for, 'entered_by_name', c.entered_by_name,
								'entered_at', c.entered_at)::text
							from input i join contribution c on c.project_id = i.project and c.reference = i.reference and c.state = 'ENTERED'
							on conflict do nothing""")
			.param("rows", rows)
			.param("job", run.id())
			.update();
		this.jdbc
			.sql(ROWS
					+ """
							update contribution c set contributor_id = r.id, paid_in_on = i."paidInOn", principal = i.principal,
								kept_from = i."keptFrom", opening_balance = i."openingBalance", entered_by = :by, entered_for = :for,
								entered_by_name = :name, entered_at = :at, version = c.version + 1
							from input i join contributor r on r.number = i.contributor and r.department_id = i.department
							where c.project_id = i.project and c.reference = i.reference and c.state = 'ENTERED'""")
			.param("rows", rows)
			.params(without(signed, "job"))
			.update();
	}

	/** Says of each contribution that an import touched what was done with it. */
	void record(ImportRun run, String action) {
		Map<String, List<Difference>> records = new LinkedHashMap<>();
		this.jdbc.sql("""
				select m.contribution_id, coalesce(x.new_principal, c.principal) as principal,
					coalesce(x.new_paid_in_on, c.paid_in_on) as paid_in_on, c.opening_balance
				from contribution_import m join contribution c on c.id = m.contribution_id
				left join contribution_change x on x.id = m.change_id where m.job_id = ? order by m.contribution_id""")
			.param(run.id())
			.query((row) -> {
				List<Difference> differences = new ArrayList<>();
				differences.add(new Difference("paidInOn", null, null, row.getString("paid_in_on")));
				differences.add(new Difference("principal", null, null, row.getString("principal")));
				if (row.getString("opening_balance") != null) {
					differences.add(new Difference("openingBalance", null, null, row.getString("opening_balance")));
				}
				records.put(row.getString("contribution_id"), differences);
			});
		inParts(records, action, run.by(), run.fileName());
	}

	/**
	 * Puts back what was before an import.
	 * @throws Refusal if something of it was decided on since
	 */
	void undo(ImportRun run) {
		Integer decided = this.jdbc.sql("""
				select count(*) from contribution_import m join contribution c on c.id = m.contribution_id
				left join contribution_change x on x.id = m.change_id
				where m.job_id = ? and (case when m.change_id is null then c.state else x.state end) <> 'ENTERED'""")
			.param(run.id())
			.query(Integer.class)
			.single();
		if (decided > 0) {
			throw new Refusal(null, "dividend.refusal.sheet.decided", decided);
		}
		record(run, "undone");
		this.jdbc
			.sql("""
					update contribution c set contributor_id = b.contributor_id, paid_in_on = b.paid_in_on, principal = b.principal,
						kept_from = b.kept_from, opening_balance = b.opening_balance, entered_by = b.entered_by,
						entered_for = b.entered_for, entered_by_name = b.entered_by_name, entered_at = b.entered_at,
						version = c.version + 1
					from contribution_import m, jsonb_to_record(cast(m.before as jsonb)) as b (contributor_id bigint, paid_in_on date,
						principal numeric, kept_from date, opening_balance numeric, entered_by bigint, entered_for bigint,
						entered_by_name text, entered_at timestamptz)
					where m.job_id = ? and m.before is not null and c.id = m.contribution_id""")
			.param(run.id())
			.update();
		this.jdbc
			.sql("""
					with gone as (delete from contribution_import where job_id = ? returning contribution_id, created, change_id),
					changes as (delete from contribution_change where id in (select change_id from gone))
					delete from contribution where id in (select contribution_id from gone where created)""")
			.param(run.id())
			.update();
		this.jdbc
			.sql("""
					with gone as (delete from contributor_import m where m.job_id = ? and not exists (
							select from contribution c where c.contributor_id = m.contributor_id) and not exists (
							select from contribution_change x where m.contributor_id in (x.to_contributor_id, x.new_contributor_id))
							and not exists (select from contributor_change y where y.contributor_id = m.contributor_id)
						returning contributor_id),
					periods as (delete from class_period where contributor_id in (select contributor_id from gone))
					delete from contributor where id in (select contributor_id from gone)""")
			.param(run.id())
			.update();
	}

	void inParts(Map<String, List<Difference>> records, String action, Official by, @Nullable String note) {
		List<String> keys = new ArrayList<>(records.keySet());
		for (int from = 0; from < keys.size(); from += ImportRun.CHUNK) {
			Map<String, List<Difference>> part = new LinkedHashMap<>();
			keys.subList(from, Math.min(keys.size(), from + ImportRun.CHUNK))
				.forEach((key) -> part.put(key, records.get(key)));
			this.audit.changedAll(ContributionService.RECORD, part, ContributionService.RECORD + "." + action, by,
					note);
		}
	}

	private static Map<String, @Nullable Object> signed(ImportRun run) {
		Map<String, @Nullable Object> signed = new HashMap<>();
		signed.put("by", run.by().id());
		signed.put("for", run.by().postId());
		signed.put("name", run.by().signature());
		signed.put("at", Timestamp.from(run.at()));
		signed.put("job", run.id());
		return signed;
	}

	private static Map<String, @Nullable Object> without(Map<String, @Nullable Object> values, String key) {
		Map<String, @Nullable Object> rest = new HashMap<>(values);
		rest.remove(key);
		return rest;
	}

	/**
	 * A contributor on record.
	 */
	record Known(String kind, String name, String village, long departmentId) {

		/** Whether a row speaks of the same contributor. */
		boolean is(SheetRow row, long department) {
			return this.departmentId == department && this.kind.equals(row.text(ContributionSheet.KIND))
					&& this.village.equals(row.text(ContributionSheet.VILLAGE))
					&& this.name.equals(row.text(ContributionSheet.NAME));
		}

	}

	/**
	 * A contribution on record.
	 */
	record OnRecord(String number, LocalDate paidInOn, Money principal, @Nullable LocalDate keptFrom,
			@Nullable Money openingBalance, boolean approved, boolean ended, boolean changing) {

		/** What of the row is otherwise on record, as it is there. */
		Map<String, String> before(SheetRow row) {
			Map<String, String> before = new LinkedHashMap<>();
			put(before, "contributor", this.number, row.text(ContributionSheet.NUMBER));
			put(before, "paidInOn", this.paidInOn, row.date("paidInOn"));
			put(before, "principal", this.principal, row.money("principal"));
			put(before, "keptFrom", this.keptFrom, row.date("keptFrom"));
			put(before, "openingBalance", this.openingBalance, row.money("openingBalance"));
			return before;
		}

		/** Why what is on record cannot become what the row says. */
		@Nullable CellError errorOf(SheetRow row) {
			Map<String, String> before = before(row);
			if (!this.approved || before.isEmpty()) {
				return null;
			}
			if (before.containsKey("keptFrom") || before.containsKey("openingBalance")) {
				return CellError.of(row, before.containsKey("keptFrom") ? "keptFrom" : "openingBalance",
						"dividend.refusal.sheet.opening");
			}
			if (this.ended) {
				return CellError.of(row, "reference", "dividend.refusal.sheet.ended");
			}
			return this.changing ? CellError.of(row, "reference", "dividend.refusal.changeWaits") : null;
		}

		private static void put(Map<String, String> before, String column, @Nullable Object was, @Nullable Object is) {
			if (!Objects.equals(was, is)) {
				before.put(column, (was != null) ? was.toString() : "");
			}
		}

	}

}
