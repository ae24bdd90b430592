package org.commonprosperity.portal.project;

import java.time.LocalDate;

import jakarta.persistence.Embeddable;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import org.commonprosperity.portal.organisation.Source;
import org.jspecify.annotations.Nullable;

/**
 * Where one fact of a project comes from, and as of when.
 */
@Embeddable
@Getter
@NoArgsConstructor(access = AccessLevel.PROTECTED)
class FactSource {

	@ManyToOne(fetch = FetchType.LAZY, optional = false)
	@JoinColumn(name = "source_id")
	private Source source;

	private @Nullable LocalDate asOf;

	FactSource(Source source, @Nullable LocalDate asOf) {
		this.source = source;
		this.asOf = asOf;
	}

}
