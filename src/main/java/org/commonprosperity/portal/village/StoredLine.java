package org.commonprosperity.portal.village;

import java.math.BigDecimal;

import jakarta.persistence.Embeddable;
import org.jspecify.annotations.Nullable;

/**
 * A row of a return as the database keeps it.
 *
 * @param source code of the source of income
 * @param payerId the village that paid it, or null
 * @param enclaveId the enclave whose payment it states, or null
 * @param amount yuan
 */
@Embeddable
record StoredLine(String source, @Nullable Long payerId, @Nullable Long enclaveId, BigDecimal amount) {
}
