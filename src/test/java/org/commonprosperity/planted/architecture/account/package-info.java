/**
 * Breaches planted for the architecture rules: an official.
 */
@NullMarked
package org.commonprosperity.planted.architecture.account;

import org.jspecify.annotations.NullMarked;
