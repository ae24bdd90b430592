/**
 * Security, web, clock and database of the one deployable.
 */
@ApplicationModule(allowedDependencies = { "account", "audit", "indicator", "office", "organisation", "project",
		"publication", "shared" })
@NullMarked
package org.commonprosperity.portal.config;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
