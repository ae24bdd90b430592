/**
 * A lower module that reaches up, for the test of the module order.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package org.commonprosperity.planted.modules.ground;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
