package org.commonprosperity.portal.village;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.audit.AuditService;
import org.commonprosperity.portal.audit.Difference;
import org.commonprosperity.portal.project.ProjectAccess;
import org.commonprosperity.portal.shared.Money;
import org.commonprosperity.portal.shared.NotOnRecord;
import org.commonprosperity.portal.shared.Refusal;
import org.commonprosperity.portal.shared.Submissions;
import org.commonprosperity.portal.village.EnclaveAllocationRule.Share;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps what villages have put into an enclave and what it pays them. One person enters,
 * another one decides. A payment is posted once, shared by the capital of its year; a
 * mistake is posted the other way round, nothing posted is rewritten.
 */
@Service
@RequiredArgsConstructor
public class EnclaveService {

	/** The kind of record under which history and trail know an enclave. */
	public static final String RECORD = "enclave";

	private static final int FIRST_YEAR = 1950;

	private final JdbcClient jdbc;

	private final Submissions submissions;

	private final AuditService audit;

	private final Clock clock;

	/**
	 * Enters what a village has put in, from a year on.
	 * @param enclave code of the enclave
	 * @param village code of the village
	 * @param capital yuan; zero where the village has no share any more
	 * @param by an editor of the project's department, or a coordinator
	 */
	@Transactional
	public void enterShare(String enclave, @Nullable String village, @Nullable Integer firstYear,
			@Nullable Money capital, UUID submission, Official by) {
		Taken taken = takeToEnter(enclave, by);
		if (!this.submissions.first(submission)) {
			return;
		}
		Village of = village(village);
		if (capital == null || capital.yuan().signum() < 0 || capital.compareTo(IncomeChecks.MOST) >= 0) {
			throw new Refusal("capital", "enclave.refusal.capital");
		}
		int year = year("firstYear", firstYear, 1);
		requireNothingPosted(taken, year);
		if (exists(
				"select 1 from enclave_share_change where enclave_id = ? and community_id = ? and state = 'SUBMITTED'",
				taken.id(), of.id())) {
			throw new Refusal("village", "enclave.refusal.shareWaits");
		}
		this.jdbc.sql("""
				insert into enclave_share_change (enclave_id, community_id, first_year, capital, state,
					entered_by, entered_for, entered_by_name, entered_at)
				values (?, ?, ?, ?, 'SUBMITTED', ?, ?, ?, ?)""")
			.params(taken.id(), of.id(), year, capital.yuan(), by.id(), by.postId(), by.signature(), now())
			.update();
		Money before = this.jdbc.sql("""
				select capital from enclave_share where enclave_id = ? and community_id = ? and first_year <= ?
					and coalesce(last_year, 9999) >= ?""")
			.params(taken.id(), of.id(), year, year)
			.query((row, index) -> new Money(row.getBigDecimal("capital")))
			.optional()
			.orElse(null);
		this.audit.changed(RECORD, taken.code(), "enclave-share.submitted", by, null, List.of(
				new Difference("capitalFrom", of.name(), null, String.valueOf(year)),
				new Difference("capital", of.name(), (before != null) ? before.toString() : null, capital.toString())));
	}

	/**
	 * Takes a share over as it was entered: the one before ends with the year before.
	 * @param by a coordinator who did not enter it
	 */
	@Transactional
	public void approveShare(long id, Official by) {
		Change change = shareToDecide(id, by);
		requireNothingPosted(change.enclave(), change.firstYear());
		this.jdbc.sql("delete from enclave_share where enclave_id = ? and community_id = ? and first_year >= ?")
			.params(change.enclave().id(), change.villageId(), change.firstYear())
			.update();
		this.jdbc.sql("""
				update enclave_share set last_year = ? where enclave_id = ? and community_id = ? and first_year < ?
					and coalesce(last_year, 9999) >= ?""")
			.params(change.firstYear() - 1, change.enclave().id(), change.villageId(), change.firstYear(),
					change.firstYear())
			.update();
		if (change.capital().yuan().signum() > 0) {
			this.jdbc
				.sql("insert into enclave_share (enclave_id, community_id, first_year, capital) values (?, ?, ?, ?)")
				.params(change.enclave().id(), change.villageId(), change.firstYear(), change.capital().yuan())
				.update();
		}
		decide("enclave_share_change", id, "APPLIED", null, by);
		this.audit.changed(RECORD, change.enclave().code(), "enclave-share.approved", by, null,
				List.of(new Difference("capitalFrom", change.village(), null, String.valueOf(change.firstYear())),
						new Difference("capital", change.village(), null, change.capital().toString())));
	}

