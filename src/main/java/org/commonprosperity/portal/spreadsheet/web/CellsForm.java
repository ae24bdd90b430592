package org.commonprosperity.portal.spreadsheet.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import lombok.Getter;
import lombok.Setter;
import org.commonprosperity.portal.shared.web.OfficeForm;
import org.jspecify.annotations.Nullable;

/**
 * What a person types in place of faulty cells, by "row:column" as the page names them.
 */
@Getter
@Setter
class CellsForm extends OfficeForm {

	private Map<String, String> cells = new LinkedHashMap<>();

	/** What cells held when the page was drawn: what was not touched is not mended. */
	private Map<String, String> were = new LinkedHashMap<>();

	/** Numbers of the rows to leave out. */
	private List<Integer> out = new ArrayList<>();

	/** Number of a row to take in again. */
	private @Nullable Integer back;

	/** Name of a column whose empty cells say the same as the row above. */
	private @Nullable String fill;

	Map<String, String> mended() {
		Map<String, String> mended = new LinkedHashMap<>();
		this.cells.forEach((at, text) -> {
			if (!text.equals(this.were.getOrDefault(at, ""))) {
				mended.put(at, text);
			}
		});
		return mended;
	}

}
