package org.commonprosperity.portal.spreadsheet;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.commonprosperity.portal.account.AccountDirectory;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.account.Role;
import org.commonprosperity.portal.shared.NotOnRecord;
import org.commonprosperity.portal.shared.Refusal;
import org.commonprosperity.portal.spreadsheet.CheckedRow.Outcome;
import org.commonprosperity.portal.support.Await;
import org.commonprosperity.portal.support.PortalTest;
import org.commonprosperity.portal.support.Together;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * An import on its way: checked before it is written, written as a whole or not at all,
 * looked up and undone.
 */
@PortalTest(properties = "portal.test.database=imports")
class ImportJobIntegrationTests {

	@Autowired
	private ImportService imports;

	@Autowired
	private ImportJobs jobs;

	@Autowired
	private SampleSheet sheet;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private AccountDirectory accounts;

	private Official clerk;

	private Official other;

	@BeforeEach
	void prepare() {
		this.sheet.prepare();
		this.clerk = official("clerk-dali", Role.CLERK);
		this.other = official("clerk-zhongdai", Role.CLERK);
	}

	@Test
	void showsWhatWouldBeDoneAndWritesItAfterTheSecondPress() {
		record("甲", "1.00");
		record("乙", "2.00");
		ImportJob job = sent("2026 年收入表\n\n名称,金额（万元）\n甲,0.0001\n乙,3\n丙,4.5\n合计,7.5001\n注：已核对\n");
		assertThat(job.state()).isEqualTo(ImportState.CHECKED);
		assertThat(job).extracting(ImportJob::added, ImportJob::changed, ImportJob::same, ImportJob::faults)
			.containsExactly(1, 1, 1, 0);
		assertThat(view(job).rows()).extracting((row) -> row.row().number() + " " + row.outcome() + " " + row.before())
			.containsExactly("4 LEFT {}", "5 CHANGED {amount=2.00}", "6 ADDED {}");
		assertThat(view(job).skipped()).extracting(ReadRow::skipped)
			.containsExactlyInAnyOrder(ReadRow.Skipped.TOTAL, ReadRow.Skipped.NOTE);
		assertThat(this.sheet.records()).containsExactly("乙 2.00", "甲 1.00");
		job = written(job);
		assertThat(job.state()).isEqualTo(ImportState.WRITTEN);
		assertThat(job.writtenByName()).isEqualTo(this.clerk.signature());
		assertThat(this.sheet.records()).containsExactly("丙 45000.00", "乙 30000.00", "甲 1.00");
		assertThat(this.jdbc.sql("select action from audit_entry where subject = ? order by id")
			.param("import/" + job.id())
			.query(String.class)
			.list()).containsExactly("import.received", "import.written");
	}

	@Test
	void writesNothingAsLongAsOneCellIsFaultyAndTakesWhatIsTypedInItsPlace() {
		ImportJob job = sent("名称,金额\n甲,一百\n乙,2\n不收,3\n");
		assertThat(job.state()).isEqualTo(ImportState.FAULTY);
		assertThat(job.faults()).isEqualTo(2);
		assertThat(view(job).faults()).extracting((fault) -> fault.row() + ":" + fault.at() + " " + fault.value())
			.containsExactly("2:1 一百", "4:0 不收");
		ImportJob faulty = job;
		refused("import.refusal.moved.FAULTY", () -> this.imports.write(faulty.id(), faulty.version(), this.clerk));
		this.imports.mend(job.id(), job.version(), Map.of("2:1", "100", "4:0", "丁"), this.clerk);
		job = done(job.id());
		assertThat(job.state()).isEqualTo(ImportState.CHECKED);
		assertThat(this.sheet.records()).isEmpty();
		written(job);
		assertThat(this.sheet.records()).containsExactly("丁 3.00", "乙 2.00", "甲 100.00");
	}

