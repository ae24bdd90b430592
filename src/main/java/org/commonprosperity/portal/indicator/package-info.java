/**
 * The district's headline figures by period, entered by one person and approved by
 * another; a correction keeps what was.
 */
@ApplicationModule(allowedDependencies = { "account", "audit", "entry", "organisation", "shared", "spreadsheet",
		"spreadsheet :: web" })
@NullMarked
package org.commonprosperity.portal.indicator;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
