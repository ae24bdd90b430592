package org.commonprosperity.portal.dividend;

/**
 * A class of contributors.
 *
 * @param code its code, as DIBAO
 * @param name 简体中文
 * @param nameEn English
 * @param household whether households are in it; else village collectives
 */
public record ContributorClass(String code, String name, String nameEn, boolean household) {
}
