package org.commonprosperity.portal.spreadsheet;

/**
 * A cell that holds something, as the file writes it.
 *
 * @param kind what it holds
 * @param text its text; of a number its digits as the file has them
 * @param format how it is shown
 * @param merge whether it is part of a merged range
 */
record FileCell(Kind kind, String text, CellFormat format, Merge merge) {

	static FileCell text(String text) {
		return new FileCell(Kind.TEXT, text, CellFormat.GENERAL, Merge.NONE);
	}

	FileCell with(Merge other) {
		return new FileCell(this.kind, this.text, this.format, other);
	}

	boolean isText() {
		return this.kind == Kind.TEXT;
	}

	/**
	 * What a cell holds.
	 */
	enum Kind {

		TEXT, NUMBER, BOOLEAN, ERROR,
		/** A formula whose value the file does not hold. */
		UNSAVED

	}

	/**
	 * What a cell is in a merged range.
	 */
	enum Merge {

		NONE,
		/** The first cell, which holds what the whole range shows. */
		FIRST,
		/** The same, of a range that is several columns wide. */
		FIRST_OF_WIDE,
		/** A cell that only shows what the first one holds. */
		FILLED

	}

}
