package org.commonprosperity.portal.spreadsheet;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.shared.NotOnRecord;
import org.commonprosperity.portal.shared.Refusal;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The imports on record, with their files, rows and faults. A step from one state to the
 * next is one conditional update, so that of two who press at once one takes it.
 */
@Component
@RequiredArgsConstructor
class ImportJobs {

	/** Faults that are kept of a file. */
	static final int FAULTS = 1000;

	/** Remarks of a kind that are kept of a file. */
	static final int REMARKS = 200;

	/** Remarks stand beside the faults, told from them by their keys. */
	private static final String REMARKED = "'" + CheckedRow.REMARK + "%'";

	private static final TypeReference<List<String>> LIST = new TypeReference<>() {
	};

	private static final String COLUMNS = """
			id, sheet, state, file_name, file_size, sent_by, sent_for, sent_by_name, sent_at, recognition, mended,
			progress, expected, added, changed, same, faulty, faults, refusal, refusal_arguments, written_by_name,
			written_at, undone_by_name, undone_at, undo_reason, version, sealed""";

	private final JdbcClient jdbc;

	private final JsonMapper json;

	private final SealedImports seals;

	private final Clock clock;

	/**
	 * Takes a file on record.
	 * @param sealed whether all that is kept of it is sealed
	 */
	@Transactional
	public long create(String sheet, String fileName, byte[] content, boolean sealed, Official by) {
		long id = this.jdbc.sql("select nextval(pg_get_serial_sequence('import_job', 'id'))")
			.query(Long.class)
			.single();
		this.jdbc
			.sql("""
					insert into import_job (id, sheet, state, file_name, file_size, content, sent_by, sent_for, sent_by_name,
						sent_at, sealed)
					overriding system value values (?, ?, 'READING', ?, ?, ?, ?, ?, ?, ?, ?)""")
			.params(id, sheet, fileName, content.length, sealed ? this.seals.seal(content, id) : content, by.id(),
					by.postId(), by.signature(), Timestamp.from(this.clock.instant()), sealed)
			.update();
		return id;
	}

	@Transactional(readOnly = true)
	public ImportJob get(long id) {
		return this.jdbc.sql("select " + COLUMNS + " from import_job where id = ?")
			.param(id)
			.query((row, index) -> job(row))
			.optional()
			.orElseThrow(() -> new NotOnRecord("import " + id));
	}

	@Transactional(readOnly = true)
	public byte[] content(long id) {
		return this.jdbc.sql("select content, sealed from import_job where id = ?")
			.param(id)
			.query((row, index) -> row.getBoolean("sealed") ? this.seals.open(row.getBytes("content"), id)
					: row.getBytes("content"))
			.single();
	}

	/**
	 * Imports that an official may look up, the newest first.
	 * @param sheets codes of the sheets of which the official sees everybody's
	 */
	@Transactional(readOnly = true)
	public List<ImportJob> list(Official by, List<String> sheets, int size, int offset) {
		return this.jdbc.sql("select " + COLUMNS + """
				 from import_job where sent_by in (:id, :post) or sent_for in (:id, :post) or sheet = any(:sheets)
				order by id desc limit :size offset :offset""")
			.param("id", by.id())
			.param("post", by.postId())
			.param("sheets", sheets.toArray(String[]::new))
			.param("size", size)
			.param("offset", offset)
			.query((row, index) -> job(row))
			.list();
	}

	@Transactional(readOnly = true)
	public long count(Official by, List<String> sheets) {
		return this.jdbc.sql("""
				select count(*) from import_job
				where sent_by in (:id, :post) or sent_for in (:id, :post) or sheet = any(:sheets)""")
			.param("id", by.id())
			.param("post", by.postId())
			.param("sheets", sheets.toArray(String[]::new))
			.query(Long.class)
			.single();
	}

	/**
	 * Takes a step, if the import is still where it was seen.
	 * @param version the version that was seen; null if only the state counts
	 */
	@Transactional
	public void step(long id, ImportState from, ImportState to, @Nullable Long version, int expected) {
		int taken = this.jdbc.sql("""
				update import_job set state = :to, progress = 0, expected = :expected, refusal = null,
					refusal_arguments = '[]', version = version + 1
				where id = :id and state = :from and (cast(:version as bigint) is null or version = :version)""")
			.param("to", to.name())
			.param("expected", expected)
			.param("id", id)
			.param("from", from.name())
			.param("version", version)
			.update();
		if (taken == 0) {
			throw new Refusal(null, "import.refusal.moved." + get(id).state());
		}
	}

