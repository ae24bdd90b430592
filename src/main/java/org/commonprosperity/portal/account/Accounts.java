package org.commonprosperity.portal.account;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/**
 * All accounts.
 */
interface Accounts extends Repository<Account, Long> {

	Optional<Account> findById(Long id);

	Optional<Account> findByUsername(String username);

	Optional<Account> findByPredecessorId(Long id);

	boolean existsByUsername(String username);

	boolean existsByPredecessorId(Long id);

	Account saveAndFlush(Account account);

	@Query("select count(a) from Account a join a.roles r where r = :role and a.enabled = true")
	long countEnabledWith(Role role);

	@Query("select a from Account a join a.roles r where r = :role and a.enabled = true order by a.name, a.id")
	List<Account> findEnabledWithRole(Role role);

	@Query("select count(a) > 0 from Account a join a.roles r where r = :role")
	boolean existsWith(Role role);

	@Query("select distinct a from Account a left join fetch a.roles left join fetch a.departmentIds "
			+ "left join fetch a.communityIds where a.enabled = true order by a.id")
	List<Account> findEnabledWithGrants();

	/** Leaves the version alone: a sign-in makes nobody's open form stale. */
	@Modifying
	@Query("update Account a set a.lastSignInAt = :now where a.id = :id")
	void signedIn(Long id, Instant now);

}
