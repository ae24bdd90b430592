package org.commonprosperity.portal.spreadsheet;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Goes through the XML of a workbook's part, tag by tag, in a fixed space. The parsers of
 * the platform keep every name they meet and every attribute whole, so that a part made
 * for it fills the memory; this one keeps a tag at a time and knows no document types and
 * no entities but the five that XML itself has. It checks what has to hold for a part to
 * be read: tags that are closed as they were opened, attributes in quotes.
 */
final class XmlCursor implements Closeable {

	/** A cell's longest text with every character written as a reference. */
	private static final int LONGEST = 1 << 20;

	private static final int DEEPEST = 100;

	private final Reader reader;

	private final int[] open = new int[DEEPEST];

	private final String[] names = new String[256];

	private char[] buffer = new char[1 << 15];

	private int position;

	private int limit;

	private boolean ended;

	private int depth;

	private boolean closes;

	private boolean literal;

	private String name = "";

	/** Where the attributes of a tag are, or a text. */
	private int from;

	private int to;

	XmlCursor(InputStream input) throws IOException {
		BufferedInputStream buffered = new BufferedInputStream(input, 1 << 15);
		this.reader = new InputStreamReader(buffered,
				charset(buffered).newDecoder()
					.onMalformedInput(CodingErrorAction.REPORT)
					.onUnmappableCharacter(CodingErrorAction.REPORT));
	}

	/** Parts of workbooks are in UTF-8 or, rarely, in UTF-16. */
	private static Charset charset(BufferedInputStream input) throws IOException {
		input.mark(4);
		byte[] first = input.readNBytes(3);
		input.reset();
		if (first.length >= 2 && (first[0] & 0xFF) == 0xFE && (first[1] & 0xFF) == 0xFF) {
			return StandardCharsets.UTF_16;
		}
		if (first.length >= 2 && (first[0] & 0xFF) == 0xFF && (first[1] & 0xFF) == 0xFE) {
			return StandardCharsets.UTF_16;
		}
		return StandardCharsets.UTF_8;
	}

	/**
	 * Goes on to the next start or end of an element, or text.
	 * @throws IOException if the part ends too soon, is no XML or is made to do harm
	 */
	Token next() throws IOException {
		if (this.closes) {
			this.closes = false;
			this.depth--;
			return Token.END;
		}
		while (this.position < this.limit || more()) {
			Token token = (this.buffer[this.position] == '<') ? markup() : text();
			if (token != null) {
				return token;
			}
		}
		if (this.depth > 0) {
			throw new IOException("it ends within an element");
		}
		return Token.DONE;
	}

	/** The name of the element, without a prefix. */
	String name() {
		return this.name;
	}

	boolean at(String element) {
		return this.name.equals(element);
	}

	/**
	 * Goes on to the end of the element that has just started.
	 */
	void skip() throws IOException {
		int inside = this.depth;
		while (this.depth >= inside) {
			if (next() == Token.DONE) {
				return;
			}
		}
	}

	/** Adds the text at hand. */
	void appendTo(StringBuilder text) throws IOException {
		if (this.literal) {
			text.append(this.buffer, this.from, this.to - this.from);
		}
		else {
			append(text, this.from, this.to);
		}
	}

	/** The attribute of the element that has just started, without a prefix; or null. */
	@Nullable String attribute(String wanted) throws IOException {
		return attribute(wanted, false);
	}

	/** The attribute with a prefix, whatever it is, or without; or null. */
	@Nullable String prefixed(String wanted) throws IOException {
		return attribute(wanted, true);
	}

	private @Nullable String attribute(String wanted, boolean prefix) throws IOException {
		int at = space(this.from);
		while (at < this.to) {
			int nameFrom = at;
			while (at < this.to && this.buffer[at] != '=' && !isSpace(this.buffer[at])) {
				at++;
			}
			int nameTo = at;
			at = space(at);
			if (at >= this.to || this.buffer[at] != '=') {
				throw new IOException("an attribute without a value");
			}
			at = space(at + 1);
			if (at >= this.to || (this.buffer[at] != '"' && this.buffer[at] != '\'')) {
				throw new IOException("an attribute without quotes");
			}
			char quote = this.buffer[at];
			int valueFrom = ++at;
			while (at < this.to && this.buffer[at] != quote) {
				at++;
			}
			if (is(wanted, prefix, nameFrom, nameTo)) {
				return value(valueFrom, at);
			}
			at = space(at + 1);
		}
		return null;
	}

