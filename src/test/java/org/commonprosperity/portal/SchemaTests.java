package org.commonprosperity.portal;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import org.commonprosperity.portal.support.PortalTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What must be true of the schema, asked of the database that the migrations made.
 */
@PortalTest
@Transactional
class SchemaTests {

	private static final String KEPT = "what it names is never deleted, and nobody asks from that side";

	private static final String FEW = "a handful of rows in all";

	/** What of the dividend ledger names people, classes and terms. */
	private static final List<String> DIVIDENDS = List.of("class_period.class_code", "class_period.entered_by",
			"contribution.decided_by", "contribution.decided_for", "contribution.entered_by",
			"contribution.entered_for", "contribution_change.decided_by", "contribution_change.decided_for",
			"contribution_change.entered_by", "contribution_change.entered_for", "contributor.department_id",
			"contributor_change.class_code", "contributor_change.decided_by", "contributor_change.decided_for",
			"contributor_change.entered_by", "contributor_change.entered_for", "dividend_entry.class_code",
			"dividend_entry.posted_by", "dividend_entry.terms_id", "dividend_run.decided_by",
			"dividend_run.decided_for", "dividend_run.prepared_by", "dividend_run.prepared_for",
			"dividend_run_gap.class_code", "dividend_run_gap.contributor_id", "dividend_run_line.class_code",
			"dividend_run_line.contributor_id", "dividend_run_line.terms_id", "dividend_terms.class_code",
			"dividend_terms.decided_by", "dividend_terms.decided_for", "dividend_terms.entered_by",
			"dividend_terms.entered_for", "dividend_terms.source_id", "notice_objection.answered_by",
			"notice_objection.recorded_by", "notice_total.class_code", "operation_start.decided_by",
			"operation_start.decided_for", "operation_start.entered_by", "operation_start.entered_for",
			"payment_batch.decided_by", "payment_batch.decided_for", "payment_batch.prepared_by",
			"payment_batch.prepared_for", "public_notice.published_by", "second_distribution.decided_by",
			"second_distribution.decided_for", "second_distribution.prepared_by", "second_distribution.prepared_for");

	/** What of workshops and placements names people and short lists. */
	private static final List<String> EMPLOYMENT = List.of("employment_policy.set_by", "enterprise_figure.source_id",
			"follow_up.entered_by", "opening.source_id", "person_former.replaced_by", "placement.decided_by",
			"placement.decided_for", "placement.end_reason", "placement.entered_by", "placement.entered_for",
			"placement.group_code", "placement.insurance", "placement_change.decided_by",
			"placement_change.decided_for", "placement_change.entered_by", "placement_change.entered_for",
			"story.source_id", "workshop.source_id");

	/** Foreign keys without an index of their own, and why. */
	private static final Map<String, String> OTHERS = Map.ofEntries(Map.entry("account_community.community_id", KEPT),
			Map.entry("account_department.department_id", KEPT), Map.entry("alliance_support.source_id", KEPT),
			Map.entry("audit_entry.actor_id", KEPT), Map.entry("care_activity.source_id", KEPT),
			Map.entry("care_facility.source_id", KEPT), Map.entry("care_service.source_id", KEPT),
			Map.entry("care_sign_up.taken_by", KEPT), Map.entry("enterprise.source_id", KEPT),
			Map.entry("enclave.source_id", KEPT), Map.entry("enclave_payment.decided_by", KEPT),
			Map.entry("enclave_payment.entered_by", KEPT), Map.entry("enclave_payment.entered_for", KEPT),
			Map.entry("enclave_share_change.community_id", FEW), Map.entry("enclave_share_change.decided_by", KEPT),
			Map.entry("enclave_share_change.entered_by", KEPT), Map.entry("enclave_share_change.entered_for", KEPT),
			Map.entry("income_return.source_id", KEPT), Map.entry("return_step.actor_id", KEPT),
			Map.entry("return_step.post_id", KEPT), Map.entry("entry.decided_by", KEPT),
			Map.entry("entry.decided_for", KEPT), Map.entry("entry.entered_by", KEPT),
			Map.entry("entry.entered_for", KEPT), Map.entry("fact_source.source_id", KEPT),
			Map.entry("indicator_value.source_id", KEPT),
			Map.entry("one_time_link.account_id", "only the open link is asked for, and that one has an index"),
			Map.entry("party_organisation.source_id", KEPT), Map.entry("project_statement.source_id", KEPT),
			Map.entry("proposal.decided_by", KEPT), Map.entry("proposal.milestone_id", KEPT),
			Map.entry("proposal.proposed_by", KEPT), Map.entry("record_change.actor_id", KEPT),
			Map.entry("site.community_id", FEW), Map.entry("site.source_id", KEPT), Map.entry("venture.site_id", FEW),
			Map.entry("venture.source_id", KEPT));

	private static final Map<String, String> WITHOUT_INDEX = new TreeMap<>(OTHERS);

