package org.commonprosperity.portal.office.web;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.commonprosperity.portal.account.AccountFixture;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.account.Role;
import org.commonprosperity.portal.office.TodoList;
import org.commonprosperity.portal.shared.Todo;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.servlet.ModelAndView;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The number in the navigation: once a page, and no page fails of it.
 */
class TodoCountInterceptorTests {

	private final AtomicInteger asked = new AtomicInteger();

	private final TodoCountInterceptor interceptor = new TodoCountInterceptor(new TodoList(List.of((official) -> {
		this.asked.incrementAndGet();
		return List.of(new Todo("due", "甲", "/office"), new Todo("due", "乙", "/office"));
	}), Clock.systemUTC()));

	@BeforeEach
	void somebodyIsSignedIn() {
		Official official = AccountFixture.official(1, Role.EDITOR);
		SecurityContextHolder.getContext()
			.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(official, null, List.of()));
	}

	@AfterEach
	void nobodyIs() {
		SecurityContextHolder.clearContext();
	}

	@Test
	void countsForAPage() {
		assertThat(count(this.interceptor, new ModelAndView("office/start"))).isEqualTo(2);
	}

	@Test
	void doesNotCountWhatThePageHasCounted() {
		ModelAndView page = new ModelAndView("office/start", Map.of("todoCount", 5));
		assertThat(count(this.interceptor, page)).isNull();
		assertThat(this.asked).hasValue(0);
	}

	@Test
	void doesNotCountForARedirectADownloadOrAVisitor() {
		assertThat(count(this.interceptor, new ModelAndView("redirect:/office"))).isNull();
		assertThat(count(this.interceptor, null)).isNull();
		SecurityContextHolder.clearContext();
		assertThat(count(this.interceptor, new ModelAndView("office/start"))).isNull();
		assertThat(this.asked).hasValue(0);
	}

	@Test
	void letsAPageBeDrawnWithoutANumberWhenCountingFails() {
		TodoCountInterceptor failing = new TodoCountInterceptor(new TodoList(List.of((official) -> {
			throw new IllegalStateException("no database");
		}), Clock.systemUTC()));
		assertThat(count(failing, new ModelAndView("office/start"))).isNull();
	}

	private static @Nullable Object count(TodoCountInterceptor interceptor, @Nullable ModelAndView page) {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/office/password");
		interceptor.postHandle(request, new MockHttpServletResponse(), new Object(), page);
		return request.getAttribute("todoCount");
	}

}
