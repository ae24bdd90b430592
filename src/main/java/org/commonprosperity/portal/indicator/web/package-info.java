/**
 * The officials' page of the headline figures.
 */
@NullMarked
package org.commonprosperity.portal.indicator.web;

import org.jspecify.annotations.NullMarked;
