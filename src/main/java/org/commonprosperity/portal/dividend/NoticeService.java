package org.commonprosperity.portal.dividend;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.account.Role;
import org.commonprosperity.portal.audit.AuditService;
import org.commonprosperity.portal.audit.Difference;
import org.commonprosperity.portal.shared.NotOnRecord;
import org.commonprosperity.portal.shared.Refusal;
import org.commonprosperity.portal.shared.Submissions;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps the public notices (公示) before a payment: what a batch pays in each village and
 * class stands for everybody to read; who objects gets an answer before anything is paid.
 */
@Service
@RequiredArgsConstructor
public class NoticeService {

	/** The kind of record under which the trail knows the setting. */
	public static final String POLICY = "notice-policy";

	private static final int MOST_DAYS = 60;

	private static final int LONGEST = 2000;

	private final JdbcClient jdbc;

	private final DividendLedger ledger;

	private final Decision decision;

	private final Submissions submissions;

	private final AuditService audit;

	/**
	 * Publishes the notice of a batch from today on.
	 * @param batch number of the batch
	 * @param version the version of the batch that was looked at
	 * @param by a coordinator who did not prepare it
	 */
	@Transactional
	public void publish(long batch, long version, Official by) {
		this.ledger.lock();
		this.decision.takeToDecide(PaymentService.TABLE, batch, "PREPARED", version, by);
		if (this.jdbc.sql("select exists (select from public_notice where batch_id = ? and withdrawn_at is null)")
			.param(batch)
			.query(Boolean.class)
			.single()) {
			throw new Refusal(null, "payment.refusal.published");
		}
		NoticePolicy policy = policies().get(0);
		LocalDate from = this.ledger.today();
		LocalDate to = from.plusDays(policy.days() - 1L);
		long id = this.jdbc
			.sql("""
					insert into public_notice (project_id, batch_id, from_day, to_day, policy_id, published_by, published_by_name,
						published_at)
					select project_id, id, ?, ?, ?, ?, ?, ? from payment_batch where id = ? returning id""")
			.params(from, to, policy.id(), by.id(), by.signature(), this.ledger.now(), batch)
			.query(Long.class)
			.single();
		this.jdbc.sql("""
				insert into notice_total (notice_id, community_id, class_code, contributors, amount)
				select ?, c.community_id, k.class_code, count(distinct l.contributor_id), sum(l.amount)
				from payment_line l join contributor c on c.id = l.contributor_id
				left join lateral (%s) k on true
				where l.batch_id = ? group by 2, 3""".formatted(ContributorClasses.OF_YEAR.formatted("c.id", "l.year")))
			.params(id, batch)
			.update();
		this.audit.changed(PaymentService.RECORD, String.valueOf(batch), "payment-notice.published", by, null,
				List.of(new Difference("noticeFrom", null, null, from.toString()),
						new Difference("noticeTo", null, null, to.toString())));
	}

	/**
	 * Records what somebody objected to a notice.
	 * @param receivedOn the day that it came, while the notice stood or after it
	 * @param by a coordinator, an official of finance or an editor of the project's
	 * department
	 * @return number of the batch
	 */
	@Transactional
	public long object(long notice, @Nullable LocalDate receivedOn, @Nullable String objection, UUID submission,
			Official by) {
		Taken taken = take(notice, by);
		if (!this.submissions.first(submission)) {
			return taken.batch();
		}
		if (!taken.open()) {
			throw new Refusal(null, "payment.refusal.objectionLate");
		}
		LocalDate today = this.ledger.today();
		if (receivedOn == null || receivedOn.isBefore(taken.from()) || receivedOn.isAfter(today)) {
			throw new Refusal("receivedOn", "payment.refusal.receivedOn", taken.from().toString(), today.toString());
		}
		String text = required("objection", objection, "payment.refusal.objection");
		this.jdbc
			.sql("""
					insert into notice_objection (notice_id, received_on, objection, recorded_by, recorded_by_name, recorded_at)
					values (?, ?, ?, ?, ?, ?)""")
			.params(notice, receivedOn, text, by.id(), by.signature(), this.ledger.now())
			.update();
		this.audit.changed(PaymentService.RECORD, String.valueOf(taken.batch()), "objection.recorded", by, null,
				List.of());
		return taken.batch();
	}

