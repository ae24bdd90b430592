package org.commonprosperity.portal.account.web;

import jakarta.validation.constraints.NotBlank;
import lombok.Getter;
import lombok.Setter;
import org.commonprosperity.portal.account.Particulars;
import org.jspecify.annotations.Nullable;

/**
 * The form that makes the first two accounts.
 */
@Getter
@Setter
class SetupForm {

	@NotBlank(message = "{setup.invalid.token}")
	private @Nullable String token;

	@PersonName
	private @Nullable String name;

	@Unit
	private @Nullable String unit;

	@Username
	private @Nullable String username;

	private @Nullable String password;

	private @Nullable String passwordAgain;

	@PersonName
	private @Nullable String securityName;

	@Unit
	private @Nullable String securityUnit;

	@Username
	private @Nullable String securityUsername;

	Particulars admin() {
		return new Particulars(Trimmed.username(this.username), Trimmed.text(this.name), Trimmed.text(this.unit), null,
				null);
	}

	Particulars security() {
		return new Particulars(Trimmed.username(this.securityUsername), Trimmed.text(this.securityName),
				Trimmed.text(this.securityUnit), null, null);
	}

}
