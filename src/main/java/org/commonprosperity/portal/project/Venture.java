package org.commonprosperity.portal.project;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Version;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import org.commonprosperity.portal.organisation.Source;
import org.commonprosperity.portal.shared.Money;
import org.commonprosperity.portal.shared.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * A venture signed for a project (签约业态). What is known of one may be its kind alone.
 */
@Entity
@Getter
@NoArgsConstructor(access = AccessLevel.PROTECTED)
class Venture {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	private @Nullable Long id;

	@ManyToOne(fetch = FetchType.LAZY, optional = false)
	private Project project;

	@ManyToOne(fetch = FetchType.LAZY)
	private @Nullable Site site;

	private @Nullable String name;

	private @Nullable String kind;

	private @Nullable BigDecimal investment;

	private @Nullable LocalDate signedOn;

	private @Nullable Instant removedAt;

	@ManyToOne(fetch = FetchType.LAZY, optional = false)
	private Source source;

	@Version
	private long version;

	Venture(Project project) {
		this.project = project;
	}

	public @Nullable Money getInvestment() {
		return (this.investment != null) ? new Money(this.investment) : null;
	}

	public boolean isRemoved() {
		return this.removedAt != null;
	}

	void describe(@Nullable Site site, @Nullable String name, @Nullable String kind, @Nullable Money investment,
			@Nullable LocalDate signedOn, Source source, LocalDate today) {
		if (name == null && kind == null) {
			throw new Refusal("name", "project.refusal.ventureUnnamed");
		}
		if (investment != null && investment.yuan().signum() < 0) {
			throw new Refusal("investment", "project.refusal.negative");
		}
		if (signedOn != null && signedOn.isAfter(today)) {
			throw new Refusal("signedOn", "project.refusal.future");
		}
		this.site = site;
		this.name = name;
		this.kind = kind;
		this.investment = (investment != null) ? investment.yuan() : null;
		this.signedOn = signedOn;
		this.source = source;
	}

	void remove(Instant at) {
		this.removedAt = at;
	}

}
