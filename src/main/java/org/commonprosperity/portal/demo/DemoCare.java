package org.commonprosperity.portal.demo;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.AccountDirectory;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.alliance.AllianceService;
import org.commonprosperity.portal.alliance.PartyContent;
import org.commonprosperity.portal.alliance.SupportContent;
import org.commonprosperity.portal.care.ActivityContent;
import org.commonprosperity.portal.care.CareService;
import org.commonprosperity.portal.care.CareService.NewPhoto;
import org.commonprosperity.portal.care.FacilityContent;
import org.commonprosperity.portal.care.FacilityContent.State;
import org.commonprosperity.portal.care.HoursText;
import org.commonprosperity.portal.care.NearContent;
import org.commonprosperity.portal.care.ServiceContent;
import org.commonprosperity.portal.care.SignUps;
import org.commonprosperity.portal.entry.EntryDesk;
import org.commonprosperity.portal.indicator.FigureContent;
import org.commonprosperity.portal.indicator.IndicatorContent;
import org.commonprosperity.portal.indicator.IndicatorService;
import org.commonprosperity.portal.project.ProjectOverview;
import org.commonprosperity.portal.project.ProjectSheet.MilestoneLine;
import org.commonprosperity.portal.shared.Money;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Synthetic facilities, services and activities for the old and the young, one headline
 * figure and a few party organisations; telephone numbers that cannot be rung.
 */
@Component
@Profile("demo")
@RequiredArgsConstructor
class DemoCare {

	private static final String PROJECT = "old-and-young";

	private static final String WEEK = "周一至周六 8:00-18:00；节假日 休息";

	private static final String LUNCH = "周一至周六 10:45-12:30；节假日 休息";

	private static final String BOTH = "周一至周六 10:45-12:30 16:30-18:00；节假日 休息";

	private static final String SOURCE = "演示数据（合成）";

	private final JdbcClient jdbc;

	private final AccountDirectory accounts;

	private final CareService care;

	private final SignUps signUps;

	private final IndicatorService indicators;

	private final AllianceService alliance;

	private final EntryDesk desk;

	private final ProjectOverview projects;

	private final Clock clock;

	/** Enters what there is; after the projects have their plans. */
	void seed() {
		List<Long> milestones = this.projects.sheet(PROJECT)
			.milestones()
			.stream()
			.limit(2)
			.map(MilestoneLine::id)
			.toList();
		String yongxing = facility("yongxing", "home-care-centre", State.OPEN, "幸福食堂（演示）", "30.70110", "121.01830",
				WEEK, "0573-00000011", List.of("餐厅", "日托室", "阅览室"), 60, List.of());
		service("yongxing", yongxing, "meals", BOTH, "8", "每餐，65 岁以上");
		service("yongxing", yongxing, "smart-care", "周一至周五 8:00-17:00", "0", null);
		String pupils = facility("yongxing", "parent-child-room", State.OPEN, "亲子小屋（演示）", "30.70140", "121.01870",
				"周六、周日 9:00-11:30 14:00-16:30", "0573-00000012", List.of("绘本角"), 30, List.of());
		service("yongxing", pupils, "half-past", "周一至周五 15:30-17:30", "0", null);
		facility("yongxing", "nursing-home", State.BUILDING, "颐养中心（演示）", "30.70420", "121.02210", null, null, List.of(),
				120, milestones);
		String dali = facility("dali", "home-care-centre", State.OPEN, "大力村照料中心（演示）", "30.72610", "121.04480", WEEK,
				"0573-00000021", List.of("餐厅", "棋牌室"), 40, List.of());
		service("dali", dali, "meals", LUNCH, "6", "每餐，70 岁以上");
		service("dali", dali, "spring-mud", "周六 13:30-15:30", "0", null);
		String zhongdai = facility("zhongdai", "home-care-centre", State.OPEN, "钟埭村照料中心（演示）", "30.71050", "121.00310",
				WEEK, "0573-00000031", List.of("餐厅"), 35, List.of());
		service("zhongdai", zhongdai, "meals", LUNCH, "7", "每餐，65 岁以上");
		facility("shenjianong", "childrens-home", State.OPEN, "沈家弄村儿童之家（演示）", "30.73320", "121.02050",
				"周三至周日 9:00-11:00 14:00-17:00；节假日 照常", "0573-00000041", List.of("活动室"), 25, List.of());
		near("yongxing", "30.70000", "121.02000", Map.of());
		near("dali", "30.72500", "121.04400", Map.of(dali, 4));
		near("zhongdai", "30.71100", "121.00400", Map.of());
		near("shenjianong", "30.73200", "121.02100", Map.of());
		activities(yongxing, dali);
		indicator();
		alliance();
		// what the demo enters cites the demo
		this.jdbc.sql("""
				update care_facility set source_id = (select id from source where code = 'demo')
				where source_id = (select id from source where code = 'portal-record')""").update();
		this.jdbc.sql("update care_service set source_id = (select id from source where code = 'demo')").update();
		this.jdbc.sql("update care_activity set source_id = (select id from source where code = 'demo')").update();
		this.jdbc.sql("update party_organisation set source_id = (select id from source where code = 'demo')").update();
		this.jdbc.sql("update alliance_support set source_id = (select id from source where code = 'demo')").update();
	}

