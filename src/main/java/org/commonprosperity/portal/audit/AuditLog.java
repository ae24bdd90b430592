package org.commonprosperity.portal.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.account.Role;
import org.commonprosperity.portal.shared.Slice;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The read side of the audit trail, for the auditor alone, whoever asks and from
 * wherever. A look at the trail is not recorded in it, or reading would push out what is
 * read.
 */
@Service
@RequiredArgsConstructor
@Transactional(readOnly = true)
public class AuditLog {

	private static final String ASKED_FOR = """
			from audit_entry
			where (cast(:kind as text) is null or kind = :kind)
				and (cast(:who as text) is null
					or position(lower(:who) in lower(coalesce(actor_name, subject, ''))) > 0)
				and (cast(:from as timestamptz) is null or happened_at >= :from)
				and (cast(:until as timestamptz) is null or happened_at < :until)
			""";

	/** Lines that are fetched at a time where all are drawn. */
	private static final int FETCHED = 500;

	private final JdbcClient jdbc;

	private final Clock clock;

	/**
	 * Lines of the trail, newest first.
	 * @param query what to look for
	 * @param page the page asked for, from 1; one that does not exist becomes the nearest
	 * that does
	 * @param size lines a page
	 * @param reader who asks
	 * @throws AccessDeniedException if the reader is not an auditor
	 */
	public Slice<AuditLine> lines(AuditQuery query, int page, int size, Official reader) {
		Map<String, @Nullable Object> asked = asked(query, reader);
		long total = this.jdbc.sql("select count(*) " + ASKED_FOR).params(asked).query(Long.class).single();
		int number = (int) Math.min(Math.max(1, page), Math.max(1, (total + size - 1) / size));
		List<AuditLine> lines = this.jdbc
			.sql("select * " + ASKED_FOR + "order by happened_at desc, id desc limit :size offset :offset")
			.params(asked)
			.param("size", size)
			.param("offset", (number - 1L) * size)
			.query((row, index) -> line(row))
			.list();
		return new Slice<>(lines, number, size, total);
	}

	/**
	 * All lines of the trail, newest first, drawn one by one while they are used.
	 * @param query what to look for
	 * @param reader who asks
	 * @param lines takes each line
	 * @throws AccessDeniedException if the reader is not an auditor
	 */
	public void each(AuditQuery query, Official reader, Consumer<AuditLine> lines) {
		this.jdbc.sql("select * " + ASKED_FOR + "order by happened_at desc, id desc")
			.withFetchSize(FETCHED)
			.params(asked(query, reader))
			.query((row) -> {
				lines.accept(line(row));
			});
	}

	private Map<String, @Nullable Object> asked(AuditQuery query, Official reader) {
		if (!reader.is(Role.AUDITOR)) {
			throw new AccessDeniedException("the audit trail is for the auditor alone");
		}
		Map<String, @Nullable Object> asked = new HashMap<>();
		asked.put("kind", (query.kind() != null) ? query.kind().name() : null);
		asked.put("who", query.who());
		asked.put("from", (query.from() != null) ? beginOf(query.from()) : null);
		asked.put("until", (query.to() != null) ? beginOf(query.to().plusDays(1)) : null);
		return asked;
	}

	private Timestamp beginOf(LocalDate day) {
		return Timestamp.from(day.atStartOfDay(this.clock.getZone()).toInstant());
	}

	private static AuditLine line(ResultSet row) throws SQLException {
		return new AuditLine(row.getLong("id"), row.getTimestamp("happened_at").toInstant(),
				AuditKind.valueOf(row.getString("kind")), row.getString("action"), row.getString("actor_name"),
				row.getString("subject"), row.getString("detail"), row.getString("address"));
	}

}
