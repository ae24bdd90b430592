package org.commonprosperity.portal.indicator;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import org.commonprosperity.portal.account.AccountDirectory;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.alliance.AllianceOverview;
import org.commonprosperity.portal.alliance.AllianceService;
import org.commonprosperity.portal.alliance.PartyContent;
import org.commonprosperity.portal.alliance.SupportContent;
import org.commonprosperity.portal.entry.EntryDesk;
import org.commonprosperity.portal.indicator.IndicatorOverview.Figure;
import org.commonprosperity.portal.shared.Refusal;
import org.commonprosperity.portal.support.PortalTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.test.web.servlet.MockMvc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

/**
 * Headline figures and the alliance: entered by one person, approved by another, with
 * what was kept beside what is.
 */
@AutoConfigureMockMvc
@PortalTest(properties = "portal.test.database=care")
class FiguresIntegrationTests {

	@Autowired
	private IndicatorService indicators;

	@Autowired
	private IndicatorOverview overview;

	@Autowired
	private AllianceService alliance;

	@Autowired
	private AllianceOverview supports;

	@Autowired
	private EntryDesk desk;

	@Autowired
	private AccountDirectory accounts;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private MockMvc mvc;

	@Test
	void whatWasReportedStaysWithItsGrowthAndItsSource() {
		List<Figure> reported = this.overview.all().stream().filter((one) -> one.source().contains("共富之约")).toList();
		assertThat(reported).extracting(Figure::code)
			.containsExactly("gdp", "industrial-output", "industrial-value-added");
		assertThat(reported.get(0).value()).isEqualByComparingTo("151.9");
		assertThat(reported.get(0).growth()).isNull();
		assertThat(reported.get(1).growth()).isEqualByComparingTo("10.4");
	}

	@Test
	void growthFollowsFromTheYearBeforeAndACorrectionKeepsBoth() {
		figure("industrial-output", 2019, "400.00", null, null);
		figure("industrial-output", 2020, "440.00", null, null);
		assertThat(of(2020)).singleElement().satisfies((one) -> assertThat(one.growth()).isEqualByComparingTo("10.0"));
		assertThatExceptionOfType(Refusal.class)
			.isThrownBy(() -> figure("industrial-output", 2020, "450.00", null, null))
			.satisfies((refusal) -> assertThat(refusal.field()).isEqualTo("reason"));
		figure("industrial-output", 2020, "450.00", null, "按年报更正");
		assertThat(of(2020)).extracting(Figure::value)
			.extracting(BigDecimal::toPlainString)
			.containsExactly("450.00", "440.00");
		assertThat(of(2020).get(0).growth()).isEqualByComparingTo("12.5");
		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> this.jdbc.sql("update indicator_value set value = 1 where revision = 2").update());
	}

	@Test
	void nobodyApprovesTheOwnFigureAndOthersEnterNone() {
		Official coordinator = official("coordinator");
		this.indicators.enter(content("gdp", 2018, "99.00", "3.0", null), UUID.randomUUID(), coordinator);
		long id = latest();
		assertThatExceptionOfType(Refusal.class).isThrownBy(() -> this.desk.approve(id, coordinator))
			.satisfies((refusal) -> assertThat(refusal.key()).isEqualTo("approval.refusal.own"));
		this.desk.withdraw(id, coordinator);
		assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> this.indicators
			.enter(content("gdp", 2018, "99.00", null, null), UUID.randomUUID(), official("clerk-dali")));
		assertThatExceptionOfType(Refusal.class).isThrownBy(() -> this.indicators
			.enter(content("gdp", LocalDate.now().getYear() + 1, "9.00", null, null), UUID.randomUUID(), coordinator));
	}

	@Test
	void anEditorEntersSupportForTheOwnProjectsAlone() throws Exception {
		Official social = official("editor-social");
		this.alliance.enter(null, new PartyContent("试验党支部", null, true), 0, UUID.randomUUID(), social);
		this.desk.approve(latest(), official("coordinator"));
		String party = this.alliance.parties()
			.stream()
			.filter((one) -> one.name().equals("试验党支部"))
			.findFirst()
			.orElseThrow()
			.code();
		SupportContent content = new SupportContent(party, "old-and-young", null, "每月来照料中心理发一次", LocalDate.now(), null);
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> this.alliance.enter(null, content, 0, UUID.randomUUID(), official("editor-agriculture")));
		this.alliance.enter(null, content, 0, UUID.randomUUID(), social);
		assertThat(page("/projects/old-and-young")).doesNotContain("每月来照料中心理发一次");
		this.desk.approve(latest(), official("coordinator"));
		assertThat(page("/projects/old-and-young")).contains("试验党支部", "每月来照料中心理发一次");
		assertThat(page("/")).contains("试验党支部");
		assertThat(this.supports.ofWorkshops()).isNotEmpty().allMatch((one) -> one.workshop() != null);
	}

	@Test
	void aWorkshopThatIsRenamedKeepsItsSupporters() throws Exception {
		Official social = official("editor-social");
		long workshop = this.jdbc.sql("select id from workshop where name = '示例蔬菜农场'").query(Long.class).single();
		String party = this.alliance.parties().get(0).code();
		assertThatExceptionOfType(Refusal.class)
			.isThrownBy(() -> this.alliance.enter(null,
					new SupportContent(party, "workshops", 999_999L, "派农技员", LocalDate.now(), null), 0,
					UUID.randomUUID(), social))
			.satisfies((refusal) -> assertThat(refusal.field()).isEqualTo("workshop"));
		this.alliance.enter(null, new SupportContent(party, "workshops", workshop, "派农技员", LocalDate.now(), null), 0,
				UUID.randomUUID(), social);
		this.desk.approve(latest(), official("coordinator"));
		this.jdbc.sql("update workshop set name = '示例改名农场' where id = ?").param(workshop).update();
		assertThat(this.supports.byWorkshop().get(workshop)).isNotEmpty();
		assertThat(this.supports.ofWorkshops()).anySatisfy((one) -> assertThat(one.workshop()).isEqualTo("示例改名农场"));
		String name = this.supports.byWorkshop().get(workshop).get(0).name();
		assertThat(page("/jobs")).containsPattern("示例改名农场[\\s\\S]{1,400}" + name);
		this.jdbc.sql("update workshop set name = '示例蔬菜农场' where id = ?").param(workshop).update();
	}

	private String page(String address) throws Exception {
		return this.mvc.perform(get(address)).andReturn().getResponse().getContentAsString();
	}

	private List<Figure> of(int year) {
		return this.overview.all()
			.stream()
			.filter((one) -> one.code().equals("industrial-output") && one.periodStart().getYear() == year)
			.toList();
	}

	private void figure(String code, int year, String value, @Nullable String growth, @Nullable String reason) {
		this.indicators.enter(content(code, year, value, growth, reason), UUID.randomUUID(),
				official("editor-economy"));
		this.desk.approve(latest(), official("coordinator"));
	}

	private static FigureContent content(String code, int year, String value, @Nullable String growth,
			@Nullable String reason) {
		return new FigureContent(code, LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31), new BigDecimal(value),
				(growth != null) ? new BigDecimal(growth) : null, null, LocalDate.of(year, 12, 31), "试验来源", reason);
	}

	private long latest() {
		return this.jdbc.sql("select max(id) from entry").query(Long.class).single();
	}

	private Official official(String username) {
		return this.accounts.findByUsername(username).orElseThrow();
	}

}
