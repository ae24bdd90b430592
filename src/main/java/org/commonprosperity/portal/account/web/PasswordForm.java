package org.commonprosperity.portal.account.web;

import lombok.Getter;
import lombok.Setter;
import org.jspecify.annotations.Nullable;

/**
 * The form that sets a password by a one-time link. Typed twice, because the link is good
 * for one try and nobody sees what was typed.
 */
@Getter
@Setter
class PasswordForm {

	private @Nullable String password;

	private @Nullable String passwordAgain;

}
