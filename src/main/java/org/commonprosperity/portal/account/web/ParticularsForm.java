package org.commonprosperity.portal.account.web;

import java.util.UUID;

import lombok.Getter;
import lombok.Setter;
import org.commonprosperity.portal.account.AccountDetails;
import org.jspecify.annotations.Nullable;

/**
 * The form that changes who an account says it is for.
 */
@Getter
@Setter
class ParticularsForm {

	private UUID submission = UUID.randomUUID();

	private long version;

	@PersonName
	private @Nullable String name;

	@Unit
	private @Nullable String unit;

	@Telephone
	private @Nullable String telephone;

	@EmailAddress
	private @Nullable String email;

	static ParticularsForm of(AccountDetails account) {
		ParticularsForm form = new ParticularsForm();
		form.version = account.version();
		form.name = account.particulars().name();
		form.unit = account.particulars().unit();
		form.telephone = account.particulars().telephone();
		form.email = account.particulars().email();
		return form;
	}

}
