package org.commonprosperity.portal.shared.web;

import org.jspecify.annotations.Nullable;

/**
 * A form whose rows stand for things that have names, by which an error is told rather
 * than by the number of the row.
 */
public interface NamedRows {

	/**
	 * The name of what a row stands for; null if it has none.
	 * @param index the row, from 0
	 */
	@Nullable String nameOfRow(int index);

}
