package org.commonprosperity.portal.reporting;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of the names that people give their files.
 */
class FileNameTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			码头 护坡🚧👨‍👩‍👧完成.JPEG | 码头 护坡🚧👨‍👩‍👧完成.jpg
			../../etc/passwd | passwd.jpg
			C:\\Users\\张三\\照片.png | 照片.jpg
			病毒.exe | 病毒.jpg
			照片.jpg.svg | 照片.jpg.jpg
			a<b>:"c?*.jpg | abc.jpg
			. | file.jpg
			.htaccess | htaccess.jpg
			'' | file.jpg
			.jpg | file.jpg
			会议纪要.2026 | 会议纪要.2026.jpg
			""", quoteCharacter = '\'')
	void keepsTheNameAndNothingHarmful(String given, String kept) {
		assertThat(FileName.of(given.replace("\\\\", "\\"), "jpg")).isEqualTo(kept);
	}

	@Test
	void dropsWhatCannotBeSeen() {
		assertThat(FileName.of("a\r\nSet-Cookie: b\u202Egpj.exe", "pdf")).isEqualTo("aSet-Cookie bgpj.pdf");
		assertThat(FileName.of("\uD800半个\uDC00", "pdf")).isEqualTo("半个.pdf");
		assertThat(FileName.of("e\u0301tude", "pdf")).isEqualTo("\u00e9tude.pdf");
	}

	@Test
	void cutsWhatIsTooLongBetweenCharacters() {
		String name = FileName.of("🚧".repeat(300) + ".docx", "docx");
		assertThat(name.codePointCount(0, name.length())).isEqualTo(FileName.LONGEST);
		assertThat(name).isEqualTo("🚧".repeat(FileName.LONGEST - 5) + ".docx");
	}

}
