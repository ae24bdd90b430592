package org.commonprosperity.portal.audit.web;

import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Set;

import jakarta.servlet.http.Cookie;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.account.Role;
import org.commonprosperity.portal.audit.AuditKind;
import org.commonprosperity.portal.audit.AuditLine;
import org.commonprosperity.portal.audit.AuditLog;
import org.commonprosperity.portal.audit.AuditQuery;
import org.commonprosperity.portal.config.PageSlice;
import org.commonprosperity.portal.shared.Slice;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Import;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.never;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;

@WebMvcTest(useDefaultFilters = false)
@Import({ PageSlice.class, AuditTrailController.class })
class AuditTrailControllerTests {

	private static final Official AUDITOR = new Official(1, "auditor", "审计甲", "审计办", Set.of(Role.AUDITOR), Set.of(),
			Set.of());

	@Autowired
	private MockMvcTester mvc;

	@MockitoBean
	private AuditLog log;

	@Test
	void showsLinesWithTheLabelOfTheActionOrElseTheActionItself() {
		found(1, 1,
				new AuditLine(7, Instant.parse("2026-11-24T01:05:00Z"), AuditKind.CHANGE, "no-such-action", "填报乙",
						"project/wharf", "说明一句", "10.0.0.7"),
				new AuditLine(6, Instant.parse("2026-11-23T16:00:00Z"), AuditKind.SIGN_IN, "x", null, null, null,
						null));
		assertThat(get("/office/audit")).hasStatusOk()
			.bodyText()
			.contains("2026-11-24\u00a009:05", "no-such-action", "填报乙", "project/wharf", "说明一句", "10.0.0.7",
					"2026-11-24\u00a000:00", "查看本页不另行记录")
			.doesNotContain("??");
	}

	@Test
	void asksForWhatWasTyped() {
		found(1, 1);
		get("/office/audit?kind=EXPORT&who=%20%E7%94%B2%20&from=2026-11-01&to=2026-11-24&page=3");
		then(this.log).should()
			.lines(new AuditQuery(AuditKind.EXPORT, "甲", LocalDate.of(2026, 11, 1), LocalDate.of(2026, 11, 24)), 3, 50,
					AUDITOR);
	}

	@Test
	void nothingTypedAsksForAll() {
		found(1, 1);
		get("/office/audit?kind=&who=&from=&to=");
		then(this.log).should().lines(new AuditQuery(null, null, null, null), 1, 50, AUDITOR);
	}

	@Test
	void saysWhenNothingMatches() {
		found(1, 0);
		assertThat(get("/office/audit?who=x")).bodyText().contains("没有符合条件的记录").doesNotContain("<table");
	}

	@Test
	void aBadDayIsAnErrorOfItsFieldAndStandsThereAgain() {
		MvcTestResult result = get("/office/audit?who=%E7%94%B2&from=2026-02-30&to=tomorrow");
		assertThat(result).hasStatusOk().model().extractingBindingResult("trail").hasOnlyFieldErrors("from", "to");
		assertThat(result).bodyText()
			.contains("value=\"2026-02-30\"", "value=\"tomorrow\"", "value=\"甲\"", "href=\"#from\"", "请填写日期")
			.doesNotContain("<table");
		then(this.log).should(never()).lines(any(), anyInt(), anyInt(), any());
	}

	@Test
	void theLastDayIsNotBeforeTheFirst() {
		assertThat(get("/office/audit?from=2026-11-24&to=2026-11-23")).hasStatusOk()
			.model()
			.extractingBindingResult("trail")
			.hasOnlyFieldErrors("to");
	}

	@Test
	void aKindThatDoesNotExistIsAnErrorOfItsField() {
		assertThat(get("/office/audit?kind=NONE")).hasStatusOk()
			.model()
			.extractingBindingResult("trail")
			.hasOnlyFieldErrors("kind");
	}

	@Test
	void thePagerKeepsWhatWasAskedFor() {
		found(2, 120, line());
		assertThat(get("/office/audit?kind=LOOK&who=a%26b%2Bc&from=2026-11-01&page=2")).bodyText()
			.contains("/office/audit?kind=LOOK&amp;who=a%26b%2Bc&amp;from=2026-11-01&amp;page=3")
			.contains("/office/audit?kind=LOOK&amp;who=a%26b%2Bc&amp;from=2026-11-01&amp;page=1");
	}

	@Test
	void thePagerOfTheWholeTrailNeedsOnlyThePage() {
		found(1, 120, line());
		assertThat(get("/office/audit")).bodyText().contains("\"/office/audit?page=2\"");
	}

	@Test
	void isThereInEnglish() {
		found(1, 1, line());
		assertThat(get("/office/audit", "en")).bodyText().contains("Audit trail", "One line", "Look at a person");
	}

	private MvcTestResult get(String address) {
		return get(address, "zh");
	}

	private MvcTestResult get(String address, String language) {
		return this.mvc.get()
			.uri(URI.create(address))
			.cookie(new Cookie("lang", language))
			.with(authentication(new TestingAuthenticationToken(AUDITOR, null, Role.AUDITOR.authority())))
			.exchange();
	}

	private void found(int page, int total, AuditLine... lines) {
		given(this.log.lines(any(), anyInt(), anyInt(), any()))
			.willReturn(new Slice<>((total > 0) ? List.of(lines) : Collections.emptyList(), page, 50, total));
	}

	private static AuditLine line() {
		return new AuditLine(1, Instant.parse("2026-11-24T01:05:00Z"), AuditKind.LOOK, "x", "填报乙", null, null, null);
	}

}
