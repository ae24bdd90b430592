/**
 * Breaches planted for the architecture rules: pages that do everything wrong.
 */
@NullMarked
package org.commonprosperity.planted.architecture.project.web;

import org.jspecify.annotations.NullMarked;
