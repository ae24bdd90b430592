package org.commonprosperity.portal.project;

import java.util.List;
import java.util.Optional;

import org.springframework.data.repository.Repository;

/**
 * All proposals, decided and undecided.
 */
interface Proposals extends Repository<Proposal, Long> {

	Proposal save(Proposal proposal);

	Optional<Proposal> findById(Long id);

	List<Proposal> findByProjectAndTargetAndStateOrderById(Project project, String target, Proposal.State state);

}
