package org.commonprosperity.portal.spreadsheet;

import java.util.Locale;

/**
 * A kind of file in which a table goes out.
 */
public enum SpreadsheetFormat {

	/** For Excel and WPS, with real numbers and dates. */
	XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
	/** For everything else: UTF-8 with a mark, so that Excel shows Chinese too. */
	CSV("text/csv;charset=UTF-8");

	private final String mediaType;

	SpreadsheetFormat(String mediaType) {
		this.mediaType = mediaType;
	}

	public String mediaType() {
		return this.mediaType;
	}

	/** How the file's name ends, without the dot. */
	public String ending() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * The format that an address, or a file's name, ends in.
	 * @throws IllegalArgumentException if it ends in none
	 */
	public static SpreadsheetFormat ofAddress(String address) {
		for (SpreadsheetFormat format : values()) {
			if (address.endsWith("." + format.ending())) {
				return format;
			}
		}
		throw new IllegalArgumentException("no spreadsheet at " + address);
	}

}