	static {
		DIVIDENDS.forEach((key) -> WITHOUT_INDEX.put(key, KEPT));
		EMPLOYMENT.forEach((key) -> WITHOUT_INDEX.put(key, KEPT));
	}

	/** Flyway's own table is as Flyway makes it. */
	private static final String OWN_TABLES = " and table_schema = 'public' and table_name <> 'flyway_schema_history'";

	private static final String FOREIGN_KEYS_WITHOUT_INDEX = """
			select c.conrelid::regclass::text || '.' || a.attname
			from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
			where c.contype = 'f' and c.connamespace = 'public'::regnamespace and not exists (
				select 1 from pg_index i
				where i.indrelid = c.conrelid and i.indisvalid and i.indpred is null and i.indkey[0] = c.conkey[1])
			order by 1""";

	private static final String TABLES_WITHOUT_KEY = """
			select t.table_name from information_schema.tables t where t.table_type = 'BASE TABLE' and not exists (
				select 1 from information_schema.table_constraints k where k.constraint_type = 'PRIMARY KEY'
					and k.table_schema = t.table_schema and k.table_name = t.table_name)""" + OWN_TABLES;

	private static final String MOMENTS_WITHOUT_ZONE = """
			select table_name || '.' || column_name from information_schema.columns
			where data_type in ('timestamp without time zone', 'time with time zone')""" + OWN_TABLES;

	private static final String FLOATING_NUMBERS = """
			select table_name || '.' || column_name from information_schema.columns
			where data_type in ('real', 'double precision', 'money')""" + OWN_TABLES;

	@Autowired
	private JdbcClient jdbc;

	@Test
	void everyForeignKeyHasAnIndexOrAReason() {
		assertThat(ask(FOREIGN_KEYS_WITHOUT_INDEX)).containsExactlyElementsOf(WITHOUT_INDEX.keySet());
	}

	@Test
	void everyTableHasAPrimaryKey() {
		assertThat(ask(TABLES_WITHOUT_KEY)).isEmpty();
	}

	@Test
	void everyMomentHasAZone() {
		assertThat(ask(MOMENTS_WITHOUT_ZONE)).isEmpty();
	}

	@Test
	void noNumberIsFloating() {
		assertThat(ask(FLOATING_NUMBERS)).isEmpty();
	}

	@Test
	void plantedTablesAreFoundOut() {
		this.jdbc.sql("""
				create table planted (source_id bigint references source, account_id bigint references account,
					at timestamp, amount double precision)""").update();
		this.jdbc.sql("create index on planted (source_id) where at is null").update();
		this.jdbc.sql("create index on planted (amount, account_id)").update();
		assertThat(ask(FOREIGN_KEYS_WITHOUT_INDEX)).contains("planted.source_id", "planted.account_id");
		assertThat(ask(TABLES_WITHOUT_KEY)).containsExactly("planted");
		assertThat(ask(MOMENTS_WITHOUT_ZONE)).containsExactly("planted.at");
		assertThat(ask(FLOATING_NUMBERS)).containsExactly("planted.amount");
		this.jdbc.sql("create index on planted (source_id, at)").update();
		assertThat(ask(FOREIGN_KEYS_WITHOUT_INDEX)).doesNotContain("planted.source_id");
	}

	@Test
	void migrationsAreNumberedWithoutGaps() {
		Map<String, String> migrations = Sources.in(Sources.RESOURCES.resolve("db/migration"), ".sql");
		assertThat(numbersOf(migrations.keySet().stream().toList()))
			.containsExactlyElementsOf(IntStream.rangeClosed(1, migrations.size()).boxed().toList());
		assertThat(this.jdbc.sql("select count(*) from flyway_schema_history where success").query(Long.class).single())
			.isEqualTo(migrations.size());
	}

	@Test
	void everyMigrationSaysWhatItIsFor() {
		Sources.in(Sources.RESOURCES.resolve("db/migration"), ".sql")
			.forEach((name, text) -> assertThat(text).as(name).startsWith("-- "));
	}

	@Test
	void aPlantedGapIsFoundOut() {
		assertThat(numbersOf(List.of("V1__a.sql", "V10__c.sql", "V3__b.sql"))).containsExactly(1, 3, 10);
		assertThat(numbersOf(List.of("V1__a.sql", "V1__b.sql"))).containsExactly(1, 1);
	}

	private List<String> ask(String question) {
		return this.jdbc.sql(question).query(String.class).list();
	}

	private static List<Integer> numbersOf(List<String> files) {
		Pattern name = Pattern.compile("V(\\d+)__[a-z0-9_]+\\.sql");
		return files.stream().map((file) -> {
			Matcher matcher = name.matcher(file);
			assertThat(matcher.matches()).as(file).isTrue();
			return Integer.valueOf(matcher.group(1));
		}).sorted().toList();
	}

}
