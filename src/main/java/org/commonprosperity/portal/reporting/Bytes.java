package org.commonprosperity.portal.reporting;

/**
 * Looks for bytes that tell what a file is.
 */
final class Bytes {

	private Bytes() {
	}

	static boolean startWith(byte[] content, int... beginning) {
		return at(content, 0, beginning);
	}

	static boolean at(byte[] content, int offset, int... expected) {
		if (offset < 0 || content.length < offset + expected.length) {
			return false;
		}
		for (int index = 0; index < expected.length; index++) {
			if ((content[offset + index] & 0xFF) != expected[index]) {
				return false;
			}
		}
		return true;
	}

	/** How often it holds the bytes. */
	static int count(byte[] content, int... wanted) {
		int count = 0;
		for (int offset = 0; offset + wanted.length <= content.length; offset++) {
			count += at(content, offset, wanted) ? 1 : 0;
		}
		return count;
	}

}
