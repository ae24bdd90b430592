package org.commonprosperity.portal.audit;

import java.util.List;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.AccessRefused;
import org.commonprosperity.portal.account.AccountChanged;
import org.commonprosperity.portal.account.SignInRefused;
import org.commonprosperity.portal.account.SignedIn;
import org.commonprosperity.portal.account.SignedOut;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Writes down what happens to accounts. Module account lies below this one and cannot
 * call it, so it says what happened and is heard here, in the same transaction.
 */
@Component
@RequiredArgsConstructor
class AccountEventsListener {

	private static final int LONGEST_SUBJECT = 200;

	private final AuditService audit;

	private final AuditTrail trail;

	@EventListener
	void on(AccountChanged event) {
		List<Difference> differences = event.changes()
			.stream()
			.map((change) -> new Difference(change.field(), null, change.before(), change.after()))
			.toList();
		this.audit.changed("account", event.username(), event.action(), event.actor(), null, differences);
	}

	@EventListener
	void on(SignedIn event) {
		this.trail.record(AuditKind.SIGN_IN, "signed-in", event.official(), event.official().username(), null,
				event.address());
	}

	@EventListener
	void on(SignInRefused event) {
		this.trail.record(AuditKind.SIGN_IN, "sign-in-refused", null, event.username(), event.reason().name(),
				event.address());
	}

	@EventListener
	void on(SignedOut event) {
		this.trail.record(AuditKind.SIGN_OUT, "signed-out", event.official(), event.official().username(), null,
				event.address());
	}

	@EventListener
	void on(AccessRefused event) {
		String subject = event.method() + " " + event.path();
		this.trail.record(AuditKind.REFUSAL, "access-refused", event.official(),
				subject.substring(0, Math.min(LONGEST_SUBJECT, subject.length())), null, event.address());
	}

}
