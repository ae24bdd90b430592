package org.commonprosperity.portal.dividend;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;

import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.dividend.Payments.Project;
import org.commonprosperity.portal.shared.Refusal;
import org.commonprosperity.portal.support.Together;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.security.access.AccessDeniedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

/**
 * What is owed goes to the bank once: prepared by one, told publicly, reviewed by
 * another.
 */
@PaymentTest
class PaymentStepsIntegrationTests {

	private static final List<String> EVERYBODY = List.of("admin", "security", "auditor", "coordinator", "leader",
			"finance", "editor-agriculture", "editor-economy", "clerk-dali");

	@Autowired
	private Payments payments;

	@Autowired
	private Dividends dividends;

	@Autowired
	private NoticeDesk notices;

	@AfterEach
	void reset() {
		this.dividends.clock.reset();
	}

	@Test
	void preparesAllThatIsOwedOnce() {
		Project project = this.payments.project();
		long batch = this.payments.prepare(project.code(), 2025);
		assertThat(this.payments.lines(batch)).isEqualTo(Map.of(project.collective(), "PENDING 80000.00", project.one(),
				"PENDING 2000.00", project.two(), "PENDING 2000.00"));
		refused("payment.refusal.nothing", () -> this.payments.prepare(project.code(), 2025));
		assertThat(this.payments.owed(project.code())).isEqualByComparingTo("84000.00");
	}

	@Test
	void preparesForTheChosenAloneAndLeavesOutWhoHasNoAccount() {
		Project project = this.payments.project();
		this.dividends.jdbc.sql("update contributor set bank_account = null where number = ?")
			.param(project.two())
			.update();
		refused("payment.refusal.numbers", () -> this.payments.prepare(project.code(), 2025, project.one(), "X-1"));
		refused("payment.refusal.noAccounts", () -> this.payments.prepare(project.code(), 2025, project.two()));
		long chosen = this.payments.prepare(project.code(), null, project.one());
		assertThat(this.payments.lines(chosen)).isEqualTo(Map.of(project.one(), "PENDING 2000.00"));
		PaymentDesk.Preview preview = this.payments.desk.preview(project.code(), 2025, 10, this.dividends.finance());
		assertThat(preview.payable().amount()).isEqualTo(Dividends.money("80000.00"));
		assertThat(preview.withoutAccount().amount()).isEqualTo(Dividends.money("2000.00"));
		assertThat(preview.underway().amount()).isEqualTo(Dividends.money("2000.00"));
		long rest = this.payments.prepare(project.code(), null);
		assertThat(this.payments.lines(rest)).isEqualTo(Map.of(project.collective(), "PENDING 80000.00"));
	}

	@Test
	void leadsAFormThatWasSentTwiceToTheOneBatch() throws Exception {
		Project project = this.payments.project();
		UUID form = UUID.randomUUID();
		Callable<?> press = () -> this.payments.service.prepare(project.code(), 2025, List.of(), null, form,
				this.dividends.finance());
		List<Object> became = Together.press(List.of(press, press, press));
		assertThat(Set.copyOf(became)).hasSize(1).allMatch((one) -> one instanceof Long);
		assertThat(this.dividends.jdbc
			.sql("select count(*) from payment_line l join project p on p.id = l.project_id where p.code = ?")
			.param(project.code())
			.query(Long.class)
			.single()).isEqualTo(3);
	}

	@Test
	void preparesOnceWhenTwoFormsArePressedAtOnce() throws Exception {
		Project project = this.payments.project();
		Callable<?> press = () -> this.payments.prepare(project.code(), 2025);
		List<Object> became = Together.press(List.of(press, press));
		assertThat(became).filteredOn((one) -> one instanceof Long).hasSize(1);
		assertThat(became).filteredOn((one) -> one instanceof Refusal).hasSize(1);
	}

	@Test
	void paysNobodyMoreThanIsOwedInAll() {
		Project project = this.payments.project();
		long batch = this.payments.posted(project.code(), 2025);
		this.payments.write(this.payments.paid(this.payments.reference(batch, project.one()), "B1" + batch),
				this.payments.paid(this.payments.reference(batch, project.two()), "B2" + batch),
				this.payments.paid(this.payments.reference(batch, project.collective()), "B3" + batch));
		// half of it was withdrawn before the year that was paid, so that year was paid
		// twice over
		long contribution = this.dividends.jdbc
			.sql("select o.id from contribution o join contributor c on c.id = o.contributor_id where c.number = ?")
			.param(project.one())
			.query(Long.class)
			.single();
		this.dividends.at("2027-01-20T09:00");
		this.dividends.withdraw(contribution, "2025-01-01", "10000.00");
		this.dividends.post(project.code(), 2026);
		assertThat(this.payments.owed(project.code(), project.one())).isEqualTo("0.00");
		assertThat(this.payments.owed(project.code(), project.two())).isEqualTo("2000.00");
		refused("payment.refusal.numbers", () -> this.payments.prepare(project.code(), 2026, project.one()));
		long next = this.payments.prepare(project.code(), 2026);
		assertThat(this.payments.lines(next)).doesNotContainKey(project.one())
			.containsEntry(project.two(), "PENDING 2000.00");
	}

