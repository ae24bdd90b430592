package org.commonprosperity.portal.village;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.audit.AuditService;
import org.commonprosperity.portal.audit.Difference;
import org.commonprosperity.portal.project.Submission;
import org.commonprosperity.portal.shared.Refusal;
import org.commonprosperity.portal.spreadsheet.CheckedRow;
import org.commonprosperity.portal.spreadsheet.CheckedRow.Outcome;
import org.commonprosperity.portal.spreadsheet.ImportRun;
import org.commonprosperity.portal.spreadsheet.SheetRow;
import org.commonprosperity.portal.support.StatementCounter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.commonprosperity.portal.village.Villages.content;
import static org.commonprosperity.portal.village.Villages.money;

/**
 * Income that comes in as a spreadsheet: told beside the record, written by statements
 * over sets, and taken back to exactly what was.
 */
@VillageTest
class VillageIncomeSheetIntegrationTests {

	private static final IncomePeriod YEAR = IncomePeriod.of(2026);

	@Autowired
	private VillageIncomeSheet sheet;

	@Autowired
	private VillageFiguresSheet figures;

	@Autowired
	private Villages villages;

	@Autowired
	private AuditService audit;

	@Autowired
	private StatementCounter statements;

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
	void tellsEachRowBesideTheRecord() {
		String village = this.villages.village();
		this.villages.approved(village, YEAR, content("OPERATING=100.00", "OTHER=5.00"));
		List<CheckedRow> checked = check(row(1, village, 2026, null, "OPERATING", "120.00"),
				row(2, village, 2026, "Y", "OTHER", "5.00"), row(3, village, 2026, "Y", "SUBSIDY", "7.00"),
				row(4, village, 2026, "1", "OTHER", "5.00"));
		assertThat(checked).extracting(CheckedRow::outcome)
			.containsExactly(Outcome.CHANGED, Outcome.LEFT, Outcome.ADDED, Outcome.ADDED);
		assertThat(checked.get(0).before()).isEqualTo(Map.of("amount", "100.00"));
	}

	@Test
	void refusesWhatTheRulesOrTheScopeForbid() {
		String village = this.villages.village();
		List<CheckedRow> checked = check(row(1, "zhongdai", 2026, null, "OTHER", "1.00"),
				row(2, village, 2028, null, "OTHER", "1.00"), row(3, village, 2027, "2", "OTHER", "1.00"),
				row(4, village, 2024, null, "CONTRACTING", "1.00"),
				with(row(5, village, 2026, null, "OTHER", "1.00"), "payer", village),
				with(row(6, village, 2026, null, "OTHER", "1.00"), "enclave", "enclave"),
				row(7, village, 2026, null, "OTHER", "1.00"), row(8, village, 2026, "Y", "OTHER", "2.00"),
				row(9, village, 2023, null, "CONTRACTING", "1.00"));
		assertThat(checked).extracting((one) -> one.errors().isEmpty() ? "" : one.errors().get(0).key())
			.containsExactly("income.refusal.village", "income.refusal.later", "income.refusal.quarter",
					"income.refusal.sourceYear", "income.refusal.payer", "income.refusal.enclaveSource", "",
					"income.refusal.rowTwice", "");
		assertThat(this.sheet.mayImport(this.villages.coordinator())).isFalse();
		assertThat(this.sheet.mayImport(this.villages.official("clerk-yongxing"))).isFalse();
		assertThat(this.sheet.mayImport(this.villages.clerk())).isTrue();
		assertThat(this.sheet.columns(this.villages.official("clerk-dali")).get(0).choices())
			.extracting((choice) -> choice.code())
			.containsExactly("dali");
	}