	@Test
	void aRowMetTwiceIsMendedInItsKeyOrLeftOut() {
		ImportJob job = sent("名称,金额\n甲,1\n甲,2\n合计,3\n");
		assertThat(view(job).faults()).singleElement().satisfies((fault) -> {
			assertThat(fault.key()).isEqualTo("sheet.row.twice");
			assertThat(fault.arguments()).containsExactly("2", "name", "0", "甲");
		});
		this.imports.mend(job.id(), job.version(), Map.of(), Set.of(3), Set.of(), null, this.clerk);
		job = done(job.id());
		assertThat(job.state()).isEqualTo(ImportState.CHECKED);
		assertThat(job.leftOut()).containsExactly(3);
		assertThat(job.added()).isEqualTo(1);
		this.imports.mend(job.id(), job.version(), Map.of("3:0", "乙"), Set.of(), Set.of(3), null, this.clerk);
		job = done(job.id());
		assertThat(job.leftOut()).isEmpty();
		assertThat(written(job).state()).isEqualTo(ImportState.WRITTEN);
		assertThat(this.sheet.records()).containsExactly("乙 2.00", "甲 1.00");
	}

	@Test
	void offersToFillAnEmptyKeyAsInTheRowAbove() {
		ImportJob job = sent("名称,金额\n,5\n甲,1\n,2\n,3\n");
		assertThat(view(job).faults()).extracting((fault) -> fault.row() + " " + fault.isToFill())
			.containsExactly("2 false", "4 true", "5 true");
		this.imports.mend(job.id(), job.version(), Map.of("2:0", "首", "5:0", "丙"), Set.of(), Set.of(), "name",
				this.clerk);
		// what was typed stays; the filled one is the same as the row above now
		assertThat(view(done(job.id())).faults()).extracting((fault) -> fault.row() + " " + fault.key())
			.containsExactly("4 sheet.row.twice");
	}

	@Test
	void remarksOnASlipOfTheUnitAndWritesAllTheSame() {
		record("甲", "5500000.00");
		record("乙", "100.00");
		ImportJob job = sent("名称,金额\n甲,550\n乙,1000\n丙,1\n");
		assertThat(job.state()).isEqualTo(ImportState.CHECKED);
		assertThat(job.faults()).isZero();
		assertThat(view(job).remarks()).extracting((remark) -> remark.row() + " " + remark.at() + " " + remark.key())
			.containsExactly("2 1 import.remark.unit");
		assertThat(view(job).corrects()).isFalse();
		assertThat(written(job).state()).isEqualTo(ImportState.WRITTEN);
	}

	@Test
	void recognisesTheTableOfAnotherSheetAndOneWithAColumnForEachSource() {
		Official dali = this.accounts.findByUsername("clerk-dali").orElseThrow();
		ImportJob figures = received("village-figures", "村,年度,来源,金额\n大力村,2025,经营收入,1\n", dali);
		assertThat(figures.state()).isEqualTo(ImportState.FAULTY);
		assertThat(figures.refusal()).isEqualTo("import.refusal.other");
		assertThat(figures.refusalArguments()).containsExactly("village-income");
		ImportJob income = received("village-income", "村,年度,年度目标（万元）\n大力村,2025,1500\n", dali);
		assertThat(income.refusalArguments()).containsExactly("village-figures");
		ImportJob wide = received("village-income", "年份,村,合计（元）,经营收入（元）,补助收入（元）\n2025,大力村,3,1,2\n", dali);
		assertThat(wide.refusal()).isEqualTo("import.refusal.wide");
		assertThat(wide.refusalArguments()).containsExactly("经营收入（元）、补助收入（元）");
		ImportJob plain = received("village-figures", "村,年度,人口\n大力村,2025,2700\n", dali);
		assertThat(plain.state()).isEqualTo(ImportState.CHECKED);
	}

