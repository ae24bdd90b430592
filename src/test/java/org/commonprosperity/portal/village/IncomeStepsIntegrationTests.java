package org.commonprosperity.portal.village;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.account.Role;
import org.commonprosperity.portal.audit.AuditService;
import org.commonprosperity.portal.audit.Difference;
import org.commonprosperity.portal.project.Outcome;
import org.commonprosperity.portal.project.Submission;
import org.commonprosperity.portal.shared.NotOnRecord;
import org.commonprosperity.portal.shared.Refusal;
import org.commonprosperity.portal.support.Together;
import org.commonprosperity.portal.village.IncomeContent.Entry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.MessageSource;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.commonprosperity.portal.village.Villages.content;
import static org.commonprosperity.portal.village.Villages.money;

/**
 * Every step of a return in every state by every role, and what two officials do to the
 * same return at once.
 */
@VillageTest
class IncomeStepsIntegrationTests {

	private static final IncomePeriod YEAR = IncomePeriod.of(2026);

	private static final List<String> EVERYBODY = List.of("admin", "security", "auditor", "coordinator", "leader",
			"finance", "editor-agriculture", "clerk-zhongdai", "own clerk");

	private static final List<String> STATES = List.of("NONE", "DRAFT", "SUBMITTED", "RETURNED", "APPROVED",
			"CORRECTION");

	/**
	 * Who may take which step in which state, in the order of the states; a dash where
	 * nobody may.
	 */
	private static final Map<String, List<String>> TABLE = new LinkedHashMap<>();

	static {
		String own = "own clerk";
		String office = "coordinator";
		TABLE.put("save", List.of(own, own, "-", own, "-", own));
		TABLE.put("submit", List.of(own, own, "-", own, "-", own));
		TABLE.put("withdraw", List.of("-", "-", own, "-", "-", "-"));
		TABLE.put("approve", List.of("-", "-", office, "-", "-", "-"));
		TABLE.put("return", List.of("-", "-", office, "-", "-", "-"));
		TABLE.put("correct", List.of("-", "-", "-", "-", own, "-"));
		TABLE.put("discard", List.of("-", own, "-", "-", "-", own));
	}

	@Autowired
	private Villages villages;

	@Autowired
	private AuditService audit;

	@Autowired
	private MessageSource messages;

	@Autowired
	private TransactionTemplate transaction;

	@BeforeEach
	void january() {
		this.villages.at("2027-01-26T09:00");
	}

	@AfterEach
	void reset() {
		this.villages.clock.reset();
	}

	@Test
	void takeTheStepsOfTheTableAndNoOther() {
		List<String> wrong = new ArrayList<>();
		int tried = 0;
		for (int i = 0; i < STATES.size(); i++) {
			String village = inState(STATES.get(i));
			for (Map.Entry<String, List<String>> row : TABLE.entrySet()) {
				for (String username : EVERYBODY) {
					tried++;
					boolean allowed = row.getValue().get(i).equals(username);
					String became = attempt(row.getKey(), village, username);
					if (allowed != became.equals("done")) {
						wrong.add(row.getKey() + " " + STATES.get(i) + " " + username + ": " + became);
					}
				}
			}
		}
		assertThat(wrong).isEmpty();
		assertThat(tried).isEqualTo(TABLE.size() * STATES.size() * EVERYBODY.size());
	}

	@Test
	void letOneOfTwoApproversWinAndTellTheOther() throws Exception {
		String village = inState("SUBMITTED");
		IncomeRecord.Version current = this.villages.current(village, YEAR);
		Official coordinator = this.villages.coordinator();
		Callable<?> approves = () -> {
			this.villages.incomes.approve(current.id(), current.version(), coordinator);
			return "approved";
		};
		Callable<?> returns = () -> {
			this.villages.incomes.sendBack(current.id(), current.version(), "请核对", coordinator);
			return "returned";
		};
		List<Object> became = Together.press(List.of(approves, returns));
		assertThat(became).filteredOn((result) -> result instanceof String).hasSize(1);
		assertThat(became).filteredOn((result) -> result instanceof Refusal)
			.singleElement()
			.satisfies((result) -> assertThat(((Refusal) result).arguments()).contains(coordinator.fullName()));
		assertThat(this.villages.record(village, YEAR).state())
			.isEqualTo(became.contains("approved") ? "APPROVED" : "RETURNED");
	}

