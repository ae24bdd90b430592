package org.commonprosperity.portal.reporting;

import java.util.List;

import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.commonprosperity.portal.project.ProjectOverview;
import org.commonprosperity.portal.project.ProjectPlan;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Each night after midnight, and at every start for the nights that were missed: closes
 * the months whose due day is over and looks at the lights. One project's trouble does
 * not stop the others.
 */
@Component
@RequiredArgsConstructor
@Slf4j
class MonthEnd {

	private final ProjectOverview projects;

	private final MonthCloser closer;

	private final LightWatch lights;

	@EventListener(ApplicationReadyEvent.class)
	@Scheduled(cron = "2 0 0 * * *", zone = "Asia/Shanghai")
	public void run() {
		for (ProjectPlan project : this.projects.plans()) {
			try {
				this.closer.closeDue(project.id());
			}
			catch (RuntimeException ex) {
				log.error("The months of project {} could not be closed; the next run tries again", project.code(), ex);
			}
		}
		this.lights.look();
		List<String> different = this.closer.recomputedDifferently();
		if (!different.isEmpty()) {
			log.error("Stored month closes that no longer follow from what they knew: {}", different);
		}
	}

}
