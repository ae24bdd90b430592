package org.commonprosperity.portal.account;

import java.time.Instant;
import java.time.LocalDate;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import org.jspecify.annotations.Nullable;

/**
 * That one official (B 角) may act for another who is absent (A 角), for certain days. It
 * is ended early or runs out; it is never changed or deleted, because records of those
 * days point to it.
 */
@Entity
@Table(name = "deputy")
@Getter
@NoArgsConstructor(access = AccessLevel.PROTECTED)
class Deputyship {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	private Long id;

	private long accountId;

	private long deputyId;

	private LocalDate fromDay;

	private LocalDate untilDay;

	@Enumerated(EnumType.STRING)
	private DeputyReason reason;

	private long namedBy;

	private String namedByName;

	private Instant namedAt;

	private @Nullable Long endedBy;

	private @Nullable String endedByName;

	private @Nullable Instant endedAt;

	Deputyship(Account absent, DeputyTerms terms, Official by, Instant now) {
		this.accountId = absent.getId();
		this.deputyId = terms.deputyId();
		this.fromDay = terms.fromDay();
		this.untilDay = terms.untilDay();
		this.reason = terms.reason();
		this.namedBy = by.id();
		this.namedByName = by.fullName();
		this.namedAt = now;
	}

	void end(Official by, Instant now) {
		this.endedBy = by.id();
		this.endedByName = by.fullName();
		this.endedAt = now;
	}

	/** Whether it is neither ended nor over on that day; it may not have begun. */
	boolean isOpen(LocalDate day) {
		return this.endedAt == null && !day.isAfter(this.untilDay);
	}

	boolean isInForce(LocalDate day) {
		return isOpen(day) && !day.isBefore(this.fromDay);
	}

}
