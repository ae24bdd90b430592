package org.commonprosperity.portal.reporting;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import org.commonprosperity.portal.shared.Money;
import org.commonprosperity.portal.shared.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * A version of a project's monthly report (月报). Its verbs are the steps of its way; each
 * refuses where the report is not, and says where it is.
 */
@Entity
@Getter
@NoArgsConstructor(access = AccessLevel.PROTECTED)
class ProgressReport {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	private @Nullable Long id;

	private long projectId;

	private LocalDate month;

	private int revision;

	@Enumerated(EnumType.STRING)
	private ReportState state = ReportState.DRAFT;

	private @Nullable String done;

	private @Nullable BigDecimal invested;

	private @Nullable String problems;

	private @Nullable String requests;

	private @Nullable String nextPlan;

	private String facts = "[]";

	private String differences = "[]";

	private boolean refreshed;

	private @Nullable String correctionReason;

	private @Nullable Instant firstSubmittedAt;

	private @Nullable Instant submittedAt;

	private @Nullable Instant decidedAt;

	private Instant updatedAt;

	@Version
	private long version;

	/** The first version of a month's report. */
	ProgressReport(long projectId, YearMonth month, Instant now) {
		this.projectId = projectId;
		this.month = month.atDay(1);
		this.revision = 1;
		this.updatedAt = now;
	}

	/** The correction of an approved version, which stays as it is. */
	ProgressReport(ProgressReport approved, String reason, Instant now) {
		if (approved.state != ReportState.APPROVED) {
			throw new Refusal(null, "report.refusal.correct." + approved.state);
		}
		this.projectId = approved.projectId;
		this.month = approved.month;
		this.revision = approved.revision + 1;
		this.done = approved.done;
		this.invested = approved.invested;
		this.problems = approved.problems;
		this.requests = approved.requests;
		this.nextPlan = approved.nextPlan;
		this.correctionReason = reason;
		this.firstSubmittedAt = approved.firstSubmittedAt;
		this.updatedAt = now;
	}

	YearMonth month() {
		return YearMonth.from(this.month);
	}

	@Nullable Money invested() {
		return (this.invested != null) ? new Money(this.invested) : null;
	}

	/** Whether its department can write in it. */
	boolean isOpen() {
		return this.state == ReportState.DRAFT || this.state == ReportState.RETURNED;
	}

	void write(ReportContent content, String facts, Instant now) {
		if (!isOpen()) {
			throw new Refusal(null, "report.refusal.write." + this.state);
		}
		this.done = content.done();
		this.invested = (content.invested() != null) ? content.invested().yuan() : null;
		this.problems = content.problems();
		this.requests = content.requests();
		this.nextPlan = content.nextPlan();
		this.facts = facts;
		this.updatedAt = now;
	}

	void submit(String differences, Instant now) {
		if (!isOpen()) {
			throw new Refusal(null, "report.refusal.submit." + this.state);
		}
		if (this.done == null) {
			throw new Refusal("done", "report.refusal.doneMissing");
		}
		this.state = ReportState.SUBMITTED;
		this.differences = differences;
		this.refreshed = false;
		this.submittedAt = now;
		if (this.firstSubmittedAt == null) {
			this.firstSubmittedAt = now;
		}
		this.updatedAt = now;
	}

	/**
	 * Takes it back before it was decided.
	 * @param inTime whether its due day is not over, so that it counts as not sent at all
	 */
	void withdraw(boolean inTime, Instant now) {
		if (this.state != ReportState.SUBMITTED) {
			throw new Refusal(null, "report.refusal.withdraw." + this.state);
		}
		this.state = ReportState.DRAFT;
		if (inTime && this.revision == 1) {
			this.firstSubmittedAt = null;
		}
		this.updatedAt = now;
	}

	void sendBack(Instant now) {
		requireWaiting("report.refusal.return." + this.state);
		this.state = ReportState.RETURNED;
		this.decidedAt = now;
		this.updatedAt = now;
	}

	void approve(Instant now) {
		requireWaiting("report.refusal.approve." + this.state);
		this.state = ReportState.APPROVED;
		this.decidedAt = now;
		this.updatedAt = now;
	}

	/** The record changed after it was sent: what it would do was worked out anew. */
	void refresh(String differences) {
		this.differences = differences;
		this.refreshed = true;
	}

	private void requireWaiting(String key) {
		if (this.state != ReportState.SUBMITTED) {
			throw new Refusal(null, key, "");
		}
	}

}