	@Test
	void tellsTotalsByVillageAndClassForAsLongAsTheSettingSays() {
		Project project = this.payments.project();
		long batch = this.payments.prepare(project.code(), 2025);
		this.payments.publish(batch);
		PaymentNotice notice = this.notices.notice(this.payments.notice(batch), this.dividends.coordinator());
		assertThat(notice.from()).isEqualTo(LocalDate.of(2026, 1, 20));
		assertThat(notice.to()).isEqualTo(LocalDate.of(2026, 1, 26));
		assertThat(notice.days()).isEqualTo(7);
		assertThat(notice.totals())
			.extracting(PaymentNotice.Total::contributorClass, PaymentNotice.Total::contributors,
					(total) -> total.amount().toString())
			.containsExactly(tuple("村集体经济组织", 1, "80000.00"), tuple("低保家庭", 1, "2000.00"),
					tuple("低保边缘家庭", 1, "2000.00"));
		refused("payment.refusal.published", () -> this.payments.publish(batch));
	}

	@Test
	void isReviewedOnlyAfterTheNoticeAndItsAnswers() {
		Project project = this.payments.project();
		long batch = this.payments.prepare(project.code(), 2025);
		refused("payment.refusal.notice", () -> this.payments.post(batch));
		this.payments.publish(batch);
		this.dividends.at("2026-01-26T23:59");
		refused("payment.refusal.standing", () -> this.payments.post(batch));
		refused("payment.refusal.notPosted", () -> this.payments.service.takeOut(batch, this.dividends.finance()));
		long notice = this.payments.notice(batch);
		this.payments.notices.object(notice, LocalDate.of(2026, 1, 25), "少算了一户", UUID.randomUUID(),
				this.dividends.editor());
		this.dividends.at("2026-01-27T00:00");
		refused("payment.refusal.objections", () -> this.payments.post(batch));
		refused("payment.refusal.answer",
				() -> this.payments.notices.answer(objection(notice), 0, " ", this.dividends.coordinator()));
		this.payments.notices.answer(objection(notice), 0, "已核对，无误", this.dividends.coordinator());
		refused("payment.refusal.answered",
				() -> this.payments.notices.answer(objection(notice), 0, "再答", this.dividends.coordinator()));
		this.payments.post(batch);
		assertThat(this.payments.state(batch)).isEqualTo("POSTED");
		assertThat(this.payments.service.takeOut(batch, this.dividends.finance()))
			.extracting(PaymentService.BankLine::number, (line) -> line.amount().toString(),
					PaymentService.BankLine::account)
			.containsExactlyInAnyOrder(tuple(project.collective(), "80000.00", accountOf(project.collective())),
					tuple(project.one(), "2000.00", accountOf(project.one())),
					tuple(project.two(), "2000.00", accountOf(project.two())));
		refused("payment.refusal.objectionLate", () -> this.payments.notices.object(notice, LocalDate.of(2026, 1, 26),
				"晚了", UUID.randomUUID(), this.dividends.editor()));
	}

	@Test
	void takesObjectionsOnlyFromTheDaysOfTheNoticeOn() {
		Project project = this.payments.project();
		long batch = this.payments.prepare(project.code(), 2025);
		this.payments.publish(batch);
		long notice = this.payments.notice(batch);
		for (String day : List.of("2026-01-19", "2026-01-21")) {
			refused("payment.refusal.receivedOn", () -> this.payments.notices.object(notice, LocalDate.parse(day), "异议",
					UUID.randomUUID(), this.dividends.finance()));
		}
		refused("payment.refusal.objection", () -> this.payments.notices.object(notice, LocalDate.of(2026, 1, 20), null,
				UUID.randomUUID(), this.dividends.finance()));
		UUID form = UUID.randomUUID();
		for (int i = 0; i < 2; i++) {
			this.payments.notices.object(notice, LocalDate.of(2026, 1, 20), "异议", form, this.dividends.finance());
		}
		assertThat(this.notices.notice(notice, this.dividends.finance()).objections()).hasSize(1);
	}

