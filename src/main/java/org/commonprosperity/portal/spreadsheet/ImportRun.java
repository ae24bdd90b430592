package org.commonprosperity.portal.spreadsheet;

import java.time.Instant;

import org.commonprosperity.portal.account.Official;
import org.jspecify.annotations.Nullable;

/**
 * One import while it is written or undone.
 *
 * @param id its number
 * @param fileName the file's name as it was sent
 * @param by who confirms or undoes it
 * @param at when
 * @param reason why what is approved is corrected, or null
 */
public record ImportRun(long id, String fileName, Official by, Instant at, @Nullable String reason) {

	/** The most rows of a chunk. */
	public static final int CHUNK = 2000;

	public ImportRun(long id, String fileName, Official by, Instant at) {
		this(id, fileName, by, at, null);
	}

}
