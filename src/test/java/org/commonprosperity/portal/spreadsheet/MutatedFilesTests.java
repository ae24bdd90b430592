package org.commonprosperity.portal.spreadsheet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.util.CellRangeAddress;
import org.commonprosperity.portal.shared.Refusal;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/**
 * A file of anything at all is answered: with rows and errors, or with a refusal.
 */
class MutatedFilesTests {

	private static final int FILES = 1000;

	private static final Duration LONGEST = Duration.ofSeconds(20);

	private static final List<byte[]> HONEST = List.of(Workbooks.xlsx(MutatedFilesTests::fill),
			Workbooks.xls(MutatedFilesTests::fill), csv(StandardCharsets.UTF_8), csv(Charset.forName("GB18030")));

	private static final List<String> PIECES = List.of("<", ">", "\"", "</row>", "<row r=\"999999999\">", "&#0;",
			"&lol;", "<!DOCTYPE a>", "A1048576:XFD1048577", "1E999999999", "-1", "99999999999999999999", "<![CDATA[",
			"\u0000", "_x0000_", "r=\"AAAAAAAA1\"", "t=\"s\"", "t=\"d\"", "\uD800", "9".repeat(5000),
			"<mergeCell ref=\"A1:XFD1048576\"/>");

	@Test
	void theHonestFilesAreRead() {
		for (byte[] file : HONEST) {
			List<ReadRow> rows = Workbooks.read(file, Workbooks.COLUMNS);
			assertThat(rows).hasSize(41).allMatch((row) -> row.errors().isEmpty());
		}
	}

	@Test
	void everyMutatedFileIsAnswered() {
		int read = 0;
		int refused = 0;
		for (int seed = 0; seed < FILES; seed++) {
			byte[] file = mutated(HONEST.get(seed % HONEST.size()), new Random(seed));
			boolean wasRead = assertTimeoutPreemptively(LONGEST, () -> isRead(file), "seed " + seed);
			read += wasRead ? 1 : 0;
			refused += wasRead ? 0 : 1;
		}
		// the mutations would prove nothing if all ended the same way
		assertThat(read).isGreaterThan(FILES / 20);
		assertThat(refused).isGreaterThan(FILES / 20);
	}

	/** Whether a file was read; anything but a refusal fails the test. */
	private static boolean isRead(byte[] file) {
		try {
			for (ReadRow row : Workbooks.read(file, Workbooks.COLUMNS)) {
				assertThat(row.errors()).allSatisfy((error) -> {
					assertThat(error.key()).startsWith("sheet.");
					assertThat((error.value() != null) ? error.value() : "").hasSizeLessThanOrEqualTo(100);
				});
			}
			return true;
		}
		catch (Refusal ex) {
			assertThat(ex.key()).startsWith("sheet.file.");
			return false;
		}
	}

	@Test
	void aRefusalIsTheOnlyThingThatIsThrownByPureNoise() {
		for (int seed = 0; seed < 100; seed++) {
			Random random = new Random(seed);
			byte[] noise = new byte[random.nextInt(5000)];
			random.nextBytes(noise);
			for (int kind = 0; kind < 4; kind++) {
				byte[] start = HONEST.get(kind);
				System.arraycopy(start, 0, noise, 0, Math.min(noise.length, (kind < 2) ? 8 : 0));
				assertThatCode(() -> isRead(noise)).as("seed %s", seed).doesNotThrowAnyException();
			}
		}
	}

	private static byte[] mutated(byte[] file, Random random) {
		boolean packed = file[0] == 'P' && file[1] == 'K';
		return (packed && random.nextInt(4) > 0) ? repacked(file, random) : flipped(file, random);
	}

