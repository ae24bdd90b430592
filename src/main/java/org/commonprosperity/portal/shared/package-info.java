/**
 * What every module needs and nobody owns: money, months, percentages, forms and pages.
 */
@ApplicationModule(type = ApplicationModule.Type.OPEN)
@NullMarked
package org.commonprosperity.portal.shared;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
