/**
 * Synthetic data for demo mode; not in the production jar.
 */
@ApplicationModule(allowedDependencies = { "account", "alliance", "audit", "care", "dividend", "employment", "entry",
		"indicator", "organisation", "project", "reporting", "shared", "spreadsheet", "village" })
@NullMarked
package org.commonprosperity.portal.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
