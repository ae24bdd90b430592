package org.commonprosperity.portal.spreadsheet;

/**
 * Where an import is on its way.
 */
public enum ImportState {

	/** The file is being read and checked. */
	READING,
	/** The file as a whole cannot be taken. */
	UNREADABLE,
	/** Columns are missing or cells are faulty: to be mended. */
	FAULTY,
	/** Everything can be written; waits for the second press. */
	CHECKED,
	/** Is being written. */
	WRITING,
	/** Is on record. */
	WRITTEN,
	/** Is being taken back. */
	UNDOING,
	/** Was on record and was taken back. */
	UNDONE,
	/** Was given up before anything was written. */
	DROPPED,
	/** The portal stopped in the middle of reading; nothing was written. */
	INTERRUPTED;

	/** Whether work on it is going on. */
	public boolean isRunning() {
		return this == READING || this == WRITING || this == UNDOING;
	}

	/** Whether the file can still be corrected and read again. */
	public boolean isOpen() {
		return this == UNREADABLE || this == FAULTY || this == CHECKED || this == INTERRUPTED;
	}

}
