package org.commonprosperity.portal.care;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * How many minutes an old person takes on foot from one place to another: the distance
 * along the great circle, made longer by the detour that streets take, at a slow walker's
 * pace, rounded up to whole minutes. Detour and pace are a stored setting with versions.
 */
public final class WalkRule {

	/** Mean radius of the earth in metres. */
	private static final int EARTH = 6_371_009;

	private WalkRule() {
	}

	/**
	 * The minutes.
	 * @return at least 1
	 */
	public static int minutes(Place from, Place to, Pace pace) {
		BigDecimal minutes = metres(from, to).multiply(pace.detour())
			.divide(pace.metresPerMinute(), 0, RoundingMode.CEILING);
		return Math.max(1, minutes.intValueExact());
	}

	/** The metres along the great circle, to the metre. */
	public static BigDecimal metres(Place from, Place to) {
		double phi1 = Math.toRadians(from.latitude().doubleValue());
		double phi2 = Math.toRadians(to.latitude().doubleValue());
		double across = Math.sin((phi2 - phi1) / 2);
		double along = Math.sin(Math.toRadians(to.longitude().subtract(from.longitude()).doubleValue()) / 2);
		double chord = across * across + Math.cos(phi1) * Math.cos(phi2) * along * along;
		return BigDecimal.valueOf(2 * EARTH * Math.asin(Math.min(1, Math.sqrt(chord))))
			.setScale(0, RoundingMode.HALF_UP);
	}

	/**
	 * A place.
	 *
	 * @param latitude degrees north
	 * @param longitude degrees east
	 */
	public record Place(BigDecimal latitude, BigDecimal longitude) {
	}

	/**
	 * By what minutes are computed.
	 *
	 * @param version version of the setting
	 * @param detour metres on foot for each metre as the crow flies
	 * @param metresPerMinute an old person's pace
	 */
	public record Pace(int version, BigDecimal detour, BigDecimal metresPerMinute) {
	}

}
