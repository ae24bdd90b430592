/**
 * Sign-in, set-up and the pages on which accounts are kept.
 */
@NullMarked
package org.commonprosperity.portal.account.web;

import org.jspecify.annotations.NullMarked;
