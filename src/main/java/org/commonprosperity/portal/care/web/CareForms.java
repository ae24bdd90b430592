package org.commonprosperity.portal.care.web;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Size;
import lombok.Getter;
import lombok.Setter;
import org.commonprosperity.portal.care.ActivityContent;
import org.commonprosperity.portal.care.CareDesk.FacilityName;
import org.commonprosperity.portal.care.CareDesk.NearRecord;
import org.commonprosperity.portal.care.FacilityContent;
import org.commonprosperity.portal.care.HoursText;
import org.commonprosperity.portal.care.NearContent;
import org.commonprosperity.portal.care.ServiceContent;
import org.commonprosperity.portal.care.WalkingContent;
import org.commonprosperity.portal.shared.Gathered;
import org.commonprosperity.portal.shared.Money;
import org.commonprosperity.portal.shared.Refusal;
import org.commonprosperity.portal.shared.web.Forms;
import org.commonprosperity.portal.shared.web.NamedRows;
import org.commonprosperity.portal.shared.web.OfficeForm;
import org.jspecify.annotations.Nullable;

/**
 * The smaller forms of the record of the old and the young.
 */
final class CareForms {

	private static final Pattern TIME = Pattern.compile("(\\d{1,2})[:：点](\\d{1,2})?分?");

	private CareForms() {
	}

	/** A time as it is typed; null if the field is empty. */
	private static @Nullable LocalTime time(String field, @Nullable String typed) {
		String text = Forms.text(typed);
		if (text == null) {
			return null;
		}
		Matcher matcher = TIME.matcher(text);
		if (matcher.matches()) {
			try {
				String minute = matcher.group(2);
				return LocalTime.of(Integer.parseInt(matcher.group(1)),
						(minute != null) ? Integer.parseInt(minute) : 0);
			}
			catch (DateTimeException ex) {
				// said below
			}
		}
		throw new Refusal(field, "care.refusal.time");
	}

	/**
	 * A service.
	 */
	@Getter
	@Setter
	static class ServiceForm extends OfficeForm {

		@Size(max = 1000, message = "{project.invalid.length}")
		private @Nullable String hours;

		@Digits(integer = 6, fraction = 2, message = "{project.invalid.money}")
		@DecimalMin(value = "0", message = "{project.refusal.negative}")
		private @Nullable BigDecimal price;

		private @Nullable String priceNote;

		private @Nullable String note;

		private boolean ended;

		static ServiceForm of(ServiceContent content, long version) {
			ServiceForm form = new ServiceForm();
			form.setVersion(version);
			form.setHours((content.hours() != null) ? HoursText.write(content.hours()).replace("；", "\n") : null);
			form.setPrice((content.price() != null) ? content.price().yuan() : null);
			form.setPriceNote(content.priceNote());
			form.setNote(content.note());
			form.setEnded(content.ended());
			return form;
		}

		ServiceContent content(String facility, String kind) {
			String typed = Forms.text(this.hours);
			return new ServiceContent(facility, kind, (typed != null) ? HoursText.read("hours", typed) : null,
					(this.price != null) ? new Money(this.price) : null, Forms.text(this.priceNote),
					Forms.text(this.note), this.ended);
		}

	}

	/**
	 * When a facility is open and how to ring it, and no more.
	 */
	@Getter
	@Setter
	static class HoursForm extends OfficeForm {

		@Size(max = 1000, message = "{project.invalid.length}")
		private @Nullable String hours;

		private @Nullable String telephone;

		/** Whether a mobile number is an office's. */
		private boolean work;

		static HoursForm of(FacilityContent content, long version) {
			HoursForm form = new HoursForm();
			form.setVersion(version);
			form.setHours((content.hours() != null) ? HoursText.write(content.hours()).replace("；", "\n") : null);
			form.setTelephone(content.telephone());
			return form;
		}

		/** The facility with these hours and this telephone. */
		FacilityContent content(FacilityContent of) {
			String typed = Forms.text(this.hours);
			return new FacilityContent(of.community(), of.kind(), of.state(), of.name(), of.nameEn(), of.address(),
					of.rooms(), of.places(), of.opened(), (typed != null) ? HoursText.read("hours", typed) : null,
					Forms.text(this.telephone), of.accessible(), of.latitude(), of.longitude(), of.photo(),
					of.photoCaption(), of.project(), of.milestones(), of.note());
		}

	}

