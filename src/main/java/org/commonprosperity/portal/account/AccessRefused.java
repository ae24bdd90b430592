package org.commonprosperity.portal.account;

/**
 * An official asked for what is outside the official's role or scope.
 *
 * @param official who
 * @param method how it was asked for
 * @param path what was asked for
 * @param address from which address
 */
public record AccessRefused(Official official, String method, String path, String address) {
}
