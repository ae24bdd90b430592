package org.commonprosperity.portal.reporting;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.function.IntPredicate;

import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

import net.coobird.thumbnailator.Thumbnails;
import net.coobird.thumbnailator.util.exif.ExifFilterUtils;
import net.coobird.thumbnailator.util.exif.ExifUtils;
import net.coobird.thumbnailator.util.exif.Orientation;
import org.commonprosperity.portal.shared.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * A picture encoded anew from nothing but its pixels, turned as the camera was held: what
 * the file carried besides, above all where it was taken, is gone. How many pixels there
 * are is read from the head before any is unfolded, and a large picture is read in
 * coarser steps, so that a small file never takes much memory.
 *
 * @param content the picture as JPEG
 * @param width of it, in pixels
 * @param height of it, in pixels
 * @param small a small one as JPEG
 * @param smallWidth of the small one, in pixels
 * @param smallHeight of the small one, in pixels
 */
record Picture(byte[] content, int width, int height, byte[] small, int smallWidth, int smallHeight) {

	/** Longest side of a photo. */
	static final int SHOWN = 1600;

	/** Longest side of a picture that is read like a document. */
	static final int READ = 2400;

	private static final int SMALL_WIDTH = 320;

	private static final int SMALL_HEIGHT = 480;

	private static final int SHORTEST_SIDE = 32;

	private static final int LONGEST_SHAPE = 10;

	/** Pixels that are unfolded at most, however many there are. */
	private static final long UNFOLDED = 16_000_000;

	/** A picture that builds up in more steps is made to take time. */
	private static final int MOST_SCANS = 100;

	/** Pictures unfolded at the same time. */
	private static final Semaphore TURNS = new Semaphore(2);

	/**
	 * Whether the content says that it is a JPEG or PNG picture.
	 */
	static boolean is(byte[] content) {
		return isJpeg(content) || isPng(content);
	}

	private static boolean isJpeg(byte[] content) {
		return Bytes.startWith(content, 0xFF, 0xD8, 0xFF);
	}

	private static boolean isPng(byte[] content) {
		return Bytes.startWith(content, 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A);
	}

	/**
	 * Reads a picture and encodes it anew.
	 * @param content a JPEG or PNG
	 * @param longest its longest side from now on, in pixels
	 * @throws Refusal if it is too large, moves, has colours for printing, or is broken
	 */
	static Picture of(byte[] content, int longest, FileLimits limits) {
		boolean jpeg = isJpeg(content);
		if (jpeg ? !isWholeJpeg(content) : isAnimated(content)) {
			throw new Refusal("file", jpeg ? "file.refusal.broken" : "file.refusal.animated");
		}
		TURNS.acquireUninterruptibly();
		try {
			return read(content, jpeg, longest, limits);
		}
		catch (Refusal refusal) {
			throw refusal;
		}
		catch (IOException | RuntimeException ex) {
			// a reader fails in many ways on a file that was tampered with or cut off
			throw new Refusal("file", "file.refusal.broken");
		}
		finally {
			TURNS.release();
		}
	}

	private static Picture read(byte[] content, boolean jpeg, int longest, FileLimits limits) throws IOException {
		ImageReader reader = ImageIO.getImageReadersByFormatName(jpeg ? "jpeg" : "png").next();
		try (ImageInputStream input = new MemoryCacheImageInputStream(new ByteArrayInputStream(content))) {
			reader.setInput(input, true, true);
			long width = reader.getWidth(0);
			long height = reader.getHeight(0);
			if (width * height > limits.pixels()) {
				throw new Refusal("file", "file.refusal.pixels", width, height, limits.pixels() / 10_000);
			}
			if (Math.min(width, height) < SHORTEST_SIDE
					|| Math.max(width, height) > LONGEST_SHAPE * Math.min(width, height)) {
				throw new Refusal("file", "file.refusal.shape", width, height);
			}
			if (jpeg && isForPrinting(content)) {
				throw new Refusal("file", "file.refusal.colours");
			}
			ImageReadParam coarse = reader.getDefaultReadParam();
			int step = (int) Math.ceil(Math.sqrt((double) (width * height) / UNFOLDED));
			coarse.setSourceSubsampling(step, step, 0, 0);
			return encode(plain(reader.read(0, coarse)), jpeg ? upright(content) : null, longest);
		}
		finally {
			reader.dispose();
		}
	}

	/** What turns it upright; a note that cannot be read leaves it as it lies. */
	private static @Nullable Orientation upright(byte[] jpeg) {
		try {
			return orientation(jpeg);
		}
		catch (RuntimeException ex) {
			return null;
		}
	}

