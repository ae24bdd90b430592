/**
 * The public pages.
 */
@NullMarked
package org.commonprosperity.portal.publication.web;

import org.jspecify.annotations.NullMarked;