	@Test
	void sayWhatAnApprovedQuarterWaitsForBeforeItCounts() {
		String village = this.villages.village();
		approvedQuarter(village, 1);
		assertThat(effect(village, 1).isCounted()).isTrue();
		approvedQuarter(village, 4);
		assertThat(effect(village, 4).waitsFor()).isEqualTo(2);
		approvedQuarter(village, 2);
		assertThat(effect(village, 4).waitsFor()).isEqualTo(3);
		approvedQuarter(village, 3);
		assertThat(effect(village, 4).isCounted()).isTrue();
		this.villages.approved(village, YEAR, new IncomeContent(List.of(), money("1000.00"), null, null, null, null));
		assertThat(this.villages.desk.effect(village, YEAR)).isEqualTo(new IncomeEffect(null, false, true));
		assertThat(effect(village, 4).isCounted()).isTrue();
		this.villages.incomes.correct(village, YEAR, "补填收入", UUID.randomUUID(), this.villages.clerk());
		this.villages.approved(village, YEAR, content("OPERATING=9.00"));
		assertThat(this.villages.desk.effect(village, YEAR).isCounted()).isTrue();
		assertThat(effect(village, 4).byYear()).isTrue();
	}

	private IncomeEffect effect(String village, int quarter) {
		return this.villages.desk.effect(village, new IncomePeriod(2026, quarter));
	}

	private void approvedQuarter(String village, int quarter) {
		this.villages.approved(village, new IncomePeriod(2026, quarter), content("OPERATING=" + quarter + ".00"));
	}

	@Test
	void tellWhatWasChangedSinceAReturnCameBack() {
		String village = this.villages.village();
		this.villages.submit(village, YEAR, content("OPERATING=1.00", "OTHER=5.00"));
		assertThat(this.villages.record(village, YEAR).returnedBefore()).isNull();
		assertThat(this.villages.desk.sinceReturned(this.villages.record(village, YEAR))).isEmpty();
		IncomeRecord.Version sent = this.villages.current(village, YEAR);
		this.villages.incomes.sendBack(sent.id(), sent.version(), "请核对补助", this.villages.coordinator());
		this.villages.submit(village, YEAR, content("OPERATING=1.00", "OTHER=6.00", "SUBSIDY=2.00"));
		IncomeRecord again = this.villages.record(village, YEAR);
		assertThat(again.returnedBefore()).satisfies((step) -> assertThat(step.note()).isEqualTo("请核对补助"));
		assertThat(this.villages.desk.sinceReturned(again)).containsExactlyInAnyOrder(
				new Difference("income", "其他收入", "5.00", "6.00"), new Difference("income", "补助收入", null, "2.00"));
		this.villages.approve(village, YEAR);
		// a correction that came back is told against what was sent before, not against
		// what is approved
		this.villages.incomes.correct(village, YEAR, "漏记", UUID.randomUUID(), this.villages.clerk());
		this.villages.submit(village, YEAR, content("OPERATING=3.00", "OTHER=6.00", "SUBSIDY=2.00"));
		sent = this.villages.current(village, YEAR);
		this.villages.incomes.sendBack(sent.id(), sent.version(), "再核对", this.villages.coordinator());
		this.villages.submit(village, YEAR, content("OPERATING=1.00", "OTHER=6.00"));
		assertThat(this.villages.desk.sinceReturned(this.villages.record(village, YEAR))).containsExactlyInAnyOrder(
				new Difference("income", "经营收入", "3.00", "1.00"), new Difference("income", "补助收入", "2.00", null));
	}

	@Test
	void showBothVersionsOfADraftThatTwoWrite() {
		String village = inState("DRAFT");
		long version = this.villages.version(village, YEAR);
		this.villages.incomes.save(village, YEAR, content("OPERATING=1.00"), version, this.villages.clerk());
		assertThatExceptionOfType(StaleIncome.class)
			.isThrownBy(() -> this.villages.incomes.save(village, YEAR, content("OPERATING=2.00"), version,
					this.villages.clerk()))
			.satisfies((stale) -> assertThat(stale.differences())
				.containsExactly(new Difference("income", "经营收入", "1.00", "2.00")));
		assertThat(this.villages.current(village, YEAR).totals().total()).isEqualTo(money("1"));
	}

	@Test
	void countAFormOnce() {
		String village = this.villages.village();
		Submission submission = new Submission(UUID.randomUUID(), IncomeService.NOT_WRITTEN);
		assertThat(
				this.villages.incomes.submit(village, YEAR, content("OTHER=5.00"), submission, this.villages.clerk()))
			.isEqualTo(Outcome.PROPOSED);
		assertThat(
				this.villages.incomes.submit(village, YEAR, content("OTHER=5.00"), submission, this.villages.clerk()))
			.isEqualTo(Outcome.REPEATED);
	}

