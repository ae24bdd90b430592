package org.commonprosperity.portal.project;

import java.util.Optional;

import jakarta.persistence.LockModeType;

import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/**
 * All projects.
 */
interface Projects extends Repository<Project, Long> {

	Optional<Project> findByCode(String code);

	/**
	 * Takes a project for changing: whoever comes second waits, and then sees what the
	 * first did.
	 */
	@Lock(LockModeType.PESSIMISTIC_WRITE)
	@Query("select p from Project p where p.code = :code")
	Optional<Project> takeByCode(String code);

}
