/**
 * Breaches planted for the architecture rules: a public page that knows an official.
 */
@NullMarked
package org.commonprosperity.planted.architecture.publication;

import org.jspecify.annotations.NullMarked;
