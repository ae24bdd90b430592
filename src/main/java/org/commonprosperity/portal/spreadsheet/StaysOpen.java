package org.commonprosperity.portal.spreadsheet;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * A stream that belongs to whoever handed it in, so that writing a file does not close
 * it.
 */
final class StaysOpen extends FilterOutputStream {

	StaysOpen(OutputStream out) {
		super(out);
	}

	@Override
	public void write(byte[] bytes, int from, int length) throws IOException {
		this.out.write(bytes, from, length);
	}

	@Override
	public void close() throws IOException {
		flush();
	}

}
