/**
 * Tests of the auditor's page.
 */
@NullMarked
package org.commonprosperity.portal.audit.web;

import org.jspecify.annotations.NullMarked;
