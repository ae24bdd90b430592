package org.commonprosperity.portal.reporting;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import javax.imageio.ImageIO;

import org.apache.poi.poifs.filesystem.DirectoryNode;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;

/**
 * Files as people send them, good and bad, made byte by byte where that matters.
 */
public final class FileFixture {

	/**
	 * The ASCII bytes that stand for the place in the photo of {@link #cameraPhoto()}.
	 */
	static final String CAMERA = "Fixture Camera 30N121E";

	private FileFixture() {
	}

	/** A picture whose left half is red and whose right half is blue. */
	static BufferedImage halves(int width, int height, int type) {
		BufferedImage picture = new BufferedImage(width, height, type);
		Graphics2D graphics = picture.createGraphics();
		graphics.setColor(Color.RED);
		graphics.fillRect(0, 0, width / 2, height);
		graphics.setColor(Color.BLUE);
		graphics.fillRect(width / 2, 0, width - width / 2, height);
		graphics.dispose();
		return picture;
	}

	public static byte[] jpeg(int width, int height) {
		return written(halves(width, height, BufferedImage.TYPE_INT_RGB), "jpg");
	}

	static byte[] png(int width, int height) {
		return written(halves(width, height, BufferedImage.TYPE_INT_ARGB), "png");
	}

	/** The left half red, taken with the camera on its side, with the place. */
	static byte[] cameraPhoto() {
		byte[] jpeg = jpeg(800, 400);
		byte[] camera = (CAMERA + "\0").getBytes(StandardCharsets.US_ASCII);
		ByteBuffer tiff = ByteBuffer.allocate(256).order(ByteOrder.BIG_ENDIAN);
		tiff.put("MM".getBytes(StandardCharsets.US_ASCII)).putShort((short) 42).putInt(8);
		tiff.putShort((short) 3);
		entry(tiff, 0x0110, 2, camera.length, 100);
		entry(tiff, 0x0112, 3, 1, 6 << 16);
		entry(tiff, 0x8825, 4, 1, 140);
		tiff.putInt(0);
		tiff.position(100);
		tiff.put(camera);
		// north, 30° 37' 12"
		tiff.position(140);
		tiff.putShort((short) 2);
		entry(tiff, 0x0001, 2, 2, 'N' << 24);
		entry(tiff, 0x0002, 5, 3, 180);
		tiff.putInt(0);
		tiff.position(180);
		tiff.putInt(30).putInt(1).putInt(37).putInt(1).putInt(12).putInt(1);
		byte[] exif = joined("Exif\0\0".getBytes(StandardCharsets.US_ASCII), tiff.array());
		byte[] segment = joined(
				new byte[] { (byte) 0xFF, (byte) 0xE1, (byte) (exif.length + 2 >> 8), (byte) (exif.length + 2) }, exif);
		return joined(Arrays.copyOf(jpeg, 2), segment, Arrays.copyOfRange(jpeg, 2, jpeg.length));
	}

	/** A few bytes that say they are 60 000 by 60 000 pixels. */
	static byte[] bomb() {
		byte[] png = png(64, 64);
		ByteBuffer head = ByteBuffer.wrap(png);
		head.putInt(16, 60_000).putInt(20, 60_000);
		CRC32 check = new CRC32();
		check.update(png, 12, 17);
		head.putInt(29, (int) check.getValue());
		return png;
	}

	/** A PNG that says, before its pixels, that it moves. */
	static byte[] movingPng() {
		byte[] png = png(64, 64);
		byte[] control = joined("acTL".getBytes(StandardCharsets.US_ASCII), new byte[] { 0, 0, 0, 2, 0, 0, 0, 0 });
		CRC32 check = new CRC32();
		check.update(control);
		byte[] chunk = joined(new byte[] { 0, 0, 0, 8 }, control,
				ByteBuffer.allocate(4).putInt((int) check.getValue()).array());
		return joined(Arrays.copyOf(png, 33), chunk, Arrays.copyOfRange(png, 33, png.length));
	}

	/** A JPEG of four colours, as for printing. */
	static byte[] printingJpeg() {
		// a frame of four components, each of one sample, before one scan of nothing
		return joined(new byte[] { (byte) 0xFF, (byte) 0xD8 },
				new byte[] { (byte) 0xFF, (byte) 0xEE, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0 },
				quantisation(),
				new byte[] { (byte) 0xFF, (byte) 0xC0, 0, 20, 8, 0, 64, 0, 64, 4, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0, 4,
						0x11, 0 },
				new byte[] { (byte) 0xFF, (byte) 0xDA, 0, 14, 4, 1, 0, 2, 0, 3, 0, 4, 0, 0, 63, 0, 0, 0 },
				new byte[] { (byte) 0xFF, (byte) 0xD9 });
	}

