package org.commonprosperity.portal.spreadsheet;

import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import org.commonprosperity.portal.shared.Refusal;
import org.springframework.util.unit.DataSize;

/**
 * The parts of a packed workbook. What is unpacked is counted while it is, whatever the
 * file says of its size; how well a part was packed tells nothing: honest formats shrink
 * a thousandfold.
 */
final class PackedParts implements Closeable {

	private static final int MOST = 10_000;

	private final ZipFile archive;

	private final Map<String, ZipEntry> parts = new HashMap<>();

	private final DataSize unpacked;

	/**
	 * Opens a packed file.
	 * @param unpacked bytes that each part, and by what the file says all of them, may
	 * unfold into
	 * @throws IOException if it is damaged
	 * @throws Refusal if it says that it unfolds into more
	 */
	PackedParts(Path file, DataSize unpacked) throws IOException {
		this.unpacked = unpacked;
		this.archive = new ZipFile(file.toFile());
		try {
			collect();
		}
		catch (IOException | RuntimeException ex) {
			this.archive.close();
			throw ex;
		}
	}

	private void collect() throws IOException {
		if (this.archive.size() > MOST) {
			throw FileRefusal.unpacked(this.unpacked);
		}
		long room = this.unpacked.toBytes();
		for (Enumeration<? extends ZipEntry> entries = this.archive.entries(); entries.hasMoreElements();) {
			ZipEntry entry = entries.nextElement();
			room -= Math.max(0, entry.getSize());
			if (room < 0) {
				throw FileRefusal.unpacked(this.unpacked);
			}
			if (this.parts.put(key(entry.getName()), entry) != null) {
				throw new IOException("a part twice");
			}
		}
	}

	/** Names of parts do not tell large letters from small ones. */
	private static String key(String name) {
		String path = name.replace('\\', '/').toLowerCase(Locale.ROOT);
		return path.startsWith("/") ? path.substring(1) : path;
	}

	boolean has(String name) {
		return this.parts.containsKey(key(name));
	}

	boolean hasLike(String pattern) {
		return this.parts.keySet().stream().anyMatch((name) -> name.matches(pattern));
	}

	InputStream open(String name) throws IOException {
		return open(name, this.unpacked);
	}

	/**
	 * Opens a part.
	 * @param most bytes that it may unfold into; reading more throws a {@link Refusal}
	 */
	InputStream open(String name, DataSize most) throws IOException {
		ZipEntry entry = this.parts.get(key(name));
		InputStream input = (entry != null) ? this.archive.getInputStream(entry) : null;
		if (input == null) {
			throw new IOException("a part is missing");
		}
		return new Counted(input, (most.compareTo(this.unpacked) < 0) ? most : this.unpacked);
	}

	@Override
	public void close() throws IOException {
		this.archive.close();
	}

	/**
	 * Counts what is read.
	 */
	private static final class Counted extends FilterInputStream {

		private final DataSize most;

		private long room;

		Counted(InputStream input, DataSize most) {
			super(input);
			this.most = most;
			this.room = most.toBytes();
		}

		@Override
		public int read() throws IOException {
			int read = super.read();
			count((read >= 0) ? 1 : 0);
			return read;
		}

		@Override
		public int read(byte[] bytes, int offset, int length) throws IOException {
			int read = super.read(bytes, offset, length);
			count(read);
			return read;
		}

		private void count(int read) {
			this.room -= Math.max(0, read);
			if (this.room < 0) {
				throw FileRefusal.unpacked(this.most);
			}
		}

	}

}
