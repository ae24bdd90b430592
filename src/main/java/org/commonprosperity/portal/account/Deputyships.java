package org.commonprosperity.portal.account;

import java.time.LocalDate;
import java.util.Optional;

import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/**
 * All deputyships.
 */
interface Deputyships extends Repository<Deputyship, Long> {

	Optional<Deputyship> findById(Long id);

	Deputyship saveAndFlush(Deputyship deputyship);

	/** Whether somebody stands in for the account on any of the days. */
	@Query("select count(d) > 0 from Deputyship d where d.accountId = :accountId and d.endedAt is null and d.fromDay <= :untilDay and d.untilDay >= :fromDay")
	boolean existsOpen(long accountId, LocalDate fromDay, LocalDate untilDay);

}
