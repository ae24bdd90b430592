package org.commonprosperity.portal.spreadsheet;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * An import as it stands.
 *
 * @param id its number
 * @param sheet code of the sheet that a feature declares
 * @param fileName the file's name as it was sent
 * @param fileSize in bytes
 * @param sentByName who sent it, with the name of whom a deputy stood in for
 * @param recognition which column is which; null as long as the file was not read
 * @param mended what a person typed in place of faulty cells, by "row:column"
 * @param progress rows done of the work at hand
 * @param expected rows expected of it, 0 where nobody can know
 * @param added rows that are new
 * @param changed rows that change what is on record
 * @param same rows that are on record just so
 * @param faulty rows with a fault
 * @param faults faults in all; the first thousand are kept
 * @param refusal why it cannot be taken as it is, a message key, or null
 */
public record ImportJob(long id, String sheet, ImportState state, String fileName, long fileSize, long sentBy,
		long sentFor, String sentByName, Instant sentAt, @Nullable Recognition recognition, Map<String, String> mended,
		int progress, int expected, int added, int changed, int same, int faulty, int faults, @Nullable String refusal,
		List<String> refusalArguments, @Nullable String writtenByName, @Nullable Instant writtenAt,
		@Nullable String undoneByName, @Nullable Instant undoneAt, @Nullable String undoReason, long version) {

	/** Numbers of the rows that a person left out. */
	public List<Integer> leftOut() {
		return TableRun.leftOut(this.mended).stream().sorted().toList();
	}

	/** Rows that writing would touch. */
	public int touched() {
		return this.added + this.changed;
	}

	/** How much of the work at hand is done, in percent, at most 100. */
	public int percent() {
		return (this.expected > 0) ? (int) Math.min(100, 100L * this.progress / this.expected) : 0;
	}

}
