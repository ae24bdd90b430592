package org.commonprosperity.portal.account.web;

import java.time.LocalDate;
import java.util.Objects;

import jakarta.validation.constraints.NotNull;
import lombok.Getter;
import lombok.Setter;
import org.commonprosperity.portal.account.DeputyReason;
import org.commonprosperity.portal.account.DeputyTerms;
import org.commonprosperity.portal.shared.web.OfficeForm;
import org.jspecify.annotations.Nullable;

/**
 * The form that names a deputy.
 */
@Getter
@Setter
class DeputyForm extends OfficeForm {

	@NotNull(message = "{deputy.invalid.deputy}")
	private @Nullable Long deputyId;

	@NotNull(message = "{deputy.invalid.fromDay}")
	private @Nullable LocalDate fromDay;

	@NotNull(message = "{deputy.invalid.untilDay}")
	private @Nullable LocalDate untilDay;

	@NotNull(message = "{deputy.invalid.reason}")
	private @Nullable DeputyReason deputyReason;

	DeputyTerms terms() {
		return new DeputyTerms(Objects.requireNonNull(this.deputyId), Objects.requireNonNull(this.fromDay),
				Objects.requireNonNull(this.untilDay), Objects.requireNonNull(this.deputyReason));
	}

}
