package org.commonprosperity.portal.account;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/**
 * An official as Spring Security knows one: what the official may do as its authorities.
 */
public final class OfficialAuthentication {

	private OfficialAuthentication() {
	}

	/**
	 * The authentication of an official who has proved to be one.
	 * @param details what is kept beside the official, or null
	 */
	public static Authentication of(Official official, @Nullable Object details) {
		List<GrantedAuthority> authorities = official.roles()
			.stream()
			.sorted()
			.<GrantedAuthority>map((role) -> new SimpleGrantedAuthority(role.authority()))
			.toList();
		UsernamePasswordAuthenticationToken token = UsernamePasswordAuthenticationToken.authenticated(official, null,
				authorities);
		token.setDetails(details);
		return token;
	}

}
