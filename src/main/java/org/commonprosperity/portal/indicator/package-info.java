/**
 * The district's headline figures by period.
 */
@ApplicationModule(allowedDependencies = { "account", "organisation", "shared" })
@NullMarked
package org.commonprosperity.portal.indicator;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
