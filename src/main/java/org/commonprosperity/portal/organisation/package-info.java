/**
 * Who exists: departments, villages and communities, enterprises; and the sources that
 * facts are taken from.
 */
@ApplicationModule(allowedDependencies = { "shared" })
@NullMarked
package org.commonprosperity.portal.organisation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
