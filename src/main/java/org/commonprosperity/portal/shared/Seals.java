package org.commonprosperity.portal.shared;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Seals personal data before it goes into the database, by AES-GCM. A seal is bound to
 * the row that it stands in, so that it says nothing in another one, and names its key,
 * so that keys can be changed: what a former key sealed can be opened as long as that key
 * is configured.
 * <p>
 * A seal is a byte for its form, 4 bytes that name the key, 12 random bytes, and the
 * sealed text with its 16 bytes of authentication.
 */
@Component
public class Seals {

	/** Published with the demo, so never a secret. */
	static final String DEMO_KEY = "ZGVtby1vbmx5LWtleS1vZi10aGUtcG9ydGFsLW5vbmU=";

	private static final byte FORM = 1;

	private static final int KEY = 32;

	private static final int NAME = 4;

	private static final int NONCE = 12;

	private static final int TAG_BITS = 128;

	private static final String VARIABLE = "portal.persons.key (PORTAL_PERSONS_KEY)";

	private final SecureRandom random = new SecureRandom();

	private final Map<Integer, SecretKeySpec> keys = new LinkedHashMap<>();

	private final SecretKeySpec markKey;

	private final int current;

	public Seals(PersonKeys configured, @Value("${portal.demo:false}") boolean demo) {
		String text = configured.key();
		if (text == null || text.isBlank()) {
			throw new PersonKeyMissing(VARIABLE + " is not set");
		}
		if (!demo && text.strip().equals(DEMO_KEY)) {
			throw new PersonKeyMissing(VARIABLE + " is the key of the demo, which is public");
		}
		byte[] key = bytes(text);
		this.current = name(key);
		List<byte[]> all = new ArrayList<>(List.of(key));
		configured.formerKeys().stream().filter((one) -> !one.isBlank()).map(Seals::bytes).forEach(all::add);
		all.forEach((one) -> this.keys.put(name(one), new SecretKeySpec(derived(one, "seal"), "AES")));
		this.markKey = new SecretKeySpec(derived(key, "mark"), "HmacSHA256");
	}

	/**
	 * Seals a text.
	 * @param row the row and column that it stands in, as {@code person/<reference>}
	 */
	public byte[] seal(String text, String row) {
		return seal(text.getBytes(StandardCharsets.UTF_8), row);
	}

	/** Seals bytes. */
	public byte[] seal(byte[] content, String row) {
		byte[] nonce = new byte[NONCE];
		this.random.nextBytes(nonce);
		byte[] sealed = cipher(Cipher.ENCRYPT_MODE, this.keys.get(this.current), nonce, row, content);
		return ByteBuffer.allocate(1 + NAME + NONCE + sealed.length)
			.put(FORM)
			.putInt(this.current)
			.put(nonce)
			.put(sealed)
			.array();
	}

	/**
	 * Opens what was sealed in a row.
	 * @throws IllegalStateException if it was sealed for another row, was changed, or its
	 * key is not configured
	 */
	public String open(byte[] seal, String row) {
		return new String(openBytes(seal, row), StandardCharsets.UTF_8);
	}

	/** The same of bytes. */
	public byte[] openBytes(byte[] seal, String row) {
		SecretKeySpec key = (seal.length > 1 + NAME + NONCE && seal[0] == FORM) ? this.keys.get(nameIn(seal)) : null;
		if (key == null) {
			throw new IllegalStateException("sealed with a key that is not configured, see portal.persons.former-keys");
		}
		return cipher(Cipher.DECRYPT_MODE, key, Arrays.copyOfRange(seal, 1 + NAME, 1 + NAME + NONCE), row,
				Arrays.copyOfRange(seal, 1 + NAME + NONCE, seal.length));
	}

	/** Seals a text as a text, in Base64. */
	public String sealText(String text, String row) {
		return Base64.getEncoder().encodeToString(seal(text, row));
	}

	/** Opens what {@link #sealText} sealed. */
	public String openText(String seal, String row) {
		return open(Base64.getDecoder().decode(seal), row);
	}

	/** Whether it was sealed with the key of today. */
	public boolean isCurrent(byte[] seal) {
		return seal.length > NAME && nameIn(seal) == this.current;
	}

	/** How a seal of today's key begins, for asking the database. */
	public byte[] beginning() {
		return ByteBuffer.allocate(1 + NAME).put(FORM).putInt(this.current).array();
	}

	/**
	 * A keyed digest by which the same value is known again: of no use without the key.
	 * @param value the value in its one normal form
	 */
	public byte[] mark(String value) {
		return mark(this.markKey, value);
	}

	private static byte[] mark(SecretKeySpec key, String value) {
		try {
			Mac mac = Mac.getInstance("HmacSHA256");
			mac.init(key);
			return mac.doFinal(value.getBytes(StandardCharsets.UTF_8));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("no HMAC", ex);
		}
	}

	private static byte[] cipher(int mode, @Nullable SecretKeySpec key, byte[] nonce, String row, byte[] content) {
		try {
			Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
			cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
			cipher.updateAAD(row.getBytes(StandardCharsets.UTF_8));
			return cipher.doFinal(content);
		}
		catch (GeneralSecurityException ex) {
			// without what is in it
			throw new IllegalStateException("a seal could not be " + ((mode == Cipher.DECRYPT_MODE) ? "opened" : "made")
					+ ": " + ex.getClass().getSimpleName());
		}
	}

	private static byte[] bytes(String text) {
		try {
			byte[] key = Base64.getDecoder().decode(text.strip());
			if (key.length == KEY) {
				return key;
			}
		}
		catch (IllegalArgumentException ex) {
			// said below
		}
		throw new PersonKeyMissing(VARIABLE + " is not " + KEY + " bytes in Base64");
	}

	/** One key for one purpose. */
	private static byte[] derived(byte[] key, String purpose) {
		return mark(new SecretKeySpec(key, "HmacSHA256"), "portal.persons/" + purpose);
	}

	private static int name(byte[] key) {
		try {
			return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(derived(key, "name"))).getInt();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("no SHA-256", ex);
		}
	}

	private static int nameIn(byte[] seal) {
		return ByteBuffer.wrap(seal, 1, NAME).getInt();
	}

}
