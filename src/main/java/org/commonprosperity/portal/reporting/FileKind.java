package org.commonprosperity.portal.reporting;

import java.util.Locale;

/**
 * What a file of a report is for.
 */
public enum FileKind {

	/** Everybody sees it once the report is approved. */
	PHOTO,
	/** Officials alone read it. */
	ATTACHMENT;

	/** How the history names it. */
	String word() {
		return name().toLowerCase(Locale.ROOT);
	}

}
