/**
 * The officials' pages of imports, and downloads of tables.
 */
@NullMarked
@NamedInterface("web")
package org.commonprosperity.portal.spreadsheet.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