	@Test
	void tellsAllFaultsOfARowAtOnceAndAsThePersonWroteThem() {
		Official dali = this.accounts.findByUsername("clerk-dali").orElseThrow();
		ImportJob job = received("village-income",
				"村,年度,来源,金额\n大力村,2099,经营收入,一百\n大力村,2025年,发包收入,1\n钟埭村,2025,其他收入,77.5万\n", dali);
		assertThat(this.imports.view(job.id(), null, 0, 9, dali).faults())
			.extracting((fault) -> fault.row() + " " + fault.key() + " " + fault.value())
			.containsExactlyInAnyOrder("2 income.refusal.later 2099", "2 sheet.cell.number 一百",
					"3 income.refusal.sourceYear 发包收入", "4 income.refusal.onlyOwn 钟埭村", "4 sheet.cell.wan 77.5万");
		assertThat(job.faults()).isEqualTo(5);
		assertThat(job.faulty()).isEqualTo(3);
	}

	@Test
	void asksWhyWhatIsApprovedIsCorrected() {
		Official dali = this.accounts.findByUsername("clerk-dali").orElseThrow();
		ImportJob job = received("village-income", "村,年度,来源,金额\n大力村,2025,经营收入,812\n", dali);
		ImportView view = this.imports.view(job.id(), null, 0, 9, dali);
		assertThat(view.corrects()).isTrue();
		assertThat(view.remarks()).extracting(CellError::key)
			.containsExactlyInAnyOrder("import.remark.unit", CheckedRow.CORRECTION);
		refused("import.refusal.reason", () -> this.imports.write(job.id(), job.version(), null, dali));
		assertThat(this.jobs.get(job.id()).state()).isEqualTo(ImportState.CHECKED);
		this.imports.write(job.id(), job.version(), "单位写错了", dali);
		ImportJob written = done(job.id());
		assertThat(written.state()).isEqualTo(ImportState.WRITTEN);
		assertThat(this.jdbc.sql("select correction_reason from income_return order by id desc limit 1")
			.query(String.class)
			.single()).isEqualTo("单位写错了（导入 收入.csv）");
		this.imports.undo(job.id(), written.version(), "试一下", dali);
		assertThat(done(job.id()).state()).isEqualTo(ImportState.UNDONE);
	}

	private ImportJob received(String sheet, String csv, Official by) {
		return done(this.imports.receive(sheet, "收入.csv", csv.getBytes(StandardCharsets.UTF_8), UUID.randomUUID(), by));
	}

	@Test
	void asksWhichColumnIsWhichWhereTheHeadingsDoNotSay() {
		ImportJob job = sent("单位名,数\n甲,1\n");
		assertThat(job.state()).isEqualTo(ImportState.FAULTY);
		assertThat(job.refusal()).isEqualTo("import.refusal.columns");
		assertThat(this.imports.offer(job.id(), null, this.clerk).first().get(0).cells()).containsExactly("单位名", "数");
		refused("import.refusal.columnTwice",
				() -> this.imports.recognise(job.id(), job.version(), 0, 1, Map.of(0, "name", 1, "name"), this.clerk));
		this.imports.recognise(job.id(), job.version(), 0, 1, Map.of(0, "name", 1, "amount"), this.clerk);
		assertThat(done(job.id()).state()).isEqualTo(ImportState.CHECKED);
	}

	@Test
	void refusesAFileThatIsNoSpreadsheetAndOneWithoutRows() {
		ImportJob job = received(new byte[] { 'P', 'K', 3, 4, 0, 0 }, "图片.xlsx");
		assertThat(job.state()).isEqualTo(ImportState.UNREADABLE);
		assertThat(job.refusal()).startsWith("sheet.file.");
		assertThat(sent("名称,金额\n").refusal()).isEqualTo("import.refusal.empty");
	}

	@Test
	void writesAllOrNothing() {
		this.sheet.refuseAfter = ImportRun.CHUNK;
		ImportJob job = written(sent(table(ImportRun.CHUNK + 10)));
		assertThat(job.state()).isEqualTo(ImportState.FAULTY);
		assertThat(this.sheet.records()).isEmpty();
	}