	/** Sends a share back to who entered it. */
	@Transactional
	public void sendShareBack(long id, @Nullable String note, Official by) {
		Change change = shareToDecide(id, by);
		requireNote(note);
		decide("enclave_share_change", id, "RETURNED", note, by);
		this.audit.changed(RECORD, change.enclave().code(), "enclave-share.returned", by, note, List.of());
	}

	/** Takes a share back that waits. */
	@Transactional
	public void withdrawShare(long id, Official by) {
		Change change = change(id);
		requireOwnEntry(change.enteredBy(), change.enteredFor(), by);
		requireWaiting(change.state(), change.decidedBy());
		decide("enclave_share_change", id, "WITHDRAWN", null, by);
		this.audit.changed(RECORD, change.enclave().code(), "enclave-share.withdrawn", by, null, List.of());
	}

	/**
	 * Enters what an enclave pays for a year.
	 * @param amount yuan, more than nothing
	 * @param by an editor of the project's department, or a coordinator
	 */
	@Transactional
	public void enterPayment(String enclave, @Nullable Integer year, @Nullable Money amount, @Nullable String note,
			UUID submission, Official by) {
		Taken taken = takeToEnter(enclave, by);
		if (!this.submissions.first(submission)) {
			return;
		}
		int of = year("year", year, 0);
		if (amount == null || amount.yuan().signum() <= 0 || amount.compareTo(IncomeChecks.MOST) >= 0) {
			throw new Refusal("amount", "enclave.refusal.amount");
		}
		if (shares(taken.id(), of).isEmpty()) {
			throw new Refusal("year", "enclave.refusal.noShares", String.valueOf(of));
		}
		this.jdbc.sql("""
				insert into enclave_payment (enclave_id, year, amount, note, state, entered_by, entered_for,
					entered_by_name, entered_at)
				values (?, ?, ?, ?, 'SUBMITTED', ?, ?, ?, ?)""")
			.params(taken.id(), of, amount.yuan(), note, by.id(), by.postId(), by.signature(), now())
			.update();
		this.audit.changed(RECORD, taken.code(), "enclave-payment.submitted", by, note,
				List.of(new Difference("enclavePayment", String.valueOf(of), null, amount.toString())));
	}

	/**
	 * Asks to take a posted payment back; a second person decides on this too.
	 * @param id number of the posted payment
	 * @param reason why
	 */
	@Transactional
	public void enterReversal(long id, @Nullable String reason, UUID submission, Official by) {
		Payment payment = payment(id);
		requireEnter(payment.enclave(), by);
		if (!this.submissions.first(submission)) {
			return;
		}
		if (!payment.state().equals("POSTED") || payment.reversesId() != null) {
			throw new Refusal(null, "enclave.refusal.reverse");
		}
		if (reason == null) {
			throw new Refusal("reason", "project.refusal.reasonMissing");
		}
		// one that was returned or withdrawn is entered anew, so that there is never a
		// second
		int entered = this.jdbc
			.sql("""
					insert into enclave_payment (enclave_id, year, amount, note, reverses_id, state, entered_by, entered_for,
						entered_by_name, entered_at)
					select enclave_id, year, -amount, :reason, id, 'SUBMITTED', :by, :for, :name, :at
					from enclave_payment where id = :id
					on conflict (reverses_id) do update set state = 'SUBMITTED', note = excluded.note,
						entered_by = excluded.entered_by, entered_for = excluded.entered_for,
						entered_by_name = excluded.entered_by_name, entered_at = excluded.entered_at, decided_by = null,
						decided_by_name = null, decided_at = null, decision_note = null,
						version = enclave_payment.version + 1
					where enclave_payment.state in ('RETURNED', 'WITHDRAWN')""")
			.param("reason", reason)
			.param("by", by.id())
			.param("for", by.postId())
			.param("name", by.signature())
			.param("at", now())
			.param("id", id)
			.update();
		if (entered == 0) {
			throw new Refusal(null, "enclave.refusal.reversed");
		}
		this.audit.changed(RECORD, payment.enclave().code(), "enclave-reversal.submitted", by, reason, List
			.of(new Difference("enclavePayment", String.valueOf(payment.year()), payment.amount().toString(), null)));
	}

