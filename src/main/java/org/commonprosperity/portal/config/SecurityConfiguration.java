package org.commonprosperity.portal.config;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationDetailsSource;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.DelegatingRequestMatcherHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.header.writers.StaticHeadersWriter;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Who may open which address, and what every answer tells the browser. Whether an
 * official may touch a certain record is asked in the services; this is the fence around
 * them. Everything that is not below {@code /office} is public and starts no session.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

	private static final String CONTENT_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
			+ "img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
			+ "frame-ancestors 'none'";

	private static final String PERMISSIONS = "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), "
			+ "geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()";

	private static final long A_YEAR = 31_536_000;

	private static final RequestMatcher OFFICE = path("/office/**");

	private static final RequestMatcher PASSWORD_LINK = path("/password/**");

	/** Forms for people who are not signed in yet. */
	private static final RequestMatcher OPEN_FORMS = new OrRequestMatcher(path("/login/**"), path("/setup/**"),
			PASSWORD_LINK);

	@Bean
	SecurityFilterChain portal(HttpSecurity http, AuthenticationProvider provider, AccessDeniedHandler denied,
			AuthenticationEntryPoint entryPoint, AuthenticationSuccessHandler success,
			AuthenticationFailureHandler failure, AuthenticationDetailsSource<HttpServletRequest, ?> details,
			LogoutHandler leaving, CsrfTokenRepository formTokens) {
		return http
			.authorizeHttpRequests((requests) -> requests.requestMatchers("/office/accounts/**", "/office/accounts.*")
				.hasAnyRole("ADMIN", "SECURITY")
				.requestMatchers("/office/calendar/**", "/office/dividends/notices/policy", "/office/jobs/policy")
				.hasRole("ADMIN")
				.requestMatchers("/office/audit/**", "/office/audit.*")
				.hasRole("AUDITOR")
				.requestMatchers("/office/approvals/**", "/office/approvals.*", "/office/reports/review",
						"/office/villages/review")
				.hasRole("COORDINATOR")
				.requestMatchers("/office/policy")
				.hasRole("ADMIN")
				.requestMatchers("/office/dividends/review")
				.hasRole("COORDINATOR")
				.requestMatchers("/office/dividends/**", "/office/dividends.*")
				.hasAnyRole("COORDINATOR", "EDITOR", "FINANCE", "LEADER")
				.requestMatchers("/office/jobs/review", "/office/jobs/duplicates", "/office/jobs/placements/full.*")
				.hasRole("COORDINATOR")
				.requestMatchers("/office/jobs/**", "/office/jobs.*")
				.hasAnyRole("COORDINATOR", "EDITOR", "CLERK", "LEADER")
				.requestMatchers("/office/imports/**", "/office/imports.*")
				.hasAnyRole("COORDINATOR", "EDITOR", "FINANCE", "CLERK")
				.requestMatchers("/office/**")
				.authenticated()
				.anyRequest()
				.permitAll())
			// given, and not found among the beans, where a refused try would count twice
			.authenticationManager(new ProviderManager(provider))
			.formLogin((form) -> form.loginPage("/login")
				.successHandler(success)
				.failureHandler(failure)
				.authenticationDetailsSource(details))
			.logout((logout) -> logout.addLogoutHandler(leaving).logoutSuccessUrl("/"))
			.exceptionHandling((refused) -> refused.accessDeniedHandler(denied).authenticationEntryPoint(entryPoint))
			.csrf((csrf) -> csrf.csrfTokenRepository(formTokens))
			.requestCache((cache) -> cache.requestCache(new OfficePages()))
			.headers(SecurityConfiguration::headers)
			.build();
	}

	@Bean
	CsrfTokenRepository formTokens() {
		return new FormTokens(OPEN_FORMS);
	}

	private static void headers(HeadersConfigurer<HttpSecurity> headers) {
		headers.cacheControl((cache) -> cache.disable())
			.contentSecurityPolicy((policy) -> policy.policyDirectives(CONTENT_POLICY))
			.permissionsPolicyHeader((permissions) -> permissions.policy(PERMISSIONS))
			.crossOriginOpenerPolicy((opener) -> opener.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
			.crossOriginResourcePolicy((resource) -> resource.policy(CrossOriginResourcePolicy.SAME_ORIGIN))
			.httpStrictTransportSecurity((strict) -> strict.maxAgeInSeconds(A_YEAR).includeSubDomains(false))
			.addHeaderWriter(where(new OrRequestMatcher(OFFICE, OPEN_FORMS),
					new StaticHeadersWriter("Cache-Control", "no-store")))
			// what is approved is public at once: a page is asked for anew, the assets
			// have names that change
			.addHeaderWriter(
					where(new NegatedRequestMatcher(new OrRequestMatcher(OFFICE, OPEN_FORMS, path("/assets/**"))),
							new StaticHeadersWriter("Cache-Control", "no-cache")))
			.addHeaderWriter(where(PASSWORD_LINK, new ReferrerPolicyHeaderWriter(ReferrerPolicy.NO_REFERRER)))
			.addHeaderWriter(where(new NegatedRequestMatcher(PASSWORD_LINK),
					new ReferrerPolicyHeaderWriter(ReferrerPolicy.SAME_ORIGIN)));
	}

	private static HeaderWriter where(RequestMatcher matcher, HeaderWriter writer) {
		return new DelegatingRequestMatcherHeaderWriter(matcher, writer);
	}

	private static RequestMatcher path(String pattern) {
		return PathPatternRequestMatcher.withDefaults().matcher(pattern);
	}

	/**
	 * Remembers which office page was asked for before signing in. Elsewhere it does not
	 * even look, since a look is a query for the session.
	 */
	private static final class OfficePages extends HttpSessionRequestCache {

		private static final RequestMatcher PAGES = PathPatternRequestMatcher.withDefaults()
			.matcher(HttpMethod.GET, "/office/**");

		private OfficePages() {
			setRequestMatcher(PAGES);
			setMatchingRequestParameterName(null);
		}

		@Override
		public @Nullable HttpServletRequest getMatchingRequest(HttpServletRequest request,
				HttpServletResponse response) {
			return PAGES.matches(request) ? super.getMatchingRequest(request, response) : null;
		}

	}

}