	@Test
	void doesNotWriteWhatThePreviewDidNotShow() {
		ImportJob job = sent("名称,金额\n甲,1\n乙,2\n");
		record("乙", "9.00");
		ImportJob stayed = written(job);
		assertThat(stayed.refusal()).isEqualTo("import.refusal.changedMeanwhile");
		assertThat(stayed.refusalArguments()).containsExactly("3");
		assertThat(this.sheet.records()).containsExactly("乙 9.00");
		this.imports.again(job.id(), stayed.version(), this.clerk);
		assertThat(done(job.id())).extracting(ImportJob::state, ImportJob::added, ImportJob::changed)
			.containsExactly(ImportState.CHECKED, 1, 1);
	}

	@Test
	void ofTwoWhoPressAtOnceOneWrites() throws Exception {
		ImportJob job = sent(table(50));
		Callable<?> press = () -> {
			this.imports.write(job.id(), job.version(), this.clerk);
			return "written";
		};
		List<Object> answers = Together.press(List.of(press, press));
		assertThat(done(job.id()).state()).isEqualTo(ImportState.WRITTEN);
		assertThat(answers).filteredOn((answer) -> answer instanceof Refusal).hasSize(1);
		assertThat(this.sheet.records()).hasSize(50);
	}

	@Test
	void takesAnImportBackUnlessSomethingWasBuiltOnIt() {
		record("甲", "1.00");
		ImportJob job = written(sent("名称,金额\n甲,5\n乙,2\n"));
		refused("project.refusal.reasonMissing", () -> this.imports.undo(job.id(), job.version(), null, this.clerk));
		this.imports.undo(job.id(), job.version(), "传错了", this.clerk);
		assertThat(done(job.id())).extracting(ImportJob::state, ImportJob::undoReason)
			.containsExactly(ImportState.UNDONE, "传错了");
		assertThat(this.sheet.records()).containsExactly("甲 1.00");
		ImportJob kept = written(sent("名称,金额\n封存,7\n"));
		this.imports.undo(kept.id(), kept.version(), "也不要", this.clerk);
		assertThat(done(kept.id())).extracting(ImportJob::state, ImportJob::refusal)
			.containsExactly(ImportState.WRITTEN, "import.refusal.nothing");
		assertThat(this.sheet.records()).contains("封存 7.00");
	}

