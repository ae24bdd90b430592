package org.commonprosperity.portal.dividend;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.dividend.Payments.Project;
import org.commonprosperity.portal.shared.Todo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Payments ask the one official whose turn it is, and nobody else.
 */
@PaymentTest
class PaymentTodosIntegrationTests {

	@Autowired
	private Payments payments;

	@Autowired
	private Dividends dividends;

	@Autowired
	private PaymentTodos todos;

	@Autowired
	private NoticeDesk notices;

	@AfterEach
	void reset() {
		this.dividends.clock.reset();
	}

	@Test
	void followABatchFromWhatIsOwedToWhatCameBack() {
		Project project = this.payments.project();
		Official finance = this.dividends.finance();
		Official coordinator = this.dividends.coordinator();
		assertThat(of(finance, project)).containsExactly("paymentDue 2025 2026-03-31");
		assertThat(of(coordinator, project)).isEmpty();
		long batch = this.payments.prepare(project.code(), 2025);
		assertThat(of(finance, project)).isEmpty();
		assertThat(of(coordinator, project)).containsExactly("paymentNotice 2025 · #" + batch + " null");
		this.payments.publish(batch);
		assertThat(of(coordinator, project)).isEmpty();
		long notice = this.payments.notice(batch);
		this.payments.notices.object(notice, this.dividends.clock.today(), "异议", UUID.randomUUID(), finance);
		assertThat(of(coordinator, project)).containsExactly("paymentObjection 2026-01-20 2026-01-26");
		this.dividends.at("2026-02-01T09:00");
		assertThat(of(coordinator, project)).containsExactly("paymentObjection 2026-01-20 2026-01-26");
		this.payments.notices.answer(this.notices.notice(notice, finance).objections().get(0).id(), 0, "无误",
				coordinator);
		assertThat(of(coordinator, project)).containsExactly("paymentReview 2025 · #" + batch + " null");
		this.payments.post(batch);
		assertThat(of(coordinator, project)).isEmpty();
		assertThat(of(finance, project)).containsExactly("paymentBank 2025 · #" + batch + " null");
		String bank = "TD" + batch;
		this.payments.write(this.payments.paid(this.payments.reference(batch, project.collective()), bank + "1"),
				this.payments.paid(this.payments.reference(batch, project.one()), bank + "2"), this.payments
					.answer(this.payments.reference(batch, project.two()), "FAILED", "2026-02-01", null, "账号不符"));
		assertThat(of(finance, project)).containsExactly("paymentFailed 2025 · #" + batch + " null");
		assertThat(this.payments.desk.later(this.payments.desk.batch(batch, finance), finance))
			.isEqualTo(new PaymentDesk.Later(List.of(), true));
		long again = this.payments.prepare(project.code(), 2025);
		assertThat(this.payments.desk.later(this.payments.desk.batch(batch, finance), finance))
			.isEqualTo(new PaymentDesk.Later(List.of(again), false));
		assertThat(of(finance, project)).isEmpty();
		this.payments.service.sendBack(again, 0, "账号还没有改", coordinator);
		assertThat(of(finance, project)).containsExactlyInAnyOrder("paymentReturned 2025 · #" + again + " null",
				"paymentFailed 2025 · #" + batch + " null");
	}

	@Test
	void askNobodyElse() {
		this.payments.project();
		for (String username : List.of("leader", "editor-agriculture", "admin", "auditor", "clerk-dali")) {
			assertThat(this.todos.todosOf(this.dividends.official(username))).as(username).isEmpty();
		}
	}

	@Test
	void neverAskWhoPreparedItToReviewIt() {
		Project project = this.payments.project();
		Official everything = this.dividends.everything();
		this.payments.service.prepare(project.code(), 2025, List.of(), null, UUID.randomUUID(), everything);
		assertThat(of(everything, project)).isEmpty();
		assertThat(of(this.dividends.coordinator(), project)).hasSize(1);
	}

	private List<String> of(Official official, Project project) {
		return this.todos.todosOf(official)
			.stream()
			.filter((todo) -> todo.title().endsWith(project.code()))
			.map(PaymentTodosIntegrationTests::line)
			.toList();
	}

	private static String line(Todo todo) {
		LocalDate due = todo.due();
		return todo.kind() + " " + todo.subject() + " " + due;
	}

}
