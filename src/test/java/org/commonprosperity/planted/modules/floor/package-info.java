/**
 * An upper module, for the test of the module order.
 */
@ApplicationModule(allowedDependencies = "ground")
@NullMarked
package org.commonprosperity.planted.modules.floor;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