	@Test
	void isTheSendersAloneAndLookedUpByTheCoordinatingOffice() {
		ImportJob job = sent("名称,金额\n甲,1\n");
		Official coordinator = official("coordinator", Role.COORDINATOR);
		assertThat(this.imports.view(job.id(), null, 0, 10, coordinator).own()).isFalse();
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> this.imports.view(job.id(), null, 0, 10, this.other));
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> this.imports.file(job.id(), this.other));
		for (Official stranger : List.of(this.other, coordinator)) {
			assertThatExceptionOfType(AccessDeniedException.class)
				.isThrownBy(() -> this.imports.write(job.id(), job.version(), stranger));
			assertThatExceptionOfType(AccessDeniedException.class)
				.isThrownBy(() -> this.imports.drop(job.id(), job.version(), stranger));
		}
		assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> this.imports.receive(SampleSheet.CODE,
				"a.csv", new byte[] { 'a' }, UUID.randomUUID(), coordinator));
		assertThatExceptionOfType(NotOnRecord.class).isThrownBy(
				() -> this.imports.receive("nothing", "a.csv", new byte[] { 'a' }, UUID.randomUUID(), this.clerk));
		assertThat(this.imports.list(this.other, 1, 20).items()).extracting(ImportJob::id).doesNotContain(job.id());
		assertThat(this.imports.list(coordinator, 1, 20).items()).extracting(ImportJob::id).contains(job.id());
	}

	@Test
	void aFormSentTwiceIsOneImport() {
		UUID submission = UUID.randomUUID();
		byte[] file = "名称,金额\n甲,1\n".getBytes(StandardCharsets.UTF_8);
		this.imports.receive(SampleSheet.CODE, "一.csv", file, submission, this.clerk);
		refused("import.refusal.twice",
				() -> this.imports.receive(SampleSheet.CODE, "一.csv", file, submission, this.clerk));
	}

	@Test
	void whatAStopInterruptedIsReadAgainAndWhatWasBeingUndoneStays() {
		ImportJob job = sent("名称,金额\n甲,1\n");
		state(job, ImportState.WRITING);
		ImportJob written = written(sent("名称,金额\n乙,1\n"));
		state(written, ImportState.UNDOING);
		this.imports.pickUp();
		assertThat(this.jobs.get(written.id()).state()).isEqualTo(ImportState.WRITTEN);
		ImportJob interrupted = this.jobs.get(job.id());
		assertThat(interrupted.state()).isEqualTo(ImportState.INTERRUPTED);
		this.imports.again(job.id(), interrupted.version(), this.clerk);
		assertThat(written(done(job.id())).state()).isEqualTo(ImportState.WRITTEN);
	}

	@Test
	void keepsTheFirstThousandFaultsAndCountsAll() {
		ImportJob job = sent("名称,金额\n"
				+ IntStream.range(0, 1200).mapToObj((index) -> "名" + index + ",不是数").collect(Collectors.joining("\n")));
		assertThat(job.faults()).isEqualTo(1200);
		assertThat(view(job).faults()).hasSize(1000);
	}

	@Test
	void goesThroughRowsPageByPage() {
		ImportJob job = sent(table(120));
		List<Integer> numbers = new ArrayList<>();
		int after = 0;
		ImportView view;
		do {
			view = this.imports.view(job.id(), Outcome.ADDED, after, 50, this.clerk);
			view.rows().forEach((row) -> numbers.add(row.row().number()));
			after = numbers.get(numbers.size() - 1);
		}
		while (view.more());
		assertThat(numbers).containsExactlyElementsOf(IntStream.rangeClosed(2, 121).boxed().toList());
	}

	private ImportView view(ImportJob job) {
		return this.imports.view(job.id(), null, 0, 50, this.clerk);
	}

	private ImportJob sent(String csv) {
		return received(csv.getBytes(StandardCharsets.UTF_8), "收入 é.csv");
	}

	private ImportJob received(byte[] content, String name) {
		return done(this.imports.receive(SampleSheet.CODE, name, content, UUID.randomUUID(), this.clerk));
	}

	private ImportJob written(ImportJob job) {
		this.imports.write(job.id(), job.version(), this.clerk);
		return done(job.id());
	}

	private ImportJob done(long id) {
		assertThat(Await.until(Duration.ofSeconds(60), () -> !this.jobs.get(id).state().isRunning())).isTrue();
		return this.jobs.get(id);
	}

	private void state(ImportJob job, ImportState state) {
		this.jdbc.sql("update import_job set state = ? where id = ?").params(state.name(), job.id()).update();
	}

	private void record(String name, String amount) {
		this.jdbc.sql("insert into sample (name, amount) values (?, cast(? as numeric))").params(name, amount).update();
	}

	private static void refused(@Nullable String key, Runnable what) {
		assertThatExceptionOfType(Refusal.class).isThrownBy(what::run)
			.satisfies((refusal) -> assertThat(refusal.key()).isEqualTo(key));
	}

	private static String table(int rows) {
		return "名称,金额\n" + IntStream.range(0, rows)
			.mapToObj((index) -> "名" + index + "," + index + ".50")
			.collect(Collectors.joining("\n"));
	}

	private Official official(String username, Role role) {
		return new Official(
				this.jdbc.sql("select id from account where username = ?").param(username).query(Long.class).single(),
				username, username, "单位", Set.of(role), Set.of(), Set.of());
	}

	/**
	 * The sample among the sheets of the features.
	 */
	@TestConfiguration(proxyBeanMethods = false)
	static class Sample {

		@Bean
		SampleSheet sampleSheet(JdbcClient jdbc) {
			return new SampleSheet(jdbc);
		}

	}

}
