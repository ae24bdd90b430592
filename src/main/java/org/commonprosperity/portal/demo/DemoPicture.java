package org.commonprosperity.portal.demo;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

import javax.imageio.ImageIO;

/**
 * Pictures for the demo's reports, drawn and not taken: no place, no person, and across
 * each of them the word DEMO, in strokes, so that no font is needed for it.
 */
enum DemoPicture {

	/** A path between fields and water. */
	PATH("演示图片（程序绘制，不是实景）：白荡浜步道") {

		@Override
		void draw(Graphics2D pen) {
			pen.setColor(new Color(0xA9C58C));
			pen.fillRect(0, HEIGHT / 2, WIDTH, HEIGHT / 2);
			pen.setColor(new Color(0x8FB7C4));
			pen.fill(shape(700, 450, WIDTH, 450, WIDTH, HEIGHT, 1000, HEIGHT));
			pen.setColor(new Color(0xD9C9A3));
			pen.fill(shape(560, 450, 610, 450, 760, HEIGHT, 280, HEIGHT));
			for (int i = 0; i < 6; i++) {
				tree(pen, 80 + i * 80, 450 - i * 8, 60 - i * 6);
			}
		}

	},

	/** A house with a courtyard. */
	HOUSE("演示图片（程序绘制，不是实景）：民宿外立面") {

		@Override
		void draw(Graphics2D pen) {
			pen.setColor(new Color(0xC9BFA6));
			pen.fillRect(0, 640, WIDTH, HEIGHT - 640);
			pen.setColor(Color.WHITE);
			pen.fillRect(300, 380, 600, 280);
			pen.setColor(new Color(0x4A5A60));
			pen.fill(shape(250, 390, 400, 250, 800, 250, 950, 390));
			pen.setColor(new Color(0x7C96A0));
			for (int x = 350; x <= 770; x += 210) {
				pen.fillRect(x, 450, 90, 110);
			}
			tree(pen, 150, 640, 90);
			tree(pen, 1050, 640, 110);
		}

	};

	static final int WIDTH = 1200;

	static final int HEIGHT = 900;

	private final String caption;

	DemoPicture(String caption) {
		this.caption = caption;
	}

	/** What it shows, and that it shows nothing real. */
	String caption() {
		return this.caption;
	}

	abstract void draw(Graphics2D pen);

	/** The picture as a PNG file. */
	InputStream open() {
		BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
		Graphics2D pen = picture.createGraphics();
		pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
		pen.setPaint(new GradientPaint(0, 0, new Color(0xBBD6E2), 0, HEIGHT / 2, new Color(0xF2EFE4)));
		pen.fillRect(0, 0, WIDTH, HEIGHT);
		draw(pen);
		mark(pen);
		pen.dispose();
		try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
			ImageIO.write(picture, "png", bytes);
			return new ByteArrayInputStream(bytes.toByteArray());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** The word DEMO on a band at the foot. */
	private static void mark(Graphics2D pen) {
		pen.setColor(new Color(0x1D2429));
		pen.fillRect(0, HEIGHT - 150, WIDTH, 150);
		pen.setColor(Color.WHITE);
		pen.setStroke(new BasicStroke(14, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
		int top = HEIGHT - 120;
		line(pen, 420, top, 420, top + 90, 460, top + 90, 490, top + 60, 490, top + 30, 460, top, 420, top);
		line(pen, 580, top, 530, top, 530, top + 90, 580, top + 90);
		line(pen, 530, top + 45, 570, top + 45);
		line(pen, 620, top + 90, 620, top, 660, top + 50, 700, top, 700, top + 90);
		line(pen, 760, top, 790, top, 810, top + 20, 810, top + 70, 790, top + 90, 760, top + 90, 740, top + 70, 740,
				top + 20, 760, top);
	}

	private static void tree(Graphics2D pen, int x, int foot, int size) {
		pen.setColor(new Color(0x6B5A45));
		pen.fillRect(x - size / 12, foot - size, size / 6, size);
		pen.setColor(new Color(0x5F8A5A));
		pen.fillOval(x - size / 2, foot - size * 2, size, size * 3 / 2);
	}

	private static void line(Graphics2D pen, int... points) {
		pen.draw(path(points));
	}

	private static Path2D shape(int... points) {
		Path2D path = path(points);
		path.closePath();
		return path;
	}

	private static Path2D path(int... points) {
		Path2D path = new Path2D.Double();
		path.moveTo(points[0], points[1]);
		for (int i = 2; i < points.length; i += 2) {
			path.lineTo(points[i], points[i + 1]);
		}
		return path;
	}

}
