package org.commonprosperity.portal.spreadsheet;

import java.io.BufferedReader;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.StringArrayHandler;
import org.commonprosperity.portal.shared.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * A table as plain text: in UTF-8 or, as Excel writes it in China, in GB18030, or in
 * UTF-16 that says so; its fields separated by commas, semicolons or tabs.
 */
final class CsvFile implements OpenedFile {

	private static final int HEAD = 1 << 16;

	/** Pages and the like that only look like tables; old systems name them .xls. */
	private static final Pattern PAGE = Pattern
		.compile("(?is)\\s*(<\\?xml|<!doctype|<html|<head|<meta|<table|<style|<body|mime-version:).*");

	private static final Pattern OTHER = Pattern.compile("(?s)(%PDF-|\\{\\\\rtf|%!PS|#!).*");

	private static final Pattern NAMED_SEPARATOR = Pattern.compile("(?is)sep=([,;\\t])\\s*[\\r\\n].*");

	private final Path file;

	private final Text text;

	private final SpreadsheetLimits limits;

	private CsvFile(Path file, Text text, SpreadsheetLimits limits) {
		this.file = file;
		this.text = text;
		this.limits = limits;
	}

	/**
	 * Opens a text.
	 * @param fileName the name it was sent with, to tell what to do about one that is no
	 * table
	 * @throws Refusal if it is no text, or no table
	 */
	static CsvFile open(Path file, String fileName, SpreadsheetLimits limits) throws IOException {
		Text text = read(file, fileName);
		if (PAGE.matcher(text.head()).matches()) {
			throw new Refusal(null, "sheet.file.page");
		}
		if (OTHER.matcher(text.head()).matches()) {
			throw FileRefusal.foreign(fileName);
		}
		if (text.blank()) {
			throw new Refusal(null, "sheet.file.empty");
		}
		return new CsvFile(file, text, limits);
	}

	private static Text read(Path file, String fileName) throws IOException {
		byte[] first;
		try (InputStream input = Files.newInputStream(file)) {
			first = input.readNBytes(3);
		}
		for (Encoding encoding : Encoding.of(first)) {
			try {
				return read(file, encoding);
			}
			catch (CharacterCodingException ex) {
				// not this one
			}
			catch (UnseenCharacter ex) {
				break;
			}
		}
		throw FileRefusal.foreign(fileName);
	}

	/** Reads all of it once, to see that it is text from beginning to end. */
	private static Text read(Path file, Encoding encoding) throws IOException, UnseenCharacter {
		StringBuilder head = new StringBuilder();
		char[] chars = new char[1 << 15];
		int lines = 1;
		boolean blank = true;
		try (Reader reader = encoding.reader(file)) {
			for (int read = reader.read(chars); read >= 0; read = reader.read(chars)) {
				for (int at = 0; at < read; at++) {
					char c = chars[at];
					lines += (c == '\n') ? 1 : 0;
					if (c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f') {
						throw new UnseenCharacter();
					}
					blank = blank && (Character.isWhitespace(c) || c == ',' || c == ';');
				}
				head.append(chars, 0, Math.min(read, HEAD - head.length()));
			}
		}
		return new Text(encoding, head.toString(), separator(head), lines, blank);
	}

	/** What separates the fields of most lines into the same number of them. */
	private static char separator(CharSequence head) {
		var named = NAMED_SEPARATOR.matcher(head);
		if (named.matches()) {
			return named.group(1).charAt(0);
		}
		char found = ',';
		int most = 0;
		for (char separator : new char[] { ',', ';', '\t' }) {
			int[] linesByCount = new int[1000];
			int count = 0;
			boolean quoted = false;
			for (int at = 0; at < head.length(); at++) {
				char c = head.charAt(at);
				quoted = (c == '"') != quoted;
				count += (c == separator && !quoted && count < linesByCount.length - 1) ? 1 : 0;
				if (c == '\n' && !quoted || at == head.length() - 1) {
					linesByCount[count]++;
					count = 0;
				}
			}
			for (int fields = 1; fields < linesByCount.length; fields++) {
				if (fields * linesByCount[fields] > most) {
					most = fields * linesByCount[fields];
					found = separator;
				}
			}
		}
		return found;
	}

	@Override
	public Map<Integer, String> sheets() {
		return Map.of(0, "");
	}

	@Override
	public Rows rows(int sheet) {
		if (sheet != 0) {
			throw FileRefusal.noSheet();
		}
		try {
			return new CsvRows(new QuoteCheck(this.text.encoding().reader(this.file), this.text.separator()),
					this.text.separator(), this.limits);
		}
		catch (IOException ex) {
			throw FileRefusal.damaged();
		}
	}

	@Override
	public int lastRow(int sheet) {
		return this.text.lines();
	}

	@Override
	public boolean from1904() {
		return false;
	}

	@Override
	public void close() {
		// each reader of rows has the file open for itself
	}

	/**
	 * What was found when the file was read through.
	 *
	 * @param encoding its encoding
	 * @param head how it begins
	 * @param separator what separates its fields
	 * @param lines how many lines it has
	 * @param blank whether nothing is in it
	 */
	private record Text(Encoding encoding, String head, char separator, int lines, boolean blank) {
	}

