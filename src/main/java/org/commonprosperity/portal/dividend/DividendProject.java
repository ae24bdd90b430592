package org.commonprosperity.portal.dividend;

import org.jspecify.annotations.Nullable;

/**
 * A project as its dividends know it.
 *
 * @param id number of the row
 * @param code its code
 * @param departmentId the responsible department, or null where none is on record
 */
record DividendProject(long id, String code, @Nullable Long departmentId) {
}