	@Test
	void areNotApprovedByWhoSentThem() {
		String village = inState("SUBMITTED");
		IncomeRecord.Version current = this.villages.current(village, YEAR);
		long clerk = this.villages.clerk().id();
		Official both = new Official(clerk, "both", "一人两岗", "共富办", Set.of(Role.COORDINATOR), Set.of(), Set.of());
		refused("income.refusal.own", () -> this.villages.incomes.approve(current.id(), current.version(), both));
	}

	@Test
	void keepBothVersionsOfACorrectionAndSayWhatChanged() {
		String village = this.villages.village();
		this.villages.approved(village, YEAR, content("OPERATING=100.00", "SUBSIDY=20.00"));
		this.villages.incomes.correct(village, YEAR, "漏记一笔", UUID.randomUUID(), this.villages.clerk());
		this.villages.submit(village, YEAR, content("OPERATING=130.00", "SUBSIDY=20.00"));
		IncomeRecord waiting = this.villages.record(village, YEAR);
		assertThat(waiting.differences()).containsExactly(new Difference("income", "经营收入", "100.00", "130.00"));
		this.villages.approve(village, YEAR);
		IncomeRecord record = this.villages.record(village, YEAR);
		assertThat(record.versions()).extracting((version) -> version.totals().total())
			.containsExactly(money("150"), money("120"));
		assertThat(record.versions()).extracting(IncomeRecord.Version::state).containsOnly(IncomeState.APPROVED);
		assertThat(this.audit.historyOf(IncomeService.RECORD, village + "/2026", 1, 20).items())
			.extracting((entry) -> entry.action())
			.containsExactly("income.approved", "income.submitted", "income.corrected", "income.approved",
					"income.submitted");
	}

	@Test
	void areNeverChangedInTheDatabaseOnceApproved() {
		String village = this.villages.village();
		this.villages.approved(village, YEAR, content("OPERATING=100.00"));
		long id = this.villages.current(village, YEAR).id();
		for (String sql : List.of("update income_return set note = 'x' where id = " + id,
				"delete from income_return where id = " + id,
				"update income_line set amount = 1 where return_id = " + id,
				"delete from income_line where return_id = " + id,
				"insert into income_line (return_id, source, amount) values (" + id + ", 'OTHER', 1)")) {
			assertThatExceptionOfType(DataAccessException.class).as(sql)
				.isThrownBy(() -> this.villages.jdbc.sql(sql).update())
				.withMessageContaining("an approved return is not changed");
		}
	}

	@Test
	void refuseASourceOutsideItsYearsAndNameWhereItIsFiledNow() {
		String village = this.villages.village();
		this.villages.approved(village, IncomePeriod.of(2023), content("CONTRACTING=7.00"));
		for (int year : List.of(2024, 2026)) {
			assertThatExceptionOfType(Refusal.class)
				.isThrownBy(() -> this.villages.submit(village, IncomePeriod.of(year), content("CONTRACTING=7.00")))
				.satisfies((refusal) -> assertThat(
						this.messages.getMessage(refusal.key(), refusal.arguments(), Locale.SIMPLIFIED_CHINESE))
					.contains("2023", "2024", "经营收入", "投资收益"));
		}
		assertThatExceptionOfType(DataIntegrityViolationException.class).isThrownBy(() -> {
			this.villages.incomes.save(village, IncomePeriod.of(2025), content("OTHER=1.00"), IncomeService.NOT_WRITTEN,
					this.villages.clerk());
			this.villages.jdbc.sql("update income_line set source = 'CONTRACTING' where return_id = ?")
				.param(this.villages.current(village, IncomePeriod.of(2025)).id())
				.update();
		});
	}

	@Test
	void refuseWhatCannotBe() {
		String village = this.villages.village();
		long own = this.villages.id(village);
		refused("income.refusal.later",
				() -> this.villages.submit(village, IncomePeriod.of(2028), content("OTHER=1.00")));
		refused("income.refusal.quarter",
				() -> this.villages.submit(village, new IncomePeriod(2027, 2), content("OTHER=1.00")));
		refused("income.refusal.payer", () -> this.villages.submit(village, YEAR,
				IncomeContent.of(List.of(new Entry("OTHER", own, null, money("1"))))));
		refused("income.refusal.twice", () -> this.villages.submit(village, YEAR, content("OTHER=1.00", "OTHER=2.00")));
		refused("income.refusal.empty", () -> this.villages.submit(village, YEAR, content()));
		refused("income.refusal.empty", () -> this.villages.submit(village, new IncomePeriod(2026, 1), content()));
		refused("income.refusal.most", () -> this.villages.submit(village, YEAR, content("OTHER=100000000000.00")));
		this.villages.submit(village, new IncomePeriod(2027, 1), content("OTHER=1.00"));
		assertThat(this.villages.record(village, new IncomePeriod(2027, 1)).state()).isEqualTo("SUBMITTED");
	}

