/**
 * The officials' start page: what is to be done, gathered from every feature.
 */
@ApplicationModule(
		allowedDependencies = { "account", "audit", "indicator", "organisation", "project", "reporting", "shared" })
@NullMarked
package org.commonprosperity.portal.office;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
