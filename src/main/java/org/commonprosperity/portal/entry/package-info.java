/**
 * What one person enters and another approves, whatever the record: entries with what
 * they would change, those that wait, and the decision. A feature declares an
 * {@link org.commonprosperity.portal.entry.EntryKind} for each kind of record.
 */
@ApplicationModule(allowedDependencies = { "account", "audit", "shared" })
@NullMarked
package org.commonprosperity.portal.entry;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
