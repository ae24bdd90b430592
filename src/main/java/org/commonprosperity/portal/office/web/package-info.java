/**
 * The officials' start page.
 */
@NullMarked
package org.commonprosperity.portal.office.web;

import org.jspecify.annotations.NullMarked;
