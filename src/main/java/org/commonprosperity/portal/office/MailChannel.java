package org.commonprosperity.portal.office;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

import static java.util.Locale.SIMPLIFIED_CHINESE;

/**
 * Hands reminders to the mail server that {@code spring.mail} names.
 */
@Component
class MailChannel {

	private final ReminderSettings settings;

	private final MessageSource messages;

	private final @Nullable JavaMailSenderImpl sender;

	MailChannel(ReminderSettings settings, MessageSource messages, @Nullable JavaMailSenderImpl sender) {
		if (settings.mail().enabled() && (sender == null || !StringUtils.hasText(sender.getHost()))) {
			throw new IllegalStateException(
					"portal.reminders.mail.enabled needs a mail server: set spring.mail.host (SPRING_MAIL_HOST)");
		}
		this.settings = settings;
		this.messages = messages;
		this.sender = sender;
	}

	boolean isOn() {
		return this.settings.mail().enabled();
	}

	/**
	 * Sends a message.
	 * @param address where to
	 * @throws NotSent if the server did not take it, or did not say
	 */
	void send(String address, ReminderLetter letter) {
		if (this.sender == null) {
			throw new NotSent("off", false);
		}
		Message message = new Message(this.sender.getSession());
		try {
			MimeMessageHelper helper = new MimeMessageHelper(message, true, StandardCharsets.UTF_8.name());
			helper.setFrom(String.valueOf(this.settings.mail().from()),
					this.messages.getMessage("site.name", null, SIMPLIFIED_CHINESE));
			helper.setTo(address);
			helper.setSubject(letter.subject());
			helper.setText(letter.text(), letter.html());
			// so that nobody's absence note answers it
			message.setHeader("Auto-Submitted", "auto-generated");
			this.sender.send(message);
		}
		catch (MessagingException | UnsupportedEncodingException | MailException ex) {
			throw NotSent.because(failure(ex), message.handedOver);
		}
	}

	/** What the server or the line did, beneath what was made of it. */
	private static Throwable failure(Exception failure) {
		return (failure instanceof MailSendException several && several.getMessageExceptions().length > 0)
				? several.getMessageExceptions()[0] : failure;
	}

	/**
	 * A message that knows whether the server was given its text: if the answer does not
	 * come after that, it may have been delivered.
	 */
	private static final class Message extends MimeMessage {

		private volatile boolean handedOver;

		private Message(Session session) {
			super(session);
		}

		@Override
		public void writeTo(OutputStream stream, String[] ignored) throws IOException, MessagingException {
			this.handedOver = true;
			super.writeTo(stream, ignored);
		}

	}

}