	@Test
	void writesNewReturnsCorrectionsAndDraftsAndTakesAllOfItBack() {
		String fresh = this.villages.village();
		String approved = this.villages.village();
		String draft = this.villages.village();
		this.villages.approved(approved, YEAR, content("OPERATING=100.00", "OTHER=5.00"));
		this.villages.incomes.save(draft, YEAR, content("OTHER=9.00"), IncomeService.NOT_WRITTEN,
				this.villages.clerk());
		ImportRun run = run("收入.xlsx");
		write(run, row(1, fresh, 2026, null, "OPERATING", "1.00"), row(2, approved, 2026, null, "OPERATING", "120.00"),
				row(3, draft, 2026, null, "OTHER", "10.00"), row(4, draft, 2026, null, "SUBSIDY", "2.00"));
		assertThat(this.villages.record(fresh, YEAR).state()).isEqualTo("SUBMITTED");
		IncomeRecord corrected = this.villages.record(approved, YEAR);
		assertThat(corrected.versions()).extracting((version) -> version.totals().total())
			.containsExactly(money("125"), money("105"));
		assertThat(this.villages.current(approved, YEAR).correctionReason()).isEqualTo("导入 收入.xlsx");
		assertThat(this.villages.current(draft, YEAR).totals().total()).isEqualTo(money("12"));
		assertThat(corrected.steps().get(0).actor()).isEqualTo(this.villages.clerk().signature());
		assertThat(this.audit.historyOf(IncomeService.RECORD, draft + "/2026", 1, 5).items().get(0).differences())
			.containsExactlyInAnyOrder(new Difference("income", "其他收入", "9.00", "10.00"),
					new Difference("income", "补助收入", null, "2.00"));
		this.transaction.executeWithoutResult((status) -> this.sheet.undo(run));
		assertThat(this.villages.record(fresh, YEAR).state()).isEqualTo("NONE");
		assertThat(this.villages.record(approved, YEAR).versions()).singleElement()
			.satisfies((version) -> assertThat(version.totals().total()).isEqualTo(money("105")));
		IncomeRecord put = this.villages.record(draft, YEAR);
		assertThat(put.state()).isEqualTo("DRAFT");
		assertThat(put.steps()).isEmpty();
		assertThat(put.versions().get(0).content()).isEqualTo(content("OTHER=9.00"));
	}

	@Test
	void isNotTakenBackOnceSomebodyWentOnFromIt() {
		String one = this.villages.village();
		String other = this.villages.village();
		ImportRun run = run("a.csv");
		write(run, row(1, one, 2026, null, "OPERATING", "1.00"), row(2, other, 2026, null, "OPERATING", "1.00"));
		this.villages.approve(other, YEAR);
		assertThatExceptionOfType(Refusal.class)
			.isThrownBy(() -> this.transaction.executeWithoutResult((status) -> this.sheet.undo(run)))
			.satisfies((refusal) -> assertThat(refusal.arguments()).containsExactly("1", "试验" + other + "村 2026 年"));
		assertThat(this.villages.record(one, YEAR).state()).isEqualTo("SUBMITTED");
	}

	@Test
	void refusesAsAWholeWhatChangedBetweenPreviewAndWriting() {
		String village = this.villages.village();
		List<CheckedRow> checked = check(row(1, village, 2026, null, "OPERATING", "1.00"));
		this.villages.incomes.submit(village, YEAR, content("OPERATING=2.00"),
				new Submission(UUID.randomUUID(), IncomeService.NOT_WRITTEN), this.villages.clerk());
		ImportRun run = run("b.csv");
		assertThatExceptionOfType(Refusal.class)
			.isThrownBy(() -> this.transaction.executeWithoutResult((status) -> this.sheet.write(checked, run)))
			.satisfies((refusal) -> assertThat(refusal.key()).isEqualTo("income.refusal.importStale"));
		assertThat(this.villages.current(village, YEAR).totals().total()).isEqualTo(money("2"));
	}