	/**
	 * Posts a payment to each village by its capital of the year, or takes a posted one
	 * back line by line.
	 * @param id number of the payment
	 * @param version the version that was looked at
	 * @param by a coordinator who did not enter it
	 */
	@Transactional
	public void post(long id, long version, Official by) {
		Payment payment = paymentToDecide(id, version, by);
		Map<Long, Money> parts = (payment.reversesId() != null) ? null
				: EnclaveAllocationRule.allocate(payment.amount(), sharesOf(payment));
		this.jdbc.sql("""
				update enclave_payment set state = 'POSTED', decided_by = ?, decided_by_name = ?, decided_at = ?,
					version = version + 1 where id = ?""").params(by.id(), by.signature(), now(), id).update();
		List<Difference> posted = new ArrayList<>();
		if (parts == null) {
			this.jdbc.sql("""
					insert into enclave_posting (payment_id, community_id, amount)
					select ?, community_id, -amount from enclave_posting where payment_id = ?""")
				.params(id, payment.reversesId())
				.update();
		}
		else {
			parts.forEach((village, amount) -> {
				if (amount.yuan().signum() > 0) {
					this.jdbc.sql("insert into enclave_posting (payment_id, community_id, amount) values (?, ?, ?)")
						.params(id, village, amount.yuan())
						.update();
				}
			});
		}
		this.jdbc.sql("""
				select c.name, g.amount from enclave_posting g join community c on c.id = g.community_id
				where g.payment_id = ? order by c.code""").param(id).query((row) -> {
			posted.add(new Difference("enclavePosting", row.getString("name"), null,
					row.getBigDecimal("amount").toPlainString()));
		});
		this.audit.changed(RECORD, payment.enclave().code(),
				((payment.reversesId() != null) ? "enclave-reversal" : "enclave-payment") + ".posted", by,
				payment.note(), posted);
	}

	/** Sends a payment back to who entered it. */
	@Transactional
	public void sendPaymentBack(long id, long version, @Nullable String note, Official by) {
		Payment payment = paymentToDecide(id, version, by);
		requireNote(note);
		decide("enclave_payment", id, "RETURNED", note, by);
		this.audit.changed(RECORD, payment.enclave().code(), "enclave-payment.returned", by, note, List.of());
	}

	/** Takes a payment back that waits. */
	@Transactional
	public void withdrawPayment(long id, Official by) {
		Payment payment = payment(id);
		requireOwnEntry(payment.enteredBy(), payment.enteredFor(), by);
		requireWaiting(payment.state(), payment.decidedBy());
		decide("enclave_payment", id, "WITHDRAWN", null, by);
		this.audit.changed(RECORD, payment.enclave().code(), "enclave-payment.withdrawn", by, null, List.of());
	}

	private List<Share> sharesOf(Payment payment) {
		List<Share> shares = shares(payment.enclave().id(), payment.year());
		if (shares.isEmpty()) {
			throw new Refusal(null, "enclave.refusal.noShares", String.valueOf(payment.year()));
		}
		return shares;
	}

	private List<Share> shares(long enclaveId, int year) {
		return this.jdbc.sql("""
				select c.id, c.code, s.capital from enclave_share s join community c on c.id = s.community_id
				where s.enclave_id = ? and s.first_year <= ? and coalesce(s.last_year, 9999) >= ? order by c.code""")
			.params(enclaveId, year, year)
			.query((row, index) -> new Share(row.getLong("id"), row.getString("code"),
					new Money(row.getBigDecimal("capital"))))
			.list();
	}

	private int year(String field, @Nullable Integer year, int ahead) {
		int last = LocalDate.now(this.clock).getYear() + ahead;
		if (year == null || year < FIRST_YEAR || year > last) {
			throw new Refusal(field, "enclave.refusal.year", String.valueOf(FIRST_YEAR), String.valueOf(last));
		}
		return year;
	}

	/**
	 * What was shared by capital stays shared by it: the years behind are not touched.
	 */
	private void requireNothingPosted(Taken taken, int firstYear) {
		this.jdbc.sql("""
				select p.year from enclave_payment p where p.enclave_id = ? and p.year >= ? and p.state = 'POSTED'
					and p.reverses_id is null and not exists (select from enclave_payment r
						where r.reverses_id = p.id and r.state = 'POSTED') order by p.year desc limit 1""")
			.params(taken.id(), firstYear)
			.query(Integer.class)
			.optional()
			.ifPresent((posted) -> {
				throw new Refusal("firstYear", "enclave.refusal.posted", String.valueOf(posted));
			});
	}

	private Village village(@Nullable String code) {
		return this.jdbc.sql("select id, name from community where code = ? and kind = 'VILLAGE'")
			.param(code)
			.query((row, index) -> new Village(row.getLong("id"), row.getString("name")))
			.optional()
			.orElseThrow(() -> new Refusal("village", "enclave.refusal.village"));
	}

