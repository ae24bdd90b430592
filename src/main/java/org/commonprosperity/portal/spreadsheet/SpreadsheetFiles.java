package org.commonprosperity.portal.spreadsheet;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.shared.Refusal;

import org.springframework.stereotype.Component;

/**
 * Opens what people send, whatever its name says it is, and refuses what is no
 * spreadsheet or more of one than can be taken.
 */
@Component
@RequiredArgsConstructor
class SpreadsheetFiles {

	private final SpreadsheetLimits limits;

	/**
	 * Opens a file.
	 * @param file where it is
	 * @param fileName the name it was sent with; it only helps to say what to do about a
	 * file that cannot be read
	 * @throws Refusal if it cannot be taken, saying what to do
	 */
	OpenedFile open(Path file, String fileName) {
		try {
			long size = Files.size(file);
			if (size == 0) {
				throw new Refusal(null, "sheet.file.empty");
			}
			if (size > this.limits.file().toBytes()) {
				throw new Refusal(null, "sheet.file.large", this.limits.file().toMegabytes());
			}
			byte[] first;
			try (InputStream input = Files.newInputStream(file)) {
				first = input.readNBytes(8);
			}
			if (begins(first, 'P', 'K', 3, 4) || begins(first, 'P', 'K', 5, 6)) {
				return XlsxFile.open(file, fileName, this.limits);
			}
			if (begins(first, 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1)) {
				return XlsFile.open(file, fileName, this.limits);
			}
			if (begins(first, 9, 0) || begins(first, 9, 2) || begins(first, 9, 4) || begins(first, 9, 8)) {
				throw FileRefusal.old();
			}
			return CsvFile.open(file, fileName, this.limits);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static boolean begins(byte[] first, int... expected) {
		for (int index = 0; index < expected.length; index++) {
			if (index >= first.length || (first[index] & 0xFF) != expected[index]) {
				return false;
			}
		}
		return true;
	}

}
