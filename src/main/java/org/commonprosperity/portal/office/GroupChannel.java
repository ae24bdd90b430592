package org.commonprosperity.portal.office;

import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.commonprosperity.portal.office.ReminderWriter.Markdown;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/**
 * Hands a message to the robot of a group, in the form that the robots of DingTalk take,
 * signed if a secret is set. Neither its address nor its secret gets into a log.
 */
@Component
class GroupChannel {

	private static final Duration CONNECT = Duration.ofSeconds(5);

	private static final String ALGORITHM = "HmacSHA256";

	private final ReminderSettings.Webhook settings;

	private final JsonMapper json;

	private final Clock clock;

	private final @Nullable HttpClient client;

	GroupChannel(ReminderSettings settings, JsonMapper json, Clock clock) {
		this.settings = settings.webhook();
		this.json = json;
		this.clock = clock;
		this.client = this.settings.isOn()
				? HttpClient.newBuilder().connectTimeout(CONNECT).followRedirects(HttpClient.Redirect.NEVER).build()
				: null;
	}

	boolean isOn() {
		return this.client != null;
	}

	/**
	 * Sends a message.
	 * @throws NotSent if the robot did not take it, or did not say
	 */
	void send(Markdown message) {
		if (this.client == null) {
			throw new NotSent("off", false);
		}
		Map<String, Object> body = Map.of("msgtype", "markdown", "markdown",
				Map.of("title", message.title(), "text", message.text()), "at", Map.of("isAtAll", false));
		HttpRequest request = HttpRequest.newBuilder(address())
			.header("Content-Type", "application/json; charset=utf-8")
			.timeout(this.settings.timeout())
			.POST(BodyPublishers.ofString(this.json.writeValueAsString(body)))
			.build();
		check(answer(this.client.sendAsync(request, BodyHandlers.ofString())));
	}

	/** Waits for the whole answer, and not for ever. */
	private HttpResponse<String> answer(CompletableFuture<HttpResponse<String>> answer) {
		try {
			return answer.get(this.settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (ExecutionException ex) {
			Throwable cause = (ex.getCause() != null) ? ex.getCause() : ex;
			boolean reached = !(cause instanceof ConnectException) && !(cause instanceof HttpConnectTimeoutException);
			throw NotSent.because(cause, reached);
		}
		catch (TimeoutException ex) {
			answer.cancel(true);
			throw NotSent.because(ex, true);
		}
		catch (InterruptedException ex) {
			answer.cancel(true);
			Thread.currentThread().interrupt();
			throw NotSent.because(ex, true);
		}
	}

	private void check(HttpResponse<String> answer) {
		if (answer.statusCode() != 200) {
			throw new NotSent("status-" + answer.statusCode(), false);
		}
		try {
			JsonNode code = this.json.readTree(answer.body()).path("errcode");
			if (!code.isInt()) {
				throw new NotSent("answer", true);
			}
			if (code.asInt() != 0) {
				throw new NotSent("errcode-" + code.asInt(), false);
			}
		}
		catch (JacksonException ex) {
			throw new NotSent("answer", true);
		}
	}

	private URI address() {
		String url = String.valueOf(this.settings.url()).strip();
		String secret = this.settings.secret();
		if (!StringUtils.hasText(secret)) {
			return URI.create(url);
		}
		long timestamp = this.clock.millis();
		return URI.create(url + (url.contains("?") ? "&" : "?") + "timestamp=" + timestamp + "&sign="
				+ URLEncoder.encode(sign(timestamp, secret.strip()), StandardCharsets.UTF_8));
	}

	/** As DingTalk asks for it (加签). */
	private static String sign(long timestamp, String secret) {
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
			return Base64.getEncoder()
				.encodeToString(mac.doFinal((timestamp + "\n" + secret).getBytes(StandardCharsets.UTF_8)));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("every Java can do this", ex);
		}
	}

}
