/**
 * The old and the young: facilities, their services and hours, monthly activities, and
 * who has what within a short walk.
 */
@ApplicationModule(allowedDependencies = { "account", "audit", "entry", "organisation", "project", "shared",
		"spreadsheet", "spreadsheet :: web" })
@NullMarked
package org.commonprosperity.portal.care;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
