package org.commonprosperity.portal.project;

import java.time.Instant;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Version;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.shared.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * A change that waits for, or has had, the coordinating office's decision. What was
 * entered and what it changes are kept as they were, whatever becomes of it.
 */
@Entity
@Getter
@NoArgsConstructor(access = AccessLevel.PROTECTED)
class Proposal {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	private @Nullable Long id;

	@ManyToOne(fetch = FetchType.LAZY, optional = false)
	private Project project;

	@ManyToOne(fetch = FetchType.LAZY)
	private @Nullable Milestone milestone;

	private String kind;

	private @Nullable String target;

	private String change;

	private String differences;

	private @Nullable String reason;

	private boolean refreshed;

	@Enumerated(EnumType.STRING)
	private State state;

	private long proposedBy;

	/** In whose place it was made: whom a deputy stood in for, else the same account. */
	private long proposedFor;

	private String proposedByName;

	private Instant proposedAt;

	private @Nullable Long decidedBy;

	private @Nullable String decidedByName;

	private @Nullable Instant decidedAt;

	private @Nullable String decisionNote;

	@Version
	private long version;

	Proposal(Project project, @Nullable Milestone milestone, ProjectChange change, String changeJson,
			String differences, Official by, Instant at) {
		this.project = project;
		this.milestone = milestone;
		this.kind = change.kind();
		this.target = change.target();
		this.reason = change.why();
		this.change = changeJson;
		this.differences = differences;
		this.state = State.PENDING;
		this.proposedBy = by.id();
		this.proposedFor = by.postId();
		this.proposedByName = by.signature();
		this.proposedAt = at;
	}

	/** Decides it; it can be decided once, but what was returned may be let rest. */
	void decide(State decision, Official by, @Nullable String note, Instant at) {
		boolean restsReturned = decision == State.WITHDRAWN && this.state == State.RETURNED;
		if (this.state != State.PENDING && !restsReturned) {
			throw new Refusal(null, "approval.refusal.decided." + this.state,
					(this.decidedByName != null) ? this.decidedByName : "");
		}
		this.state = decision;
		this.decidedBy = by.id();
		this.decidedByName = by.signature();
		this.decidedAt = at;
		this.decisionNote = note;
	}

	void refresh(String differences) {
		this.differences = differences;
		this.refreshed = true;
	}

	/** Whether the official, or whom the official acts for, has a hand in it. */
	boolean isOf(Official official) {
		return official.isSamePersonAs(this.proposedBy) || official.isSamePersonAs(this.proposedFor);
	}

	boolean isPending() {
		return this.state == State.PENDING;
	}

	/**
	 * What became of a proposal.
	 */
	enum State {

		/** Waits for the coordinating office. */
		PENDING,
		/** Carried out on the record. */
		APPROVED,
		/** Sent back with a reason. */
		RETURNED,
		/** Taken back by the department. */
		WITHDRAWN,
		/** A later entry for the same thing took its place. */
		SUPERSEDED

	}

}
