package org.commonprosperity.portal.care;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.commonprosperity.portal.care.CoverageRule.Band;
import org.commonprosperity.portal.care.WalkRule.Pace;
import org.commonprosperity.portal.care.WalkRule.Place;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class WalkAndCoverageRuleTests {

	private static final Pace PACE = new Pace(1, new BigDecimal("1.30"), new BigDecimal("50.0"));

	/** By hand: a minute of latitude is a sea mile of 1853 m on this sphere. */
	@Test
	void aMinuteOfLatitudeIsASeaMile() {
		assertThat(WalkRule.metres(place("30.700000", "121.000000"), place("30.716667", "121.000000")))
			.isBetween(new BigDecimal("1852"), new BigDecimal("1854"));
	}

	/** By hand: 0.0018° of latitude are 200 m; × 1.3 ÷ 50 = 5.2, so 6 minutes. */
	@ParameterizedTest
	@CsvSource({ "0.000000, 1", "0.000300, 1", "0.000345, 1", "0.000350, 2", "0.001725, 5", "0.001800, 6",
			"0.005180, 15" })
	void minutesAreRoundedUp(BigDecimal degrees, int minutes) {
		Place from = place("30.700000", "121.000000");
		Place to = new Place(from.latitude().add(degrees), from.longitude());
		assertThat(WalkRule.minutes(from, to, PACE)).isEqualTo(minutes);
		assertThat(WalkRule.minutes(to, from, PACE)).isEqualTo(minutes);
	}

	/** A slower pace or a longer detour never makes a way shorter. */
	@Test
	void slowerIsNeverSooner() {
		Random random = new Random(3);
		for (int n = 0; n < 2000; n++) {
			Place from = random(random);
			Place to = random(random);
			int minutes = WalkRule.minutes(from, to, PACE);
			assertThat(WalkRule.minutes(from, to, new Pace(2, PACE.detour(), new BigDecimal("40.0"))))
				.isGreaterThanOrEqualTo(minutes);
			assertThat(WalkRule.minutes(from, to, new Pace(2, new BigDecimal("1.50"), PACE.metresPerMinute())))
				.isGreaterThanOrEqualTo(minutes);
		}
	}

	@ParameterizedTest
	@CsvSource({ "5, FIVE", "6, TEN", "10, TEN", "11, FIFTEEN", "15, FIFTEEN", "16, BEYOND" })
	void theBandEndsWithItsMinute(int minutes, Band band) {
		assertThat(CoverageRule.of(List.of(minutes, 40)).band()).isEqualTo(band);
	}

	@Test
	void whatIsNotKnownIsNeitherNearNorFar() {
		assertThat(CoverageRule.of(List.of()).band()).isEqualTo(Band.NOWHERE);
		assertThat(CoverageRule.of(Arrays.asList((Integer) null)).band()).isEqualTo(Band.UNKNOWN);
		assertThat(CoverageRule.of(Arrays.asList(null, 30)).band()).isEqualTo(Band.UNKNOWN);
		assertThat(CoverageRule.of(Arrays.asList(null, 9)).band()).isEqualTo(Band.TEN);
	}

	/** One more place never makes a service farther. */
	@Test
	void oneMorePlaceIsNeverFarther() {
		Random random = new Random(5);
		for (int n = 0; n < 2000; n++) {
			List<Integer> minutes = new ArrayList<>();
			int least = Integer.MAX_VALUE;
			for (int m = random.nextInt(6); m >= 0; m--) {
				int one = 1 + random.nextInt(40);
				minutes.add(one);
				least = Math.min(least, one);
				assertThat(CoverageRule.of(minutes).minutes()).isEqualTo(least);
			}
		}
	}

	private static Place random(Random random) {
		return place("30.7" + (100 + random.nextInt(900)), "121.0" + (100 + random.nextInt(900)));
	}

	private static Place place(String latitude, String longitude) {
		return new Place(new BigDecimal(latitude), new BigDecimal(longitude));
	}

}
