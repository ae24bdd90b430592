/**
 * What tests of several modules share: a throw-away database for each context and a
 * browser for each run.
 */
@NullMarked
package org.commonprosperity.portal.support;

import org.jspecify.annotations.NullMarked;
