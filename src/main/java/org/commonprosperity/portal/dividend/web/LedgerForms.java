package org.commonprosperity.portal.dividend.web;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Size;
import lombok.Getter;
import lombok.Setter;
import org.commonprosperity.portal.dividend.AccountChange;
import org.commonprosperity.portal.dividend.ContributorDetails;
import org.commonprosperity.portal.dividend.ContributorKind;
import org.commonprosperity.portal.dividend.ContributorRoll.Contributor;
import org.commonprosperity.portal.dividend.DividendPhase;
import org.commonprosperity.portal.dividend.NewContribution;
import org.commonprosperity.portal.dividend.NewContributor;
import org.commonprosperity.portal.dividend.NewDistribution;
import org.commonprosperity.portal.dividend.NewTerms;
import org.commonprosperity.portal.shared.Money;
import org.commonprosperity.portal.shared.web.Forms;
import org.commonprosperity.portal.shared.web.OfficeForm;
import org.jspecify.annotations.Nullable;

/**
 * The forms of the ledger's pages. What is missing or does not fit is the domain's to
 * say; here only what cannot be read.
 */
final class LedgerForms {

	private static final Pattern DAY_OF_YEAR = Pattern.compile("(\\d{1,2})(?:-|/|\\.|\u6708)(\\d{1,2})\u65e5?");

	private LedgerForms() {
	}

	private static @Nullable Money money(@Nullable BigDecimal yuan) {
		return (yuan != null) ? new Money(yuan) : null;
	}

	private static <E extends Enum<E>> @Nullable E constant(Class<E> type, @Nullable String name) {
		for (E constant : type.getEnumConstants()) {
			if (constant.name().equals(name)) {
				return constant;
			}
		}
		return null;
	}

	/**
	 * Terms of a project.
	 */
	@Getter
	@Setter
	static class TermsForm extends OfficeForm {

		private @Nullable String phase;

		private @Nullable String classCode;

		/** In percent. */
		@Digits(integer = 3, fraction = 4, message = "{ledger.invalid.rate}")
		private @Nullable BigDecimal rate;

		private @Nullable LocalDate validFrom;

		/** The last day that they hold for. */
		private @Nullable LocalDate validUntil;

		private String payBy = "3-31";

		@Size(max = 500, message = "{project.invalid.length}")
		private @Nullable String reason;

		@Size(max = 200, message = "{project.invalid.length}")
		private @Nullable String document;

		/** Whether the day to pay by can be read. */
		boolean isPayByReadable() {
			return Forms.text(this.payBy) == null || payBy() != null;
		}

		private @Nullable MonthDay payBy() {
			Matcher matcher = DAY_OF_YEAR.matcher(this.payBy.replaceAll("\\s", ""));
			if (!matcher.matches()) {
				return null;
			}
			try {
				return MonthDay.of(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
			}
			catch (DateTimeException ex) {
				return null;
			}
		}

		NewTerms terms() {
			return new NewTerms(constant(DividendPhase.class, this.phase), Forms.text(this.classCode),
					(this.rate != null) ? this.rate.movePointLeft(2) : null, this.validFrom,
					(this.validUntil != null) ? this.validUntil.plusDays(1) : null, payBy(), Forms.text(this.reason),
					Forms.text(this.document));
		}

	}

	/**
	 * The day on which operation starts.
	 */
	@Getter
	@Setter
	static class StartForm extends OfficeForm {

		private @Nullable LocalDate startedOn;

		@Size(max = 500, message = "{project.invalid.length}")
		private @Nullable String reason;

		@Size(max = 200, message = "{project.invalid.length}")
		private @Nullable String document;

	}

	/**
	 * What is on record of a contributor, and of a new one its kind and class too.
	 */
	@Getter
	@Setter
	static class ContributorForm extends OfficeForm {

		private @Nullable String project;

		private @Nullable String number;

		private @Nullable String kind;

		private @Nullable String community;

		private @Nullable String name;

		private @Nullable String identifier;

		private @Nullable String bankName;

		private @Nullable String bankAccount;

		private @Nullable String classCode;

		private @Nullable LocalDate classFrom;

		@Size(max = 500, message = "{project.invalid.length}")
		private @Nullable String reason;

		@Size(max = 200, message = "{project.invalid.length}")
		private @Nullable String document;

