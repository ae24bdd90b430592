package org.commonprosperity.portal.account.web;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/**
 * The cookie by which a browser is known again. Several officials may share a browser, so
 * it holds a few tokens, the latest first.
 */
@Component
class DeviceCookie {

	static final String NAME = "device";

	private static final int MOST = 4;

	private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{43}");

	List<String> read(HttpServletRequest request) {
		Cookie cookie = WebUtils.getCookie(request, NAME);
		if (cookie == null) {
			return List.of();
		}
		return Arrays.stream(cookie.getValue().split("\\."))
			.filter((token) -> TOKEN.matcher(token).matches())
			.distinct()
			.limit(MOST)
			.toList();
	}

	void write(HttpServletRequest request, HttpServletResponse response, String token, List<String> known) {
		String value = Stream.concat(Stream.of(token), known.stream())
			.distinct()
			.limit(MOST)
			.collect(Collectors.joining("."));
		response.addHeader(HttpHeaders.SET_COOKIE,
				ResponseCookie.from(NAME, value)
					.path("/")
					.maxAge(Duration.ofDays(180))
					.httpOnly(true)
					.sameSite("Lax")
					.secure(request.isSecure())
					.build()
					.toString());
	}

}
