package org.commonprosperity.portal.shared;

import java.math.BigDecimal;
import java.math.RoundingMode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Percentages check themselves, and showing one never rounds it into a lie.
 */
class PercentTests {

	@ParameterizedTest
	@ValueSource(strings = { "-0.01", "100.01", "33.333" })
	void refusesWhatIsNoShareOfAWhole(String value) {
		assertThatIllegalArgumentException().isThrownBy(() -> Percent.of(value));
	}

	@Test
	void readsWithoutTrailingZeros() {
		assertThat(Percent.of("60.00").toString()).isEqualTo("60");
		assertThat(Percent.of("9.75").toString()).isEqualTo("9.75");
		assertThat(Percent.of("100").toString()).isEqualTo("100");
		assertThat(Percent.ZERO.toString()).isEqualTo("0");
	}

	@ParameterizedTest(name = "{0} of {1} is {2} %")
	@CsvSource({ "2590, 2600, 99.6", "2599, 2600, 99.9", "2600, 2600, 100", "1, 2600, 0.1", "0, 2600, 0",
			"2000, 2500, 80", "1, 3, 33.3" })
	void neverShowsAWholeBeforeItIsOneNorNothingOnceThereIsSomething(int part, int whole, String shown) {
		BigDecimal exact = BigDecimal.valueOf(part)
			.multiply(BigDecimal.valueOf(100))
			.divide(BigDecimal.valueOf(whole), 10, RoundingMode.HALF_UP);
		assertThat(ShownShare.of(exact).toPlainString()).isEqualTo(shown);
	}

}
