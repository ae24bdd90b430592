/**
 * The officials' start page: what is to be done, gathered from every feature.
 */
@ApplicationModule(allowedDependencies = { "account", "account :: lists", "audit", "audit :: lists", "audit :: words",
		"indicator", "organisation", "project", "reporting", "shared", "spreadsheet", "spreadsheet :: web" })
@NullMarked
package org.commonprosperity.portal.office;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
