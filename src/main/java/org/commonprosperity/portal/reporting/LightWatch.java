package org.commonprosperity.portal.reporting;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.project.ProgressLight;
import org.commonprosperity.portal.project.ProjectLine;
import org.commonprosperity.portal.project.ProjectOverview;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Notices when a light turns red, once each time, and has a supervision order proposed.
 */
@Component
@RequiredArgsConstructor
class LightWatch {

	private final JdbcClient jdbc;

	private final ProjectOverview projects;

	private final OrderProposals orders;

	private final LightSentence sentence;

	private final Clock clock;

	/** Looks at the lights of all projects. */
	@Transactional
	public void look() {
		see(this.projects.lines());
	}

	/** Looks at the light of one project. */
	@Transactional
	public void look(long projectId) {
		see(this.projects.lines().stream().filter((line) -> line.id() == projectId).toList());
	}

	private void see(List<ProjectLine> lines) {
		Map<Long, String> seen = this.jdbc.sql("select project_id, light from light_seen")
			.query((row, index) -> Map.entry(row.getLong("project_id"), row.getString("light")))
			.list()
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
		for (ProjectLine line : lines) {
			@Nullable String before = seen.get(line.id());
			if (!Objects.equals(before, line.light().name())) {
				this.jdbc.sql("""
						insert into light_seen (project_id, light, since) values (?, ?, ?)
						on conflict (project_id) do update set light = excluded.light, since = excluded.since""")
					.param(line.id())
					.param(line.light().name())
					.param(LocalDate.now(this.clock))
					.update();
				if (line.light() == ProgressLight.RED) {
					this.orders.propose(line.code(), this.sentence.of(line.assessment()));
				}
			}
		}
	}

}
