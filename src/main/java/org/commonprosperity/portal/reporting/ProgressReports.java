package org.commonprosperity.portal.reporting;

import java.time.LocalDate;
import java.util.Optional;

import org.springframework.data.repository.Repository;

/**
 * All versions of all monthly reports.
 */
interface ProgressReports extends Repository<ProgressReport, Long> {

	ProgressReport saveAndFlush(ProgressReport report);

	Optional<ProgressReport> findById(Long id);

	/** The version that is worked on, or else the latest approved one. */
	Optional<ProgressReport> findFirstByProjectIdAndMonthOrderByRevisionDesc(long projectId, LocalDate month);

}
