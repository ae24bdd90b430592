package org.commonprosperity.portal.dividend;

import org.jspecify.annotations.Nullable;

/**
 * Something that has a code and a name, in English too where there is one.
 *
 * @param code its code
 * @param name 简体中文
 * @param nameEn English, or null
 */
public record Named(String code, String name, @Nullable String nameEn) {
}
