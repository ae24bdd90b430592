/**
 * Spreadsheets going in and coming out: reading what people send, checking it row by row,
 * import jobs that can be looked up and undone, and exports. Knows no feature: a feature
 * declares its columns in a {@code …Sheet} class.
 */
@ApplicationModule(allowedDependencies = { "account", "audit", "organisation", "shared" })
@NullMarked
package org.commonprosperity.portal.spreadsheet;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
