package org.commonprosperity.portal.account;

import java.util.Optional;

import jakarta.persistence.LockModeType;

import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/**
 * All one-time links.
 */
interface OneTimeLinks extends Repository<OneTimeLink, Long> {

	Optional<OneTimeLink> findByTokenHash(String tokenHash);

	/** Of two who bring the same link at once, the second waits and finds it used. */
	@Lock(LockModeType.PESSIMISTIC_WRITE)
	@Query("select l from OneTimeLink l where l.tokenHash = :tokenHash")
	Optional<OneTimeLink> lockByTokenHash(String tokenHash);

	Optional<OneTimeLink> findByAccountIdAndUsedAtIsNull(Long accountId);

	@Modifying
	@Query("delete from OneTimeLink l where l.accountId = :accountId and l.usedAt is null")
	void endOpen(Long accountId);

	OneTimeLink save(OneTimeLink link);

}
