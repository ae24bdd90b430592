package org.commonprosperity.portal.account.web;

import lombok.Getter;
import lombok.Setter;
import org.jspecify.annotations.Nullable;

/**
 * The form that changes the own password. No number of its own: sent twice, the second is
 * refused, because the current password is no longer the current one.
 */
@Getter
@Setter
class OwnPasswordForm {

	private @Nullable String currentPassword;

	private @Nullable String password;

	private @Nullable String passwordAgain;

}
