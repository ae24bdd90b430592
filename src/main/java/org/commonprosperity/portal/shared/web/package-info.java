/**
 * What forms and pages of every module share.
 */
@NullMarked
package org.commonprosperity.portal.shared.web;

import org.jspecify.annotations.NullMarked;
