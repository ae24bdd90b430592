package org.commonprosperity.portal.spreadsheet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.commonprosperity.portal.spreadsheet.XmlCursor.Token;
import org.jspecify.annotations.Nullable;

/**
 * Reads the number formats out of a workbook's styles, and nothing else of them: copied
 * from file to file for years they grow to many megabytes.
 */
final class CellFormats {

	/** Excel keeps up to 65 490. */
	private static final int MOST = 1 << 16;

	private CellFormats() {
	}

	/**
	 * The formats by the numbers that cells refer to.
	 */
	static List<CellFormat> read(XmlCursor xml) throws IOException {
		Map<Integer, String> codes = new HashMap<>();
		List<Integer> used = new ArrayList<>();
		String list = "";
		for (Token token = xml.next(); token != Token.DONE; token = xml.next()) {
			if (token == Token.START) {
				if (xml.at("numFmts") || xml.at("cellXfs") || xml.at("cellStyleXfs") || xml.at("dxfs")) {
					list = xml.name();
				}
				else if (xml.at("numFmt") && list.equals("numFmts") && codes.size() < MOST) {
					String code = xml.attribute("formatCode");
					codes.put(number(xml.attribute("numFmtId")), (code != null) ? code : "");
				}
				else if (xml.at("xf") && list.equals("cellXfs") && used.size() < MOST) {
					used.add(number(xml.attribute("numFmtId")));
				}
			}
			else if (token == Token.END && xml.at(list)) {
				list = "";
			}
		}
		Map<Integer, CellFormat> formats = new HashMap<>();
		return used.stream()
			.map((id) -> formats.computeIfAbsent(id, (number) -> CellFormat.of(number, codes.get(number))))
			.toList();
	}

	private static int number(@Nullable String written) {
		try {
			return (written != null) ? Integer.parseInt(written.strip()) : 0;
		}
		catch (NumberFormatException ex) {
			return 0;
		}
	}

}
