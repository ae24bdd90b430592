/**
 * The officials' pages of monthly reporting.
 */
@NullMarked
package org.commonprosperity.portal.reporting.web;

import org.jspecify.annotations.NullMarked;
