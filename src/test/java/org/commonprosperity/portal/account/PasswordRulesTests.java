package org.commonprosperity.portal.account;

import java.io.IOException;
import java.util.Properties;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which passwords are refused, and that a refusal says the right thing.
 */
class PasswordRulesTests {

	@ParameterizedTest
	@ValueSource(strings = { "three unrelated words", "三个不相干的词语连在一起", "kq7-zmwt-9x", "1357986420x" })
	void letsUsualGoodOnesPass(String password) {
		assertThat(PasswordRules.faultOf("zhang-san", password)).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "ninechars,short", "九个汉字还是太短了,short", "xxZHANG-SANxx,username", "aaaaaaaaaaaa,sequence",
			"abcdefghijkl,sequence", "zyxwvutsrqpo,sequence", "12345678901234,sequence", "0987654321,sequence",
			"Password123,common", "gongfu-demo,common", "woaini1314,common" })
	void refusesWhatIsGuessedFirst(String password, String fault) {
		assertThat(PasswordRules.faultOf("zhang-san", password)).contains("password.refusal." + fault);
	}

	@Test
	void countsBytesAndNotCharactersAtTheUpperEnd() {
		assertThat(PasswordRules.faultOf("zhang-san", "词语".repeat(12))).isEmpty();
		assertThat(PasswordRules.faultOf("zhang-san", "词语".repeat(12) + "x")).contains("password.refusal.long");
		assertThat(PasswordRules.faultOf("zhang-san", "ab".repeat(36))).isEmpty();
		assertThat(PasswordRules.faultOf("zhang-san", "ab".repeat(36) + "c")).contains("password.refusal.long");
	}

	@Test
	void neverCutsAPasswordSilently() throws IOException {
		Properties properties = PropertiesLoaderUtils.loadProperties(new ClassPathResource("application.properties"));
		Passwords passwords = new Passwords(Integer.parseInt(properties.getProperty("portal.passwords.strength")));
		String longest = "ab".repeat(36);
		String hash = passwords.hash(longest);
		assertThat(hash).startsWith("$2a$12$");
		assertThat(passwords.matches(hash, longest)).isTrue();
		assertThat(passwords.matches(hash, longest + "and more")).isFalse();
		assertThat(passwords.matches(hash, "")).isFalse();
		assertThat(passwords.matches(null, longest)).isFalse();
	}

}
