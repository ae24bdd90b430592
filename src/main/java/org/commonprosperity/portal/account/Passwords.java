package org.commonprosperity.portal.account;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Hashes passwords and compares them, with bcrypt. Its limit of 72 bytes is a refusal
 * here, never a silent cut; and a name that nobody has costs as much time as one that
 * somebody has.
 */
@Component
class Passwords {

	/**
	 * The longest password, in bytes of UTF-8.
	 */
	static final int LONGEST = 72;

	private final PasswordEncoder bcrypt;

	private final String nobody;

	Passwords(@Value("${portal.passwords.strength}") int strength) {
		this.bcrypt = new BCryptPasswordEncoder(strength);
		this.nobody = this.bcrypt.encode(Secrets.random());
	}

	static boolean fits(String password) {
		return password.getBytes(StandardCharsets.UTF_8).length <= LONGEST;
	}

	String hash(String password) {
		if (!fits(password)) {
			throw new IllegalArgumentException("a password of more than " + LONGEST + " bytes");
		}
		return this.bcrypt.encode(password);
	}

	/**
	 * Whether the password is the one that was hashed.
	 * @param hash what was kept, or null if there is nothing to compare with
	 */
	boolean matches(@Nullable String hash, String password) {
		boolean comparable = hash != null && !password.isEmpty() && fits(password);
		boolean same = this.bcrypt.matches(comparable ? password : "-", (hash != null) ? hash : this.nobody);
		return comparable && same;
	}

}
