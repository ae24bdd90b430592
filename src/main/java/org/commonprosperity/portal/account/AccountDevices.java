package org.commonprosperity.portal.account;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/**
 * All devices that officials have signed in with.
 */
interface AccountDevices extends Repository<AccountDevice, Long> {

	@Query("select d from AccountDevice d where d.accountId = :accountId and d.tokenHash in :tokenHashes and d.lastUsedAt > :since order by d.id")
	List<AccountDevice> findKnown(Long accountId, Collection<String> tokenHashes, Instant since);

	List<AccountDevice> findByAccountIdOrderByLastUsedAtDescIdDesc(Long accountId);

	AccountDevice save(AccountDevice device);

	void deleteAll(Iterable<? extends AccountDevice> devices);

	@Modifying
	@Query("delete from AccountDevice d where d.accountId = :accountId")
	void forget(Long accountId);

}
