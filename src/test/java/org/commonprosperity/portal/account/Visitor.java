package org.commonprosperity.portal.account;

import java.io.IOException;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.springframework.web.util.HtmlUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Somebody with a browser, as far as HTTP goes: keeps cookies, fills the forms that a
 * page really has, and says with each form that it comes from the portal's own page.
 */
public final class Visitor {

	private static final Pattern FORM = Pattern.compile("<form[^>]*action=\"([^\"]*)\"[^>]*>(.*?)</form>",
			Pattern.DOTALL);

	private static final Pattern INPUT = Pattern.compile("<input([^>]*)>");

	private static final Pattern ATTRIBUTE = Pattern.compile("([a-z-]+)=\"([^\"]*)\"");

	private final HttpClient client = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

	private final Map<String, String> cookies = new LinkedHashMap<>();

	private final Map<String, String> headers = new LinkedHashMap<>(Map.of("Sec-Fetch-Site", "same-origin"));

	private final String portal;

	private HttpResponse<String> last;

	public Visitor(int port) {
		this.portal = "http://127.0.0.1:" + port;
	}

	/** From now on, every request carries the header; null: no more. */
	public Visitor header(String name, String value) {
		this.headers.remove(name);
		if (value != null) {
			this.headers.put(name, value);
		}
		return this;
	}

	public Visitor get(String address) {
		return send(request(address).GET().build());
	}

	public Visitor head(String address) {
		return send(request(address).method("HEAD", HttpRequest.BodyPublishers.noBody()).build());
	}

	/** Sends exactly these names and values. */
	public Visitor send(String address, Map<String, ?> values) {
		String body = values.entrySet()
			.stream()
			.flatMap((entry) -> ((entry.getValue() instanceof List<?> list) ? list : List.of(entry.getValue())).stream()
				.map((value) -> encode(entry.getKey()) + "=" + encode(value.toString())))
			.collect(Collectors.joining("&"));
		return send(request(address).header("Content-Type", "application/x-www-form-urlencoded")
			.POST(HttpRequest.BodyPublishers.ofString(body))
			.build());
	}

	/** Fills the form of this page that leads to the address, and sends it. */
	public Visitor submit(String address, Map<String, ?> values) {
		Map<String, Object> all = new LinkedHashMap<>(form(address));
		all.putAll(values);
		return send(address, all);
	}

	/** What the form of this page that leads to the address holds already. */
	public Map<String, Object> form(String address) {
		Matcher form = FORM.matcher(body());
		while (form.find()) {
			if (HtmlUtils.htmlUnescape(form.group(1)).equals(address)) {
				return inputs(form.group(2));
			}
		}
		throw new AssertionError("no form to " + address + " on " + this.last.uri() + "\n" + body());
	}

	private static Map<String, Object> inputs(String form) {
		Map<String, Object> values = new LinkedHashMap<>();
		Matcher input = INPUT.matcher(form);
		while (input.find()) {
			Map<String, String> attributes = new LinkedHashMap<>();
			Matcher attribute = ATTRIBUTE.matcher(input.group(1));
			while (attribute.find()) {
				attributes.put(attribute.group(1), HtmlUtils.htmlUnescape(attribute.group(2)));
			}
			boolean choice = "checkbox".equals(attributes.get("type"));
			if (attributes.containsKey("name") && (!choice || attributes.containsKey("checked"))) {
				values.merge(attributes.get("name"), attributes.getOrDefault("value", ""), (one, two) -> {
					List<Object> both = new ArrayList<>((one instanceof List<?> list) ? list : List.of(one));
					both.add(two);
					return both;
				});
			}
		}
		return values;
	}

	public Visitor follow() {
		return get(location());
	}

	public Visitor signIn(String username, String password) {
		return get("/login").submit("/login", Map.of("username", username, "password", password));
	}

	/** Signs in and insists that it went well. */
	public Visitor signIn(Official official) {
		signIn(official.username(), AccountFixture.PASSWORD);
		assertThat(status()).isEqualTo(302);
		assertThat(location()).doesNotContain("/login");
		return this;
	}

	public Visitor loseSession() {
		this.cookies.remove("PORTAL");
		return this;
	}

	public Visitor withSession(String session) {
		this.cookies.put("PORTAL", session);
		return this;
	}

	public int status() {
		return this.last.statusCode();
	}

	/** The page as it is read: a space that does not break is a space. */
	public String body() {
		return this.last.body().replace('\u00a0', ' ');
	}

	/** Where a redirect leads, without the portal's own part of the address. */
	public String location() {
		return header("Location").replace(this.portal, "");
	}

	public String header(String name) {
		return this.last.headers().firstValue(name).orElse("");
	}

	public List<String> cookiesSet() {
		return this.last.headers().allValues("Set-Cookie");
	}

	public String cookie(String name) {
		return this.cookies.getOrDefault(name, "");
	}

	private HttpRequest.Builder request(String address) {
		HttpRequest.Builder request = HttpRequest
			.newBuilder(URI.create(address.startsWith("http") ? address : this.portal + address))
			.header("Accept", "text/html");
		if (!this.cookies.isEmpty()) {
			request.header("Cookie",
					this.cookies.entrySet()
						.stream()
						.map((cookie) -> cookie.getKey() + "=" + cookie.getValue())
						.collect(Collectors.joining("; ")));
		}
		this.headers.forEach(request::header);
		return request;
	}

	private Visitor send(HttpRequest request) {
		try {
			this.last = this.client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
		for (String header : cookiesSet()) {
			HttpCookie cookie = HttpCookie.parse(header).get(0);
			if (cookie.getMaxAge() == 0) {
				this.cookies.remove(cookie.getName());
			}
			else {
				this.cookies.put(cookie.getName(), cookie.getValue());
			}
		}
		return this;
	}

	private static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

}
