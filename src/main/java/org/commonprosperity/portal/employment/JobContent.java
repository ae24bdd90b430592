package org.commonprosperity.portal.employment;

import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import org.commonprosperity.portal.shared.NotOnRecord;

/**
 * What was entered of a record, and what was on record then: it is not carried out on
 * anything else.
 *
 * @param values what the record should be, by field
 * @param before what it was; empty for a new one
 */
record JobContent(Map<String, String> values, Map<String, String> before) {

	/** A new record has no number yet. */
	private static final String NEW = "new-";

	JobContent {
		values = new TreeMap<>(values);
		before = new TreeMap<>(before);
	}

	/** A key for a new record, of which several may wait at once. */
	static String newKey() {
		return NEW + UUID.randomUUID();
	}

	static boolean isNew(String key) {
		return key.startsWith(NEW);
	}

	/**
	 * Number of the record.
	 * @throws NotOnRecord if the key can be no record's
	 */
	static long record(JobKind kind, String key) {
		if (!key.matches("\\d{1,18}")) {
			throw new NotOnRecord(kind + " " + key);
		}
		return Long.parseLong(key);
	}

}
