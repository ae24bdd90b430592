package org.commonprosperity.portal.organisation;

import java.util.Optional;

import org.springframework.data.repository.Repository;

/**
 * All sources of facts.
 */
public interface Sources extends Repository<Source, Long> {

	Optional<Source> findByCode(String code);

}
