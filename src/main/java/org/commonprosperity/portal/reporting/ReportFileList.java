package org.commonprosperity.portal.reporting;

import java.time.YearMonth;
import java.util.List;
import java.util.UUID;

/**
 * The photos and attachments of a report, and what the page needs to add to them.
 *
 * @param address where they are, below the report's own page
 * @param photos in their order
 * @param attachments in their order
 * @param limits how much is taken in
 */
public record ReportFileList(String address, List<ReportFileLine> photos, List<ReportFileLine> attachments,
		FileLimits limits) {

	ReportFileList(String code, YearMonth month, List<ReportFileLine> all, FileLimits limits) {
		this("/office/reports/" + code + "/" + month + "/files", of(all, FileKind.PHOTO), of(all, FileKind.ATTACHMENT),
				limits);
	}

	public boolean isEmpty() {
		return this.photos.isEmpty() && this.attachments.isEmpty();
	}

	public boolean takesPhotos() {
		return this.photos.size() < this.limits.photos();
	}

	public boolean takesAttachments() {
		return this.attachments.size() < this.limits.attachments();
	}

	/** A number for a form that is being drawn, so that it counts once. */
	public UUID newSubmission() {
		return UUID.randomUUID();
	}

	private static List<ReportFileLine> of(List<ReportFileLine> all, FileKind kind) {
		return all.stream().filter((line) -> line.kind() == kind).toList();
	}

}
