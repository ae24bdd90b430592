package org.commonprosperity.portal.support;

import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.account.Role;

import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;

/**
 * Officials signed in for a test of the web side.
 */
public final class Officials {

	private Officials() {
	}

	/** The request comes from the official, with the roles that the account holds. */
	public static RequestPostProcessor signedIn(Official official) {
		return authentication(UsernamePasswordAuthenticationToken.authenticated(official, null,
				official.roles().stream().map(Role::authority).map(SimpleGrantedAuthority::new).toList()));
	}

}