	private String facility(String community, String kind, State state, String name, String latitude, String longitude,
			@Nullable String hours, @Nullable String telephone, List<String> rooms, int places, List<Long> milestones) {
		LocalDate today = LocalDate.now(this.clock);
		boolean pictured = name.startsWith("幸福");
		FacilityContent content = new FacilityContent(community, kind, state, name, null, "演示路 " + places + " 号", rooms,
				places, (state == State.OPEN) ? today.minusDays(200) : today.plusMonths(6),
				(hours != null) ? HoursText.read("hours", hours) : null, telephone, state == State.OPEN,
				new BigDecimal(latitude), new BigDecimal(longitude), null,
				pictured ? DemoPicture.HOUSE.caption() : null, PROJECT, milestones, null);
		NewPhoto photo = pictured ? new NewPhoto("demo.png", DemoPicture.HOUSE.open(), true) : null;
		String code = this.care.enterFacility(null, content, photo, 0, UUID.randomUUID(), clerk(community));
		approve();
		return code;
	}

	private void service(String community, String facility, String kind, String hours, String price,
			@Nullable String note) {
		this.care.enterService(new ServiceContent(facility, kind, HoursText.read("hours", hours),
				new Money(new BigDecimal(price)), note, null, false), 0, UUID.randomUUID(), clerk(community));
		approve();
	}

	private void near(String community, String latitude, String longitude, Map<String, Integer> minutes) {
		this.care.enterNear(new NearContent(community, new BigDecimal(latitude), new BigDecimal(longitude), minutes), 0,
				UUID.randomUUID(), clerk(community));
		approve();
	}

	private void activities(String yongxing, String dali) {
		activity("yongxing", yongxing, "健康义诊（演示）", 1, "9:00", "11:00", "一楼餐厅", 20, 3);
		activity("yongxing", yongxing, "手机怎么用（演示）", 2, "14:00", "15:30", "二楼阅览室", 3, 3);
		activity("dali", dali, "重阳包粽子（演示）", 3, "9:30", "11:00", "棋牌室", null, 0);
		activity("yongxing", null, "亲子阅读（演示）", 9, "10:00", "11:00", "社区广场", 30, 1);
		activity("dali", dali, "防诈骗讲座（演示）", 16, "14:00", "15:00", "棋牌室", 25, 0);
	}

	private void activity(String community, @Nullable String facility, String title, int days, String starts,
			String ends, String place, @Nullable Integer places, int people) {
		Official clerk = clerk(community);
		ActivityContent content = new ActivityContent(community, facility, title,
				LocalDate.now(this.clock).plusDays(days), time(starts), time(ends), place, places,
				(facility == null) ? "0573-00000013" : null, null, false);
		String code = this.care.enterActivity(null, content, 0, UUID.randomUUID(), clerk);
		approve();
		for (int person = 1; person <= people; person++) {
			this.signUps.take(code, "演示居民" + person, "0000000000" + person, UUID.randomUUID(), clerk);
		}
	}

	private static LocalTime time(String text) {
		return LocalTime.parse((text.length() < 5) ? "0" + text : text);
	}

	private void indicator() {
		Official editor = official("editor-economy");
		this.indicators.enter(
				new IndicatorContent("demo-retail", "社会消费品零售总额（演示）", "Retail sales (demo)", "亿元", "CNY 100 million"),
				UUID.randomUUID(), editor);
		approve();
		int year = LocalDate.now(this.clock).getYear() - 1;
		figure(editor, year - 1, "61.20", null);
		figure(editor, year, "65.80", null);
		figure(editor, year, "65.84", "按年报更正");
	}

	private void figure(Official by, int year, String value, @Nullable String reason) {
		this.indicators.enter(
				new FigureContent("demo-retail", LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31),
						new BigDecimal(value), null, null, LocalDate.of(year, 12, 31), SOURCE, reason),
				UUID.randomUUID(), by);
		approve();
	}

	private void alliance() {
		String first = party("演示机关党支部");
		String second = party("演示企业党支部");
		support("editor-social", first, PROJECT, null, "每周两次到照料中心帮厨、陪聊。");
		support("editor-social", second, "workshops", workshop("示例直播间"), "提供直播设备，派两名师傅带教。");
		support("editor-agriculture", first, "wharf", null, "联系航运单位，帮助办理岸线手续。");
	}

	private String party(String name) {
		this.alliance.enter(null, new PartyContent(name, null, true), 0, UUID.randomUUID(), official("editor-social"));
		approve();
		return this.jdbc.sql("select code from party_organisation where name = ?")
			.param(name)
			.query(String.class)
			.single();
	}

	private void support(String editor, String party, String project, @Nullable Long workshop, String what) {
		this.alliance.enter(null,
				new SupportContent(party, project, workshop, what, LocalDate.now(this.clock).minusDays(120), null), 0,
				UUID.randomUUID(), official(editor));
		approve();
	}

	private Long workshop(String name) {
		return this.jdbc.sql("select id from workshop where name = ?").param(name).query(Long.class).single();
	}

	/** Approves what was just entered. */
	private void approve() {
		long id = this.jdbc.sql("select max(id) from entry").query(Long.class).single();
		this.desk.approve(id, official("coordinator"));
	}

	private Official clerk(String community) {
		return official("clerk-" + community);
	}

	private Official official(String username) {
		return this.accounts.findByUsername(username).orElseThrow();
	}

}
