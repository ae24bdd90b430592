package org.commonprosperity.portal.employment.web;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Size;
import lombok.Getter;
import lombok.Setter;
import org.commonprosperity.portal.employment.PersonEntry;
import org.commonprosperity.portal.employment.PersonView;
import org.commonprosperity.portal.employment.Particulars;
import org.commonprosperity.portal.employment.PlacementEntry;
import org.commonprosperity.portal.shared.Money;
import org.commonprosperity.portal.shared.web.Forms;
import org.commonprosperity.portal.shared.web.OfficeForm;
import org.jspecify.annotations.Nullable;

/**
 * The forms of the pages of placements. What is missing or does not fit is the domain's
 * to say; here only what cannot be read.
 */
final class JobsForms {

	private static final int NOTE = 500;

	private JobsForms() {
	}

	private static @Nullable Long number(@Nullable String text) {
		return (text != null && text.matches("\\d{1,18}")) ? Long.valueOf(text) : null;
	}

	/**
	 * A placement, and of a new person who it is.
	 */
	@Getter
	@Setter
	static class PlacementForm extends OfficeForm {

		private @Nullable String community;

		private @Nullable String name;

		private @Nullable String identifier;

		private @Nullable String telephone;

		private @Nullable LocalDate consentOn;

		private @Nullable String consentDocument;

		@Size(max = NOTE, message = "{project.invalid.length}")
		private @Nullable String personNote;

		private @Nullable String group;

		private @Nullable String workshop;

		private @Nullable String opening;

		private @Nullable String post;

		private @Nullable LocalDate startedOn;

		@Digits(integer = 7, fraction = 2, message = "{project.invalid.money}")
		private @Nullable BigDecimal wage;

		private @Nullable String insurance;

		private @Nullable LocalDate endedOn;

		private @Nullable String endReason;

		@Size(max = NOTE, message = "{project.invalid.length}")
		private @Nullable String note;

		@Size(max = NOTE, message = "{project.invalid.length}")
		private @Nullable String reason;

		static PlacementForm of(PlacementEntry entry, long version) {
			PlacementForm form = new PlacementForm();
			form.setVersion(version);
			form.group = entry.group();
			form.workshop = String.valueOf(entry.workshop());
			form.opening = (entry.opening() != null) ? entry.opening().toString() : null;
			form.post = entry.post();
			form.startedOn = entry.startedOn();
			form.wage = (entry.wage() != null) ? entry.wage().yuan() : null;
			form.insurance = entry.insurance();
			form.endedOn = entry.endedOn();
			form.endReason = entry.endReason();
			form.note = entry.note();
			return form;
		}

		static PlacementForm of(PersonView person, Particulars particulars) {
			PlacementForm form = new PlacementForm();
			form.setVersion(person.version());
			form.name = particulars.name();
			form.identifier = particulars.identifier();
			form.telephone = particulars.telephone();
			form.consentOn = person.consentOn();
			form.consentDocument = particulars.consentDocument();
			form.personNote = particulars.note();
			return form;
		}

		PersonEntry person() {
			return new PersonEntry(Forms.text(this.name), Forms.text(this.identifier), Forms.text(this.telephone),
					this.consentOn, Forms.text(this.consentDocument), Forms.text(this.personNote));
		}

		PlacementEntry placement() {
			return new PlacementEntry(Forms.text(this.group), number(this.workshop), number(this.opening),
					Forms.text(this.post), this.startedOn, (this.wage != null) ? new Money(this.wage) : null,
					Forms.text(this.insurance), this.endedOn, Forms.text(this.endReason), Forms.text(this.note));
		}

	}

	/**
	 * What a follow-up found.
	 */
	@Getter
	@Setter
	static class FollowUpForm extends OfficeForm {

		private @Nullable Integer month;

		private @Nullable LocalDate doneOn;

		private @Nullable String found;

		@Size(max = NOTE, message = "{project.invalid.length}")
		private @Nullable String note;

	}

	/**
	 * The end of a placement.
	 */
	@Getter
	@Setter
	static class EndForm extends OfficeForm {

		private @Nullable LocalDate endedOn;

		private @Nullable String endReason;

		@Size(max = NOTE, message = "{project.invalid.length}")
		private @Nullable String note;

	}

	/**
	 * A button, with the word that goes with it.
	 */
	@Getter
	@Setter
	static class ActionForm extends OfficeForm {

		private @Nullable String note;

		private boolean withdrawn;

		@Nullable String note() {
			String plain = Forms.text(this.note);
			return (plain != null && plain.length() > NOTE) ? plain.substring(0, NOTE) : plain;
		}

	}

	/**
	 * An entry, its fields by their names.
	 */
	@Getter
	@Setter
	static class EntryForm extends OfficeForm {

		private Map<String, String> values = new LinkedHashMap<>();

	}

	/**
	 * A kind of workshop.
	 */
	@Getter
	@Setter
	static class KindForm extends OfficeForm {

		private @Nullable String code;

		private @Nullable String name;

		private @Nullable String nameEn;

	}

	/**
	 * What the district sets.
	 */
	@Getter
	@Setter
	static class PolicyForm extends OfficeForm {

		private @Nullable Integer keepMonths;

		private @Nullable Integer breakDays;

		private @Nullable String document;

	}

}
