package org.commonprosperity.portal.spreadsheet.web;

import java.util.LinkedHashMap;
import java.util.Map;

import lombok.Getter;
import lombok.Setter;
import org.commonprosperity.portal.shared.web.OfficeForm;

/**
 * Which sheet of a file, which row of headings and which columns, as a person says.
 */
@Getter
@Setter
class ColumnsForm extends OfficeForm {

	private int sheet;

	private int headerRow = 1;

	/** The declared column's name by the file's column; empty where it is left out. */
	private Map<Integer, String> columns = new LinkedHashMap<>();

	Map<Integer, String> chosen() {
		Map<Integer, String> chosen = new LinkedHashMap<>();
		this.columns.forEach((at, name) -> {
			if (!name.isEmpty()) {
				chosen.put(at, name);
			}
		});
		return chosen;
	}

}