	/**
	 * An activity.
	 */
	@Getter
	@Setter
	static class ActivityForm extends OfficeForm {

		private @Nullable String community;

		private @Nullable String facility;

		private @Nullable String title;

		private @Nullable LocalDate day;

		private @Nullable String starts;

		private @Nullable String ends;

		private @Nullable String place;

		private @Nullable Integer places;

		private @Nullable String telephone;

		/** Whether a mobile number is an office's. */
		private boolean work;

		private @Nullable String note;

		private boolean cancelled;

		static ActivityForm of(ActivityContent content, long version) {
			ActivityForm form = new ActivityForm();
			form.setVersion(version);
			form.setCommunity(content.community());
			form.setFacility(content.facility());
			form.setTitle(content.title());
			form.setDay(content.day());
			form.setStarts(String.valueOf(content.starts()));
			form.setEnds(String.valueOf(content.ends()));
			form.setPlace(content.place());
			form.setPlaces(content.places());
			form.setTelephone(content.telephone());
			form.setNote(content.note());
			form.setCancelled(content.cancelled());
			return form;
		}

		ActivityContent content() {
			Gathered wrong = new Gathered();
			LocalTime from = wrong.of(() -> time("starts", this.starts));
			LocalTime until = wrong.of(() -> time("ends", this.ends));
			wrong.refuse();
			return new ActivityContent((this.community != null) ? this.community : "", Forms.text(this.facility),
					Forms.text(this.title), this.day, from, until, Forms.text(this.place), this.places,
					Forms.text(this.telephone), Forms.text(this.note), this.cancelled);
		}

	}

	/**
	 * Somebody who signs up. Tells nothing of the person.
	 */
	@Getter
	@Setter
	static class SignUpForm extends OfficeForm {

		private @Nullable String name;

		private @Nullable String number;

	}

	/**
	 * Where a community walks from, and how far.
	 */
	@Getter
	@Setter
	static class NearForm extends OfficeForm implements NamedRows {

		@Digits(integer = 3, fraction = 6, message = "{care.refusal.degrees}")
		private @Nullable BigDecimal latitude;

		@Digits(integer = 3, fraction = 6, message = "{care.refusal.degrees}")
		private @Nullable BigDecimal longitude;

		private List<Row> rows = new ArrayList<>();

		static NearForm of(NearRecord near, NearContent content) {
			NearForm form = new NearForm();
			form.setVersion(near.version());
			form.setLatitude(content.latitude());
			form.setLongitude(content.longitude());
			for (FacilityName facility : near.facilities()) {
				Row row = new Row();
				row.setFacility(facility.code());
				row.setMinutes(content.minutes().get(facility.code()));
				form.getRows().add(row);
			}
			return form;
		}

		NearContent content(String community) {
			Map<String, Integer> minutes = new TreeMap<>();
			for (Row row : this.rows) {
				if (row.getFacility() != null && row.getMinutes() != null) {
					minutes.put(row.getFacility(), row.getMinutes());
				}
			}
			return new NearContent(community, this.latitude, this.longitude, minutes);
		}

		@Override
		public @Nullable String nameOfRow(int index) {
			return this.rows.get(index).getFacility();
		}

	}

	/**
	 * The minutes to a facility.
	 */
	@Getter
	@Setter
	static class Row {

		private @Nullable String facility;

		private @Nullable Integer minutes;

	}

	/**
	 * By what minutes are computed.
	 */
	@Getter
	@Setter
	static class WalkingForm extends OfficeForm {

		@Digits(integer = 1, fraction = 2, message = "{care.refusal.detour}")
		private @Nullable BigDecimal detour;

		@Digits(integer = 3, fraction = 1, message = "{care.refusal.pace}")
		private @Nullable BigDecimal metresPerMinute;

		WalkingContent content() {
			return new WalkingContent(this.detour, this.metresPerMinute);
		}

	}

}
