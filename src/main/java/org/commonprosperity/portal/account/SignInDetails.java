package org.commonprosperity.portal.account;

import java.util.List;

/**
 * What a sign-in brings besides name and password. Lives no longer than the try: the
 * session keeps none of it.
 *
 * @param address the internet address that it comes from
 * @param deviceTokens what the browser presents to be known again
 */
public record SignInDetails(String address, List<String> deviceTokens) {

	public SignInDetails {
		deviceTokens = List.copyOf(deviceTokens);
	}

}
