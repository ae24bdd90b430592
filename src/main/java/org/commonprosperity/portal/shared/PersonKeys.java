package org.commonprosperity.portal.shared;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The keys under which personal data is sealed: 32 bytes each, in Base64.
 *
 * @param key the key of today
 * @param formerKeys keys of before, as long as something may still be sealed with them
 */
@ConfigurationProperties("portal.persons")
public record PersonKeys(@Nullable String key, @DefaultValue List<String> formerKeys) {

	public PersonKeys {
		formerKeys = List.copyOf(formerKeys);
	}

	/** Tells nothing of the keys. */
	@Override
	public String toString() {
		return "PersonKeys";
	}

}
