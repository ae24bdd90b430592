package org.commonprosperity.portal.dividend;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.shared.Refusal;
import org.commonprosperity.portal.spreadsheet.CheckedRow;
import org.commonprosperity.portal.spreadsheet.CheckedRow.Outcome;
import org.commonprosperity.portal.spreadsheet.Column;
import org.commonprosperity.portal.spreadsheet.ImportRun;
import org.commonprosperity.portal.spreadsheet.SheetRow;
import org.commonprosperity.portal.support.StatementCounter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Contributions that come in as a spreadsheet: told beside the record, written by
 * statements over sets, decided on as a whole, and taken back to exactly what was.
 */
@DividendTest
class ContributionSheetIntegrationTests {

	@Autowired
	private ContributionSheet sheet;

	@Autowired
	private Dividends dividends;

	@Autowired
	private StatementCounter statements;

	private String project;

	@BeforeEach
	void begin() {
		this.dividends.at("2026-03-01T09:00");
		this.project = this.dividends.project();
	}

	@AfterEach
	void reset() {
		this.dividends.clock.reset();
	}

	@Test
	void everyColumnIsDeclaredAndOnlyTheDepartmentImports() {
		assertThat(this.sheet.columns(this.dividends.editor())).extracting(Column::name).doesNotHaveDuplicates();
		assertThat(this.sheet.mayImport(this.dividends.editor())).isTrue();
		for (String other : List.of("coordinator", "finance", "leader", "clerk-dali", "admin")) {
			assertThat(this.sheet.mayImport(this.dividends.official(other))).as(other).isFalse();
		}
		List<CheckedRow> checked = this.sheet.check(List.of(row(1, "R-1", "N-1", "100.00")),
				this.dividends.official("editor-economy"));
		assertThat(keys(checked)).containsExactly("dividend.refusal.project");
	}

	@Test
	void newContributorsAndOpeningBalancesComeInAndAreDecidedOnTogether() {
		ImportRun run = run();
		write(run, with(row(1, "R-1", this.project + "-1", "1000000.00"), "kind", "COLLECTIVE"),
				opening(row(2, "R-2", this.project + "-2", "20000.00"), "2023-01-01", "321.00"),
				row(3, "R-3", this.project + "-2", "5000.00"));
		assertThat(states()).containsExactly("R-1 ENTERED", "R-2 ENTERED", "R-3 ENTERED");
		assertThat(this.dividends.jdbc.sql("""
				select c.number || ' ' || k.class_code || ' ' || k.valid_from from contributor c
				join class_period k on k.contributor_id = c.id where c.number like ? || '-%' order by c.number""")
			.param(this.project)
			.query(String.class)
			.list())
			.containsExactly(this.project + "-1 VILLAGE_COLLECTIVE 1900-01-01", this.project + "-2 DIBAO 2020-01-01");
		assertThatExceptionOfType(Refusal.class).as("by a deputy of who sent it")
			.isThrownBy(() -> this.dividends.contributions.approveImport(run.id(),
					this.dividends.inPlaceOf("editor-agriculture", this.dividends.coordinator())))
			.withMessage("dividend.refusal.own");
		assertThat(this.dividends.contributions.approveImport(run.id(), this.dividends.coordinator())).isEqualTo(3);
		assertThat(this.dividends.contributions.approveImport(run.id(), this.dividends.coordinator())).as("again")
			.isZero();
		assertThat(states()).containsExactly("R-1 APPROVED", "R-2 APPROVED", "R-3 APPROVED");
		assertThat(this.dividends.sum(this.project)).isEqualByComparingTo("321.00");
		this.dividends.post(this.project, 2022);
		assertThat(this.dividends.sum(this.project, "e.contribution_id is not null and e.kind = 'ACCRUAL'"))
			.as("2022 of the second is in its balance")
			.isEqualByComparingTo("50250.00");
		assertThatExceptionOfType(Refusal.class).isThrownBy(() -> undo(run))
			.withMessage("dividend.refusal.sheet.decided");
	}

