package org.commonprosperity.portal.account;

/**
 * An official signed in. Published in the transaction that grants it: what cannot be
 * written to the trail is not granted.
 *
 * @param official who
 * @param address from which address
 */
public record SignedIn(Official official, String address) {
}
