/**
 * The officials' pages of the dividend ledger.
 */
@NullMarked
package org.commonprosperity.portal.dividend.web;

import org.jspecify.annotations.NullMarked;
