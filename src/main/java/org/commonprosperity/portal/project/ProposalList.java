package org.commonprosperity.portal.project;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.account.Role;
import org.commonprosperity.portal.audit.Difference;
import org.commonprosperity.portal.shared.NotOnRecord;
import org.commonprosperity.portal.shared.Slice;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The read side of what waits for approval, and of what came back.
 */
@Service
@RequiredArgsConstructor
@Transactional(readOnly = true)
public class ProposalList {

	private static final TypeReference<List<Difference>> DIFFERENCES = new TypeReference<>() {
	};

	private static final String PROPOSALS = """
			select r.*, p.code as project_code, p.name as project_name, p.name_en as project_name_en, d.name as department,
				p.department_id
			from proposal r join project p on p.id = r.project_id left join department d on d.id = p.department_id
			""";

	/** What came back and was not taken up again by whoever sent it, or by a deputy. */
	private static final String RETURNED = PROPOSALS + """
			where r.state = 'RETURNED' and not exists (select 1 from proposal later
				where later.project_id = r.project_id and later.id > r.id and later.proposed_for = r.proposed_for
				and later.kind = r.kind and later.target is not distinct from r.target)
			""";

	private final JdbcClient jdbc;

	private final JsonMapper json;

	/**
	 * What waits for the coordinating office, oldest first.
	 * @param project code of one project, blank for all
	 * @param department number of a department, null for all
	 * @param newestFirst whether to turn the order round
	 * @param page the page asked for, from 1
	 * @param size rows a page
	 */
	public Slice<ProposalLine> pending(Official by, String project, @Nullable Long department, boolean newestFirst,
			int page, int size) {
		ProjectAccess.requireApprove(by);
		String where = """
				where r.state = 'PENDING' and (? = '' or p.code = ?) and (cast(? as bigint) is null or p.department_id = ?)
				""";
		long total = this.jdbc.sql("select count(*) from proposal r join project p on p.id = r.project_id " + where)
			.params(project, project, department, department)
			.query(Long.class)
			.single();
		int number = (int) Math.min(Math.max(1, page), Math.max(1, (total + size - 1) / size));
		String order = newestFirst ? "order by r.proposed_at desc, r.id desc" : "order by r.proposed_at, r.id";
		List<ProposalLine> items = this.jdbc.sql(PROPOSALS + where + order + " limit ? offset ?")
			.params(project, project, department, department, size, (number - 1) * size)
			.query((row, index) -> line(row))
			.list();
		return new Slice<>(items, number, size, total);
	}

	/**
	 * What waits of one project.
	 */
	public List<ProposalLine> pendingOf(String project) {
		return this.jdbc.sql(PROPOSALS + "where r.state = 'PENDING' and p.code = ? order by r.id")
			.param(project)
			.query((row, index) -> line(row))
			.list();
	}

	/**
	 * What came back and was not taken up again: the latest word on each thing is that it
	 * was returned.
	 */
	public List<ProposalLine> returnedOf(String project) {
		return this.jdbc.sql(RETURNED + "and p.code = ? order by r.id")
			.param(project)
			.query((row, index) -> line(row))
			.list();
	}

	/**
	 * How much waits for a coordinator.
	 */
	public long countPending() {
		return this.jdbc.sql("select count(*) from proposal where state = 'PENDING'").query(Long.class).single();
	}

	/**
	 * What came back to the departments of an editor.
	 */
	public List<ProposalLine> returnedTo(Official by) {
		if (!by.is(Role.EDITOR) || by.departmentIds().isEmpty()) {
			return List.of();
		}
		return this.jdbc.sql(RETURNED + "and p.department_id in (:departments) order by r.id")
			.param("departments", by.departmentIds())
			.query((row, index) -> line(row))
			.list();
	}

	/**
	 * What waits for the same thing, so that a form starts from it and nobody's entry is
	 * lost unseen.
	 * @param project code of the project
	 * @param target what the form concerns, as {@link ProjectChange#target()}
	 */
	public Optional<ProposalLine> pendingFor(String project, String target) {
		return pendingOf(project).stream().filter((line) -> target.equals(line.target())).findFirst();
	}

	/**
	 * A proposal of a project from which a form can be filled in again.
	 * @param project code of the project that it must belong to
	 * @param id number of the proposal
	 */
	public Optional<ProposalLine> again(String project, long id) {
		return this.jdbc.sql(PROPOSALS + "where p.code = ? and r.id = ? and r.state in ('RETURNED', 'PENDING')")
			.param(project)
			.param(id)
			.query((row, index) -> line(row))
			.optional();
	}

	/**
	 * What the departments of an editor sent and what is not decided yet.
	 */
	public List<ProposalLine> waitingOf(Official by) {
		if (!by.is(Role.EDITOR) || by.departmentIds().isEmpty()) {
			return List.of();
		}
		return this.jdbc
			.sql(PROPOSALS + "where r.state = 'PENDING' and p.department_id in (:departments) order by r.id")
			.param("departments", by.departmentIds())
			.query((row, index) -> line(row))
			.list();
	}

	/**
	 * The change that came back, so that its form can be filled in again.
	 * @param project code of the project that it must belong to
	 * @param id number of the proposal
	 */
	public Optional<ProjectChange> changeOf(String project, long id) {
		return this.jdbc.sql("""
				select r.change from proposal r join project p on p.id = r.project_id
				where p.code = ? and r.id = ? and r.state in ('RETURNED', 'PENDING', 'WITHDRAWN')""")
			.param(project)
			.param(id)
			.query(String.class)
			.optional()
			.map((change) -> this.json.readValue(change, ProjectChange.class));
	}

	/**
	 * One proposal that waits.
	 * @throws NotOnRecord if there is none with the number
	 */
	public ProposalLine one(long id, Official by) {
		ProjectAccess.requireApprove(by);
		return this.jdbc.sql(PROPOSALS + "where r.id = ?")
			.param(id)
			.query((row, index) -> line(row))
			.optional()
			.orElseThrow(() -> new NotOnRecord("proposal " + id));
	}

	private ProposalLine line(ResultSet row) throws SQLException {
		Timestamp decided = row.getTimestamp("decided_at");
		return new ProposalLine(row.getLong("id"), row.getString("project_code"), row.getString("project_name"),
				row.getString("project_name_en"), row.getString("department"), row.getString("kind"),
				row.getString("target"), row.getObject("milestone_id", Long.class), row.getString("reason"),
				this.json.readValue(row.getString("differences"), DIFFERENCES), row.getBoolean("refreshed"),
				row.getString("state"), row.getLong("proposed_by"), row.getString("proposed_by_name"),
				row.getTimestamp("proposed_at").toInstant(), row.getString("decided_by_name"),
				(decided != null) ? decided.toInstant() : null, row.getString("decision_note"));
	}

}
