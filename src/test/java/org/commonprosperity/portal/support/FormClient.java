package org.commonprosperity.portal.support;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An official without a browser, who fills in forms while the portal or its database is
 * taken away.
 */
public final class FormClient {

	private static final Pattern HIDDEN = Pattern.compile("<input[^>]*type=\"hidden\"[^>]*>");

	private static final Pattern NAME = Pattern.compile("name=\"([^\"]*)\"");

	private static final Pattern VALUE = Pattern.compile("value=\"([^\"]*)\"");

	private final HttpClient client = HttpClient.newBuilder()
		.cookieHandler(new CookieManager())
		.connectTimeout(Duration.ofSeconds(10))
		.build();

	/**
	 * Signs in with the password of the demo.
	 * @return where it leads
	 */
	public String signIn(URI address, String username) throws IOException, InterruptedException {
		Map<String, String> form = hiddenFields(get(address.resolve("/login")).body());
		form.put("username", username);
		form.put("password", Visit.PASSWORD);
		return location(post(address.resolve("/login"), form));
	}

	/**
	 * The hidden fields of a page: its own form is the one that carries most, forms of
	 * the frame around it carry a token alone.
	 */
	public static Map<String, String> hiddenFields(String page) {
		Map<String, String> fields = new LinkedHashMap<>();
		Matcher inputs = HIDDEN.matcher(page);
		while (inputs.find()) {
			Matcher name = NAME.matcher(inputs.group());
			Matcher value = VALUE.matcher(inputs.group());
			if (name.find()) {
				fields.put(name.group(1), value.find() ? value.group(1) : "");
			}
		}
		return fields;
	}

	/** The path to which an answer leads; empty if it leads nowhere. */
	public static String location(HttpResponse<String> answer) {
		return answer.headers().firstValue("location").map((location) -> URI.create(location).getPath()).orElse("");
	}

	public HttpResponse<String> get(URI address) throws IOException, InterruptedException {
		return send(HttpRequest.newBuilder(address));
	}

	public HttpResponse<String> post(URI address, Map<String, String> form) throws IOException, InterruptedException {
		String body = form.entrySet()
			.stream()
			.map((field) -> encode(field.getKey()) + "=" + encode(field.getValue()))
			.collect(Collectors.joining("&"));
		return send(HttpRequest.newBuilder(address)
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(HttpRequest.BodyPublishers.ofString(body)));
	}

	private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
		return this.client.send(request.timeout(Duration.ofSeconds(60)).build(), HttpResponse.BodyHandlers.ofString());
	}

	private static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

}
