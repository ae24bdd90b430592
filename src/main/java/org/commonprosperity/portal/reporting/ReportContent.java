package org.commonprosperity.portal.reporting;

import java.util.List;

import org.commonprosperity.portal.project.ProjectChange.MilestoneProgress;
import org.commonprosperity.portal.shared.Money;
import org.jspecify.annotations.Nullable;

/**
 * What an official writes in a monthly report. Drafts may lack any of it.
 *
 * @param done what was done; public once approved
 * @param invested yuan invested to date; public once approved
 * @param problems what stands in the way; stays inside
 * @param requests what is needed from leaders; stays inside
 * @param nextPlan what comes next month; public once approved
 * @param progress what is stated of the milestones, only where it differs from the record
 */
public record ReportContent(@Nullable String done, @Nullable Money invested, @Nullable String problems,
		@Nullable String requests, @Nullable String nextPlan, List<MilestoneProgress> progress) {

	public ReportContent {
		progress = List.copyOf(progress);
	}

}