	private static byte[] quantisation() {
		byte[] table = new byte[69];
		Arrays.fill(table, (byte) 1);
		table[0] = (byte) 0xFF;
		table[1] = (byte) 0xDB;
		table[2] = 0;
		table[3] = 67;
		table[4] = 0;
		return table;
	}

	public static byte[] program() {
		byte[] program = new byte[512];
		program[0] = 'M';
		program[1] = 'Z';
		program[60] = (byte) 0x80;
		return program;
	}

	public static byte[] drawing() {
		return utf8("<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(document.cookie)</script></svg>");
	}

	public static byte[] pdf() {
		return utf8(
				"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 0/Kids[]>>endobj\n"
						+ "trailer<</Root 1 0 R>>\n%%EOF\n");
	}

	/**
	 * A document of today's Office; what: wordprocessingml.document, spreadsheetml.sheet.
	 */
	static byte[] document(String what, String main) {
		return packed(parts("application/vnd.openxmlformats-officedocument." + what + ".main+xml", main));
	}

	static byte[] docx() {
		return document("wordprocessingml.document", "word/document.xml");
	}

	static byte[] documentWithMacros() {
		Map<String, byte[]> parts = parts("application/vnd.ms-word.document.macroEnabled.main+xml",
				"word/document.xml");
		parts.put("word/vbaProject.bin", new byte[] { 1, 2, 3 });
		return packed(parts);
	}

	/** One that says it has none, and has. */
	static byte[] documentWithHiddenMacros() {
		Map<String, byte[]> parts = parts(
				"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
				"word/document.xml");
		parts.put("word/vbaProject.bin", new byte[] { 1, 2, 3 });
		return packed(parts);
	}

	/** A document that is small packed and unfolds into as many bytes. */
	static byte[] documentOf(int unpacked) {
		Map<String, byte[]> parts = parts(
				"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
				"word/document.xml");
		parts.put("word/media/blank.bin", new byte[unpacked]);
		return packed(parts);
	}

	static byte[] documentOfParts(int count) {
		Map<String, byte[]> parts = parts(
				"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
				"word/document.xml");
		for (int part = 0; part < count; part++) {
			parts.put("word/media/" + part, new byte[0]);
		}
		return packed(parts);
	}

	static byte[] archive() {
		return packed(new LinkedHashMap<>(Map.of("readme.txt", utf8("x"))));
	}

	/** A document of the old Office with the streams or, ending in a slash, folders. */
	static byte[] oldDocument(Map<String, byte[]> streams) {
		try (POIFSFileSystem store = new POIFSFileSystem()) {
			DirectoryNode root = store.getRoot();
			for (Map.Entry<String, byte[]> stream : streams.entrySet()) {
				if (stream.getKey().endsWith("/")) {
					root.createDirectory(stream.getKey().replace("/", ""));
				}
				else {
					root.createDocument(stream.getKey(), new ByteArrayInputStream(stream.getValue()));
				}
			}
			ByteArrayOutputStream out = new ByteArrayOutputStream();
			store.writeFilesystem(out);
			return out.toByteArray();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public static byte[] utf8(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	/** The content, with zeros at its end up to the size. */
	public static byte[] padded(byte[] content, int size) {
		return Arrays.copyOf(content, size);
	}

	static byte[] joined(byte[]... parts) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		for (byte[] part : parts) {
			out.writeBytes(part);
		}
		return out.toByteArray();
	}

	private static Map<String, byte[]> parts(String type, String main) {
		Map<String, byte[]> parts = new LinkedHashMap<>();
		parts.put("[Content_Types].xml", utf8("""
				<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
				<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
				<Default Extension="xml" ContentType="application/xml"/>
				<Override PartName="/%s" ContentType="%s"/></Types>""".formatted(main, type)));
		parts.put(main, utf8("<document/>"));
		return parts;
	}

	private static byte[] packed(Map<String, byte[]> parts) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		try (ZipOutputStream zip = new ZipOutputStream(out)) {
			for (Map.Entry<String, byte[]> part : parts.entrySet()) {
				zip.putNextEntry(new ZipEntry(part.getKey()));
				zip.write(part.getValue());
				zip.closeEntry();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return out.toByteArray();
	}

	private static void entry(ByteBuffer tiff, int tag, int type, int count, int value) {
		tiff.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
	}

	private static byte[] written(BufferedImage picture, String format) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		try {
			ImageIO.write(picture, format, out);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return out.toByteArray();
	}

}
