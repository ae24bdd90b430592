package org.commonprosperity.portal.project.web;

import java.math.BigDecimal;
import java.time.LocalDate;

import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import lombok.Getter;
import lombok.Setter;
import org.commonprosperity.portal.project.ProjectChange.AddSite;
import org.commonprosperity.portal.project.ProjectChange.AddVenture;
import org.commonprosperity.portal.project.ProjectChange.ReviseVenture;
import org.commonprosperity.portal.project.ProjectSheet.VentureLine;
import org.commonprosperity.portal.shared.Money;
import org.commonprosperity.portal.shared.web.Forms;
import org.commonprosperity.portal.shared.web.OfficeForm;
import org.jspecify.annotations.Nullable;

/**
 * The forms of ventures and sites.
 */
final class VentureForms {

	private VentureForms() {
	}

	/** What is known of a venture. */
	@Getter
	@Setter
	static class Venture extends OfficeForm {

		@Size(max = 100, message = "{project.invalid.length}")
		private @Nullable String name;

		@Size(max = 60, message = "{project.invalid.length}")
		private @Nullable String kind;

		private @Nullable Long siteId;

		@Digits(integer = 13, fraction = 2, message = "{project.invalid.money}")
		private @Nullable BigDecimal investment;

		private @Nullable LocalDate signedOn;

		void fill(VentureLine venture) {
			fill(venture.siteId(), venture.name(), venture.kind(), venture.investment(), venture.signedOn());
		}

		void fill(AddVenture change) {
			fill(change.siteId(), change.name(), change.venture(), change.investment(), change.signedOn());
		}

		void fill(ReviseVenture change) {
			fill(change.siteId(), change.name(), change.venture(), change.investment(), change.signedOn());
		}

		private void fill(@Nullable Long siteId, @Nullable String name, @Nullable String kind,
				@Nullable Money investment, @Nullable LocalDate signedOn) {
			this.siteId = siteId;
			this.name = name;
			this.kind = kind;
			this.investment = (investment != null) ? investment.yuan() : null;
			this.signedOn = signedOn;
		}

		AddVenture added() {
			return new AddVenture(this.siteId, Forms.text(this.name), Forms.text(this.kind), money(), this.signedOn);
		}

		ReviseVenture revised(long id) {
			return new ReviseVenture(id, this.siteId, Forms.text(this.name), Forms.text(this.kind), money(),
					this.signedOn);
		}

		private @Nullable Money money() {
			return (this.investment != null) ? new Money(this.investment) : null;
		}

	}

	/** Why a venture goes. */
	@Getter
	@Setter
	static class Remove extends OfficeForm {

		@NotBlank(message = "{project.required.reason}")
		@Size(max = 500, message = "{project.invalid.length}")
		private String reason;

	}

	/** A place of the project. */
	@Getter
	@Setter
	static class Place extends OfficeForm {

		@NotBlank(message = "{project.required.name}")
		@Size(max = 100, message = "{project.invalid.length}")
		private String name;

		private @Nullable Long communityId;

		@Size(max = 500, message = "{project.invalid.length}")
		private @Nullable String note;

		void fill(AddSite change) {
			this.name = change.name();
			this.communityId = change.communityId();
			this.note = change.note();
		}

		AddSite change() {
			return new AddSite(this.name.strip(), this.communityId, Forms.text(this.note));
		}

	}

}
