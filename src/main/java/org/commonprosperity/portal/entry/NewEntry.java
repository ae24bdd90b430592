package org.commonprosperity.portal.entry;

import java.util.List;

import org.commonprosperity.portal.audit.Difference;
import org.jspecify.annotations.Nullable;

/**
 * What is being entered.
 *
 * @param kind what sort of record
 * @param key the record within its kind
 * @param communityId the village or community that it belongs to, or null
 * @param title what it is about, in the record's own words, never a person's data
 * @param content the record as it would be; kept as JSON
 * @param differences what was and what would be
 * @param note why, or null
 */
public record NewEntry(String kind, String key, @Nullable Long communityId, String title, Object content,
		List<Difference> differences, @Nullable String note) {

	public NewEntry {
		differences = List.copyOf(differences);
	}

}