	/** What is to be read anew: nothing of the last reading stays. */
	@Transactional
	public void startAgain(long id) {
		this.jdbc.sql("delete from import_row where job_id = ?").param(id).update();
		this.jdbc.sql("delete from import_skipped where job_id = ?").param(id).update();
		this.jdbc.sql("delete from import_fault where job_id = ?").param(id).update();
		this.jdbc.sql("""
				update import_job set progress = 0, added = 0, changed = 0, same = 0, faulty = 0, faults = 0,
					refusal = null, refusal_arguments = '[]' where id = ?""").param(id).update();
	}

	@Transactional
	public void recognised(long id, @Nullable Recognition recognition) {
		this.jdbc.sql("update import_job set recognition = ? where id = ?")
			.param((recognition != null) ? this.json.writeValueAsString(recognition) : null)
			.param(id)
			.update();
	}

	@Transactional
	public void mend(long id, Map<String, String> mended) {
		this.jdbc.sql("update import_job set mended = ? where id = ?")
			.param(this.seals.map(mended, id))
			.param(id)
			.update();
	}

	/** How far it is; seen by others at once, whatever transaction is under way. */
	@Transactional(propagation = Propagation.REQUIRES_NEW)
	public void progress(long id, long rows, int expected) {
		this.jdbc.sql("update import_job set progress = ?, expected = ? where id = ?")
			.param(rows)
			.param(expected)
			.param(id)
			.update();
	}

	/** Keeps what a chunk of rows says, in one statement. */
	@Transactional
	public void keep(long id, List<CheckedRow> rows) {
		List<CheckedRow> kept = rows.stream().filter((row) -> row.outcome() != CheckedRow.Outcome.REFUSED).toList();
		if (kept.isEmpty()) {
			return;
		}
		boolean sealed = this.seals.isSealed(id);
		this.jdbc.sql("""
				insert into import_row (job_id, number, outcome, content, before)
				select :id, * from unnest(:numbers, :outcomes, :contents, :befores)""")
			.param("id", id)
			.param("numbers", kept.stream().map((row) -> row.row().number()).toArray(Integer[]::new))
			.param("outcomes", kept.stream().map((row) -> row.outcome().name()).toArray(String[]::new))
			.param("contents",
					kept.stream()
						.map((row) -> this.seals.map(SheetValues.texts(row.row()), sealed, id))
						.toArray(String[]::new))
			.param("befores",
					kept.stream().map((row) -> this.seals.map(row.before(), sealed, id)).toArray(String[]::new))
			.update();
	}

	@Transactional
	public void skip(long id, ReadRow row) {
		String text = (row.text() != null) ? row.text() : "";
		this.jdbc.sql("insert into import_skipped (job_id, number, reason, text) values (?, ?, ?, ?)")
			.params(id, row.number(), String.valueOf(row.skipped()),
					this.seals.text(text.substring(0, Math.min(text.length(), 200)), this.seals.isSealed(id), id))
			.update();
	}

	@Transactional
	public void fault(long id, CellError error) {
		String value = error.value();
		boolean sealed = this.seals.isSealed(id);
		this.jdbc.sql("""
				insert into import_fault (job_id, number, field, at, value, reason, arguments)
				values (?, ?, ?, ?, ?, ?, ?)""")
			.param(id)
			.param(error.row())
			.param(error.column())
			.param(error.at())
			.param((value != null)
					? this.seals.text((value.length() > 100) ? value.substring(0, 100) : value, sealed, id) : null)
			.param(error.key())
			.param(this.json.writeValueAsString(
					error.arguments().stream().map((argument) -> this.seals.text(argument, sealed, id)).toList()))
			.update();
	}

	@Transactional
	public void read(long id, ImportState state, Counts counts, @Nullable Refusal refusal) {
		this.jdbc.sql("""
				update import_job set state = ?, added = ?, changed = ?, same = ?, faulty = ?, faults = ?, refusal = ?,
					refusal_arguments = ?, version = version + 1 where id = ? and state = 'READING'""")
			.param(state.name())
			.param(counts.added)
			.param(counts.changed)
			.param(counts.same)
			.param(counts.faulty)
			.param(counts.faults)
			.param((refusal != null) ? refusal.key() : null)
			.param(this.json.writeValueAsString(arguments(refusal)))
			.param(id)
			.update();
	}

	/** Goes back to where it was, with the reason. */
	@Transactional
	public void stayed(long id, ImportState from, ImportState back, Refusal refusal) {
		this.jdbc.sql("""
				update import_job set state = ?, refusal = ?, refusal_arguments = ?, version = version + 1
				where id = ? and state = ?""")
			.params(back.name(), refusal.key(), this.json.writeValueAsString(arguments(refusal)), id, from.name())
			.update();
	}

	@Transactional(propagation = Propagation.MANDATORY)
	public void written(long id, ImportRun run) {
		this.jdbc.sql("""
				update import_job set state = 'WRITTEN', written_by_name = ?, written_at = ?, version = version + 1
				where id = ?""").params(run.by().signature(), Timestamp.from(run.at()), id).update();
	}

