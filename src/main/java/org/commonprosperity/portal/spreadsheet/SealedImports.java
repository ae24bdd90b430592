package org.commonprosperity.portal.spreadsheet;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.shared.Seals;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Imports whose rows tell of single persons: what is kept of them is sealed, and goes
 * when it is not needed any more.
 */
@Component
@RequiredArgsConstructor
public class SealedImports {

	/** So long an import can be looked up and undone. */
	static final Duration KEPT = Duration.ofDays(30);

	private static final String SEALED = "sealed";

	private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {
	};

	private final JdbcClient jdbc;

	private final Seals seals;

	private final JsonMapper json;

	private final Clock clock;

	boolean isSealed(long job) {
		return this.jdbc.sql("select sealed from import_job where id = ?").param(job).query(Boolean.class).single();
	}

	byte[] seal(byte[] content, long job) {
		return this.seals.seal(content, row(job));
	}

	byte[] open(byte[] content, long job) {
		return (content.length > 0) ? this.seals.openBytes(content, row(job)) : content;
	}

	/** A text as it is kept. */
	String text(String text, boolean sealed, long job) {
		return sealed ? this.seals.sealText(text, row(job)) : text;
	}

	@Nullable String opened(@Nullable String kept, boolean sealed, long job) {
		return (sealed && kept != null) ? this.seals.openText(kept, row(job)) : kept;
	}

	/** Texts by name as they are kept, an object of JSON either way. */
	String map(Map<String, String> texts, long job) {
		return map(texts, isSealed(job), job);
	}

	String map(Map<String, String> texts, boolean sealed, long job) {
		String plain = this.json.writeValueAsString(texts);
		return (sealed && !texts.isEmpty())
				? this.json.writeValueAsString(Map.of(SEALED, this.seals.sealText(plain, row(job)))) : plain;
	}

	Map<String, String> map(String kept, boolean sealed, long job) {
		Map<String, String> texts = this.json.readValue(kept, TEXTS);
		String seal = sealed ? texts.get(SEALED) : null;
		return (seal != null) ? this.json.readValue(this.seals.openText(seal, row(job)), TEXTS) : texts;
	}

	/** Clears away the file, the rows and the faults of imports; that they were stays. */
	@Transactional
	public void clear(List<Long> jobs) {
		if (jobs.isEmpty()) {
			return;
		}
		for (String table : List.of("import_row", "import_skipped", "import_fault")) {
			this.jdbc.sql("delete from " + table + " where job_id in (:jobs)").param("jobs", jobs).update();
		}
		this.jdbc
			.sql("""
					update import_job set content = '', mended = '{}', recognition = null, cleared_at = :now,
						state = case when state in ('FAULTY', 'CHECKED', 'UNREADABLE', 'INTERRUPTED') then 'DROPPED' else state end,
						version = version + 1
					where id in (:jobs) and sealed""")
			.param("now", Timestamp.from(this.clock.instant()))
			.param("jobs", jobs)
			.update();
	}

	/** Clears away what was kept long enough. */
	@Scheduled(fixedDelayString = "PT6H", initialDelayString = "PT2M")
	@Transactional
	public void clearOld() {
		clear(this.jdbc.sql("""
				select id from import_job where sealed and cleared_at is null and sent_at < ?
					and state not in ('READING', 'WRITING', 'UNDOING') order by id limit 200""")
			.param(Timestamp.from(this.clock.instant().minus(KEPT)))
			.query(Long.class)
			.list());
	}

	private static String row(long job) {
		return "import_job/" + job;
	}

}
