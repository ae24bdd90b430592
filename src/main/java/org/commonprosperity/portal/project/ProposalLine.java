package org.commonprosperity.portal.project;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

import org.commonprosperity.portal.audit.Difference;
import org.jspecify.annotations.Nullable;

/**
 * A proposal as a list shows it.
 *
 * @param id its number
 * @param projectCode code of the project
 * @param projectName name of the project
 * @param projectNameEn that in English, or null
 * @param department the responsible department, null if not known
 * @param kind kind of change, the last part of a message key {@code change.}
 * @param target what it concerns, null if it stands for itself
 * @param milestoneId the milestone that it concerns, or null
 * @param reason why, or null
 * @param differences what was and what would be
 * @param refreshed whether the record changed after it was proposed
 * @param state what became of it, the last part of a message key {@code proposal.state.}
 * @param proposedBy number of the account
 * @param proposedByName who entered it
 * @param proposedAt when
 * @param decidedByName who decided, or null
 * @param decidedAt when, or null
 * @param decisionNote what was said of it, or null
 */
public record ProposalLine(long id, String projectCode, String projectName, @Nullable String projectNameEn,
		@Nullable String department, String kind, @Nullable String target, @Nullable Long milestoneId,
		@Nullable String reason, List<Difference> differences, boolean refreshed, String state, long proposedBy,
		String proposedByName, Instant proposedAt, @Nullable String decidedByName, @Nullable Instant decidedAt,
		@Nullable String decisionNote) {

	/**
	 * The one milestone, venture or site that it is about, in its own words, or null.
	 */
	public @Nullable String subject() {
		if (this.kind.equals("plan")) {
			return null;
		}
		return this.differences.stream().map(Difference::subject).filter(Objects::nonNull).findFirst().orElse(null);
	}

	/** The address of the form, filled in with what was sent. */
	public String formAddress() {
		String project = "/office/projects/" + this.projectCode;
		String venture = (this.target != null && this.target.startsWith("venture/"))
				? "/ventures/" + this.target.substring("venture/".length()) : "";
		String form = switch (this.kind) {
			case "venture" -> "/ventures/new";
			case "venture-revised" -> venture;
			case "venture-removed" -> venture + "/remove";
			case "site" -> "/sites/new";
			default ->
				(this.milestoneId != null) ? "/milestones/" + this.milestoneId + "/" + this.kind : "/" + this.kind;
		};
		return project + form + "?from=" + this.id;
	}

}
