package org.commonprosperity.portal.reporting;

import java.util.Locale;

/**
 * A photo or attachment of a report as an office page lists it.
 *
 * @param id its number within the reports
 * @param kind photo or attachment
 * @param caption what it shows or is
 * @param name the file's name
 * @param bytes how large it is
 * @param smallWidth width of the small one, 0 where there is none
 * @param smallHeight height of the small one, 0 where there is none
 */
public record ReportFileLine(long id, FileKind kind, String caption, String name, int bytes, int smallWidth,
		int smallHeight) {

	private static final int KILO = 1024;

	/** What it is in short, as PDF. */
	public String type() {
		return this.name.substring(this.name.lastIndexOf('.') + 1).toUpperCase(Locale.ROOT);
	}

	/** How large it is, as 356 KB or 1.2 MB. */
	public String size() {
		int tenths = Math.round(this.bytes / (KILO * KILO / 10f));
		return (this.bytes < KILO * KILO) ? Math.max(1, this.bytes / KILO) + " KB"
				: tenths / 10 + "." + tenths % 10 + " MB";
	}

}
