/**
 * The public pages: read models of the features, composed; approved facts only, never a
 * person's data.
 */
@ApplicationModule(allowedDependencies = { "account", "alliance", "audit", "audit :: words", "care", "care :: words",
		"dividend", "employment", "indicator", "indicator :: tables", "organisation", "project", "project :: tables",
		"project :: words", "reporting", "shared", "spreadsheet", "spreadsheet :: web", "village" })
@NullMarked
package org.commonprosperity.portal.publication;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
