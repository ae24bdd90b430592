/**
 * The party-building alliance (党建联建): which party organisations support which project or
 * workshop, and with what.
 */
@ApplicationModule(allowedDependencies = { "account", "audit", "entry", "organisation", "project", "shared",
		"spreadsheet", "spreadsheet :: web" })
@NullMarked
package org.commonprosperity.portal.alliance;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
