package org.commonprosperity.portal.spreadsheet;

import java.util.Locale;

import org.commonprosperity.portal.shared.Refusal;

import org.springframework.util.unit.DataSize;

/**
 * Why a file as a whole cannot be read. Each reason says what to do about it.
 */
final class FileRefusal {

	private FileRefusal() {
	}

	static Refusal damaged() {
		return new Refusal(null, "sheet.file.damaged");
	}

	static Refusal encrypted() {
		return new Refusal(null, "sheet.file.encrypted");
	}

	static Refusal old() {
		return new Refusal(null, "sheet.file.old");
	}

	static Refusal noSheet() {
		return new Refusal(null, "sheet.file.noSheet");
	}

	/** It is something else; programs of WPS have formats of their own. */
	static Refusal foreign(String fileName) {
		return fileName.toLowerCase(Locale.ROOT).matches("(?s).*\\.(et|ett|wps|wpt)")
				? new Refusal(null, "sheet.file.wps") : new Refusal(null, "sheet.file.foreign");
	}

	static Refusal unpacked(DataSize most) {
		return new Refusal(null, "sheet.file.unpacked", most.toMegabytes());
	}

	static Refusal rows(int most) {
		return new Refusal(null, "sheet.file.rows", most);
	}

	static Refusal columns(int row, int most) {
		return new Refusal(null, "sheet.file.columns", row, most);
	}

	static Refusal text(int row, int most) {
		return new Refusal(null, "sheet.file.text", row, most);
	}

}