	private boolean is(String wanted, boolean prefix, int nameFrom, int nameTo) {
		int start = nameTo - wanted.length();
		if (start < nameFrom || !isThere(wanted, start, nameTo)) {
			return false;
		}
		return start == nameFrom || prefix && this.buffer[start - 1] == ':' && !isThere("xmlns:", nameFrom, start);
	}

	private String value(int valueFrom, int valueTo) throws IOException {
		for (int at = valueFrom; at < valueTo; at++) {
			if (this.buffer[at] == '&') {
				StringBuilder value = new StringBuilder();
				append(value, valueFrom, valueTo);
				return value.toString();
			}
		}
		return new String(this.buffer, valueFrom, valueTo - valueFrom);
	}

	private int space(int from) {
		int at = from;
		while (at < this.to && isSpace(this.buffer[at])) {
			at++;
		}
		return at;
	}

	private static boolean isSpace(char c) {
		return c == ' ' || c == '\n' || c == '\r' || c == '\t';
	}

	private Token text() throws IOException {
		int at = this.position;
		while (true) {
			while (at < this.limit && this.buffer[at] != '<') {
				at++;
			}
			if (at < this.limit) {
				break;
			}
			int length = at - this.position;
			boolean more = more();
			at = this.position + length;
			if (!more) {
				break;
			}
		}
		this.literal = false;
		this.from = this.position;
		this.to = at;
		this.position = at;
		return Token.TEXT;
	}

	/** Null for what is no element and no text. */
	private @Nullable Token markup() throws IOException {
		char second = peek(1);
		if (second == '!') {
			return declaration();
		}
		if (second == '?') {
			this.position = end("?>", 2);
			return null;
		}
		int end = tagEnd();
		boolean ending = second == '/';
		boolean empty = !ending && this.buffer[end - 1] == '/';
		int nameFrom = this.position + (ending ? 2 : 1);
		int nameTo = nameFrom;
		int hash = 0;
		int local = nameFrom;
		while (nameTo < end && !isSpace(this.buffer[nameTo]) && this.buffer[nameTo] != '/') {
			char c = this.buffer[nameTo++];
			hash = 31 * hash + c;
			local = (c == ':') ? nameTo : local;
		}
		if (nameTo == nameFrom || local == nameTo) {
			throw new IOException("a tag without a name");
		}
		this.name = name(local, nameTo);
		this.from = nameTo;
		this.to = empty ? end - 1 : end;
		this.position = end + 1;
		if (ending) {
			if (this.depth == 0 || this.open[this.depth - 1] != hash) {
				throw new IOException("a tag that closes another one than was opened");
			}
			this.depth--;
			return Token.END;
		}
		if (this.depth == DEEPEST) {
			throw new IOException("elements too deep in one another");
		}
		this.open[this.depth++] = hash;
		this.closes = empty;
		return Token.START;
	}

	/** Names come again and again; most are found among those met before. */
	private String name(int nameFrom, int nameTo) {
		int hash = 0;
		for (int at = nameFrom; at < nameTo; at++) {
			hash = 31 * hash + this.buffer[at];
		}
		int slot = hash & (this.names.length - 1);
		String known = this.names[slot];
		if (known == null || !isThere(known, nameFrom, nameTo)) {
			known = new String(this.buffer, nameFrom, nameTo - nameFrom);
			this.names[slot] = known;
		}
		return known;
	}

	private boolean isThere(String text, int start, int end) {
		if (text.length() != end - start) {
			return false;
		}
		for (int index = 0; index < text.length(); index++) {
			if (this.buffer[start + index] != text.charAt(index)) {
				return false;
			}
		}
		return true;
	}

