package org.commonprosperity.portal.reporting.web;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import lombok.Getter;
import lombok.Setter;
import org.commonprosperity.portal.shared.web.OfficeForm;

/**
 * A version of the reporting policy.
 */
@Getter
@Setter
class PolicyForm extends OfficeForm {

	@NotNull(message = "{policy.invalid.day}")
	@Min(value = 1, message = "{policy.invalid.day}")
	@Max(value = 28, message = "{policy.invalid.day}")
	private Integer dueDay;

	@NotNull(message = "{policy.invalid.day}")
	@Min(value = 1, message = "{policy.invalid.day}")
	@Max(value = 28, message = "{policy.invalid.day}")
	private Integer opensDay;

	@NotNull(message = "{policy.invalid.months}")
	@Min(value = 1, message = "{policy.invalid.months}")
	@Max(value = 24, message = "{policy.invalid.months}")
	private Integer lateMonths;

	@NotNull(message = "{policy.invalid.month}")
	private String validFrom;

}
