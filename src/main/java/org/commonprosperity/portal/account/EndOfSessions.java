package org.commonprosperity.portal.account;

import lombok.RequiredArgsConstructor;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Ends an account's sessions as soon as a change of it is committed, so that what a
 * session knows of its official is never out of date.
 */
@Component
@RequiredArgsConstructor
class EndOfSessions {

	private final ApplicationEventPublisher events;

	private final FindByIndexNameSessionRepository<?> sessions;

	/** To be called in the transaction of the change. */
	void afterCommit(Account account) {
		this.events.publishEvent(new Due(account.getUsername()));
	}

	@TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
	void on(Due due) {
		this.sessions.findByPrincipalName(due.username()).keySet().forEach(this.sessions::deleteById);
	}

	record Due(String username) {
	}

}