	@Test
	void whatIsOnRecordIsAChangeAndOfWhatWasApprovedACorrection() {
		ImportRun first = run();
		write(first, row(1, "R-1", this.project + "-1", "100.00"), row(2, "R-2", this.project + "-1", "200.00"));
		long approved = id("R-2");
		this.dividends.contributions.approve(approved, 0, this.dividends.coordinator());
		assertThat(check(row(1, "R-1", this.project + "-1", "100.00"), row(2, "R-2", this.project + "-1", "200.00")))
			.extracting(CheckedRow::outcome)
			.containsExactly(Outcome.LEFT, Outcome.LEFT);
		List<CheckedRow> changed = check(row(1, "R-1", this.project + "-1", "101.00"),
				row(2, "R-2", this.project + "-1", "201.00"));
		assertThat(changed).extracting(CheckedRow::before)
			.containsExactly(Map.of("principal", "100.00"), Map.of("principal", "200.00"));
		ImportRun second = run();
		write(second, row(1, "R-1", this.project + "-1", "101.00"), row(2, "R-2", this.project + "-1", "201.00"));
		assertThat(principal("R-1")).isEqualTo("101.00");
		assertThat(principal("R-2")).as("what was approved waits").isEqualTo("200.00");
		assertThat(keys(check(row(1, "R-2", this.project + "-1", "202.00"))))
			.containsExactly("dividend.refusal.changeWaits");
		undo(second);
		assertThat(principal("R-1")).isEqualTo("100.00");
		assertThat(this.dividends.jdbc.sql("select count(*) from contribution_change where contribution_id = ?")
			.param(approved)
			.query(Integer.class)
			.single()).isZero();
		ImportRun third = run();
		write(third, row(1, "R-2", this.project + "-1", "203.00"));
		assertThat(this.dividends.contributions.approveImport(third.id(), this.dividends.coordinator())).isEqualTo(1);
		assertThat(this.dividends.jdbc.sql("select principal from contribution where origin_id = ?")
			.param(approved)
			.query(String.class)
			.single()).isEqualTo("203.00");
	}

	@Test
	void undoneNothingIsLeft() {
		ImportRun run = run();
		write(run, row(1, "R-1", this.project + "-1", "100.00"), row(2, "R-2", this.project + "-2", "200.00"));
		undo(run);
		assertThat(states()).isEmpty();
		assertThat(this.dividends.jdbc.sql("select count(*) from contributor where number like ? || '-%'")
			.param(this.project)
			.query(Integer.class)
			.single()).isZero();
	}

	@Test
	void whatCannotBeIsRefusedByCell() {
		String known = this.dividends.household(this.project, "DIBAO", "2020-01-01");
		assertThat(keys(check(row(1, "R-1", "编号", "1.00"), row(2, "R-2", this.project + "-1", "0.00"),
				with(row(3, "R-3", this.project + "-2", "1.00"), "kind", "COLLECTIVE"),
				with(with(row(4, "R-4", this.project + "-3", "1.00"), "kind", "COLLECTIVE"), "class", "DIBAO"),
				with(row(5, "R-5", this.project + "-4", "1.00"), "classFrom", null),
				with(row(6, "R-6", this.project + "-5", "1.00"), "paidInOn", Dividends.day("2026-03-02")),
				with(row(7, "R-7", this.project + "-6", "1.00"), "keptFrom", Dividends.day("2025-01-01")),
				opening(row(8, "R-8", this.project + "-7", "1.00"), "2021-01-01", "1.00"),
				with(row(9, "R-9", known, "1.00"), "name", "别名"), row(10, "R-10", this.project + "-8", "1.00"),
				with(row(11, "R-11", this.project + "-8", "1.00"), "name", "别的户"))))
			.containsExactly("dividend.refusal.number", "dividend.refusal.amount", "",
					"dividend.refusal.classOfCollective", "dividend.refusal.sheet.class", "project.refusal.future",
					"dividend.refusal.opening", "dividend.refusal.keptFrom", "dividend.refusal.sheet.otherRecord", "",
					"dividend.refusal.sheet.otherRow");
	}

	@Test
	void anIdentifierBelongsToOneContributor() {
		String known = this.dividends.household(this.project, "DIBAO", "2020-01-01");
		this.dividends.change(known, new ContributorDetails("dali", "试验", "330482" + known, null, null));
		assertThat(keys(check(with(row(1, "R-1", this.project + "-1", "1.00"), "identifier", "330482" + known),
				with(row(2, "R-2", this.project + "-2", "1.00"), "identifier", "330482-x" + known),
				with(row(3, "R-3", this.project + "-3", "1.00"), "identifier", "330482-x" + known))))
			.containsExactly("dividend.refusal.identifierTaken", "", "dividend.refusal.identifierTaken");
	}

