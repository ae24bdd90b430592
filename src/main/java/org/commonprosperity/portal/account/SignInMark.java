package org.commonprosperity.portal.account;

import java.io.Serializable;

/**
 * From where and to which version of the account a sign-in was granted. Kept with the
 * authentication, so that the first page can see whether the account changed in the
 * moment before the session could be found and ended.
 *
 * @param address the internet address that it came from
 * @param version version of the account
 */
public record SignInMark(String address, long version) implements Serializable {
}
