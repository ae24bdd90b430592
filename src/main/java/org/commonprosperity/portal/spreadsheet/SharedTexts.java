package org.commonprosperity.portal.spreadsheet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The texts that the cells of a workbook share, kept as bytes: as objects they would take
 * several times the space.
 */
final class SharedTexts {

	private static final int CHUNK = 1 << 20;

	/**
	 * More than cells that a workbook within the limits can fill with different texts.
	 */
	private static final int MOST = 4_000_000;

	private final List<byte[]> chunks = new ArrayList<>();

	private int[] places = new int[1024];

	private int count;

	private int room;

	/**
	 * Reads the texts.
	 * @param longest characters of a text; of a longer one that many and one more are
	 * kept
	 */
	void read(XmlCursor xml, int longest) throws IOException {
		StringBuilder text = new StringBuilder();
		while (xml.next() != XmlCursor.Token.DONE) {
			if (xml.at("si")) {
				text.setLength(0);
				collect(xml, text);
				String found = EscapedText.read(text);
				add((found.length() > longest) ? found.substring(0, longest + 1) : found);
			}
		}
	}

	/**
	 * Collects the text of the element at hand from its runs, without readings above the
	 * characters.
	 */
	static void collect(XmlCursor xml, StringBuilder text) throws IOException {
		boolean inside = false;
		int depth = 1;
		while (depth > 0) {
			switch (xml.next()) {
				case START -> {
					if (xml.at("rPh")) {
						xml.skip();
					}
					else {
						depth++;
						inside = xml.at("t");
					}
				}
				case END -> {
					depth--;
					inside = false;
				}
				case TEXT -> {
					if (inside) {
						xml.appendTo(text);
					}
				}
				default -> depth = 0;
			}
		}
	}

	private void add(String text) throws IOException {
		if (this.count == MOST) {
			throw new IOException("too many texts");
		}
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		int needed = bytes.length + 4;
		if (this.room < needed) {
			this.chunks.add(new byte[Math.max(CHUNK, needed)]);
			this.room = this.chunks.get(this.chunks.size() - 1).length;
		}
		byte[] chunk = this.chunks.get(this.chunks.size() - 1);
		int at = chunk.length - this.room;
		for (int index = 0; index < 4; index++) {
			chunk[at + index] = (byte) (bytes.length >> 8 * index);
		}
		System.arraycopy(bytes, 0, chunk, at + 4, bytes.length);
		this.room -= needed;
		if (this.count == this.places.length) {
			this.places = Arrays.copyOf(this.places, this.count * 2);
		}
		this.places[this.count++] = (this.chunks.size() - 1) * CHUNK + at;
	}

	/**
	 * The text with the number.
	 * @throws IOException if there is none
	 */
	String get(int index) throws IOException {
		if (index < 0 || index >= this.count) {
			throw new IOException("a text that is not there");
		}
		byte[] chunk = this.chunks.get(this.places[index] / CHUNK);
		int at = this.places[index] % CHUNK;
		int length = 0;
		for (int part = 0; part < 4; part++) {
			length |= (chunk[at + part] & 0xFF) << 8 * part;
		}
		return new String(chunk, at + 4, length, StandardCharsets.UTF_8);
	}

}
