package org.commonprosperity.portal.project;

import java.time.Instant;
import java.time.LocalDate;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import org.jspecify.annotations.Nullable;

/**
 * A due date that was moved, why, and what it was before: a postponed milestone must not
 * look as if it had always been planned for later.
 */
@Entity
@Table(name = "milestone_postponement")
@Getter
@NoArgsConstructor(access = AccessLevel.PROTECTED)
class Postponement {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	private @Nullable Long id;

	@ManyToOne(fetch = FetchType.LAZY, optional = false)
	private Milestone milestone;

	private LocalDate oldDueDate;

	private LocalDate newDueDate;

	private String reason;

	private Instant approvedAt;

	Postponement(Milestone milestone, LocalDate oldDueDate, LocalDate newDueDate, String reason, Instant approvedAt) {
		this.milestone = milestone;
		this.oldDueDate = oldDueDate;
		this.newDueDate = newDueDate;
		this.reason = reason;
		this.approvedAt = approvedAt;
	}

}
