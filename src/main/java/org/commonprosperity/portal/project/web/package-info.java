/**
 * The office pages of the projects.
 */
@NullMarked
package org.commonprosperity.portal.project.web;

import org.jspecify.annotations.NullMarked;
