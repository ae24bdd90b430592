/**
 * The Common Prosperity Portal; each direct sub-package is a module.
 */
@NullMarked
package org.commonprosperity.portal;

import org.jspecify.annotations.NullMarked;
