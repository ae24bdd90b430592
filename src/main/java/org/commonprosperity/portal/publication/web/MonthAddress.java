package org.commonprosperity.portal.publication.web;

import java.time.YearMonth;
import java.util.regex.Pattern;

import org.commonprosperity.portal.shared.NotOnRecord;

/**
 * A month as it stands in an address, such as {@code 2026-10}; anything else leads
 * nowhere.
 */
final class MonthAddress {

	private static final Pattern MONTH = Pattern.compile("20\\d{2}-(0[1-9]|1[0-2])");

	private MonthAddress() {
	}

	static YearMonth parse(String text) {
		if (!MONTH.matcher(text).matches()) {
			throw new NotOnRecord("month " + text);
		}
		return YearMonth.parse(text);
	}

}
