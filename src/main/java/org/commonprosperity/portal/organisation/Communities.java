package org.commonprosperity.portal.organisation;

import java.util.List;
import java.util.Optional;

import org.springframework.data.repository.Repository;

/**
 * All villages and urban communities.
 */
public interface Communities extends Repository<Community, Long> {

	Optional<Community> findById(Long id);

	Optional<Community> findByCode(String code);

	List<Community> findAllByOrderByKindDescCode();

}
