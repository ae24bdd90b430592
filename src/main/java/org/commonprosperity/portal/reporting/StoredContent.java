package org.commonprosperity.portal.reporting;

/**
 * A kept file.
 *
 * @param name its name, with an ending that fits what it is
 * @param mediaType what it is, found out from its content
 * @param content the bytes
 */
public record StoredContent(String name, String mediaType, byte[] content) {
}
