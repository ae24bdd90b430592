package org.commonprosperity.portal.dividend;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * What a contributor is registered and paid under, as it was and as it is to be. Says
 * nothing of it in words, so that nothing of it gets into a log.
 *
 * @param identifierBefore the identifier on record, or null
 * @param identifier the identifier that it is to be, or null
 * @param bankNameBefore the bank on record, or null
 * @param bankName the bank that it is to be, or null
 * @param bankAccountBefore the account on record, or null
 * @param bankAccount the account that it is to be, or null
 */
public record AccountChange(@Nullable String identifierBefore, @Nullable String identifier,
		@Nullable String bankNameBefore, @Nullable String bankName, @Nullable String bankAccountBefore,
		@Nullable String bankAccount) {

	private static final int SHOWN = 4;

	static AccountChange of(ContributorDetails before, ContributorDetails after) {
		return new AccountChange(before.identifier(), after.identifier(), before.bankName(), after.bankName(),
				before.bankAccount(), after.bankAccount());
	}

	boolean changesNothing() {
		return !changesIdentifier() && !changesBankName() && !changesAccount();
	}

	boolean changesIdentifier() {
		return !Objects.equals(this.identifierBefore, this.identifier);
	}

	boolean changesBankName() {
		return !Objects.equals(this.bankNameBefore, this.bankName);
	}

	boolean changesAccount() {
		return !Objects.equals(this.bankAccountBefore, this.bankAccount);
	}

	/** The same with stars for all but the last four characters of what is a number. */
	AccountChange masked() {
		return new AccountChange(tail(this.identifierBefore), tail(this.identifier), this.bankNameBefore, this.bankName,
				tail(this.bankAccountBefore), tail(this.bankAccount));
	}

	/** The last four characters, of a short one less, behind three stars. */
	static @Nullable String tail(@Nullable String number) {
		if (number == null) {
			return null;
		}
		int shown = Math.min(SHOWN, number.length() / 2);
		return "***" + number.substring(number.length() - shown);
	}

	@Override
	public String toString() {
		return "AccountChange[]";
	}

}
