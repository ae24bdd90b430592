package org.commonprosperity.portal.employment;

import java.util.List;
import java.util.Locale;

import org.commonprosperity.portal.employment.JobField.Type;

/**
 * What officials enter of workshops besides people, each for another person to decide on.
 */
public enum JobKind {

	/** A workshop. */
	WORKSHOP(JobField.needed("name", Type.TEXT, 100), JobField.free("nameEn", Type.TEXT, 100),
			JobField.needed("kind", Type.CHOICE, 0), JobField.needed("community", Type.CHOICE, 0),
			JobField.free("enterprise", Type.CHOICE, 0), JobField.free("openedOn", Type.DATE, 0),
			JobField.free("capacity", Type.NUMBER, 100_000), JobField.needed("state", Type.CHOICE, 0),
			JobField.free("closedOn", Type.DATE, 0)),
	/** An enterprise that is not on record yet. */
	ENTERPRISE(JobField.needed("name", Type.TEXT, 200), JobField.free("nameEn", Type.TEXT, 200)),
	/** What an enterprise reports of its employees. */
	FIGURE(JobField.needed("enterprise", Type.CHOICE, 0), JobField.needed("asOf", Type.DATE, 0),
			JobField.free("employees", Type.NUMBER, 1_000_000),
			JobField.free("disabledEmployees", Type.NUMBER, 1_000_000),
			JobField.free("disabledPercent", Type.DECIMAL, 100), JobField.free("percentRough", Type.YES, 0),
			JobField.needed("source", Type.CHOICE, 0)),
	/** An open post. */
	OPENING(JobField.needed("place", Type.CHOICE, 0), JobField.needed("post", Type.TEXT, 100),
			JobField.free("requirements", Type.AREA, 1000), JobField.free("places", Type.NUMBER, 10_000),
			JobField.free("payFrom", Type.DECIMAL, 1_000_000), JobField.free("payTo", Type.DECIMAL, 1_000_000),
			JobField.free("access", Type.TICKS, 0), JobField.needed("contact", Type.TEXT, 100),
			JobField.needed("telephone", Type.TEXT, 30), JobField.free("telephoneWork", Type.YES, 0),
			JobField.needed("openedOn", Type.DATE, 0)),
	/** A story with the recorded consent of whom it is about. */
	STORY(JobField.needed("workshop", Type.CHOICE, 0), JobField.needed("title", Type.TEXT, 100),
			JobField.needed("text", Type.AREA, 3000), JobField.needed("consentOn", Type.DATE, 0),
			JobField.needed("consentDocument", Type.TEXT, 200), JobField.needed("consented", Type.YES, 0));

	private final List<JobField> fields;

	JobKind(JobField... fields) {
		this.fields = List.of(fields);
	}

	public List<JobField> fields() {
		return this.fields;
	}

	/** The kind of entry, the last part of a message key {@code change.}. */
	public String entry() {
		return "job-" + path();
	}

	/** The table of the records. */
	String table() {
		return (this == FIGURE) ? "enterprise_figure" : path();
	}

	/** Whether nobody but who enters everywhere enters it. */
	public boolean isOfNoVillage() {
		return this == ENTERPRISE || this == FIGURE;
	}

	/** The list that shows it, a path on this portal. */
	public String list() {
		return "/office/jobs/" + switch (this) {
			case WORKSHOP -> "workshops";
			case ENTERPRISE, FIGURE -> "enterprises";
			case OPENING -> "openings";
			case STORY -> "stories";
		};
	}

	/** The part of addresses that names it. */
	public String path() {
		return name().toLowerCase(Locale.ROOT);
	}

}
