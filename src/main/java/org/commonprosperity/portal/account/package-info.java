/**
 * Officials: their accounts, roles and scopes, and how they sign in.
 */
@ApplicationModule(allowedDependencies = { "organisation", "shared" })
@NullMarked
package org.commonprosperity.portal.account;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
