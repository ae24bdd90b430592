/**
 * The page on which entries are decided.
 */
@NullMarked
package org.commonprosperity.portal.entry.web;

import org.jspecify.annotations.NullMarked;
