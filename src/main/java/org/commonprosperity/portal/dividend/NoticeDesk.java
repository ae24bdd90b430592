package org.commonprosperity.portal.dividend;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.dividend.PaymentNotice.Objection;
import org.commonprosperity.portal.dividend.PaymentNotice.Total;
import org.commonprosperity.portal.shared.Money;
import org.commonprosperity.portal.shared.NotOnRecord;
import org.commonprosperity.portal.shared.Slice;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Public notices as officials see them, with what was objected.
 */
@Service
@RequiredArgsConstructor
@Transactional(readOnly = true)
public class NoticeDesk {

	private static final String NOTICES = """
			select n.*, b.state as batch_state, b.year, p.code, p.name, p.name_en, p.department_id
			from public_notice n join payment_batch b on b.id = n.batch_id join project p on p.id = n.project_id
			""";

	private final JdbcClient jdbc;

	/** Notices of all or of the official's projects, the newest first. */
	public Slice<PaymentNotice> notices(int page, int size, Official by) {
		Set<Long> departments = PaymentDesk.departments(by);
		Map<String, Object> asked = Map.of("all", departments == null, "departments",
				(departments == null || departments.isEmpty()) ? Set.of(-1L) : departments);
		String narrowed = " where (:all or p.department_id in (:departments))";
		long total = this.jdbc
			.sql("select count(*) from public_notice n join project p on p.id = n.project_id" + narrowed)
			.params(asked)
			.query(Long.class)
			.single();
		int number = (int) Math.min(Math.max(1, page), Math.max(1, (total + size - 1) / size));
		List<PaymentNotice> notices = this.jdbc
			.sql(NOTICES + narrowed + " order by n.from_day desc, n.id desc limit :size offset :offset")
			.params(asked)
			.param("size", size)
			.param("offset", (number - 1L) * size)
			.query((row, index) -> notice(row))
			.list();
		return new Slice<>(with(notices), number, size, total);
	}

	/** The notices of a batch, the newest first. */
	public List<PaymentNotice> of(PaymentBatch batch, Official by) {
		DividendAccess.requireSee(by, batch.project().departmentId());
		return with(this.jdbc.sql(NOTICES + " where n.batch_id = ? order by n.id desc")
			.param(batch.id())
			.query((row, index) -> notice(row))
			.list());
	}

	/**
	 * A notice.
	 * @throws NotOnRecord if there is none of that number
	 */
	public PaymentNotice notice(long id, Official by) {
		PaymentDesk.requireReader(by);
		PaymentNotice notice = this.jdbc.sql(NOTICES + " where n.id = ?")
			.param(id)
			.query((row, index) -> notice(row))
			.optional()
			.orElseThrow(() -> new NotOnRecord("notice " + id));
		DividendAccess.requireSee(by, notice.project().departmentId());
		return with(List.of(notice)).get(0);
	}

	/** A notice that an official may record an objection to. */
	public PaymentNotice toObject(long id, Official by) {
		PaymentNotice notice = notice(id, by);
		if (!mayRecord(notice, by)) {
			DividendAccess.requireEdit(by, notice.project().departmentId());
		}
		return notice;
	}

	/** Whether an official may record objections to a notice. */
	public static boolean mayRecord(PaymentNotice notice, Official by) {
		return DividendAccess.mayDecide(by) || DividendAccess.mayPrepare(by)
				|| DividendAccess.mayEdit(by, notice.project().departmentId());
	}

	/** An objection, to a coordinator who is to answer it. */
	public Objection toAnswer(long id, Official by) {
		DividendAccess.requireDecide(by);
		return this.jdbc.sql("select * from notice_objection where id = ?")
			.param(id)
			.query((row, index) -> objection(row))
			.optional()
			.orElseThrow(() -> new NotOnRecord("objection " + id));
	}

	private List<PaymentNotice> with(List<PaymentNotice> notices) {
		if (notices.isEmpty()) {
			return notices;
		}
		List<Long> ids = notices.stream().map(PaymentNotice::id).toList();
		Map<Long, List<Total>> totals = new LinkedHashMap<>();
		this.jdbc
			.sql("""
					select t.notice_id, t.contributors, t.amount, v.name, v.name_en, k.name as class_name, k.name_en as class_name_en
					from notice_total t join community v on v.id = t.community_id left join contributor_class k on k.code = t.class_code
					where t.notice_id in (:ids) order by t.notice_id, v.code, k.position nulls last""")
			.param("ids", ids)
			.query((row) -> {
				totals.computeIfAbsent(row.getLong("notice_id"), (id) -> new ArrayList<>())
					.add(new Total(row.getString("name"), row.getString("name_en"), row.getString("class_name"),
							row.getString("class_name_en"), row.getInt("contributors"),
							new Money(row.getBigDecimal("amount"))));
			});
		Map<Long, List<Objection>> objections = new LinkedHashMap<>();
		this.jdbc.sql("select * from notice_objection where notice_id in (:ids) order by id")
			.param("ids", ids)
			.query((row) -> {
				objections.computeIfAbsent(row.getLong("notice_id"), (id) -> new ArrayList<>()).add(objection(row));
			});
		return notices.stream()
			.map((one) -> new PaymentNotice(one.id(), one.batch(), one.batchState(), one.project(), one.year(),
					one.from(), one.to(), one.policy(), one.publishedBy(), one.publishedAt(), one.withdrawnAt(),
					one.withdrawnReason(), totals.getOrDefault(one.id(), List.of()),
					objections.getOrDefault(one.id(), List.of())))
			.toList();
	}

	private static PaymentNotice notice(ResultSet row) throws SQLException {
		return new PaymentNotice(row.getLong("id"), row.getLong("batch_id"),
				PaymentBatch.State.valueOf(row.getString("batch_state")),
				new PaymentBatch.Project(row.getString("code"), row.getString("name"), row.getString("name_en"),
						row.getObject("department_id", Long.class)),
				row.getObject("year", Integer.class), row.getObject("from_day", LocalDate.class),
				row.getObject("to_day", LocalDate.class), row.getObject("policy_id", Long.class),
				row.getString("published_by_name"), row.getTimestamp("published_at").toInstant(),
				instant(row.getTimestamp("withdrawn_at")), row.getString("withdrawn_reason"), List.of(), List.of());
	}

	private static Objection objection(ResultSet row) throws SQLException {
		return new Objection(row.getLong("id"), row.getLong("notice_id"), row.getObject("received_on", LocalDate.class),
				row.getString("objection"), row.getString("recorded_by_name"),
				row.getTimestamp("recorded_at").toInstant(), row.getString("answer"), row.getString("answered_by_name"),
				instant(row.getTimestamp("answered_at")), row.getLong("version"));
	}

	private static @Nullable Instant instant(@Nullable Timestamp at) {
		return (at != null) ? at.toInstant() : null;
	}

}
