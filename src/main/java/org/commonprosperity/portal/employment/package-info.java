/**
 * Workshops, open posts and the people who were placed in work: what officials need of a
 * person is sealed, what the public sees is numbers.
 */
@ApplicationModule(allowedDependencies = { "account", "audit", "entry", "organisation", "shared", "spreadsheet",
		"spreadsheet :: web" })
@NullMarked
package org.commonprosperity.portal.employment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
