package org.commonprosperity.portal.care;

/**
 * What a facility is, or what it offers: a row of an open list.
 *
 * @param code its code
 * @param service whether it is a service and no sort of facility
 * @param name its name
 * @param nameEn its name in English
 * @param meals whether meals are served
 */
public record CareKind(String code, boolean service, String name, String nameEn, boolean meals) {
}