	@Test
	void isNeverReviewedByWhoPreparedItNorByADeputy() {
		Project project = this.payments.project();
		Official everything = this.dividends.everything();
		long own = this.payments.service.prepare(project.code(), 2025, List.of(), null, UUID.randomUUID(), everything);
		refused("dividend.refusal.own", () -> this.payments.notices.publish(own, 0, everything));
		refused("dividend.refusal.own", () -> this.payments.service.post(own, 0, everything));
		refused("dividend.refusal.own", () -> this.payments.service.sendBack(own, 0, "x", everything));
		// who stands in for finance prepares, and then reviews in the own post
		this.payments.service.drop(own, "重来", everything);
		Official standIn = this.dividends.inPlaceOf("coordinator", this.dividends.finance());
		long batch = this.payments.service.prepare(project.code(), 2025, List.of(), null, UUID.randomUUID(), standIn);
		refused("dividend.refusal.own", () -> this.payments.notices.publish(batch, 0, this.dividends.coordinator()));
		// and who prepared reviews in the place of the coordinator
		this.payments.service.drop(batch, "重来", standIn);
		long third = this.payments.prepare(project.code(), 2025);
		Official other = this.dividends.inPlaceOf("finance", this.dividends.coordinator());
		refused("dividend.refusal.own", () -> this.payments.notices.publish(third, 0, other));
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> this.dividends.jdbc.sql(
				"update payment_batch set state = 'POSTED', decided_by = prepared_by, decided_for = prepared_by, decided_by_name = 'x', decided_at = now() where id = ?")
			.param(third)
			.update());
	}

	@Test
	void goesBackWithItsNoticeAndIsOwedAgain() {
		Project project = this.payments.project();
		long batch = this.payments.prepare(project.code(), 2025);
		this.payments.publish(batch);
		refused("approval.refusal.noteMissing", () -> this.payments.service.sendBack(batch,
				this.payments.version(batch), null, this.dividends.coordinator()));
		this.payments.service.sendBack(batch, this.payments.version(batch), "户名有误", this.dividends.coordinator());
		assertThat(this.payments.state(batch)).isEqualTo("RETURNED");
		assertThat(this.payments.lines(batch).values()).allMatch((line) -> line.startsWith("DROPPED"));
		PaymentNotice notice = this.notices.notice(this.payments.notice(batch), this.dividends.coordinator());
		assertThat(notice.stands(LocalDate.of(2026, 1, 20))).isFalse();
		assertThat(notice.withdrawnReason()).isEqualTo("户名有误");
		refused("dividend.refusal.decided", () -> this.payments.post(batch));
		long again = this.payments.prepare(project.code(), 2025);
		assertThat(this.payments.lines(again)).hasSize(3);
	}

	@Test
	void isNotReviewedOnceLessIsOwed() {
		Project project = this.payments.project();
		long batch = this.payments.prepare(project.code(), 2025);
		this.payments.publish(batch);
		this.dividends.at("2026-02-01T09:00");
		long contribution = this.dividends.jdbc
			.sql("select o.id from contribution o join contributor c on c.id = o.contributor_id where c.number = ?")
			.param(project.one())
			.query(Long.class)
			.single();
		this.dividends.withdraw(contribution, "2025-07-01", null);
		this.dividends.post(project.code(), 2025);
		refused("payment.refusal.owedLess", () -> this.payments.post(batch));
		this.payments.service.sendBack(batch, this.payments.version(batch), "应付变了", this.dividends.coordinator());
		long again = this.payments.prepare(project.code(), 2025);
		assertThat(this.payments.lines(again)).containsEntry(project.one(), "PENDING 991.78");
	}

	@Test
	void isReviewedOnceHoweverManyPressAtOnce() throws Exception {
		Project project = this.payments.project();
		long batch = this.payments.prepare(project.code(), 2025);
		this.payments.publish(batch);
		this.dividends.at("2026-02-01T09:00");
		long version = this.payments.version(batch);
		Callable<?> post = () -> {
			this.payments.service.post(batch, version, this.dividends.coordinator());
			return "posted";
		};
		Callable<?> back = () -> {
			this.payments.service.sendBack(batch, version, "退回", this.dividends.coordinator());
			return "returned";
		};
		List<Object> became = Together.press(List.of(post, back, post, back));
		assertThat(became).filteredOn((one) -> one instanceof String).hasSize(1);
		assertThat(became).filteredOn((one) -> one instanceof Refusal).hasSize(3);
	}

	@Test
	void setsHowLongNoticesStandFromTheNextOn() {
		Official admin = this.dividends.official("admin");
		for (Integer days : new Integer[] { null, 0, 61 }) {
			refused("payment.refusal.days", () -> this.payments.notices.setDays(days, UUID.randomUUID(), admin));
		}
		this.payments.notices.setDays(10, UUID.randomUUID(), admin);
		try {
			Project project = this.payments.project();
			long batch = this.payments.prepare(project.code(), 2025);
			this.payments.publish(batch);
			PaymentNotice notice = this.notices.notice(this.payments.notice(batch), this.dividends.coordinator());
			assertThat(notice.days()).isEqualTo(10);
			assertThat(notice.policy()).isEqualTo(this.payments.notices.policies().get(0).id());
		}
		finally {
			this.payments.notices.setDays(7, UUID.randomUUID(), admin);
		}
	}

	@Test
	void opensEachStepToItsRolesAndToNobodyElse() {
		Project project = this.payments.project();
		long batch = this.payments.prepare(project.code(), 2025, project.one());
		this.payments.publish(batch);
		long notice = this.payments.notice(batch);
		this.payments.notices.object(notice, LocalDate.of(2026, 1, 20), "异议", UUID.randomUUID(),
				this.dividends.finance());
		long objection = objection(notice);
		long posted = this.payments.posted(project.code(), 2025, project.two());
		Map<Step, Set<String>> allowed = new LinkedHashMap<>();
		allowed.put(new Step("prepare",
				(by) -> this.payments.service.prepare(project.code(), 1990, List.of(), null, UUID.randomUUID(), by)),
				Set.of("finance"));
		allowed.put(new Step("preview", (by) -> this.payments.desk.preview(project.code(), 2025, 1, by)),
				Set.of("finance"));
		allowed.put(new Step("publish", (by) -> this.payments.notices.publish(posted, 99, by)), Set.of("coordinator"));
		allowed.put(new Step("post", (by) -> this.payments.service.post(posted, 99, by)), Set.of("coordinator"));
		allowed.put(new Step("return", (by) -> this.payments.service.sendBack(posted, 99, "x", by)),
				Set.of("coordinator"));
		allowed.put(new Step("drop", (by) -> this.payments.service.drop(posted, "x", by)), Set.of("finance"));
		allowed.put(new Step("take out", (by) -> this.payments.service.takeOut(posted, by)),
				Set.of("finance", "coordinator"));
		allowed.put(new Step("object", (by) -> this.payments.notices.object(notice, null, null, UUID.randomUUID(), by)),
				Set.of("finance", "coordinator", "editor-agriculture"));
		allowed.put(new Step("answer", (by) -> this.payments.notices.answer(objection, 99, "x", by)),
				Set.of("coordinator"));
		allowed.put(new Step("days", (by) -> this.payments.notices.setDays(null, UUID.randomUUID(), by)),
				Set.of("admin"));
		allowed.put(new Step("look at a batch", (by) -> this.payments.desk.batch(posted, by)),
				Set.of("finance", "coordinator", "leader", "editor-agriculture"));
		allowed.put(new Step("look at lines", (by) -> this.payments.desk.lines(posted, null, 1, 5, by)),
				Set.of("finance", "coordinator", "leader", "editor-agriculture"));
		allowed.put(new Step("look at a notice", (by) -> this.notices.notice(notice, by)),
				Set.of("finance", "coordinator", "leader", "editor-agriculture"));
		List<String> wrong = new ArrayList<>();
		allowed.forEach((step, roles) -> EVERYBODY.forEach((username) -> {
			boolean open = true;
			try {
				step.what().by(this.dividends.official(username));
			}
			catch (AccessDeniedException ex) {
				open = false;
			}
			catch (Refusal refusal) {
				// the step is the official's, and its own rules say no
			}
			if (open != roles.contains(username)) {
				wrong.add(username + ": " + step.name());
			}
		}));
		assertThat(wrong).isEmpty();
		assertThat(this.payments.desk.batches(null, 1, 100, this.dividends.official("editor-economy")).items())
			.isEmpty();
	}

	private long objection(long notice) {
		return this.dividends.jdbc.sql("select max(id) from notice_objection where notice_id = ?")
			.param(notice)
			.query(Long.class)
			.single();
	}

	private String accountOf(String number) {
		return this.dividends.jdbc.sql("select bank_account from contributor where number = ?")
			.param(number)
			.query(String.class)
			.single();
	}

	static void refused(String key, Runnable what) {
		assertThatExceptionOfType(Refusal.class).isThrownBy(what::run)
			.satisfies((refusal) -> assertThat(refusal.key()).isEqualTo(key));
	}

	/**
	 * Something that an official does.
	 */
	private record Step(String name, Deed what) {
	}

	/**
	 * What is done.
	 */
	private interface Deed {

		void by(Official official);

	}

}
