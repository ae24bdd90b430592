/**
 * The villages' collective income by year and source, residents' income beside it, and
 * what pooled enclave investments bring.
 */
@ApplicationModule(allowedDependencies = { "account", "audit", "organisation", "project", "shared", "spreadsheet",
		"spreadsheet :: web" })
@NullMarked
package org.commonprosperity.portal.village;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
