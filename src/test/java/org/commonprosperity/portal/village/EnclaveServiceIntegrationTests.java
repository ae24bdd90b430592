package org.commonprosperity.portal.village;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;

import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.shared.Refusal;
import org.commonprosperity.portal.support.Together;
import org.commonprosperity.portal.village.IncomeContent.Entry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.security.access.AccessDeniedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.commonprosperity.portal.village.Villages.money;

/**
 * What an enclave pays is posted once, to the fen, by two persons, and never rewritten.
 */
@VillageTest
class EnclaveServiceIntegrationTests {

	@Autowired
	private Villages villages;

	private String enclave;

	private String first;

	private String second;

	@BeforeEach
	void shares() {
		this.villages.at("2027-01-26T09:00");
		this.enclave = this.villages.enclave();
		this.first = this.villages.village();
		this.second = this.villages.village();
		this.villages.share(this.enclave, this.first, 2022, "2000000.00");
		this.villages.share(this.enclave, this.second, 2022, "1000000.00");
	}

	@AfterEach
	void reset() {
		this.villages.clock.reset();
	}

	@Test
	void postsOnceHoweverManyPressAtOnce() throws Exception {
		long payment = this.villages.payment(this.enclave, 2025, "100000.00");
		long version = this.villages.paymentVersion(payment);
		Callable<?> posts = () -> {
			this.villages.enclaves.post(payment, version, this.villages.coordinator());
			return "posted";
		};
		List<Object> became = Together.press(List.of(posts, posts, posts));
		assertThat(became).filteredOn("posted"::equals).hasSize(1);
		assertThat(became).filteredOn((result) -> result instanceof Refusal).hasSize(2);
		assertThat(postings(payment)).isEqualTo(Map.of(this.first, "66666.67", this.second, "33333.33"));
	}

	@Test
	void takesAPostedPaymentBackOnceWithTheSameLinesTheOtherWayRound() {
		long payment = this.villages.payment(this.enclave, 2025, "0.01");
		post(payment);
		this.villages.enclaves.enterReversal(payment, "金额有误", UUID.randomUUID(), editor());
		long reversal = this.villages.latest("enclave_payment");
		refused("enclave.refusal.reversed",
				() -> this.villages.enclaves.enterReversal(payment, "再来", UUID.randomUUID(), editor()));
		this.villages.enclaves.sendPaymentBack(reversal, this.villages.paymentVersion(reversal), "请写明原因",
				this.villages.coordinator());
		this.villages.enclaves.enterReversal(payment, "重复付款", UUID.randomUUID(), editor());
		assertThat(this.villages.latest("enclave_payment")).isEqualTo(reversal);
		post(reversal);
		assertThat(postings(payment)).isEqualTo(Map.of(this.first, "0.01"));
		assertThat(postings(reversal)).isEqualTo(Map.of(this.first, "-0.01"));
		refused("enclave.refusal.reversed",
				() -> this.villages.enclaves.enterReversal(payment, "再来", UUID.randomUUID(), editor()));
		refused("enclave.refusal.reverse",
				() -> this.villages.enclaves.enterReversal(reversal, "再来", UUID.randomUUID(), editor()));
	}

	@Test
	void keepsWhoEntersFromDeciding() {
		this.villages.enclaves.enterPayment(this.enclave, 2025, money("10"), null, UUID.randomUUID(),
				this.villages.coordinator());
		long payment = this.villages.latest("enclave_payment");
		refused("enclave.refusal.own", () -> this.villages.enclaves.post(payment, 0, this.villages.coordinator()));
		this.villages.enclaves.post(payment, 0, this.villages.second());
		assertThat(postings(payment)).hasSize(2);
		for (String nobody : List.of("editor-economy", "finance", "leader", "clerk-dali", "admin")) {
			assertThatExceptionOfType(AccessDeniedException.class).as(nobody)
				.isThrownBy(() -> this.villages.enclaves.enterPayment(this.enclave, 2025, money("10"), null,
						UUID.randomUUID(), this.villages.official(nobody)));
			assertThatExceptionOfType(AccessDeniedException.class).as(nobody)
				.isThrownBy(() -> this.villages.enclaves.post(payment, 0, this.villages.official(nobody)));
		}
	}

	@Test
	void neverRewritesInTheDatabaseWhatIsPosted() {
		long payment = this.villages.payment(this.enclave, 2025, "100.00");
		post(payment);
		for (String sql : List.of("update enclave_payment set note = 'x' where id = " + payment,
				"delete from enclave_posting where payment_id = " + payment,
				"update enclave_posting set amount = 1 where payment_id = " + payment)) {
			assertThatExceptionOfType(DataAccessException.class).as(sql)
				.isThrownBy(() -> this.villages.jdbc.sql(sql).update());
		}
	}

	@Test
	void sharesByTheCapitalOfTheYearAndLeavesPostedYearsAlone() {
		this.villages.share(this.enclave, this.first, 2026, "1000000.00");
		long before = this.villages.payment(this.enclave, 2025, "90.00");
		long after = this.villages.payment(this.enclave, 2026, "90.00");
		post(before);
		post(after);
		assertThat(postings(before)).isEqualTo(Map.of(this.first, "60.00", this.second, "30.00"));
		assertThat(postings(after)).isEqualTo(Map.of(this.first, "45.00", this.second, "45.00"));
		refused("enclave.refusal.posted", () -> this.villages.share(this.enclave, this.second, 2026, "5.00"));
		this.villages.share(this.enclave, this.second, 2027, "0.00");
		long later = this.villages.payment(this.enclave, 2027, "90.00");
		post(later);
		assertThat(postings(later)).isEqualTo(Map.of(this.first, "90.00"));
		refused("enclave.refusal.noShares", () -> this.villages.payment(this.enclave, 2021, "90.00"));
	}

	@Test
	void countsInTheVillagesIncomeOnceBesideTheVillagesOwnFigure() {
		long payment = this.villages.payment(this.enclave, 2025, "90.00");
		IncomePeriod year = IncomePeriod.of(2025);
		long id = this.villages.jdbc.sql("select id from enclave where code = ?")
			.param(this.enclave)
			.query(Long.class)
			.single();
		this.villages.submit(this.first, year, IncomeContent.of(List.of(new Entry("OPERATING", null, null, money("10")),
				new Entry("INVESTMENT", null, id, money("59")))));
		assertThat(this.villages.current(this.first, year).totals().total()).isEqualTo(money("69"));
		post(payment);
		VillageIncomeRule.Totals totals = this.villages.current(this.first, year).totals();
		assertThat(totals.total()).isEqualTo(money("70"));
		assertThat(totals.enclaves())
			.containsExactly(new VillageIncomeRule.Reconciliation(id, money("59"), money("60"), money("-1")));
	}

	private void post(long payment) {
		this.villages.enclaves.post(payment, this.villages.paymentVersion(payment), this.villages.coordinator());
	}

	private Official editor() {
		return this.villages.official("editor-agriculture");
	}

	private Map<String, String> postings(long payment) {
		Map<String, String> postings = new TreeMap<>();
		this.villages.jdbc.sql("""
				select c.code, g.amount from enclave_posting g join community c on c.id = g.community_id
				where g.payment_id = ?""").param(payment).query((row) -> {
			postings.put(row.getString("code"), row.getBigDecimal("amount").toPlainString());
		});
		return postings;
	}

	private static void refused(String key, Runnable what) {
		assertThatExceptionOfType(Refusal.class).isThrownBy(what::run)
			.satisfies((refusal) -> assertThat(refusal.key()).isEqualTo(key));
	}

}
