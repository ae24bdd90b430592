package org.commonprosperity.portal.audit.web;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;

import lombok.Getter;
import lombok.Setter;
import org.commonprosperity.portal.audit.AuditKind;
import org.commonprosperity.portal.audit.AuditQuery;
import org.commonprosperity.portal.shared.web.Forms;
import org.jspecify.annotations.Nullable;

import org.springframework.modulith.NamedInterface;
import org.springframework.validation.Errors;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What the auditor asks of the trail.
 */
@Getter
@Setter
@NamedInterface("lists")
public class AuditTrailForm {

	private @Nullable AuditKind kind;

	private @Nullable String who;

	private @Nullable LocalDate from;

	private @Nullable LocalDate to;

	/** Refuses a span that ends before it begins. */
	public void check(Errors errors) {
		if (this.from != null && this.to != null && this.to.isBefore(this.from)) {
			errors.rejectValue("to", "audit.refusal.toBeforeFrom");
		}
	}

	/** The query that the address means. */
	public AuditQuery query() {
		return new AuditQuery(this.kind, Forms.text(this.who), this.from, this.to);
	}

	/**
	 * The address at which this is asked, without a page.
	 * @param path where the trail is
	 * @return ends in ? or &amp;
	 */
	public String address(String path) {
		Map<String, Object> asked = new LinkedHashMap<>();
		put(asked, "kind", this.kind);
		put(asked, "who", Forms.text(this.who));
		put(asked, "from", this.from);
		put(asked, "to", this.to);
		UriComponentsBuilder address = UriComponentsBuilder.fromPath(path);
		asked.keySet().forEach((name) -> address.queryParam(name, "{" + name + "}"));
		return address.encode().buildAndExpand(asked).toUriString() + (asked.isEmpty() ? "?" : "&");
	}

	private static void put(Map<String, Object> asked, String name, @Nullable Object value) {
		if (value != null) {
			asked.put(name, value);
		}
	}

}
