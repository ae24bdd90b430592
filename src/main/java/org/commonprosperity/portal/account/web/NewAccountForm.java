package org.commonprosperity.portal.account.web;

import java.util.UUID;

import lombok.Getter;
import lombok.Setter;
import org.commonprosperity.portal.account.Particulars;
import org.jspecify.annotations.Nullable;

/**
 * The form that opens an account, for a new post or for who takes over one.
 */
@Getter
@Setter
class NewAccountForm {

	private UUID submission = UUID.randomUUID();

	/** Of the account that is handed over; 0 for a new post. */
	private long version;

	@Username
	private @Nullable String username;

	@PersonName
	private @Nullable String name;

	@Unit
	private @Nullable String unit;

	@Telephone
	private @Nullable String telephone;

	@EmailAddress
	private @Nullable String email;

	Particulars particulars() {
		return new Particulars(Trimmed.username(this.username), Trimmed.text(this.name), Trimmed.text(this.unit),
				Trimmed.orNull(this.telephone), Trimmed.orNull(this.email));
	}

}
