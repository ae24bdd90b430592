package org.commonprosperity.portal.village;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/**
 * All versions of all returns.
 */
interface IncomeReturns extends Repository<IncomeReturn, Long> {

	IncomeReturn saveAndFlush(IncomeReturn income);

	void delete(IncomeReturn income);

	Optional<IncomeReturn> findById(Long id);

	/** The version that is worked on, or else the latest approved one. */
	@Query("""
			from IncomeReturn r where r.communityId = :community and r.year = :year
				and r.quarter is not distinct from :quarter order by r.revision desc limit 1""")
	Optional<IncomeReturn> findLatest(long community, int year, @Nullable Integer quarter);

	@Query("""
			from IncomeReturn r where r.communityId = :community and r.year = :year
				and r.quarter is not distinct from :quarter and r.revision = :revision""")
	Optional<IncomeReturn> findRevision(long community, int year, @Nullable Integer quarter, int revision);

}
