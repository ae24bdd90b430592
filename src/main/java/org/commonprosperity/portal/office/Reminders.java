package org.commonprosperity.portal.office;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Set;

import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.commonprosperity.portal.account.AccountDirectory;
import org.commonprosperity.portal.account.AccountDirectory.Reachable;
import org.commonprosperity.portal.office.GroupTally.Count;
import org.commonprosperity.portal.office.ReminderBook.Channel;
import org.commonprosperity.portal.office.ReminderBook.Claim;
import org.commonprosperity.portal.organisation.WorkingDays;
import org.commonprosperity.portal.shared.Todo;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Reminds officials on working days of what presses: each with an address by one e-mail,
 * and a group by one message. May be asked as often as one likes, by any number of
 * instances: {@link ReminderBook} sees to it that nobody gets two. No transaction is open
 * while a server is talked to.
 */
@Component
@RequiredArgsConstructor
@Slf4j
class Reminders {

	private final ReminderSettings settings;

	private final MailChannel mail;

	private final GroupChannel group;

	private final ReminderBook book;

	private final ReminderWriter writer;

	private final TodoList todos;

	private final GroupTally tally;

	private final AccountDirectory accounts;

	private final WorkingDays workingDays;

	private final Clock clock;

	/** Sends what is to be sent now and was not; nothing outside the hours set. */
	void run() {
		LocalDateTime now = LocalDateTime.now(this.clock);
		LocalDate today = now.toLocalDate();
		if (!this.settings.isOn() || !isTime(now.toLocalTime()) || !this.workingDays.isWorking(today)) {
			return;
		}
		this.book.forget(today);
		if (this.group.isOn()) {
			group(today);
		}
		if (this.mail.isOn()) {
			mail(today);
		}
	}

	private boolean isTime(LocalTime time) {
		return !time.isBefore(this.settings.at()) && time.isBefore(this.settings.until());
	}

	private void mail(LocalDate today) {
		Set<Long> settled = this.book.settled(today);
		for (Reachable official : this.accounts.reachable()) {
			// the portal is being stopped: whoever is not claimed is left to the next
			if (Thread.currentThread().isInterrupted()) {
				return;
			}
			Long account = official.official().id();
			if (!settled.contains(account)) {
				this.book.claim(today, Channel.MAIL, account)
					.ifPresent((claim) -> settle(claim, Channel.MAIL, account, () -> mail(official, today)));
			}
		}
	}

	private boolean mail(Reachable reachable, LocalDate today) {
		List<Todo> pressing = this.todos.of(reachable.official())
			.stream()
			.filter((todo) -> TodoList.isPressing(todo, today))
			.toList();
		if (pressing.isEmpty()) {
			return false;
		}
		this.mail.send(reachable.email(), this.writer.letter(reachable.official(), pressing, today));
		return true;
	}

	private void group(LocalDate today) {
		this.book.claim(today, Channel.GROUP, null).ifPresent((claim) -> settle(claim, Channel.GROUP, null, () -> {
			Map<String, Map<String, Count>> pressing = this.tally.of(today);
			if (pressing.isEmpty()) {
				return false;
			}
			this.group.send(this.writer.group(pressing, today));
			return true;
		}));
	}

	/**
	 * Carries a reminder out and writes down what became of it; one that fails stops no
	 * other.
	 */
	private void settle(Claim claim, Channel channel, @Nullable Long account, Sending sending) {
		boolean sent;
		try {
			sent = sending.send();
		}
		catch (NotSent ex) {
			this.book.failed(claim, ex);
			log.warn("A reminder ({}, account {}) was not sent, attempt {} of {}: {}{}", channel, account,
					claim.attempt(), ReminderBook.MOST_ATTEMPTS, ex.reason(),
					ex.isUncertain() ? "; it may have arrived and is not sent again today" : "");
			return;
		}
		catch (RuntimeException ex) {
			this.book.failed(claim, NotSent.because(ex, false));
			log.error("A reminder ({}, account {}) could not be written", channel, account, ex);
			return;
		}
		if (sent) {
			this.book.sent(claim);
		}
		else {
			this.book.nothing(claim);
		}
	}

	/**
	 * Something that may have to be sent.
	 */
	@FunctionalInterface
	private interface Sending {

		/** Sends it; false if there is nothing to send. */
		boolean send();

	}

}
