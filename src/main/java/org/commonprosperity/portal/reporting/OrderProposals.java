package org.commonprosperity.portal.reporting;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.project.ProjectLine;
import org.commonprosperity.portal.project.ProjectOverview;
import org.commonprosperity.portal.shared.NotOnRecord;

import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Proposes a supervision order where a light turned red, so that nothing slips because
 * nobody looked. The coordinating office decides whether it is issued, in which words and
 * by which deadline.
 */
@Service
@RequiredArgsConstructor
public class OrderProposals {

	private static final int MOST = 500;

	private static final int NAME = 80;

	private final JdbcClient jdbc;

	private final ProjectOverview projects;

	private final MessageSource messages;

	private final Clock clock;

	/**
	 * Proposes an order to the project's department, unless the project has one that is
	 * proposed or open, or no department.
	 * @param projectCode the project
	 * @param why the sentence that says why its light is red
	 * @return number of the order; empty if none was proposed
	 * @throws NotOnRecord if there is no project with the code
	 */
	@Transactional
	public Optional<Long> propose(String projectCode, String why) {
		ProjectLine line = this.projects.sheet(projectCode).line();
		if (line.departmentId() == null || hasOpen(line.id())) {
			return Optional.empty();
		}
		// of two at once the second finds the first's
		Optional<Long> id = this.jdbc.sql("""
				insert into supervision_order (project_id, department_id, cause, why, matter, requirement, state)
				values (?, ?, 'RED_LIGHT', ?, ?, ?, 'PROPOSED')
				on conflict (project_id) where state = 'PROPOSED' do nothing returning id""")
			.params(line.id(), line.departmentId(), shortened(why, MOST),
					text("order.default.matter", shortened(line.name(), NAME)), text("order.default.requirement"))
			.query(Long.class)
			.optional();
		id.ifPresent((order) -> this.jdbc
			.sql("insert into order_step (order_id, action, happened_at, note) values (?, 'PROPOSED', ?, ?)")
			.params(order, Timestamp.from(this.clock.instant()), shortened(why, MOST))
			.update());
		return id;
	}

	private boolean hasOpen(long projectId) {
		return this.jdbc.sql("""
				select exists (select 1 from supervision_order
					where project_id = ? and state in ('PROPOSED', 'ISSUED', 'SIGNED', 'REPLIED'))""")
			.param(projectId)
			.query(Boolean.class)
			.single();
	}

	/** The order is a document of the district, in its language whoever looks. */
	private String text(String key, Object... arguments) {
		return this.messages.getMessage(key, arguments, Locale.SIMPLIFIED_CHINESE);
	}

	private static String shortened(String text, int most) {
		int length = text.codePointCount(0, text.length());
		return (length > most) ? text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…" : text;
	}

}