	/**
	 * Answers an objection.
	 * @param version the version of it that was looked at
	 * @param by a coordinator
	 * @return number of the batch
	 */
	@Transactional
	public long answer(long objection, long version, @Nullable String answer, Official by) {
		DividendAccess.requireDecide(by);
		long notice = this.jdbc.sql("select notice_id from notice_objection where id = ?")
			.param(objection)
			.query(Long.class)
			.optional()
			.orElseThrow(() -> new NotOnRecord("objection " + objection));
		Taken taken = take(notice, by);
		String text = required("answer", answer, "payment.refusal.answer");
		int answered = this.jdbc.sql("""
				update notice_objection set answer = ?, answered_by = ?, answered_by_name = ?, answered_at = ?,
					version = version + 1 where id = ? and version = ? and answer is null""")
			.params(text, by.id(), by.signature(), this.ledger.now(), objection, version)
			.update();
		if (answered == 0) {
			throw new Refusal(null, "payment.refusal.answered");
		}
		this.audit.changed(PaymentService.RECORD, String.valueOf(taken.batch()), "objection.answered", by, null,
				List.of());
		return taken.batch();
	}

	/**
	 * Sets how long notices stand that are published from now on.
	 * @param days both ends counted
	 * @param by an administrator
	 */
	@Transactional
	public void setDays(@Nullable Integer days, UUID submission, Official by) {
		requireSettings(by);
		if (!this.submissions.first(submission)) {
			return;
		}
		if (days == null || days < 1 || days > MOST_DAYS) {
			throw new Refusal("days", "payment.refusal.days", String.valueOf(MOST_DAYS));
		}
		int before = policies().get(0).days();
		this.jdbc.sql("insert into dividend_policy (notice_days, set_by, set_by_name, set_at) values (?, ?, ?, ?)")
			.params(days, by.id(), by.signature(), this.ledger.now())
			.update();
		this.audit.changed(POLICY, POLICY, POLICY + ".set", by, null,
				List.of(new Difference("noticeDays", null, String.valueOf(before), String.valueOf(days))));
	}

	/** The versions of the setting, the one that holds first. */
	@Transactional(readOnly = true)
	public List<NoticePolicy> policies() {
		return this.jdbc.sql("select * from dividend_policy order by id desc")
			.query((row, index) -> new NoticePolicy(row.getLong("id"), row.getInt("notice_days"),
					row.getString("set_by_name"), row.getTimestamp("set_at").toInstant()))
			.list();
	}

	/** Refuses whoever does not keep the settings. */
	public static void requireSettings(Official by) {
		if (!by.is(Role.ADMIN)) {
			throw new AccessDeniedException("settings are the administrator's");
		}
	}

	private Taken take(long notice, Official by) {
		PaymentDesk.requireReader(by);
		Taken taken = this.jdbc.sql("""
				select b.id, p.department_id, n.from_day, n.withdrawn_at is null and b.state = 'PREPARED' as open
				from public_notice n join payment_batch b on b.id = n.batch_id join project p on p.id = n.project_id
				where n.id = ? for no key update of b""")
			.param(notice)
			.query((row, index) -> new Taken(row.getLong("id"), row.getObject("department_id", Long.class),
					row.getObject("from_day", LocalDate.class), row.getBoolean("open")))
			.optional()
			.orElseThrow(() -> new NotOnRecord("notice " + notice));
		if (!DividendAccess.mayDecide(by) && !DividendAccess.mayPrepare(by)) {
			DividendAccess.requireEdit(by, taken.departmentId());
		}
		return taken;
	}

	private static String required(String field, @Nullable String text, String key) {
		if (text == null || text.isBlank() || text.length() > LONGEST) {
			throw new Refusal(field, key, String.valueOf(LONGEST));
		}
		return text;
	}

	private record Taken(long batch, @Nullable Long departmentId, LocalDate from, boolean open) {
	}

}
