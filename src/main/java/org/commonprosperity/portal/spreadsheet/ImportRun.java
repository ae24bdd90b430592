package org.commonprosperity.portal.spreadsheet;

import java.time.Instant;

import org.commonprosperity.portal.account.Official;

/**
 * One import while it is written or undone.
 *
 * @param id its number
 * @param fileName the file's name as it was sent
 * @param by who confirms or undoes it
 * @param at when
 */
public record ImportRun(long id, String fileName, Official by, Instant at) {

	/** The most rows of a chunk. */
	public static final int CHUNK = 2000;

}
