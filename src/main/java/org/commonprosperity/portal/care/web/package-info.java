/**
 * The officials' pages of facilities, activities and sign-ups.
 */
@NullMarked
package org.commonprosperity.portal.care.web;

import org.jspecify.annotations.NullMarked;
