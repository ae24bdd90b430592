package org.commonprosperity.portal.village.web;

import java.math.BigDecimal;

import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Size;
import lombok.Getter;
import lombok.Setter;
import org.commonprosperity.portal.shared.Money;
import org.commonprosperity.portal.shared.web.Forms;
import org.commonprosperity.portal.shared.web.OfficeForm;
import org.jspecify.annotations.Nullable;

/**
 * The forms of an enclave's page.
 */
final class EnclaveForms {

	private EnclaveForms() {
	}

	private static @Nullable Money money(@Nullable BigDecimal yuan) {
		return (yuan != null) ? new Money(yuan) : null;
	}

	/**
	 * What a village has put in.
	 */
	@Getter
	@Setter
	static class ShareForm extends OfficeForm {

		private @Nullable String village;

		private @Nullable Integer firstYear;

		@Digits(integer = 11, fraction = 2, message = "{project.invalid.money}")
		@DecimalMin(value = "0", message = "{project.refusal.negative}")
		private @Nullable BigDecimal capital;

		@Nullable Money capital() {
			return money(this.capital);
		}

	}

	/**
	 * What an enclave pays.
	 */
	@Getter
	@Setter
	static class PaymentForm extends OfficeForm {

		private @Nullable Integer year;

		@Digits(integer = 11, fraction = 2, message = "{project.invalid.money}")
		@DecimalMin(value = "0", message = "{project.refusal.negative}")
		private @Nullable BigDecimal amount;

		@Size(max = 500, message = "{project.invalid.length}")
		private @Nullable String note;

		@Nullable Money amount() {
			return money(this.amount);
		}

		@Nullable String note() {
			return Forms.text(this.note);
		}

	}

}
