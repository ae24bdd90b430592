package org.commonprosperity.portal.reporting;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Tells text that is nothing but text from what only looks like it: pages, drawings and
 * scripts are text as well, and a browser or a shell would carry them out.
 */
final class PlainText {

	private static final Pattern CARRIED_OUT = Pattern.compile(
			"(?i)<\\s*(\\?xml|\\?php|!doctype|html|head|body|svg|script|iframe|object|embed|img)\\b|\\A#!|\\A%!PS");

	private static final Pattern UNSEEN = Pattern.compile("[\\x00-\\x08\\x0B\\x0E-\\x1F\\x7F]");

	private PlainText() {
	}

	/**
	 * Whether the content is text as an office writes it, in UTF-8 or GB18030, or in
	 * UTF-16 that says so.
	 */
	static boolean is(byte[] content) {
		String text = read(content);
		return text != null && !UNSEEN.matcher(text).find() && !CARRIED_OUT.matcher(text).find();
	}

	private static @Nullable String read(byte[] content) {
		boolean wide = Bytes.startWith(content, 0xFF, 0xFE) || Bytes.startWith(content, 0xFE, 0xFF);
		List<Charset> charsets = wide ? List.of(StandardCharsets.UTF_16)
				: List.of(StandardCharsets.UTF_8, Charset.forName("GB18030"));
		for (Charset charset : charsets) {
			try {
				String text = charset.newDecoder().decode(ByteBuffer.wrap(content)).toString();
				return text.startsWith("\uFEFF") ? text.substring(1) : text;
			}
			catch (CharacterCodingException ex) {
				// not this one
			}
		}
		return null;
	}

}
