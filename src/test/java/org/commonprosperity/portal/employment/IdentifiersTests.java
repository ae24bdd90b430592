package org.commonprosperity.portal.employment;

import org.commonprosperity.portal.shared.Identifiers;
import org.commonprosperity.portal.shared.Refusal;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The same person is known by whatever form of the identifier, a slip is found, and lists
 * tell neither.
 */
class IdentifiersTests {

	/** The example of GB 11643. */
	private static final String EXAMPLE = "11010519491231002X";

	@Test
	void spacesSignsAndWidthMakeNoDifference() {
		assertThat(Identifiers.normal("１１０１０５ 1949-1231 002x")).isEqualTo(EXAMPLE);
	}

	@Test
	void aDisabilityCertificateIsKnownByItsIdentityNumber() {
		assertThat(Identifiers.normal(EXAMPLE + "43")).isEqualTo(EXAMPLE);
	}

	@Test
	void anOldNumberBecomesTheNewOne() {
		assertThat(Identifiers.normal("110105491231002")).isEqualTo(EXAMPLE);
	}

	@Test
	void aSlipIsFound() {
		assertRefused("110105194912310021", "employment.refusal.identifierCheck");
		assertRefused("11010519490231002X", "employment.refusal.identifierDay");
		assertRefused("123", "employment.refusal.identifier");
		assertRefused("王某某某某", "employment.refusal.identifier");
		assertThat(Identifiers.normalOrNull("王")).isNull();
	}

	@Test
	void otherDocumentsAreTakenAsTheyAre() {
		assertThat(Identifiers.normal("e1234567")).isEqualTo("E1234567");
	}

	@Test
	void listsTellNeitherNameNorIdentifier() {
		assertThat(Identifiers.maskedName("王小明")).isEqualTo("王**").isEqualTo(Identifiers.maskedName("王明"));
		assertThat(Identifiers.maskedName("𠮷野")).isEqualTo("𠮷**");
		assertThat(Identifiers.maskedIdentifier(EXAMPLE)).isEqualTo("1101************2X");
		assertThat(Identifiers.maskedIdentifier("E1234567")).isEqualTo("E******");
	}

	private static void assertRefused(String typed, String key) {
		assertThatThrownBy(() -> Identifiers.normal(typed)).isInstanceOf(Refusal.class).hasMessage(key);
	}

}
