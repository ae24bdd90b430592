package org.commonprosperity.portal.account.web;

/**
 * What the sign-in page says to who was refused: one and the same sentence whatever was
 * wrong, or how long to wait.
 *
 * @param key message key
 * @param minutes minutes to wait; 0 if there is nothing to wait for
 */
record SignInRefusal(String key, long minutes) {

	static final String ADDRESS = "/login/refused";

	static final String ATTRIBUTE = "signInRefusal";

}