	@Transactional(propagation = Propagation.MANDATORY)
	public void undone(long id, ImportRun run, String reason) {
		this.jdbc.sql("""
				update import_job set state = 'UNDONE', undone_by_name = ?, undone_at = ?, undo_reason = ?,
					version = version + 1 where id = ?""")
			.params(run.by().signature(), Timestamp.from(run.at()), reason, id)
			.update();
	}

	/** What a stop of the portal left in the middle; nothing of it was written. */
	@Transactional
	public int interrupted() {
		return this.jdbc.sql("""
				update import_job set version = version + 1, state = case state when 'UNDOING' then 'WRITTEN'
					else 'INTERRUPTED' end where state in ('READING', 'WRITING', 'UNDOING')""").update();
	}

	@Transactional(readOnly = true)
	public List<CheckedRow> rows(long id, List<Column> columns, CheckedRow.@Nullable Outcome outcome, int after,
			int size) {
		boolean sealed = this.seals.isSealed(id);
		return this.jdbc.sql("""
				select number, outcome, content, before from import_row
				where job_id = :id and number > :after and (cast(:outcome as text) is null or outcome = :outcome)
				order by number limit :size""")
			.param("id", id)
			.param("after", after)
			.param("outcome", (outcome != null) ? outcome.name() : null)
			.param("size", size)
			.query((row, index) -> new CheckedRow(
					SheetValues.row(row.getInt("number"), this.seals.map(row.getString("content"), sealed, id),
							columns),
					CheckedRow.Outcome.valueOf(row.getString("outcome")),
					this.seals.map(row.getString("before"), sealed, id), List.of(), List.of()))
			.list();
	}

	@Transactional(readOnly = true)
	public List<CellError> faults(long id) {
		return faults(id, "not like", FAULTS);
	}

	/** What is to be looked at before an import is written. */
	@Transactional(readOnly = true)
	public List<CellError> remarks(long id) {
		return faults(id, "like", Integer.MAX_VALUE);
	}

	private List<CellError> faults(long id, String like, int most) {
		boolean sealed = this.seals.isSealed(id);
		return this.jdbc
			.sql("select number, field, at, value, reason, arguments from import_fault where job_id = ? and reason "
					+ like + " " + REMARKED + " order by number, at nulls first, id limit ?")
			.param(id)
			.param(most)
			.query((row, index) -> new CellError(row.getInt("number"), row.getString("field"),
					row.getObject("at", Integer.class), this.seals.opened(row.getString("value"), sealed, id),
					row.getString("reason"),
					this.json.readValue(row.getString("arguments"), LIST)
						.stream()
						.map((argument) -> String.valueOf(this.seals.opened(argument, sealed, id)))
						.toList()))
			.list();
	}

	@Transactional(readOnly = true)
	public List<ReadRow> skipped(long id) {
		boolean sealed = this.seals.isSealed(id);
		return this.jdbc.sql("""
				select number, reason, text from import_skipped where job_id = ? order by number limit 200""")
			.param(id)
			.query((row, index) -> new ReadRow(row.getInt("number"), null, List.of(),
					ReadRow.Skipped.valueOf(row.getString("reason")),
					this.seals.opened(row.getString("text"), sealed, id)))
			.list();
	}

	private static List<String> arguments(@Nullable Refusal refusal) {
		return (refusal != null) ? List.of(refusal.arguments()).stream().map(String::valueOf).toList() : List.of();
	}

	private ImportJob job(ResultSet row) throws SQLException {
		return new ImportJob(row.getLong("id"), row.getString("sheet"), ImportState.valueOf(row.getString("state")),
				row.getString("file_name"), row.getLong("file_size"), row.getLong("sent_by"), row.getLong("sent_for"),
				row.getString("sent_by_name"), row.getTimestamp("sent_at").toInstant(),
				Optional.ofNullable(row.getString("recognition"))
					.map((text) -> this.json.readValue(text, Recognition.class))
					.orElse(null),
				this.seals.map(row.getString("mended"), row.getBoolean("sealed"), row.getLong("id")),
				row.getInt("progress"), row.getInt("expected"), row.getInt("added"), row.getInt("changed"),
				row.getInt("same"), row.getInt("faulty"), row.getInt("faults"), row.getString("refusal"),
				this.json.readValue(row.getString("refusal_arguments"), LIST), row.getString("written_by_name"),
				instant(row, "written_at"), row.getString("undone_by_name"), instant(row, "undone_at"),
				row.getString("undo_reason"), row.getLong("version"));
	}

	private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
		Timestamp moment = row.getTimestamp(column);
		return (moment != null) ? moment.toInstant() : null;
	}

	/**
	 * What a reading found.
	 */
	static final class Counts {

		int added;

		int changed;

		int same;

		int faulty;

		int faults;

	}

}
