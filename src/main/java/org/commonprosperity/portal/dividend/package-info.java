/**
 * The dividend ledger: terms by phase, contributions, the day on which operation starts,
 * what each contributor earned, was paid and is still owed.
 */
@ApplicationModule(allowedDependencies = { "account", "audit", "organisation", "project", "shared", "spreadsheet",
		"spreadsheet :: web" })
@NullMarked
package org.commonprosperity.portal.dividend;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