	/**
	 * How the camera was held, as the file says; Java's own reader says it of few files.
	 */
	private static @Nullable Orientation orientation(byte[] jpeg) {
		int exif = segment(jpeg,
				(at) -> Bytes.at(jpeg, at + 1, 0xE1) && Bytes.at(jpeg, at + 4, 'E', 'x', 'i', 'f', 0, 0));
		return (exif < 0) ? null
				: ExifUtils.getOrientationFromExif(Arrays.copyOfRange(jpeg, exif + 4, exif + 2 + length(jpeg, exif)));
	}

	/**
	 * Whether there are four colours, as printers have them, where a screen has three.
	 */
	private static boolean isForPrinting(byte[] jpeg) {
		int frame = segment(jpeg, (at) -> {
			int marker = jpeg[at + 1] & 0xFF;
			return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
		});
		return frame >= 0 && Bytes.at(jpeg, frame + 9, 4);
	}

	/** Where the first segment of the head stands that is wanted, or -1. */
	private static int segment(byte[] jpeg, IntPredicate wanted) {
		int at = 2;
		while (at + 3 < jpeg.length && (jpeg[at] & 0xFF) == 0xFF && (jpeg[at + 1] & 0xFF) != 0xDA) {
			if (wanted.test(at)) {
				return at;
			}
			at += 2 + length(jpeg, at);
		}
		return -1;
	}

	private static int length(byte[] jpeg, int segment) {
		return (jpeg[segment + 2] & 0xFF) << 8 | jpeg[segment + 3] & 0xFF;
	}

	/** The pixels in the colours of every screen, on white where they let through. */
	private static BufferedImage plain(BufferedImage picture) {
		BufferedImage plain = new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_RGB);
		Graphics2D graphics = plain.createGraphics();
		graphics.setColor(Color.WHITE);
		graphics.fillRect(0, 0, plain.getWidth(), plain.getHeight());
		graphics.drawImage(picture, 0, 0, null);
		graphics.dispose();
		return plain;
	}

	private static Picture encode(BufferedImage plain, @Nullable Orientation orientation, int longest)
			throws IOException {
		BufferedImage shown = within(plain, longest, longest);
		if (orientation != null && orientation != Orientation.TOP_LEFT) {
			shown = ExifFilterUtils.getFilterForOrientation(orientation).apply(shown);
		}
		BufferedImage small = within(shown, SMALL_WIDTH, SMALL_HEIGHT);
		return new Picture(jpeg(shown, 82), shown.getWidth(), shown.getHeight(), jpeg(small, 70), small.getWidth(),
				small.getHeight());
	}

	private static BufferedImage within(BufferedImage picture, int width, int height) throws IOException {
		if (picture.getWidth() <= width && picture.getHeight() <= height) {
			return picture;
		}
		return Thumbnails.of(picture).size(width, height).asBufferedImage();
	}

	private static byte[] jpeg(BufferedImage picture, int percent) throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		Thumbnails.of(picture)
			.scale(1)
			.imageType(BufferedImage.TYPE_INT_RGB)
			.outputFormat("jpg")
			.outputQuality(percent / 100f)
			.toOutputStream(out);
		return out.toByteArray();
	}

	/**
	 * Whether it comes to its end, which the reader would pass over, and not in countless
	 * steps. What stands after the end, as the film of a moving photo, does not matter.
	 */
	private static boolean isWholeJpeg(byte[] content) {
		int scans = 0;
		int at = 2;
		while (at + 3 < content.length) {
			int marker = content[at + 1] & 0xFF;
			if ((content[at] & 0xFF) != 0xFF || marker == 0xD9) {
				return marker == 0xD9 && scans > 0 && scans <= MOST_SCANS;
			}
			if (marker == 0xFF) {
				at++;
				continue;
			}
			at += 2 + length(content, at);
			if (marker == 0xDA) {
				scans++;
				at = endOfScan(content, at);
			}
		}
		return Bytes.at(content, at, 0xFF, 0xD9) && scans > 0 && scans <= MOST_SCANS;
	}

	/** Where the next marker stands; in a scan itself some stand for nothing but data. */
	private static int endOfScan(byte[] content, int from) {
		for (int at = from; at + 1 < content.length; at++) {
			int marker = content[at + 1] & 0xFF;
			if ((content[at] & 0xFF) == 0xFF && marker != 0 && marker != 0xFF && (marker < 0xD0 || marker > 0xD7)) {
				return at;
			}
		}
		return content.length;
	}

	private static boolean isAnimated(byte[] png) {
		ByteBuffer chunks = ByteBuffer.wrap(png).position(8);
		while (chunks.remaining() >= 12) {
			long length = Integer.toUnsignedLong(chunks.getInt());
			byte[] type = new byte[4];
			chunks.get(type);
			String name = new String(type, StandardCharsets.US_ASCII).toUpperCase(Locale.ROOT);
			if (name.equals("ACTL")) {
				return true;
			}
			if (name.equals("IDAT") || length + 4 > chunks.remaining()) {
				return false;
			}
			chunks.position(chunks.position() + (int) length + 4);
		}
		return false;
	}

}
