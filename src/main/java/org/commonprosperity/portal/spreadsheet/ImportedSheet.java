package org.commonprosperity.portal.spreadsheet;

import java.util.List;
import java.util.Map;

import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.account.Role;
import org.jspecify.annotations.Nullable;

/**
 * What a feature declares so that its records can come in as a spreadsheet: its columns,
 * how rows stand beside the record, and how a whole chunk of rows is written by set-based
 * statements. Reading, recognising, progress, errors and the two steps of preview and
 * writing are the same for all.
 */
public interface ImportedSheet {

	/** Its code, part of addresses and of message keys ({@code sheet.name.}code). */
	String code();

	/** Whether the official may bring such records in at all. */
	boolean mayImport(Official official);

	/**
	 * Whether the official may look up imports that others sent.
	 */
	default boolean mayLookUp(Official official) {
		return official.is(Role.COORDINATOR);
	}

	/**
	 * Whether its rows tell of single persons: then all that is kept of an import is
	 * sealed, its file has no name of its own, and it is cleared away after a while.
	 */
	default boolean personal() {
		return false;
	}

	/**
	 * The columns in the order of the template, with the choices that the official has.
	 */
	List<Column> columns(Official official);

	/**
	 * Compares rows with the record, by a fixed number of statements a chunk, and refuses
	 * what the official may not write.
	 * @param rows up to {@link ImportRun#CHUNK} rows that were read without trouble, no
	 * key twice
	 * @return one for each row, in the same order
	 */
	List<CheckedRow> check(List<SheetRow> rows, Official official);

	/**
	 * What is wrong with the cells that could be read of rows in which others could not,
	 * so that a person mends all of a row at once. What needs a cell that is missing is
	 * not told.
	 * @param rows what could be read; any value may be missing
	 * @return faults by the row's number
	 */
	default Map<Integer, List<CellError>> faults(List<SheetRow> rows, Official official) {
		return Map.of();
	}

	/** Where an official sees what was written, or null. */
	default @Nullable String address() {
		return null;
	}

	/**
	 * Writes rows that were added or changed, by a fixed number of statements a chunk.
	 * Runs within one transaction for all chunks of a file; a
	 * {@link org.commonprosperity.portal.shared.Refusal} takes all of it back.
	 * @param rows the rows that {@link #check} called added or changed, with its outcome
	 * @param run the import they belong to, for what the feature keeps to undo it
	 */
	void write(List<CheckedRow> rows, ImportRun run);

	/**
	 * Called once after the last chunk, in the same transaction.
	 * @param run the import
	 */
	default void finish(ImportRun run) {
	}

	/**
	 * Takes an import back, as long as nothing was built on what it wrote.
	 * @throws org.commonprosperity.portal.shared.Refusal if something was, saying what
	 */
	void undo(ImportRun run);

}