	@Test
	void takesFiguresOfAYearInAndBackToo() {
		String village = this.villages.village();
		this.villages.approved(village, YEAR, content("OPERATING=100.00"));
		Map<String, Object> values = new LinkedHashMap<>();
		values.put("village", village);
		values.put("year", 2026L);
		values.put("target", money("130.00"));
		values.put("population", 3100L);
		List<CheckedRow> checked = this.figures.check(List.of(new SheetRow(1, values)), this.villages.clerk());
		assertThat(checked.get(0).outcome()).isEqualTo(Outcome.CHANGED);
		assertThat(checked.get(0).before()).isEqualTo(Map.of("target", "", "population", ""));
		ImportRun run = run("目标.xlsx");
		this.transaction.executeWithoutResult((status) -> {
			this.figures.write(checked, run);
			this.figures.finish(run);
		});
		assertThat(this.villages.record(village, YEAR).differences()).containsExactly(
				new Difference("target", null, null, "130.00"), new Difference("population", null, null, "3100"));
		assertThat(this.villages.current(village, YEAR).totals().total()).isEqualTo(money("100"));
		assertThat(this.figures.check(List.of(new SheetRow(1, values)), this.villages.clerk()).get(0).outcome())
			.isEqualTo(Outcome.LEFT);
		this.transaction.executeWithoutResult((status) -> this.figures.undo(run));
		assertThat(this.villages.record(village, YEAR).versions()).singleElement()
			.satisfies((version) -> assertThat(version.content().target()).isNull());
	}

	@Test
	void asksTheDatabaseAsOftenForManyRowsAsForFew() {
		List<Integer> counts = new ArrayList<>();
		for (int years : List.of(2, 60)) {
			String village = this.villages.village();
			SheetRow[] rows = IntStream.range(0, years * 4)
				.mapToObj((i) -> row(i + 1, village, 1960 + i / 4, null,
						List.of("OPERATING", "INVESTMENT", "SUBSIDY", "OTHER").get(i % 4), i + ".50"))
				.toArray(SheetRow[]::new);
			ImportRun run = run("many.xlsx");
			this.statements.reset();
			write(run, rows);
			this.transaction.executeWithoutResult((status) -> this.sheet.undo(run));
			counts.add(this.statements.statements().size());
		}
		assertThat(counts.get(1)).isEqualTo(counts.get(0));
	}

	private List<CheckedRow> check(SheetRow... rows) {
		return this.sheet.check(List.of(rows), this.villages.clerk());
	}

	private void write(ImportRun run, SheetRow... rows) {
		List<CheckedRow> checked = check(rows);
		assertThat(checked).allMatch((row) -> row.errors().isEmpty());
		this.transaction.executeWithoutResult((status) -> {
			this.sheet.write(checked.stream().filter((row) -> row.outcome() != Outcome.LEFT).toList(), run);
			this.sheet.finish(run);
		});
	}

	private ImportRun run(String file) {
		Official clerk = this.villages.clerk();
		long id = this.villages.jdbc
			.sql("""
					insert into import_job (sheet, state, file_name, file_size, content, sent_by, sent_for, sent_by_name, sent_at)
					values ('village-income', 'WRITING', ?, 0, '', ?, ?, ?, now()) returning id""")
			.params(file, clerk.id(), clerk.id(), clerk.fullName())
			.query(Long.class)
			.single();
		return new ImportRun(id, file, clerk, this.villages.clock.instant());
	}

	private static SheetRow row(int number, String village, long year, String quarter, String source, String amount) {
		Map<String, Object> values = new LinkedHashMap<>();
		values.put("village", village);
		values.put("year", year);
		if (quarter != null) {
			values.put("quarter", quarter);
		}
		values.put("source", source);
		values.put("amount", money(amount));
		return new SheetRow(number, values);
	}

	private static SheetRow with(SheetRow row, String column, String value) {
		Map<String, Object> values = new LinkedHashMap<>(row.values());
		values.put(column, value);
		return new SheetRow(row.number(), values);
	}

}
