/**
 * The monthly rhythm: reports and their approval, month closes, photos and attachments,
 * supervision orders.
 */
@ApplicationModule(allowedDependencies = { "account", "audit", "organisation", "project", "shared", "spreadsheet",
		"spreadsheet :: web" })
@NullMarked
package org.commonprosperity.portal.reporting;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
