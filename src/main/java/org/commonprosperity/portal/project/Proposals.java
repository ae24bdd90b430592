package org.commonprosperity.portal.project;

import java.util.List;
import java.util.Optional;

import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/**
 * All proposals, decided and undecided.
 */
interface Proposals extends Repository<Proposal, Long> {

	Proposal save(Proposal proposal);

	Optional<Proposal> findById(Long id);

	/**
	 * The project of a proposal, without loading either: the project is to be taken
	 * first.
	 */
	@Query("select p.project.code from Proposal p where p.id = :id")
	Optional<String> findProjectCode(long id);

	List<Proposal> findByProjectAndTargetAndStateOrderById(Project project, String target, Proposal.State state);

}