	private int tagEnd() throws IOException {
		int at = this.position + 1;
		char quote = 0;
		while (true) {
			char[] chars = this.buffer;
			int last = this.limit;
			while (at < last) {
				char c = chars[at];
				if (c == '<') {
					throw new IOException("a tag within a tag");
				}
				if (quote != 0) {
					quote = (c == quote) ? 0 : quote;
				}
				else if (c == '>') {
					return at;
				}
				else if (c == '"' || c == '\'') {
					quote = c;
				}
				at++;
			}
			at -= this.position;
			if (!more()) {
				throw new IOException("it ends within a tag");
			}
			at += this.position;
		}
	}

	private @Nullable Token declaration() throws IOException {
		if (peek(2) == '-' && peek(3) == '-') {
			this.position = end("-->", 4);
			return null;
		}
		if (peek(2) == '[') {
			for (int index = 0; index < 9; index++) {
				if (peek(index) != "<![CDATA[".charAt(index)) {
					throw new IOException("an unknown declaration");
				}
			}
			int end = end("]]>", 9);
			this.literal = true;
			this.from = this.position + 9;
			this.to = end - 3;
			this.position = end;
			return Token.TEXT;
		}
		throw new IOException("a document type");
	}

	/** Behind the first place where the text stands. */
	private int end(String text, int offset) throws IOException {
		int at = offset;
		while (true) {
			boolean found = true;
			for (int index = 0; index < text.length() && found; index++) {
				found = peek(at + index) == text.charAt(index);
			}
			if (found) {
				return this.position + at + text.length();
			}
			at++;
		}
	}

	private char peek(int offset) throws IOException {
		while (this.position + offset >= this.limit) {
			if (!more()) {
				throw new IOException("it ends within a tag");
			}
		}
		return this.buffer[this.position + offset];
	}

	/** Reads on, and keeps what is not yet gone through. */
	private boolean more() throws IOException {
		if (this.ended) {
			return false;
		}
		if (this.position > 0) {
			System.arraycopy(this.buffer, this.position, this.buffer, 0, this.limit - this.position);
			this.limit -= this.position;
			this.position = 0;
		}
		if (this.limit == this.buffer.length) {
			if (this.buffer.length >= LONGEST) {
				throw new IOException("a text or tag that is too long");
			}
			this.buffer = Arrays.copyOf(this.buffer, this.buffer.length * 2);
		}
		int read = this.reader.read(this.buffer, this.limit, this.buffer.length - this.limit);
		if (read < 0) {
			this.ended = true;
			return false;
		}
		this.limit += read;
		return true;
	}

	private void append(StringBuilder text, int start, int end) throws IOException {
		int plain = start;
		for (int at = start; at < end; at++) {
			if (this.buffer[at] == '&') {
				text.append(this.buffer, plain, at - plain);
				int last = at;
				while (last < end && this.buffer[last] != ';' && last - at < 12) {
					last++;
				}
				if (last == end || this.buffer[last] != ';') {
					throw new IOException("a reference without an end");
				}
				text.appendCodePoint(character(new String(this.buffer, at + 1, last - at - 1)));
				at = last;
				plain = last + 1;
			}
		}
		text.append(this.buffer, plain, end - plain);
	}

	private static int character(String reference) throws IOException {
		switch (reference) {
			case "amp":
				return '&';
			case "lt":
				return '<';
			case "gt":
				return '>';
			case "quot":
				return '"';
			case "apos":
				return '\'';
			default:
				return number(reference);
		}
	}

	private static int number(String reference) throws IOException {
		try {
			if (reference.startsWith("#x") || reference.startsWith("#")) {
				boolean hexadecimal = reference.startsWith("#x");
				int found = Integer.parseInt(reference.substring(hexadecimal ? 2 : 1), hexadecimal ? 16 : 10);
				if (Character.isValidCodePoint(found)) {
					return found;
				}
			}
		}
		catch (NumberFormatException ex) {
			// no number, and so none of the references that there are
		}
		throw new IOException("an unknown reference");
	}

	@Override
	public void close() throws IOException {
		this.reader.close();
	}

	/**
	 * What the cursor is at.
	 */
	enum Token {

		START, END, TEXT, DONE

	}

}
