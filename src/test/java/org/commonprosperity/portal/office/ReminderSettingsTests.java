package org.commonprosperity.portal.office;

import java.time.Duration;
import java.time.LocalTime;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What an installation can set, and what it is told when something is missing.
 */
class ReminderSettingsTests {

	@Test
	void bothWaysAreOffUnlessSet() {
		ReminderSettings settings = bind(Map.of());
		assertThat(settings.isOn()).isFalse();
		assertThat(settings.at()).isEqualTo(LocalTime.of(8, 30));
		assertThat(settings.until()).isEqualTo(LocalTime.of(18, 0));
		assertThat(settings.webhook().timeout()).isEqualTo(Duration.ofSeconds(10));
		assertThat(bind(Map.of("portal.reminders.webhook.url", "")).isOn()).isFalse();
	}

	@Test
	void saysWhatIsMissing() {
		assertThatThrownBy(() -> bind(Map.of("portal.reminders.mail.enabled", "true")))
			.hasRootCauseMessage("portal.reminders.mail.from is missing: who reminders come from");
		assertThatThrownBy(() -> bind(Map.of("portal.reminders.webhook.url", "https://example.org/?access_token=x")))
			.rootCause()
			.hasMessageStartingWith("portal.reminders.address is missing");
	}

	@Test
	void neverSaysASecret() {
		Map<String, String> set = Map.of("portal.reminders.address", "https://portal.example.org/",
				"portal.reminders.at", "09:15", "portal.reminders.webhook.url",
				"https://example.org/?access_token=topsecret", "portal.reminders.webhook.secret", "SECtopsecret");
		ReminderSettings settings = bind(set);
		assertThat(settings.at()).isEqualTo(LocalTime.of(9, 15));
		assertThat(settings.link("/office")).isEqualTo("https://portal.example.org/office");
		assertThat(settings.toString() + settings.webhook()).doesNotContain("topsecret");
		assertThatThrownBy(() -> bind(Map.of("portal.reminders.webhook.url", "topsecret not an address"))).rootCause()
			.hasMessage("portal.reminders.webhook.url is not a web address");
	}

	private static ReminderSettings bind(Map<String, String> set) {
		return new Binder(new MapConfigurationPropertySource(set)).bindOrCreate("portal.reminders",
				ReminderSettings.class);
	}

}
