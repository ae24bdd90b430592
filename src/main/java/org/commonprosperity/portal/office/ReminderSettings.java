package org.commonprosperity.portal.office;

import java.net.URI;
import java.time.Duration;
import java.time.LocalTime;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.util.StringUtils;

/**
 * How officials are reminded; both ways are off unless set. Holds secrets and so never
 * says what is in it.
 *
 * @param at time of day of the reminder
 * @param until time of day after which none is sent, nor tried again
 * @param address address of this portal as officials reach it, for links
 * @param mail by e-mail, one message an official
 * @param webhook to a group, one message a day
 */
@ConfigurationProperties("portal.reminders")
record ReminderSettings(@DefaultValue("08:30") @DateTimeFormat(pattern = "HH:mm") LocalTime at,
		@DefaultValue("18:00") @DateTimeFormat(pattern = "HH:mm") LocalTime until, @Nullable String address,
		@DefaultValue Mail mail, @DefaultValue Webhook webhook) {

	ReminderSettings {
		if (mail.enabled() && !StringUtils.hasText(mail.from())) {
			throw new IllegalArgumentException("portal.reminders.mail.from is missing: who reminders come from");
		}
		if ((mail.enabled() || webhook.isOn()) && !StringUtils.hasText(address)) {
			throw new IllegalArgumentException(
					"portal.reminders.address is missing: the address of this portal, for the links of reminders");
		}
	}

	boolean isOn() {
		return this.mail.enabled() || this.webhook.isOn();
	}

	/** A page of this portal, as a link from outside. */
	String link(String path) {
		return (this.address != null) ? this.address.strip().replaceAll("/+$", "") + path : path;
	}

	@Override
	public String toString() {
		return "ReminderSettings[mail=" + this.mail.enabled() + ", webhook=" + this.webhook.isOn() + "]";
	}

	/**
	 * By e-mail; the server is the one of {@code spring.mail}.
	 *
	 * @param enabled whether reminders are sent by e-mail
	 * @param from the address that they come from
	 */
	record Mail(@DefaultValue("false") boolean enabled, @Nullable String from) {
	}

	/**
	 * To a group, in the form that the robots of DingTalk take.
	 *
	 * @param url address of the robot with its token; off if empty
	 * @param secret secret that requests are signed with (加签), or null
	 * @param timeout how long an answer is waited for
	 */
	record Webhook(@Nullable String url, @Nullable String secret, @DefaultValue("10s") Duration timeout) {

		Webhook {
			if (StringUtils.hasText(url)) {
				String scheme = scheme(url.strip());
				if (!"https".equals(scheme) && !"http".equals(scheme)) {
					throw new IllegalArgumentException("portal.reminders.webhook.url is not a web address");
				}
			}
		}

		boolean isOn() {
			return StringUtils.hasText(this.url);
		}

		/** Without the text that could not be read: it holds the token. */
		private static @Nullable String scheme(String url) {
			try {
				return URI.create(url).getScheme();
			}
			catch (IllegalArgumentException ex) {
				return null;
			}
		}

		@Override
		public String toString() {
			return "Webhook[on=" + isOn() + "]";
		}

	}

}