		static ContributorForm of(Contributor contributor) {
			ContributorForm form = new ContributorForm();
			form.setVersion(contributor.version());
			form.community = contributor.community().code();
			form.name = contributor.name();
			form.identifier = contributor.identifier();
			form.bankName = contributor.bankName();
			form.bankAccount = contributor.bankAccount();
			return form;
		}

		/** Puts in what was asked for before and returned. */
		void mend(AccountChange change, @Nullable String before, String paper) {
			this.identifier = change.identifier();
			this.bankName = change.bankName();
			this.bankAccount = change.bankAccount();
			this.reason = before;
			this.document = paper;
		}

		ContributorDetails details() {
			return new ContributorDetails(Forms.text(this.community), Forms.text(this.name),
					Forms.text(this.identifier), Forms.text(this.bankName), Forms.text(this.bankAccount));
		}

		NewContributor contributor() {
			return new NewContributor(Forms.text(this.number), constant(ContributorKind.class, this.kind), details(),
					Forms.text(this.classCode), this.classFrom, Forms.text(this.document));
		}

	}

	/**
	 * The class of a household from a day on.
	 */
	@Getter
	@Setter
	static class ClassForm extends OfficeForm {

		private @Nullable String classCode;

		private @Nullable LocalDate classFrom;

		@Size(max = 200, message = "{project.invalid.length}")
		private @Nullable String document;

	}

	/**
	 * A contribution.
	 */
	@Getter
	@Setter
	static class ContributionForm extends OfficeForm {

		private @Nullable String contributor;

		private @Nullable String reference;

		private @Nullable LocalDate paidInOn;

		@Digits(integer = 11, fraction = 2, message = "{project.invalid.money}")
		private @Nullable BigDecimal principal;

		private @Nullable LocalDate keptFrom;

		@Digits(integer = 11, fraction = 2, message = "{project.invalid.money}")
		private @Nullable BigDecimal openingBalance;

		@Size(max = 200, message = "{project.invalid.length}")
		private @Nullable String document;

		@Size(max = 500, message = "{project.invalid.length}")
		private @Nullable String note;

		NewContribution contribution() {
			return new NewContribution(Forms.text(this.contributor), Forms.text(this.reference), this.paidInOn,
					money(this.principal), this.keptFrom, money(this.openingBalance), Forms.text(this.document),
					Forms.text(this.note));
		}

	}

	/**
	 * What is to become of a contribution.
	 */
	@Getter
	@Setter
	static class ChangeForm extends OfficeForm {

		private @Nullable LocalDate day;

		@Digits(integer = 11, fraction = 2, message = "{project.invalid.money}")
		private @Nullable BigDecimal amount;

		private @Nullable String to;

		private @Nullable String contributor;

		private @Nullable LocalDate paidInOn;

		@Digits(integer = 11, fraction = 2, message = "{project.invalid.money}")
		private @Nullable BigDecimal principal;

		@Size(max = 200, message = "{project.invalid.length}")
		private @Nullable String reason;

		@Size(max = 200, message = "{project.invalid.length}")
		private @Nullable String document;

		@Nullable Money amount() {
			return money(this.amount);
		}

		@Nullable Money principal() {
			return money(this.principal);
		}

		@Nullable String reason() {
			return Forms.text(this.reason);
		}

		@Nullable String document() {
			return Forms.text(this.document);
		}

	}

	/**
	 * The year of a run.
	 */
	@Getter
	@Setter
	static class RunForm extends OfficeForm {

		private @Nullable Integer year;

	}

	/**
	 * A second distribution.
	 */
	@Getter
	@Setter
	static class DistributionForm extends OfficeForm {

		private @Nullable Integer year;

		private @Nullable String resolution;

		private @Nullable LocalDate resolvedOn;

		private @Nullable String document;

		@Digits(integer = 11, fraction = 2, message = "{project.invalid.money}")
		private @Nullable BigDecimal pool;

		private String rule = NewDistribution.Rule.PRINCIPAL.name();

		private @Nullable LocalDate recordDay;

		private @Nullable LocalDate fromDay;

		/** The last day that counts. */
		private @Nullable LocalDate untilDay;

		private @Nullable LocalDate payBy;

		NewDistribution distribution() {
			return new NewDistribution(this.year, Forms.text(this.resolution), this.resolvedOn,
					Forms.text(this.document), money(this.pool), constant(NewDistribution.Rule.class, this.rule),
					this.recordDay, this.fromDay, (this.untilDay != null) ? this.untilDay.plusDays(1) : null,
					this.payBy);
		}

	}

}