	/** Bytes changed, cut out, doubled or left off at the end. */
	private static byte[] flipped(byte[] file, Random random) {
		byte[] changed = file.clone();
		int changes = 1 + random.nextInt(20);
		for (int count = 0; count < changes; count++) {
			int at = random.nextInt(changed.length);
			switch (random.nextInt(4)) {
				case 0 -> changed[at] ^= (byte) (1 << random.nextInt(8));
				case 1 -> changed[at] = (byte) random.nextInt(256);
				case 2 -> Arrays.fill(changed, at, Math.min(changed.length, at + random.nextInt(40)),
						(byte) (random.nextBoolean() ? 0 : 0xFF));
				default -> {
					int from = random.nextInt(changed.length);
					int length = Math.min(random.nextInt(200), changed.length - Math.max(at, from));
					System.arraycopy(changed, from, changed, at, length);
				}
			}
		}
		return (random.nextInt(5) == 0) ? Arrays.copyOf(changed, random.nextInt(changed.length)) : changed;
	}

	/** The parts changed as text, left out or exchanged, and packed again. */
	private static byte[] repacked(byte[] file, Random random) {
		Map<String, byte[]> parts = unpacked(file);
		List<String> names = new ArrayList<>(parts.keySet());
		int changes = 1 + random.nextInt(3);
		for (int count = 0; count < changes; count++) {
			String name = (random.nextInt(3) > 0) ? "xl/worksheets/sheet1.xml"
					: names.get(random.nextInt(names.size()));
			byte[] part = parts.get(name);
			if (part == null || part.length == 0) {
				continue;
			}
			switch (random.nextInt(6)) {
				case 0 -> parts.remove(name);
				case 1 -> parts.put(name, flipped(part, random));
				case 2 -> parts.put(name, parts.getOrDefault(names.get(random.nextInt(names.size())), part));
				default -> parts.put(name, rewritten(new String(part, StandardCharsets.UTF_8), random));
			}
		}
		return Workbooks.zip(parts);
	}

	private static byte[] rewritten(String text, Random random) {
		StringBuilder changed = new StringBuilder(text);
		int at = random.nextInt(changed.length());
		String piece = PIECES.get(random.nextInt(PIECES.size()));
		switch (random.nextInt(3)) {
			case 0 -> changed.insert(at, piece);
			case 1 -> changed.replace(at, Math.min(changed.length(), at + piece.length()), piece);
			default -> changed.delete(at, Math.min(changed.length(), at + 1 + random.nextInt(30)));
		}
		return changed.toString().getBytes(StandardCharsets.UTF_8);
	}

	private static Map<String, byte[]> unpacked(byte[] file) {
		Map<String, byte[]> parts = new LinkedHashMap<>();
		try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
			for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
				parts.put(entry.getName(), zip.readAllBytes());
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return parts;
	}

	private static void fill(Sheet sheet) {
		Workbooks.row(sheet, 1, "收入情况表");
		Workbooks.row(sheet, 2, "村名", "年度", "银行账号", "金额（万元）", "人数", "到账日期", "备注");
		for (int row = 3; row < 43; row++) {
			Workbooks.row(sheet, row, "村" + row / 4, 2000 + row, "00" + row, row + 0.5, row,
					"2026-11-" + (10 + row % 20), "备注" + row);
		}
		sheet.addMergedRegion(CellRangeAddress.valueOf("A1:G1"));
		sheet.addMergedRegion(CellRangeAddress.valueOf("A4:A7"));
		Workbooks.row(sheet, 43, "合计", null, null, 920, 900);
	}

	private static byte[] csv(Charset charset) {
		StringBuilder text = new StringBuilder("收入情况表\r\n村名,年度,银行账号,金额（万元）,人数,到账日期,备注\r\n");
		for (int row = 3; row < 43; row++) {
			text.append("村")
				.append(row / 4)
				.append(',')
				.append(2000 + row)
				.append(",00")
				.append(row)
				.append(",\"")
				.append(row)
				.append(".5\",")
				.append(row)
				.append(",2026-11-")
				.append(10 + row % 20)
				.append(",\"备注 \"\"")
				.append(row)
				.append("\"\"\"\r\n");
		}
		return text.append("合计,,,920,900,,\r\n").toString().getBytes(charset);
	}

}
