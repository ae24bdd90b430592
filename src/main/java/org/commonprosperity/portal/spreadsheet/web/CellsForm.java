package org.commonprosperity.portal.spreadsheet.web;

import java.util.LinkedHashMap;
import java.util.Map;

import lombok.Getter;
import lombok.Setter;
import org.commonprosperity.portal.shared.web.OfficeForm;

/**
 * What a person types in place of faulty cells, by "row:column" as the page names them.
 */
@Getter
@Setter
class CellsForm extends OfficeForm {

	private Map<String, String> cells = new LinkedHashMap<>();

	/** What cells held when the page was drawn: what was not touched is not mended. */
	private Map<String, String> were = new LinkedHashMap<>();

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
