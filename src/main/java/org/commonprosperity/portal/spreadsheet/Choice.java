package org.commonprosperity.portal.spreadsheet;

import java.util.List;

/**
 * A value that a column of choices takes.
 *
 * @param code how the portal keeps it
 * @param name how people write it; offered in the template's drop-down
 * @param others further ways to write it that are understood
 */
public record Choice(String code, String name, List<String> others) {

	public Choice {
		others = List.copyOf(others);
	}

	public Choice(String code, String name, String... others) {
		this(code, name, List.of(others));
	}

}
