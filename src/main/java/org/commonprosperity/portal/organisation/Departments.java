package org.commonprosperity.portal.organisation;

import java.util.List;
import java.util.Optional;

import org.springframework.data.repository.Repository;

/**
 * All departments.
 */
public interface Departments extends Repository<Department, Long> {

	Optional<Department> findById(Long id);

	Optional<Department> findByCode(String code);

	List<Department> findAllByOrderByCode();

	List<Department> findByActiveTrueOrderByCode();

}
