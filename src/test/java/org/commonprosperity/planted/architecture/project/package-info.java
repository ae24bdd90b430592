/**
 * Breaches planted for the architecture rules: a feature that does everything wrong.
 */
@NullMarked
package org.commonprosperity.planted.architecture.project;

import org.jspecify.annotations.NullMarked;
