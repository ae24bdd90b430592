package org.commonprosperity.portal.account;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.shared.NotOnRecord;
import org.commonprosperity.portal.shared.Refusal;
import org.commonprosperity.portal.shared.Submissions;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Names deputies (B 角) for absent officials, and lets a deputy act. The three roles that
 * stand apart neither have a deputy nor are one; and a deputy passes nothing on: who acts
 * for somebody acts with that person's own roles, never with those that this person has
 * as a deputy.
 */
@Service
@RequiredArgsConstructor
public class DeputyService {

	private final Deputyships deputyships;

	private final Accounts accounts;

	private final DeputyOverview overview;

	private final Keepers keepers;

	private final Submissions submissions;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	/**
	 * Names the official's own deputy, also while the official acts for somebody else.
	 * @throws Refusal as {@link #name}
	 */
	@Transactional
	public void nameOwn(Official official, UUID submission, DeputyTerms terms) {
		name(load(official.id()).asOfficial(), submission, official.id(), terms, false);
	}

	/**
	 * Names the deputy of anybody, for the security administrator.
	 * @throws Refusal naming the field that is wrong: a deputy who may not be one, days
	 * that are not possible or taken, or one of the three roles that stand apart
	 */
	@Transactional
	public void name(Official security, UUID submission, long accountId, DeputyTerms terms) {
		Keepers.require(security, Role.SECURITY);
		name(security, submission, accountId, terms, true);
	}

	private void name(Official by, UUID submission, long accountId, DeputyTerms terms, boolean anybody) {
		this.keepers.oneAtATime();
		if (!this.submissions.first(submission)) {
			return;
		}
		Account absent = load(accountId);
		if (!isBusiness(absent)) {
			throw new Refusal(null, "deputy.refusal.apart");
		}
		if (!absent.isEnabled()) {
			throw new Refusal(null, "deputy.refusal.disabled");
		}
		terms.check(LocalDate.now(this.clock));
		Account deputy = this.overview.candidates(accountId, anybody)
			.stream()
			.filter((candidate) -> candidate.id() == terms.deputyId())
			.findFirst()
			.map((candidate) -> load(candidate.id()))
			.orElseThrow(() -> new Refusal("deputyId", "deputy.refusal.nobody"));
		if (this.deputyships.existsOpen(deputy.getId(), terms.fromDay(), terms.untilDay())) {
			throw new Refusal("deputyId", "deputy.refusal.away", deputy.getName());
		}
		if (this.deputyships.existsOpen(accountId, terms.fromDay(), terms.untilDay())) {
			throw new Refusal("fromDay", "deputy.refusal.taken");
		}
		try {
			this.deputyships.saveAndFlush(new Deputyship(absent, terms, by, this.clock.instant()));
		}
		catch (DataIntegrityViolationException ex) {
			throw new Refusal("fromDay", "deputy.refusal.taken");
		}
		this.events.publishEvent(new AccountChanged(by, absent.getUsername(), "deputy-named",
				List.of(new AccountChanged.Change("deputyId", null, deputy.getName()),
						new AccountChanged.Change("fromDay", null, terms.fromDay().toString()),
						new AccountChanged.Change("untilDay", null, terms.untilDay().toString()),
						new AccountChanged.Change("deputyReason", null, "{deputy.reason." + terms.reason() + "}"))));
	}

	/**
	 * Ends a deputyship, or one that has not begun; by the absent official or the
	 * security administrator.
	 * @param id number of the deputyship
	 * @return number of the absent official's account
	 * @throws Refusal if it is over already
	 */
	@Transactional
	public long end(Official official, long id) {
		this.keepers.oneAtATime();
		Deputyship deputyship = deputyship(id);
		boolean own = deputyship.getAccountId() == official.id();
		if (!own && !official.is(Role.SECURITY)) {
			throw new AccessDeniedException("neither the absent official nor the security administrator");
		}
		if (!deputyship.isOpen(LocalDate.now(this.clock))) {
			throw new Refusal(null, "deputy.refusal.over");
		}
		Official by = load(official.id()).asOfficial();
		deputyship.end(by, this.clock.instant());
		Account absent = load(deputyship.getAccountId());
		this.events.publishEvent(new AccountChanged(by, absent.getUsername(), "deputy-ended",
				List.of(new AccountChanged.Change("deputyId", load(deputyship.getDeputyId()).getName(), null))));
		return absent.getId();
	}

	/**
	 * Lets a deputy act for the absent official from now on.
	 * @param id number of the deputyship
	 * @return the deputy with the absent official's roles and scope
	 * @throws Refusal if the deputyship is not in force, one of the accounts may not be
	 * used so, or the deputy acts for somebody already
	 */
	@Transactional
	public Official act(Official official, long id) {
		Deputyship deputyship = deputyship(id);
		if (deputyship.getDeputyId() != official.id()) {
			throw new AccessDeniedException("somebody else is the deputy");
		}
		if (official.isActing()) {
			throw new Refusal(null, "deputy.refusal.acting");
		}
		Account absent = load(deputyship.getAccountId());
		Account deputy = load(deputyship.getDeputyId());
		if (!deputyship.isInForce(LocalDate.now(this.clock))) {
			throw new Refusal(null, "deputy.refusal.notInForce");
		}
		if (!absent.isEnabled() || !deputy.isEnabled() || !isBusiness(absent) || !isBusiness(deputy)) {
			throw new Refusal(null, "deputy.refusal.account", absent.getName());
		}
		Official acting = deputy.asOfficial().inPlaceOf(id, absent.asOfficial(), absent.getVersion());
		this.events.publishEvent(new AccountChanged(acting, absent.getUsername(), "acting-started", List.of()));
		return acting;
	}

	/**
	 * Ends the acting, of itself or because it is over.
	 * @return the official with the own roles and scope
	 */
	@Transactional
	public Official stop(Official acting) {
		Official.ActingFor absent = acting.actingFor();
		if (absent != null) {
			Account account = load(absent.id());
			this.events.publishEvent(new AccountChanged(acting, account.getUsername(), "acting-stopped", List.of()));
		}
		return load(acting.id()).asOfficial();
	}

	private static boolean isBusiness(Account account) {
		return !account.getRoles().isEmpty() && account.getRoles().stream().noneMatch(Role::isApart);
	}

	private Deputyship deputyship(long id) {
		return this.deputyships.findById(id).orElseThrow(() -> new NotOnRecord("deputyship " + id));
	}

	private Account load(long id) {
		return this.accounts.findById(id).orElseThrow(() -> new NotOnRecord("account " + id));
	}

}
