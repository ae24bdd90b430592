package org.commonprosperity.planted.architecture.project.web;

import org.springframework.security.web.authentication.logout.SecurityContextLogoutHandler;

/**
 * Knows the security filters.
 */
class FilterUser {

	Object logout() {
		return new SecurityContextLogoutHandler();
	}

}
