/**
 * The officials' pages of the alliance.
 */
@NullMarked
package org.commonprosperity.portal.alliance.web;

import org.jspecify.annotations.NullMarked;