	private Change shareToDecide(long id, Official by) {
		VillageAccess.requireApprove(by);
		Change change = change(id);
		requireWaiting(change.state(), change.decidedBy());
		requireAnother(change.enteredBy(), change.enteredFor(), by);
		return change;
	}

	private Payment paymentToDecide(long id, long version, Official by) {
		VillageAccess.requireApprove(by);
		Payment payment = payment(id);
		requireWaiting(payment.state(), payment.decidedBy());
		if (payment.version() != version) {
			throw new Refusal(null, "income.refusal.changed");
		}
		requireAnother(payment.enteredBy(), payment.enteredFor(), by);
		return payment;
	}

	private void decide(String table, long id, String state, @Nullable String note, Official by) {
		this.jdbc.sql("update " + table
				+ " set state = ?, decided_by = ?, decided_by_name = ?, decided_at = ?, decision_note = ? where id = ?")
			.params(state, by.id(), by.signature(), now(), note, id)
			.update();
	}

	private static void requireNote(@Nullable String note) {
		if (note == null) {
			throw new Refusal("note", "approval.refusal.noteMissing");
		}
	}

	private static void requireWaiting(String state, @Nullable String decidedBy) {
		if (!state.equals("SUBMITTED")) {
			throw new Refusal(null, "enclave.refusal.decided", (decidedBy != null) ? decidedBy : "");
		}
	}

	private static void requireAnother(long enteredBy, long enteredFor, Official by) {
		if (by.isSamePersonAs(enteredBy) || by.isSamePersonAs(enteredFor)) {
			throw new Refusal(null, "enclave.refusal.own");
		}
	}

	private static void requireOwnEntry(long enteredBy, long enteredFor, Official by) {
		VillageAccess.require(by.postId() == enteredFor || by.id() == enteredBy);
	}

	private static void requireEnter(Taken taken, Official by) {
		ProjectAccess.requireEdit(by, taken.departmentId());
	}

	private Taken takeToEnter(String code, Official by) {
		Taken taken = take("e.code = ?", code);
		requireEnter(taken, by);
		return taken;
	}

	/** Takes an enclave for changing; whoever comes second waits for the first. */
	private Taken take(String which, Object value) {
		return this.jdbc
			.sql("select e.id, e.code, p.department_id from enclave e join project p on p.id = e.project_id where "
					+ which + " for no key update of e")
			.param(value)
			.query((row, index) -> new Taken(row.getLong("id"), row.getString("code"),
					row.getObject("department_id", Long.class)))
			.optional()
			.orElseThrow(() -> new NotOnRecord("enclave " + value));
	}

	private Change change(long id) {
		Taken taken = take("e.id = (select enclave_id from enclave_share_change where id = ?)", id);
		return this.jdbc
			.sql("""
					select s.*, c.name from enclave_share_change s join community c on c.id = s.community_id where s.id = ?""")
			.param(id)
			.query((row, index) -> new Change(taken, row.getLong("community_id"), row.getString("name"),
					row.getInt("first_year"), new Money(row.getBigDecimal("capital")), row.getString("state"),
					row.getLong("entered_by"), row.getLong("entered_for"), row.getString("decided_by_name")))
			.single();
	}

	private Payment payment(long id) {
		Taken taken = take("e.id = (select enclave_id from enclave_payment where id = ?)", id);
		return this.jdbc.sql("select * from enclave_payment where id = ?")
			.param(id)
			.query((row, index) -> new Payment(taken, row.getInt("year"), new Money(row.getBigDecimal("amount")),
					row.getString("note"), row.getObject("reverses_id", Long.class), row.getString("state"),
					row.getLong("version"), row.getLong("entered_by"), row.getLong("entered_for"),
					row.getString("decided_by_name")))
			.single();
	}

	private boolean exists(String query, Object... values) {
		return this.jdbc.sql("select exists (" + query + ")").params(values).query(Boolean.class).single();
	}

	private Timestamp now() {
		return Timestamp.from(this.clock.instant());
	}

	private record Taken(long id, String code, @Nullable Long departmentId) {
	}

	private record Village(long id, String name) {
	}

	private record Change(Taken enclave, long villageId, String village, int firstYear, Money capital, String state,
			long enteredBy, long enteredFor, @Nullable String decidedBy) {
	}

	private record Payment(Taken enclave, int year, Money amount, @Nullable String note, @Nullable Long reversesId,
			String state, long version, long enteredBy, long enteredFor, @Nullable String decidedBy) {
	}

}
