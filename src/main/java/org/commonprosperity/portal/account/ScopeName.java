package org.commonprosperity.portal.account;

import org.jspecify.annotations.Nullable;

/**
 * The name of a department, village or community in an official's scope.
 *
 * @param name 简体中文
 * @param nameEn English, or null
 */
public record ScopeName(String name, @Nullable String nameEn) {
}
