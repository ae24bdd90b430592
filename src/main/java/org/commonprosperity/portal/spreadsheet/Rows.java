package org.commonprosperity.portal.spreadsheet;

import org.jspecify.annotations.Nullable;

/**
 * The rows of a sheet, one after the other.
 */
interface Rows extends AutoCloseable {

	/** The next row that holds anything, or null after the last. */
	@Nullable FileRow next();

	@Override
	void close();

}
