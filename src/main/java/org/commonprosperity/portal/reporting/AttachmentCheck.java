package org.commonprosperity.portal.reporting;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

import org.commonprosperity.portal.shared.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Tells what a file is from its content, whatever its name says, and refuses what is not
 * to be kept.
 */
final class AttachmentCheck {

	private static final int TAIL = 2048;

	private AttachmentCheck() {
	}

	/**
	 * What an attachment is, if it may be kept.
	 * @param name the name that it came with; it tells a table from a text, nothing else
	 * @param content what is in it, not a picture
	 * @param limits how much it may hold
	 * @throws Refusal with a reason if it may not
	 */
	static Found of(String name, byte[] content, FileLimits limits) {
		if (Bytes.startWith(content, '%', 'P', 'D', 'F', '-')) {
			if (!endsLikePdf(content)) {
				throw new Refusal("file", "file.refusal.broken");
			}
			return new Found("application/pdf", "pdf");
		}
		if (OfficeDocument.isPacked(content)) {
			return found(OfficeDocument.packed(content, limits.unpacked().toBytes()));
		}
		if (OfficeDocument.isOld(content)) {
			return found(OfficeDocument.old(content));
		}
		String foreign = foreignPicture(content);
		if (foreign == null && PlainText.is(content)) {
			return name.toLowerCase(Locale.ROOT).endsWith(".csv") ? new Found("text/csv", "csv")
					: new Found("text/plain", "txt");
		}
		throw new Refusal("file", (foreign != null) ? foreign : "file.refusal.kind");
	}

	/**
	 * Why what is not a JPEG or PNG is no photo.
	 */
	static Refusal noPhoto(byte[] content) {
		String foreign = foreignPicture(content);
		return new Refusal("file", (foreign != null) ? foreign : "file.refusal.photo");
	}

	/** The reason for a picture or film of a kind that the portal cannot read. */
	private static @Nullable String foreignPicture(byte[] content) {
		if (Bytes.at(content, 4, 'f', 't', 'y', 'p') && content.length >= 12) {
			String brand = new String(content, 8, 4, StandardCharsets.US_ASCII);
			return brand.matches("he[a-z][a-z]|mif1|msf1|avi[fs]") ? "file.refusal.heic" : "file.refusal.video";
		}
		if (Bytes.startWith(content, 'R', 'I', 'F', 'F') && Bytes.at(content, 8, 'W', 'E', 'B', 'P')) {
			return "file.refusal.webp";
		}
		if (Bytes.startWith(content, 'G', 'I', 'F', '8')) {
			return "file.refusal.animated";
		}
		boolean otherPicture = Bytes.startWith(content, 'I', 'I', 42, 0) || Bytes.startWith(content, 'M', 'M', 0, 42)
				|| Bytes.startWith(content, 'B', 'M') && Bytes.at(content, 6, 0, 0, 0, 0);
		return otherPicture ? "file.refusal.webp" : null;
	}

	private static boolean endsLikePdf(byte[] content) {
		int from = Math.max(0, content.length - TAIL);
		return new String(content, from, content.length - from, StandardCharsets.ISO_8859_1).contains("%%EOF");
	}

	private static Found found(OfficeDocument document) {
		return new Found(document.mediaType, document.extension);
	}

	/**
	 * What a file is.
	 *
	 * @param mediaType its media type
	 * @param extension the ending of its name, without a dot
	 */
	record Found(String mediaType, String extension) {
	}

}
