package org.commonprosperity.portal.entry;

import java.util.List;

/**
 * What whoever entered something and whoever decides on it should look at once more; it
 * refuses nothing.
 *
 * @param key the sentence, a message key
 * @param arguments what stands in it
 */
public record Remark(String key, List<Object> arguments) {

	public Remark {
		arguments = List.copyOf(arguments);
	}

}
