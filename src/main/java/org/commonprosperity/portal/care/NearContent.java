package org.commonprosperity.portal.care;

import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * From where in a community people are taken to walk, and the minutes that somebody
 * walked.
 *
 * @param community code of the village or community
 * @param latitude degrees north, or null
 * @param longitude degrees east, or null
 * @param minutes minutes by the facility's code
 */
public record NearContent(String community, @Nullable BigDecimal latitude, @Nullable BigDecimal longitude,
		Map<String, Integer> minutes) {

	public NearContent {
		minutes = new TreeMap<>(minutes);
	}

}
