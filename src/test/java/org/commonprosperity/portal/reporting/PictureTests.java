package org.commonprosperity.portal.reporting;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

import javax.imageio.ImageIO;

import org.commonprosperity.portal.shared.Refusal;
import org.junit.jupiter.api.Test;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What becomes of pictures, good and bad.
 */
class PictureTests {

	static final FileLimits LIMITS = new FileLimits(DataSize.ofMegabytes(10), DataSize.ofMegabytes(20), 9, 10,
			52_000_000, DataSize.ofMegabytes(200));

	@Test
	void losesThePlaceAndStandsUpright() throws IOException {
		byte[] sent = FileFixture.cameraPhoto();
		assertThat(text(sent)).contains("Exif", FileFixture.CAMERA);
		Picture picture = Picture.of(sent, Picture.SHOWN, LIMITS);
		for (byte[] kept : new byte[][] { picture.content(), picture.small() }) {
			assertThat(text(kept)).doesNotContain("Exif", "Fixture");
			BufferedImage shown = read(kept);
			assertThat(shown.getHeight()).isEqualTo(2 * shown.getWidth());
			// what was left is on top, once turned
			assertThat(colour(shown, shown.getWidth() / 2, shown.getHeight() / 8)).isEqualTo(Color.RED);
			assertThat(colour(shown, shown.getWidth() / 2, shown.getHeight() * 7 / 8)).isEqualTo(Color.BLUE);
		}
		assertThat(picture.width()).isEqualTo(400);
		assertThat(picture.smallHeight()).isEqualTo(480);
	}

	@Test
	void isMadeSmallerButNeverLarger() throws IOException {
		Picture large = Picture.of(FileFixture.jpeg(4000, 3000), Picture.SHOWN, LIMITS);
		assertThat(large.width()).isEqualTo(1600);
		assertThat(large.height()).isEqualTo(1200);
		assertThat(large.smallWidth()).isEqualTo(320);
		assertThat(large.smallHeight()).isEqualTo(240);
		assertThat(read(large.content()).getWidth()).isEqualTo(1600);
		assertThat(read(large.small()).getHeight()).isEqualTo(240);
		assertThat(large.small().length).isLessThan(15_000);
		Picture small = Picture.of(FileFixture.png(100, 80), Picture.SHOWN, LIMITS);
		assertThat(small.width()).isEqualTo(100);
		assertThat(small.smallHeight()).isEqualTo(80);
		assertThat(colour(read(small.content()), 10, 40)).isEqualTo(Color.RED);
	}

	@Test
	void isReadInCoarserStepsWhenItIsLarge() {
		Picture picture = Picture.of(FileFixture.jpeg(8000, 6000), Picture.SHOWN, LIMITS);
		assertThat(picture.width()).isEqualTo(1600);
		assertThat(picture.height()).isEqualTo(1200);
	}

	@Test
	void doesNotMindWhatFollowsThePicture() {
		byte[] film = new byte[100_000];
		Arrays.fill(film, (byte) 0xFF);
		for (int at = 1; at < film.length; at += 2) {
			film[at] = (byte) 0xDA;
		}
		Picture picture = Picture.of(FileFixture.joined(FileFixture.jpeg(100, 80), film), Picture.SHOWN, LIMITS);
		assertThat(picture.width()).isEqualTo(100);
	}

	@Test
	void isRefusedWithAReasonOfItsOwn() {
		byte[] jpeg = FileFixture.jpeg(200, 100);
		byte[] png = FileFixture.png(200, 100);
		byte[] many = Arrays.copyOf(jpeg, jpeg.length - 2);
		byte[] scan = { (byte) 0xFF, (byte) 0xDA, 0, 2 };
		for (int scans = 0; scans < 200; scans++) {
			many = FileFixture.joined(many, scan);
		}
		Map<byte[], String> bad = Map.of(FileFixture.bomb(), "file.refusal.pixels", FileFixture.movingPng(),
				"file.refusal.animated", FileFixture.printingJpeg(), "file.refusal.colours",
				Arrays.copyOf(jpeg, jpeg.length - 2), "file.refusal.broken", Arrays.copyOf(png, png.length / 2),
				"file.refusal.broken", Arrays.copyOf(jpeg, 3), "file.refusal.broken", Arrays.copyOf(png, 20),
				"file.refusal.broken", FileFixture.joined(many, new byte[] { (byte) 0xFF, (byte) 0xD9 }),
				"file.refusal.broken", FileFixture.jpeg(31, 200), "file.refusal.shape", FileFixture.jpeg(1000, 99),
				"file.refusal.shape");
		bad.forEach((content, key) -> {
			assertThat(Picture.is(content)).isTrue();
			assertThatExceptionOfType(Refusal.class).as(key)
				.isThrownBy(() -> Picture.of(content, Picture.SHOWN, LIMITS))
				.satisfies((refusal) -> assertThat(refusal.key()).isEqualTo(key))
				.satisfies((refusal) -> assertThat(refusal.field()).isEqualTo("file"));
		});
	}

	private static BufferedImage read(byte[] jpeg) throws IOException {
		return ImageIO.read(new ByteArrayInputStream(jpeg));
	}

	/** The colour to the eye: each part wholly there or not. */
	private static Color colour(BufferedImage picture, int x, int y) {
		Color colour = new Color(picture.getRGB(x, y));
		return new Color(colour.getRed() / 128 * 255, colour.getGreen() / 128 * 255, colour.getBlue() / 128 * 255);
	}

	private static String text(byte[] content) {
		return new String(content, StandardCharsets.ISO_8859_1);
	}

}
