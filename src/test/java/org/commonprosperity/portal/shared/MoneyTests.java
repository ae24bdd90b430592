package org.commonprosperity.portal.shared;

import java.math.BigDecimal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Amounts are exact to the fen; rounding is for showing only.
 */
class MoneyTests {

	@Test
	void holdsTwoDecimalsWhateverItIsGiven() {
		assertThat(new Money(new BigDecimal("5"))).isEqualTo(new Money(new BigDecimal("5.00")));
		assertThat(new Money(new BigDecimal("5.10")).toString()).isEqualTo("5.10");
		assertThat(new Money(new BigDecimal("1E+3")).toString()).isEqualTo("1000.00");
	}

	@Test
	void refusesFractionsOfAFenAndWhatTheDatabaseCannotHold() {
		assertThatIllegalArgumentException().isThrownBy(() -> new Money(new BigDecimal("0.001")));
		assertThatIllegalArgumentException().isThrownBy(() -> new Money(new BigDecimal("10000000000000")));
		assertThat(new Money(new BigDecimal("9999999999999.99")).toString()).isEqualTo("9999999999999.99");
	}

	@ParameterizedTest
	@CsvSource({ "12600000.00, 1260.00", "50.00, 0.01", "49.99, 0.00", "8356.16, 0.84", "-50.00, -0.01" })
	void showsTenThousandsRoundedHalfUp(String yuan, String wan) {
		assertThat(new Money(new BigDecimal(yuan)).wan()).isEqualTo(new BigDecimal(wan));
	}

	@Test
	void addsExactly() {
		assertThat(new Money(new BigDecimal("0.10")).plus(new Money(new BigDecimal("0.20"))).toString())
			.isEqualTo("0.30");
	}

}