	/**
	 * How the characters are written.
	 *
	 * @param charset the encoding
	 * @param mark how many bytes at the beginning only tell it
	 */
	private record Encoding(Charset charset, int mark) {

		static List<Encoding> of(byte[] first) {
			int start = 0;
			for (int index = 0; index < 3; index++) {
				start = start << 8 | ((index < first.length) ? first[index] & 0xFF : 0);
			}
			if (start == 0xEFBBBF) {
				return List.of(new Encoding(StandardCharsets.UTF_8, 3));
			}
			if (start >> 8 == 0xFFFE) {
				return List.of(new Encoding(StandardCharsets.UTF_16LE, 2));
			}
			if (start >> 8 == 0xFEFF) {
				return List.of(new Encoding(StandardCharsets.UTF_16BE, 2));
			}
			return List.of(new Encoding(StandardCharsets.UTF_8, 0), new Encoding(Charset.forName("GB18030"), 0));
		}

		Reader reader(Path file) throws IOException {
			InputStream input = Files.newInputStream(file);
			input.skipNBytes(this.mark);
			return new BufferedReader(new InputStreamReader(input,
					this.charset.newDecoder()
						.onMalformedInput(CodingErrorAction.REPORT)
						.onUnmappableCharacter(CodingErrorAction.REPORT)),
					1 << 15);
		}

	}

	/**
	 * A character that no text has.
	 */
	private static final class UnseenCharacter extends Exception {

		private static final long serialVersionUID = 1L;

	}

	/**
	 * Notices quotes that are opened and never closed: everything behind them would be
	 * one field.
	 */
	private static final class QuoteCheck extends FilterReader {

		private final char separator;

		private int line = 1;

		private int openedAt;

		private boolean quoted;

		private boolean fieldStarts = true;

		QuoteCheck(Reader reader, char separator) {
			super(reader);
			this.separator = separator;
		}

		@Override
		public int read(char[] chars, int offset, int length) throws IOException {
			int read = super.read(chars, offset, length);
			if (read < 0 && this.quoted) {
				throw new Refusal(null, "sheet.file.quote", this.openedAt);
			}
			for (int at = offset; at < offset + read; at++) {
				look(chars[at]);
			}
			return read;
		}

		/** Two quotes within a field close and open it again. */
		private void look(char c) {
			if (c == '"') {
				if (this.quoted) {
					this.quoted = false;
					this.fieldStarts = true;
				}
				else if (this.fieldStarts) {
					this.quoted = true;
					this.openedAt = this.line;
				}
			}
			else if (!this.quoted) {
				this.fieldStarts = c == this.separator || c == '\n' || c == '\r';
			}
			this.line += (c == '\n') ? 1 : 0;
		}

	}

	/**
	 * The rows, as a spreadsheet program counts them.
	 */
	private static final class CsvRows implements Rows {

		private static final int MOST_FIELDS = 20_000;

		private final CsvReader<String[]> reader;

		private final CloseableIterator<String[]> records;

		private final SpreadsheetLimits limits;

		private int number;

		private int filled;

		CsvRows(Reader text, char separator, SpreadsheetLimits limits) {
			this.limits = limits;
			int longest = limits.text();
			this.reader = CsvReader.builder()
				.fieldSeparator(separator)
				.skipEmptyLines(false)
				.allowExtraFields(true)
				.allowMissingFields(true)
				.build(StringArrayHandler.of((handler) -> handler.maxFields(MOST_FIELDS)
					.maxFieldSize(longest)
					.maxRecordSize(MOST_FIELDS * 100)), text);
			this.records = this.reader.iterator();
		}

		@Override
		public @Nullable FileRow next() {
			for (String[] record = read(); record != null; record = read()) {
				this.number++;
				int width = record.length;
				while (width > 0 && record[width - 1].isBlank()) {
					width--;
				}
				if (width > this.limits.columns()) {
					throw FileRefusal.columns(this.number, this.limits.columns());
				}
				if (width > 0) {
					return row(record, width);
				}
			}
			return null;
		}

		private FileRow row(String[] record, int width) {
			if (++this.filled > this.limits.rows()) {
				throw FileRefusal.rows(this.limits.rows());
			}
			@Nullable FileCell[] cells = new FileCell[width];
			for (int column = 0; column < width; column++) {
				String text = record[column];
				cells[column] = text.isEmpty() ? null : FileCell.text(EscapedText.lines(text));
			}
			return new FileRow(this.number, cells);
		}

		private String @Nullable [] read() {
			try {
				return this.records.hasNext() ? this.records.next() : null;
			}
			catch (CsvParseException ex) {
				throw new Refusal(null, "sheet.file.quote", this.number + 1);
			}
			catch (UncheckedIOException ex) {
				throw FileRefusal.damaged();
			}
		}

		@Override
		public void close() {
			try {
				this.reader.close();
			}
			catch (IOException ex) {
				// it was only read
			}
		}

	}

}
