package org.commonprosperity.portal.reporting;

import java.time.Instant;
import java.time.YearMonth;
import java.util.List;

import org.commonprosperity.portal.audit.Difference;
import org.commonprosperity.portal.shared.Money;
import org.jspecify.annotations.Nullable;

/**
 * What everybody may read of an approved report. Problems, requests and names of
 * officials are not in it at all, so no page can show them by mistake.
 *
 * @param id number of the report
 * @param projectCode code of the project
 * @param projectName name of the project
 * @param projectNameEn that in English, or null
 * @param month the month reported on
 * @param revision 1, or more for a correction
 * @param correctionReason why it was corrected, null for the first
 * @param late whether it came after its due day
 * @param done what was done
 * @param invested yuan invested to date, null if not stated
 * @param nextPlan what comes next month, null if not stated
 * @param differences what it changed of the milestones
 * @param approvedAt when it was approved
 * @param superseded whether a later correction is approved
 * @param photos its photos that may be shown, in order
 */
public record PublishedReport(long id, String projectCode, String projectName, @Nullable String projectNameEn,
		YearMonth month, int revision, @Nullable String correctionReason, boolean late, String done,
		@Nullable Money invested, @Nullable String nextPlan, List<Difference> differences, Instant approvedAt,
		boolean superseded, List<Photo> photos) {

	public PublishedReport {
		differences = List.copyOf(differences);
		photos = List.copyOf(photos);
	}

	/** The same with its photos. */
	PublishedReport with(List<Photo> photos) {
		return new PublishedReport(this.id, this.projectCode, this.projectName, this.projectNameEn, this.month,
				this.revision, this.correctionReason, this.late, this.done, this.invested, this.nextPlan,
				this.differences, this.approvedAt, this.superseded, photos);
	}

	/**
	 * A photo at {@code /photos/{id}}, small at {@code /photos/{id}/small}.
	 *
	 * @param id its number
	 * @param caption what it shows, also for who cannot see it
	 * @param width of the small one, in pixels
	 * @param height of the small one, in pixels
	 */
	public record Photo(long id, String caption, int width, int height) {
	}

}
