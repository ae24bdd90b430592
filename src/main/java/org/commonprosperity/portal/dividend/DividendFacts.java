package org.commonprosperity.portal.dividend;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.List;
import java.util.Optional;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.shared.NotOnRecord;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The approved facts that entitlements are reckoned from, for the ledger, the calculator
 * and the public pages alike.
 */
@Service
@RequiredArgsConstructor
@Transactional(readOnly = true)
public class DividendFacts {

	private final JdbcClient jdbc;

	/** A project's approved terms, by phase, class and first day. */
	public List<DividendTerms> terms(String project) {
		return this.jdbc.sql("""
				select t.* from dividend_terms t join project p on p.id = t.project_id
				left join contributor_class c on c.code = t.class_code
				where p.code = ? and t.state = 'APPROVED'
				order by t.phase, c.position nulls first, t.valid_from nulls first, t.id""")
			.param(project)
			.query((row, index) -> terms(row))
			.list();
	}

	/** The day on which a project's operation starts; empty if it has not. */
	public Optional<LocalDate> operationStart(String project) {
		return this.jdbc.sql("""
				select o.started_on from operation_start o join project p on p.id = o.project_id
				where p.code = ? and o.state = 'APPROVED' order by o.approval desc limit 1""")
			.param(project)
			.query((row, index) -> Optional.ofNullable(row.getObject("started_on", LocalDate.class)))
			.optional()
			.flatMap((day) -> day);
	}

	/** The classes of contributors, in their order. */
	public List<ContributorClass> classes() {
		return this.jdbc.sql("select * from contributor_class order by position")
			.query((row, index) -> new ContributorClass(row.getString("code"), row.getString("name"),
					row.getString("name_en"), row.getBoolean("household")))
			.list();
	}

	DividendProject project(String code) {
		return this.jdbc.sql("select id, code, department_id from project where code = ?")
			.param(code)
			.query((row, index) -> project(row))
			.optional()
			.orElseThrow(() -> new NotOnRecord("project " + code));
	}

	DividendProject project(long id) {
		return this.jdbc.sql("select id, code, department_id from project where id = ?")
			.param(id)
			.query((row, index) -> project(row))
			.optional()
			.orElseThrow(() -> new NotOnRecord("project " + id));
	}

	private static DividendProject project(ResultSet row) throws SQLException {
		return new DividendProject(row.getLong("id"), row.getString("code"),
				row.getObject("department_id", Long.class));
	}

	/** A rate as people write it: 0.05, 0.10, 0.0525. */
	static BigDecimal rate(BigDecimal stored) {
		BigDecimal plain = stored.stripTrailingZeros();
		return plain.setScale(Math.max(2, plain.scale()));
	}

	static DividendTerms terms(ResultSet row) throws SQLException {
		return new DividendTerms(row.getLong("id"), DividendPhase.valueOf(row.getString("phase")),
				row.getString("class_code"), rate(row.getBigDecimal("rate")),
				row.getObject("valid_from", LocalDate.class), row.getObject("valid_until", LocalDate.class),
				MonthDay.of(row.getInt("pay_by_month"), row.getInt("pay_by_day")));
	}

}
