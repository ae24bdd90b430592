package org.commonprosperity.portal.spreadsheet;

import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.ClientAnchor;
import org.apache.poi.ss.usermodel.Comment;
import org.apache.poi.ss.usermodel.CreationHelper;
import org.apache.poi.ss.usermodel.Drawing;
import org.apache.poi.ss.usermodel.Sheet;

/**
 * Notes at cells, in a box that holds their words.
 */
final class Notes {

	private static final int COLUMNS = 4;

	private static final int CHARACTERS_A_LINE = 36;

	private final CreationHelper helper;

	private final Drawing<?> drawing;

	Notes(Sheet sheet) {
		this.helper = sheet.getWorkbook().getCreationHelper();
		this.drawing = sheet.createDrawingPatriarch();
	}

	/** Puts a note at a cell, instead of one that is there. */
	void put(Cell cell, String text) {
		cell.removeCellComment();
		ClientAnchor anchor = this.helper.createClientAnchor();
		anchor.setCol1(cell.getColumnIndex() + 1);
		anchor.setCol2(cell.getColumnIndex() + 1 + COLUMNS);
		anchor.setRow1(cell.getRowIndex());
		int lines = 0;
		for (String line : text.split("\n")) {
			lines += 1 + SafeText.width(line) / CHARACTERS_A_LINE;
		}
		anchor.setRow2(cell.getRowIndex() + lines + 1);
		Comment comment = this.drawing.createCellComment(anchor);
		comment.setString(this.helper.createRichTextString(SafeText.written(SafeText.clean(text))));
		cell.setCellComment(comment);
	}

}
