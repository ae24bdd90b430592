/**
 * The officials' pages of workshops and placements.
 */
@NullMarked
package org.commonprosperity.portal.employment.web;

import org.jspecify.annotations.NullMarked;
