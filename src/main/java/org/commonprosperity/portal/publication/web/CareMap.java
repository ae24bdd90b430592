package org.commonprosperity.portal.publication.web;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.commonprosperity.portal.care.CareCommunity;
import org.commonprosperity.portal.care.CareDirectory;
import org.commonprosperity.portal.care.CareDirectory.Facility;
import org.commonprosperity.portal.care.WalkRule;
import org.jspecify.annotations.Nullable;

/**
 * A sketch of where facilities are, drawn from coordinates alone: north is up, a metre is
 * as long both ways. Facilities close to each other share a dot.
 *
 * @param width width of the drawing
 * @param height height of the drawing
 * @param dots facilities
 * @param squares villages and communities
 * @param numbered the facilities by the numbers in the dots
 * @param scaleMetres what the scale bar stands for
 * @param scaleWidth how long it is
 */
record CareMap(int width, int height, List<Dot> dots, List<Square> squares, Map<Integer, Facility> numbered,
		int scaleMetres, int scaleWidth) {

	private static final int WIDTH = 360;

	private static final int MARGIN = 34;

	private static final int LEAST = 200;

	private static final int MOST = 400;

	/** Dots nearer than this are one. */
	private static final int NEAR = 26;

	private static final double METRES_A_DEGREE = 111_195;

	private static final int[] SCALES = { 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000 };

	/** The sketch, or null if nothing has coordinates. */
	static @Nullable CareMap of(CareDirectory directory) {
		List<WalkRule.Place> all = new ArrayList<>(directory.starts().values());
		directory.facilities().stream().map(Facility::place).filter((place) -> place != null).forEach(all::add);
		if (directory.facilities().stream().allMatch((one) -> one.place() == null)) {
			return null;
		}
		double south = least(all.stream().map(WalkRule.Place::latitude).toList());
		double north = -least(all.stream().map((place) -> place.latitude().negate()).toList());
		double west = least(all.stream().map(WalkRule.Place::longitude).toList());
		double east = -least(all.stream().map((place) -> place.longitude().negate()).toList());
		double narrowing = Math.cos(Math.toRadians((south + north) / 2));
		double across = Math.max(200, (east - west) * METRES_A_DEGREE * narrowing);
		double up = Math.max(200, (north - south) * METRES_A_DEGREE);
		double scale = Math.min((WIDTH - 2 * MARGIN) / across, (MOST - 2 * MARGIN) / up);
		int height = (int) Math.max(LEAST, Math.round(up * scale) + 2 * MARGIN);
		double left = (WIDTH - (east - west) * METRES_A_DEGREE * narrowing * scale) / 2;
		double top = (height - (north - south) * METRES_A_DEGREE * scale) / 2;
		List<Dot> dots = new ArrayList<>();
		Map<Integer, Facility> numbered = new LinkedHashMap<>();
		for (Facility facility : directory.facilities()) {
			WalkRule.Place place = facility.place();
			if (place == null) {
				continue;
			}
			int number = numbered.size() + 1;
			numbered.put(number, facility);
			int x = (int) Math
				.round(left + (place.longitude().doubleValue() - west) * METRES_A_DEGREE * narrowing * scale);
			int y = (int) Math.round(top + (north - place.latitude().doubleValue()) * METRES_A_DEGREE * scale);
			Dot near = dots.stream()
				.filter((dot) -> Math.hypot(dot.x() - x, dot.y() - y) < NEAR)
				.findFirst()
				.orElse(null);
			if (near != null) {
				near.numbers().add(number);
			}
			else {
				dots.add(new Dot(x, y, new ArrayList<>(List.of(number))));
			}
		}
		List<Square> squares = new ArrayList<>();
		for (CareCommunity community : directory.communities()) {
			WalkRule.Place place = directory.starts().get(community.id());
			if (place != null) {
				squares.add(new Square(
						(int) Math.round(
								left + (place.longitude().doubleValue() - west) * METRES_A_DEGREE * narrowing * scale),
						(int) Math.round(top + (north - place.latitude().doubleValue()) * METRES_A_DEGREE * scale),
						community));
			}
		}
		int metres = SCALES[0];
		for (int one : SCALES) {
			if (one * scale <= WIDTH / 3.0) {
				metres = one;
			}
		}
		return new CareMap(WIDTH, height + MARGIN, dots, squares, numbered, metres, (int) Math.round(metres * scale));
	}

	private static double least(List<BigDecimal> numbers) {
		return numbers.stream().min(BigDecimal::compareTo).orElse(BigDecimal.ZERO).doubleValue();
	}

	/**
	 * A dot with the numbers of its facilities.
	 */
	record Dot(int x, int y, List<Integer> numbers) {

		/** The numbers as they stand in the dot. */
		public String label() {
			return (this.numbers.size() > 2) ? this.numbers.get(0) + "–" + this.numbers.get(this.numbers.size() - 1)
					: String.join("·", this.numbers.stream().map(String::valueOf).toList());
		}

		/** Half of how wide it is. */
		public int radius() {
			return (this.numbers.size() > 1) ? 20 : 13;
		}

	}

	/**
	 * The square of a village or community.
	 */
	record Square(int x, int y, CareCommunity community) {

		/** On which side the name stands. */
		public boolean left() {
			return this.x > WIDTH * 2 / 3;
		}

	}

}
