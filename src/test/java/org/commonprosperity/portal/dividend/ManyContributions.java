package org.commonprosperity.portal.dividend;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Contributions in number, made by statements over sets: who measures or kills a posting
 * does not want to wait for their entering.
 */
final class ManyContributions {

	private ManyContributions() {
	}

	/**
	 * Makes a project with the wharf's terms and so many households, without
	 * contributions.
	 * @param code the project's code
	 * @param households how many
	 */
	static void households(JdbcClient jdbc, String code, int households) {
		jdbc.sql("""
				insert into project (code, position, name, classification, department_id, updated_at)
				select ?, 900, ?, 'FLAGSHIP', id, now() from department where code = 'agriculture'""")
			.params(code, "试验项目" + code)
			.update();
		jdbc.sql(
				"""
						insert into dividend_terms (project_id, phase, class_code, rate, source_id, state, entered_at, decided_at)
						select p.id, t.phase, t.class_code, t.rate, t.source_id, 'APPROVED', t.entered_at, t.decided_at
						from project p, dividend_terms t join project w on w.id = t.project_id
						where p.code = ? and w.code = 'wharf' and t.entered_by is null""")
			.param(code)
			.update();
		jdbc.sql(
				"""
						insert into contributor (number, kind, department_id, community_id, name, created_at)
						select ? || '-' || lpad(i::text, 6, '0'), 'HOUSEHOLD', d.id, m.id, '试验户' || i, now()
						from generate_series(1, ?) i, department d, community m where d.code = 'agriculture' and m.code = 'dali'""")
			.params(code, households)
			.update();
		jdbc.sql("""
				insert into class_period (contributor_id, class_code, valid_from, entered_at)
				select id, case when id % 2 = 0 then 'DIBAO' else 'DIBAO_MARGIN' end, '2010-01-01', now()
				from contributor where number like ? || '-%'""").param(code).update();
	}

	/**
	 * Makes a project that is in operation since 2018, with so many households, each of
	 * which paid in once in 2015.
	 * @param code the project's code
	 * @param contributions how many
	 */
	static void make(JdbcClient jdbc, String code, int contributions) {
		households(jdbc, code, contributions);
		jdbc.sql(
				"""
						insert into operation_start (project_id, started_on, document, state, entered_by, entered_for, entered_by_name,
							entered_at, decided_by, decided_for, decided_by_name, decided_at, approval)
						select p.id, '2018-03-01', '试验', 'APPROVED', e.id, e.id, '试验', now(), k.id, k.id, '试验', now(), 1
						from project p, account e, account k
						where p.code = ? and e.username = 'editor-agriculture' and k.username = 'coordinator'""")
			.param(code)
			.update();
		jdbc.sql(
				"""
						insert into contribution (project_id, contributor_id, reference, paid_in_on, principal, origin, document, state,
							entered_by, entered_for, entered_by_name, entered_at, decided_by, decided_for, decided_by_name, decided_at)
						select p.id, c.id, 'R-' || c.number, date '2015-01-01' + (c.id % 360)::int, 10000 + c.id % 9973 + 0.37, 'PAID_IN', '试验',
							'APPROVED', e.id, e.id, '试验', now(), k.id, k.id, '试验', now()
						from project p, contributor c, account e, account k
						where p.code = ? and c.number like ? || '-%' and e.username = 'editor-agriculture' and k.username = 'coordinator'""")
			.params(code, code)
			.update();
		jdbc.sql("analyze contribution, contributor, class_period").update();
	}

}