	@Test
	void areTwoWithoutAndWithAQuarter() {
		String village = this.villages.village();
		this.villages.approved(village, YEAR, content("OTHER=10.00"));
		this.villages.approved(village, new IncomePeriod(2026, 1), content("OTHER=3.00"));
		assertThat(this.villages.current(village, YEAR).totals().total()).isEqualTo(money("10"));
		assertThat(this.villages.current(village, new IncomePeriod(2026, 1)).totals().total()).isEqualTo(money("3"));
	}

	@Test
	void growOverTheYearBeforeWhereItIsApproved() {
		String village = this.villages.village();
		this.villages.submit(village, IncomePeriod.of(2025), content("OTHER=100.00"));
		this.villages.submit(village, YEAR, content("OTHER=110.40"));
		assertThat(this.villages.record(village, YEAR).growth()).isNull();
		this.villages.approve(village, IncomePeriod.of(2025));
		assertThat(this.villages.record(village, YEAR).growth()).isEqualByComparingTo("10.4");
	}

	private void refused(String key, ThrowingCallable what) {
		assertThatExceptionOfType(Refusal.class).isThrownBy(what).satisfies((refusal) -> {
			assertThat(refusal.key()).isEqualTo(key);
			for (Locale locale : List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH)) {
				assertThat(this.messages.getMessage(refusal.key(), refusal.arguments(), locale)).isNotBlank();
			}
		});
	}

	/** What becomes of a step; nothing of it stays. */
	private String attempt(String step, String village, String username) {
		Official by = username.equals("own clerk") ? this.villages.clerk() : this.villages.official(username);
		try {
			this.transaction.executeWithoutResult((status) -> {
				status.setRollbackOnly();
				step(step, village, by);
			});
			return "done";
		}
		catch (AccessDeniedException ex) {
			return "not this official";
		}
		catch (NotOnRecord ex) {
			return "nothing there";
		}
		catch (Refusal refusal) {
			for (Locale locale : List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH)) {
				assertThat(this.messages.getMessage(refusal.key(), refusal.arguments(), locale)).as(refusal.key())
					.isNotBlank();
			}
			return refusal.key();
		}
	}

	private void step(String step, String village, Official by) {
		IncomeService incomes = this.villages.incomes;
		IncomeRecord.Version current = this.villages.record(village, YEAR).current();
		long version = (current != null) ? current.version() : IncomeService.NOT_WRITTEN;
		long id = (current != null) ? current.id() : 0;
		IncomeContent content = content("OPERATING=12.00");
		switch (step) {
			case "save" -> incomes.save(village, YEAR, content, version, by);
			case "submit" -> incomes.submit(village, YEAR, content, new Submission(UUID.randomUUID(), version), by);
			case "withdraw" -> incomes.withdraw(village, YEAR, by);
			case "approve" -> incomes.approve(id, version, by);
			case "return" -> incomes.sendBack(id, version, "请核对", by);
			case "correct" -> incomes.correct(village, YEAR, "数字有误", UUID.randomUUID(), by);
			case "discard" -> incomes.discard(village, YEAR, by);
			default -> throw new IllegalArgumentException(step);
		}
	}

	private String inState(String state) {
		String village = this.villages.village();
		IncomeContent content = content("OPERATING=10.00");
		switch (state) {
			case "DRAFT" ->
				this.villages.incomes.save(village, YEAR, content, IncomeService.NOT_WRITTEN, this.villages.clerk());
			case "SUBMITTED" -> this.villages.submit(village, YEAR, content);
			case "RETURNED" -> {
				this.villages.submit(village, YEAR, content);
				IncomeRecord.Version current = this.villages.current(village, YEAR);
				this.villages.incomes.sendBack(current.id(), current.version(), "请核对", this.villages.coordinator());
			}
			case "APPROVED" -> this.villages.approved(village, YEAR, content);
			case "CORRECTION" -> {
				this.villages.approved(village, YEAR, content);
				this.villages.incomes.correct(village, YEAR, "数字有误", UUID.randomUUID(), this.villages.clerk());
			}
			default -> {
			}
		}
		return village;
	}

}
