package org.commonprosperity.portal.reporting;

import java.util.Optional;

import jakarta.persistence.LockModeType;

import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/**
 * All supervision orders.
 */
interface SupervisionOrders extends Repository<SupervisionOrder, Long> {

	SupervisionOrder save(SupervisionOrder order);

	/**
	 * Takes an order for changing: whoever comes second waits, and then sees what the
	 * first did.
	 */
	@Lock(LockModeType.PESSIMISTIC_WRITE)
	@Query("select o from SupervisionOrder o where o.id = :id")
	Optional<SupervisionOrder> takeById(long id);

}
