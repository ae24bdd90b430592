package org.commonprosperity.portal.spreadsheet;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where in a file the table is, and which of its columns is which; found by the headings,
 * correctable by hand. Kept with the import as JSON.
 *
 * @param sheet the sheet's number in the file, from 0; 0 for .csv
 * @param headerRow the number of the row with the headings, from 1
 * @param columns the declared column's name by the number of the file's column, from 0
 */
public record Recognition(int sheet, int headerRow, Map<Integer, String> columns) {

	public Recognition {
		columns = Map.copyOf(columns);
	}

	/**
	 * What the person sees of the file to correct it by.
	 *
	 * @param sheets names of the sheets that are not hidden, by their numbers
	 * @param first the first rows of the chosen sheet, as text
	 * @param guess what was found
	 * @param headings what stands above the columns of the file, by their numbers from 0
	 * @param ignored those of them that are none of the declared columns
	 * @param missing names of the declared columns that have to be filled in and are not
	 * in the file
	 * @param inWan names of the columns of amounts that the file gives in 万元
	 */
	public record Offer(Map<Integer, String> sheets, List<PreviewRow> first, Recognition guess,
			Map<Integer, String> headings, Map<Integer, String> ignored, List<String> missing, Set<String> inWan) {
	}

	/**
	 * A row as it stands in the file.
	 *
	 * @param number its number, from 1
	 * @param cells the cells as text, from column 0 on
	 */
	public record PreviewRow(int number, List<String> cells) {
	}

}
