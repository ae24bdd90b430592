package org.commonprosperity.portal.employment;

import org.jspecify.annotations.Nullable;

/**
 * Something that is known by a code or number and has a name, in English too where there
 * is one.
 */
public record Named(String code, String name, @Nullable String nameEn) {
}
