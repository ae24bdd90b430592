package org.commonprosperity.portal.care.web;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Size;
import lombok.Getter;
import lombok.Setter;
import org.commonprosperity.portal.care.FacilityContent;
import org.commonprosperity.portal.care.HoursText;
import org.commonprosperity.portal.shared.web.Forms;
import org.commonprosperity.portal.shared.web.OfficeForm;
import org.jspecify.annotations.Nullable;

import org.springframework.web.multipart.MultipartFile;

/**
 * The form of a facility.
 */
@Getter
@Setter
class FacilityForm extends OfficeForm {

	private @Nullable String community;

	private @Nullable String kind;

	private FacilityContent.State state = FacilityContent.State.OPEN;

	private @Nullable String name;

	private @Nullable String nameEn;

	private @Nullable String address;

	@Size(max = 2000, message = "{project.invalid.length}")
	private @Nullable String rooms;

	private @Nullable Integer places;

	private @Nullable LocalDate opened;

	@Size(max = 1000, message = "{project.invalid.length}")
	private @Nullable String hours;

	private @Nullable String telephone;

	/** Whether a mobile number is an office's. */
	private boolean work;

	private @Nullable Boolean accessible;

	@Digits(integer = 3, fraction = 6, message = "{care.refusal.degrees}")
	private @Nullable BigDecimal latitude;

	@Digits(integer = 3, fraction = 6, message = "{care.refusal.degrees}")
	private @Nullable BigDecimal longitude;

	private @Nullable Long photo;

	private @Nullable String photoCaption;

	private boolean agreed;

	private @Nullable MultipartFile file;

	private @Nullable String project;

	private List<Long> milestones = new ArrayList<>();

	private @Nullable String note;

	static FacilityForm of(FacilityContent content, long version) {
		FacilityForm form = new FacilityForm();
		form.setVersion(version);
		form.setCommunity(content.community());
		form.setKind(content.kind());
		form.setState(content.state());
		form.setName(content.name());
		form.setNameEn(content.nameEn());
		form.setAddress(content.address());
		form.setRooms(String.join("\n", content.rooms()));
		form.setPlaces(content.places());
		form.setOpened(content.opened());
		form.setHours((content.hours() != null) ? HoursText.write(content.hours()).replace("；", "\n") : null);
		form.setTelephone(content.telephone());
		form.setAccessible(content.accessible());
		form.setLatitude(content.latitude());
		form.setLongitude(content.longitude());
		form.setPhoto(content.photo());
		form.setPhotoCaption(content.photoCaption());
		form.setProject(content.project());
		form.setMilestones(new ArrayList<>(content.milestones()));
		form.setNote(content.note());
		return form;
	}

	/**
	 * What the form says.
	 * @throws org.commonprosperity.portal.shared.Refusal if the hours are not understood
	 */
	FacilityContent content() {
		String typedHours = Forms.text(this.hours);
		String typedRooms = Forms.text(this.rooms);
		return new FacilityContent((this.community != null) ? this.community : "", Forms.text(this.kind), this.state,
				Forms.text(this.name), Forms.text(this.nameEn), Forms.text(this.address),
				(typedRooms != null) ? rooms(typedRooms) : List.of(), this.places, this.opened,
				(typedHours != null) ? HoursText.read("hours", typedHours) : null, Forms.text(this.telephone),
				this.accessible, this.latitude, this.longitude, this.photo, Forms.text(this.photoCaption),
				Forms.text(this.project), this.milestones, Forms.text(this.note));
	}

	private static List<String> rooms(String typed) {
		return Arrays.stream(typed.split("[\\n、；;]")).map(String::strip).filter((room) -> !room.isEmpty()).toList();
	}

	/** The photo that was chosen, or null. */
	@Nullable MultipartFile chosen() {
		return (this.file != null && !this.file.isEmpty()) ? this.file : null;
	}

}
