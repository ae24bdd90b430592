/**
 * The history of a record, for officials in its scope, and the audit trail, for the
 * auditor alone.
 */
@ApplicationModule(allowedDependencies = { "account", "organisation", "shared" })
@NullMarked
package org.commonprosperity.portal.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
