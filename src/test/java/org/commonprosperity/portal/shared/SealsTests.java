package org.commonprosperity.portal.shared;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What is sealed is read by who has the key, in its own row, and by nobody else.
 */
class SealsTests {

	private static final String OLD = key(1);

	private static final String NEW = key(2);

	private static final String ROW = "person/1";

	private final Seals seals = new Seals(new PersonKeys(OLD, List.of()), false);

	@Test
	void whatWasSealedIsOpenedAgain() {
		assertThat(this.seals.open(this.seals.seal("示例工友，𠮷", ROW), ROW)).isEqualTo("示例工友，𠮷");
		assertThat(this.seals.openText(this.seals.sealText("", ROW), ROW)).isEmpty();
	}

	@Test
	void theSameTextIsSealedInAnotherWayEachTime() {
		assertThat(this.seals.seal("x", ROW)).isNotEqualTo(this.seals.seal("x", ROW));
	}

	@Test
	void aSealSaysNothingInAnotherRow() {
		byte[] seal = this.seals.seal("x", ROW);
		assertThatIllegalStateException().isThrownBy(() -> this.seals.open(seal, "person/2"))
			.withNoCause()
			.withMessageNotContaining("x\"");
	}

	@Test
	void aSealThatWasChangedAnywhereIsRefused() {
		byte[] seal = this.seals.seal("示例工友", ROW);
		for (int at = 0; at < seal.length; at++) {
			byte[] changed = seal.clone();
			changed[at] ^= 1;
			assertThatIllegalStateException().as("byte " + at).isThrownBy(() -> this.seals.open(changed, ROW));
		}
		assertThatIllegalStateException().isThrownBy(() -> this.seals.open(Arrays.copyOf(seal, 9), ROW));
		assertThatIllegalStateException().isThrownBy(() -> this.seals.open(new byte[0], ROW));
	}

	@Test
	void afterAChangeOfTheKeyOldSealsAreReadAndNewOnesMadeWithTheNewKey() {
		byte[] old = this.seals.seal("x", ROW);
		Seals changed = new Seals(new PersonKeys(NEW, List.of(OLD)), false);
		assertThat(changed.open(old, ROW)).isEqualTo("x");
		assertThat(changed.isCurrent(old)).isFalse();
		byte[] fresh = changed.seal("x", ROW);
		assertThat(changed.isCurrent(fresh)).isTrue();
		assertThat(Arrays.copyOf(fresh, 5)).isEqualTo(changed.beginning()).isNotEqualTo(Arrays.copyOf(old, 5));
		assertThatIllegalStateException().isThrownBy(() -> this.seals.open(fresh, ROW))
			.withMessageContaining("former-keys");
	}

	@Test
	void aMarkIsTheSameForTheSameValueAndOfNoUseWithoutTheKey() {
		assertThat(this.seals.mark("a")).isEqualTo(this.seals.mark("a")).isNotEqualTo(this.seals.mark("b"));
		assertThat(new Seals(new PersonKeys(NEW, List.of(OLD)), false).mark("a")).isNotEqualTo(this.seals.mark("a"));
	}

	@Test
	void aKeyThatIsMissingWrongOrPublicIsRefused() {
		for (String key : new String[] { null, "", " ", "short", "bm90IDMyIGJ5dGVz", Seals.DEMO_KEY }) {
			assertThatThrownBy(() -> new Seals(new PersonKeys(key, List.of()), false)).as(String.valueOf(key))
				.isInstanceOf(PersonKeyMissing.class)
				.hasMessageContaining("PORTAL_PERSONS_KEY");
		}
		assertThat(new Seals(new PersonKeys(Seals.DEMO_KEY, List.of("")), true).mark("a")).hasSize(32);
	}

	@Test
	void keysAreNotToldByWhatHoldsThem() {
		assertThat(new PersonKeys(OLD, List.of(NEW)).toString()).doesNotContain(OLD, NEW);
	}

	private static String key(int fill) {
		byte[] key = new byte[32];
		Arrays.fill(key, (byte) fill);
		return Base64.getEncoder().encodeToString(key);
	}

}
