/**
 * The officials' pages of village income.
 */
@NullMarked
package org.commonprosperity.portal.village.web;

import org.jspecify.annotations.NullMarked;