	@Test
	void whatTheDatabaseRefusesDoesNotSayWhatWasInTheRow() {
		String known = this.dividends.household(this.project, "DIBAO", "2020-01-01");
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> this.dividends.jdbc.sql("""
				insert into contributor (number, kind, department_id, community_id, name, identifier, created_at)
				select 'X' || number, kind, department_id, community_id, ?, ' ', created_at
				from contributor where number = ?""").params("张三丰", known).update())
			.withMessageContaining("contributor_identifier_check")
			.satisfies((refused) -> {
				for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
					assertThat(String.valueOf(cause.getMessage())).doesNotContain("张三丰", "X" + known);
				}
			});
	}

	@Test
	void aThousandRowsTakeAsManyStatementsAsTen() {
		assertThat(statementsFor(10, "a")).isEqualTo(statementsFor(1000, "b"));
	}

	private int statementsFor(int rows, String letter) {
		SheetRow[] all = new SheetRow[rows];
		for (int i = 0; i < rows; i++) {
			all[i] = row(i + 1, "R-" + letter + i, this.project + "-" + letter + i, "100.00");
		}
		ImportRun run = run();
		this.statements.reset();
		write(run, all);
		return this.statements.statements().size();
	}

	private void write(ImportRun run, SheetRow... rows) {
		this.dividends.transaction.executeWithoutResult((status) -> {
			this.sheet.write(this.sheet.check(List.of(rows), run.by()), run);
			this.sheet.finish(run);
		});
	}

	private void undo(ImportRun run) {
		this.dividends.transaction.executeWithoutResult((status) -> this.sheet.undo(run));
	}

	private List<CheckedRow> check(SheetRow... rows) {
		return this.sheet.check(List.of(rows), this.dividends.editor());
	}

	private static List<String> keys(List<CheckedRow> checked) {
		return checked.stream().map((one) -> one.errors().isEmpty() ? "" : one.errors().get(0).key()).toList();
	}

	private ImportRun run() {
		Official editor = this.dividends.editor();
		long id = this.dividends.jdbc
			.sql("""
					insert into import_job (sheet, state, file_name, file_size, content, sent_by, sent_for, sent_by_name, sent_at)
					values ('contributions', 'WRITING', '出资.xlsx', 1, 'x'::bytea, ?, ?, 'x', now()) returning id""")
			.params(editor.id(), editor.id())
			.query(Long.class)
			.single();
		return new ImportRun(id, "出资.xlsx", editor, this.dividends.clock.instant());
	}

	private List<String> states() {
		return this.dividends.jdbc.sql("""
				select c.reference || ' ' || c.state from contribution c join project p on p.id = c.project_id
				where p.code = ? order by c.reference""").param(this.project).query(String.class).list();
	}

	private long id(String reference) {
		return this.dividends.jdbc.sql("""
				select c.id from contribution c join project p on p.id = c.project_id
				where p.code = ? and c.reference = ?""").params(this.project, reference).query(Long.class).single();
	}

	private String principal(String reference) {
		return this.dividends.jdbc.sql("select principal from contribution where id = ?")
			.param(id(reference))
			.query(String.class)
			.single();
	}

	private SheetRow row(int number, String reference, String contributor, String principal) {
		Map<String, Object> values = new LinkedHashMap<>();
		values.put("project", this.project);
		values.put("reference", reference);
		values.put("contributor", contributor);
		values.put("kind", "HOUSEHOLD");
		values.put("village", "dali");
		values.put("name", "试验户" + contributor);
		values.put("class", "DIBAO");
		values.put("classFrom", Dividends.day("2020-01-01"));
		values.put("paidInOn", Dividends.day("2022-01-01"));
		values.put("principal", Dividends.money(principal));
		values.put("document", "试验");
		return new SheetRow(number, values);
	}

	private static SheetRow opening(SheetRow row, String day, String amount) {
		return with(with(row, "keptFrom", Dividends.day(day)), "openingBalance", Dividends.money(amount));
	}

	private static SheetRow with(SheetRow row, String column, @Nullable Object value) {
		Map<String, Object> values = new LinkedHashMap<>(row.values());
		Set<String> gone = new HashSet<>();
		if (value == null) {
			gone.add(column);
		}
		else {
			values.put(column, value);
		}
		if (column.equals("kind")) {
			gone.addAll(List.of("class", "classFrom"));
		}
		new ArrayList<>(gone).forEach(values::remove);
		return new SheetRow(row.number(), values);
	}

}
