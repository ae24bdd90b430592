package org.commonprosperity.portal.reporting;

import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.project.PlanFacts;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the closes knew: a month that is told of later is told as it was known at its
 * closing, whatever changed since, and what a correction replaced stays readable.
 */
@Service
@RequiredArgsConstructor
@Transactional(readOnly = true)
public class CloseOverview {

	private final JdbcClient jdbc;

	private final MonthLedger ledger;

	private final JsonMapper json;

	/**
	 * Plan and facts as the latest close of a month knew them.
	 * @return by number of the project; a project whose month is open is not in it
	 */
	public Map<Long, PlanFacts> plansAtClose(YearMonth month) {
		Map<Long, PlanFacts> plans = new LinkedHashMap<>();
		this.jdbc.sql("""
				select distinct on (project_id) project_id, facts from month_close where month = ?
				order by project_id, revision desc""").param(month.atDay(1)).query((row) -> {
			plans.put(row.getLong("project_id"), this.json.readValue(row.getString("facts"), CloseFacts.class).plan());
		});
		return plans;
	}

	/** All versions of how a month of a project closed, the newest first. */
	public List<MonthBoard.Closed> closesOf(String projectCode, YearMonth month) {
		return this.jdbc.sql("""
				select c.* from month_close c join project p on p.id = c.project_id
				where p.code = ? and c.month = ? order by c.revision desc""")
			.param(projectCode)
			.param(month.atDay(1))
			.query((row, index) -> this.ledger.close(row).shown())
			.list();
	}

}
