package org.commonprosperity.portal.account;

/**
 * An official signed out.
 *
 * @param official who
 * @param address from which address
 */
public record SignedOut(Official official, String address) {
}
