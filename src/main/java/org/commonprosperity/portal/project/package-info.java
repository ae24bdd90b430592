/**
 * The flagship projects: plan and fact, what waits for approval, and the computed light.
 */
@ApplicationModule(allowedDependencies = { "account", "audit", "audit :: words", "organisation", "shared",
		"spreadsheet", "spreadsheet :: web" })
@NullMarked
package org.commonprosperity.portal.project;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
