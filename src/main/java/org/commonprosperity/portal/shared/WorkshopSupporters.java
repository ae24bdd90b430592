package org.commonprosperity.portal.shared;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A feature that knows who supports the workshops, so that the feature that keeps the
 * workshops need not know it.
 */
public interface WorkshopSupporters {

	/**
	 * Who supports each workshop today, each once, by name; from one query.
	 * @return by number of the workshop; one that nobody supports is left out
	 */
	Map<Long, List<Supporter>> byWorkshop();

	/** A supporter's name, in English too where there is one. */
	record Supporter(String name, @Nullable String nameEn) {
	}

}
