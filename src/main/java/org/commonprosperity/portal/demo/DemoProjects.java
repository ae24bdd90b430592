package org.commonprosperity.portal.demo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.AccountDirectory;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.project.DeclaredState;
import org.commonprosperity.portal.project.ProjectChange;
import org.commonprosperity.portal.project.ProjectChange.AddVenture;
import org.commonprosperity.portal.project.ProjectChange.BeginMilestone;
import org.commonprosperity.portal.project.ProjectChange.CompleteMilestone;
import org.commonprosperity.portal.project.ProjectChange.DeclareState;
import org.commonprosperity.portal.project.ProjectChange.PlannedMilestone;
import org.commonprosperity.portal.project.ProjectChange.PostponeMilestone;
import org.commonprosperity.portal.project.ProjectChange.ReviseRecord;
import org.commonprosperity.portal.project.ProjectChange.RevisePlan;
import org.commonprosperity.portal.project.ProjectChange.StatePercent;
import org.commonprosperity.portal.project.ProjectOverview;
import org.commonprosperity.portal.project.ProjectService;
import org.commonprosperity.portal.project.ProjectSheet;
import org.commonprosperity.portal.project.ProjectSheet.MilestoneLine;
import org.commonprosperity.portal.project.ProposalList;
import org.commonprosperity.portal.project.Submission;
import org.commonprosperity.portal.reporting.OrderLetter;
import org.commonprosperity.portal.reporting.OrderService;
import org.commonprosperity.portal.reporting.FileKind;
import org.commonprosperity.portal.reporting.ReportContent;
import org.commonprosperity.portal.reporting.ReportFiles;
import org.commonprosperity.portal.reporting.ReportFiles.NewFile;
import org.commonprosperity.portal.reporting.ReportService;
import org.commonprosperity.portal.shared.Money;
import org.commonprosperity.portal.shared.Percent;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Synthetic plans and facts up to today, entered through the same door as an official's,
 * so that the demo can show nothing which the portal would not take.
 */
@Component
@Profile("demo")
@RequiredArgsConstructor
class DemoProjects {

	private final JdbcClient jdbc;

	private final AccountDirectory accounts;

	private final ProjectService service;

	private final ProjectOverview overview;

	private final ProposalList proposals;

	private final ReportService reports;

	private final ReportFiles files;

	private final OrderService orders;

	private final DemoTime time;

	private final Clock clock;

	void departments() {
		this.jdbc.sql("""
				insert into department (code, name, name_en) values
					('economy', '经济发展办', 'Economic Development Office'),
					('governance', '社会治理办', 'Social Governance Office'),
					('social', '社会事业办', 'Social Affairs Office')""").update();
		this.jdbc.sql(
				"insert into source (code, kind, title, title_en) values ('demo', 'DEMO', '演示数据（合成）', 'Demo data (synthetic)')")
			.update();
	}

	/**
	 * Plans, facts and reports from a year ago up to now, each on the day on which it
	 * happened.
	 */
	void seed() {
		LocalDate today = LocalDate.now(this.clock);
		DemoTimeline line = new DemoTimeline(this.time, this.clock);
		Official coordinator = official("coordinator");
		Writer wharf = new Writer("wharf", "agriculture", coordinator, line, today);
		wharf.record("演示领导一（党工委委员）", -300, 40);
		wharf.plan(milestone("施工招标", 10, -300, -271), milestone("基础施工", 25, -270, -181),
				milestone("二期泊位主体", 35, -180, -61), milestone("设备安装验收", 20, -60, -8), milestone("二期投入使用", 10, 3, 40));
		wharf.met("施工招标", -298, -274, "完成施工招标。");
		wharf.met("基础施工", -270, -176, "因汛期停工五天，晚五天完成。");
		wharf.met("二期泊位主体", -176, -63, "主体结构通过验收。");
		wharf.begun("设备安装验收", -55);
		wharf.percent("设备安装验收", -9, "40");
		wharf.declare(-9, DeclaredState.ON_TRACK, null);
		wharf.reports("46000000.00", null);

		Writer boutique = new Writer("boutique-line", "economy", coordinator, line, today);
		boutique.record("演示领导二（管委会副主任）", -330, 120);
		boutique.plan(milestone("线路设施提升", 30, -330, -201), milestone("首批业态开业", 30, -200, -91),
				milestone("白荡浜二期民宿签约", 25, -90, -20), milestone("冬季乡村游活动", 15, -12, 60));
		boutique.met("线路设施提升", -328, -205, null);
		boutique.met("首批业态开业", -200, -95, "四家业态全部开业。");
		boutique.begun("白荡浜二期民宿签约", -88);
		boutique.percent("白荡浜二期民宿签约", -40, "60");
		boutique.postpone("白荡浜二期民宿签约", -22, 10, "签约方调整设计方案，双方同意延后签约。");
		boutique.begun("冬季乡村游活动", -10);
		boutique.sign("演示民宿甲", "民宿", "12600000.00", -96);
		boutique.sign("演示餐饮乙", "餐饮管理", "4850000.00", -95);
		boutique.declare(-22, DeclaredState.ON_TRACK, null);
		boutique.photos(YearMonth.from(today).minusMonths(2), DemoPicture.PATH, DemoPicture.HOUSE);
		boutique.reports("31000000.00", null);

		Writer factory = new Writer("factory", "economy", coordinator, line, today);
		factory.record("演示领导二（管委会副主任）", -240, 45);
		factory.plan(milestone("闲置厂房摸底", 20, -240, -181), milestone("改造方案设计", 20, -180, -121),
				milestone("厂房改造竣工", 35, -120, -25), milestone("企业招引入驻", 25, 5, 44));
		factory.met("闲置厂房摸底", -240, -186, null);
		factory.met("改造方案设计", -180, -112, "设计方案修改两轮。");
		factory.begun("厂房改造竣工", -100);
		factory.declare(-24, DeclaredState.OFF_TRACK, "施工单位更换，改造进度滞后。");
		factory.reports("18500000.00", Latest.MISSING);

		Writer enclave = new Writer("enclave", "agriculture", coordinator, line, today);
		enclave.record("演示领导一（党工委委员）", -300, -30);
		enclave.plan(milestone("二期选址和可行性研究", 40, -300, -211), milestone("二期厂房竣工", 40, -210, -91),
				milestone("二期厂房出租", 20, -90, -40));
		enclave.met("二期选址和可行性研究", -300, -215, null);
		enclave.met("二期厂房竣工", -210, -93, null);
		enclave.met("二期厂房出租", -90, -41, "租金并入年度收益，次年年初与一期一并拨付三村。");
		enclave.reports("60000000.00", null);

		Writer workshops = new Writer("workshops", "social", coordinator, line, today);
		workshops.record("演示领导三（街道办事处副主任）", -320, 40);
		workshops.plan(milestone("首家共富直播间开播", 30, -320, -211), milestone("共富车间扩容", 40, -210, -61),
				milestone("第三家直播间开播", 30, -60, 20));
		workshops.met("首家共富直播间开播", -320, -214, null);
		workshops.met("共富车间扩容", -210, -66, null);
		workshops.begun("第三家直播间开播", -58);
		workshops.percent("第三家直播间开播", -20, "45");
		workshops.reports("5200000.00", Latest.RETURNED);

		Writer care = new Writer("old-and-young", "social", coordinator, line, today);
		care.record("演示领导三（街道办事处副主任）", -280, 35);
		care.plan(milestone("照料中心改造", 45, -280, -121), milestone("儿童之家设施验收", 35, -120, 12),
				milestone("助餐点开放", 20, -45, 34));
		care.met("照料中心改造", -278, -125, null);
		care.begun("儿童之家设施验收", -118);
		care.percent("儿童之家设施验收", -15, "70");
		care.reports("7800000.00", Latest.WAITING);

		new Writer("grid", "governance", coordinator, line, today).record(null, null, null);

		new Writer("old-and-young", "social", official("editor-social"), line, today).begun("助餐点开放", -2);
		new Writer("factory", "economy", official("editor-economy"), line, today).percent("厂房改造竣工", -1, "35");
		line.add(today.minusDays(1), 15, () -> this.proposals.pendingOf("factory")
			.forEach((one) -> this.service.sendBack(one.id(), "现场核查约为两成，请核实后重新提交。", coordinator)));
		line.add(today.minusDays(22), 10,
				() -> this.orders.issueOwn("factory",
						new OrderLetter("加快厂房改造，落实新的施工单位", "请在时限内确定施工单位和复工日期，书面回复赶工措施并附现场照片。", today.plusDays(2), null),
						UUID.randomUUID(), coordinator));
		line.add(today.minusDays(21), 9, () -> this.jdbc.sql(
				"select o.id, o.version from supervision_order o join project p on p.id = o.project_id where p.code = 'factory'")
			.query((row) -> {
				this.orders.signFor(row.getLong("id"), new Submission(UUID.randomUUID(), row.getLong("version")),
						official("editor-economy"));
			}));
		line.run();
		leaders(coordinator);
		cite();
	}

	/** The demo's one lead official signs for every project that has one. */
	private void leaders(Official coordinator) {
		long leader = official("leader").id();
		this.overview.lines()
			.stream()
			.filter((line) -> line.leadOfficial() != null)
			.forEach((line) -> this.service.nameLeader(line.code(), leader, coordinator));
	}

	/** What the demo entered cites the demo, not the department. */
	private void cite() {
		for (String table : List.of("fact_source", "venture", "site")) {
			this.jdbc.sql("update " + table
					+ " set source_id = (select id from source where code = 'demo') where source_id = (select id from source where code = 'portal-record')")
				.update();
		}
	}

	private Official official(String username) {
		return this.accounts.findByUsername(username).orElseThrow();
	}

	private static Planned milestone(String name, int weight, int start, int due) {
		return new Planned(name, weight, start, due);
	}

	private record Planned(String name, int weight, int start, int due) {
	}

	/** What became of the report of the latest month. */
	private enum Latest {

		MISSING, RETURNED, WAITING

	}

	/**
	 * Enters changes of one project, days counted from today.
	 */
	private final class Writer {

		private final String code;

		private final String department;

		private final Official by;

		private final DemoTimeline line;

		private final LocalDate today;

		private LocalDate start;

		private final List<Planned> plan = new ArrayList<>();

		private final Map<String, LocalDate> met = new HashMap<>();

		private final Map<YearMonth, List<DemoPicture>> photos = new HashMap<>();

		Writer(String code, String department, Official by, DemoTimeline line, LocalDate today) {
			this.code = code;
			this.department = department;
			this.by = by;
			this.line = line;
			this.today = today;
			this.start = today.minusDays(1);
		}

		void record(@Nullable String lead, @Nullable Integer start, @Nullable Integer deadline) {
			if (start != null) {
				this.start = this.today.plusDays(start);
			}
			this.line.add(this.start, 9, () -> {
				ProjectSheet sheet = DemoProjects.this.overview.sheet(this.code);
				long id = DemoProjects.this.jdbc.sql("select id from department where code = ?")
					.param(this.department)
					.query(Long.class)
					.single();
				send(new ReviseRecord(sheet.content(), sheet.contentEn(), lead, id, day(start), day(deadline)),
						sheet.version());
			});
		}

		void plan(Planned... milestones) {
			this.plan.addAll(List.of(milestones));
			List<PlannedMilestone> rows = this.plan.stream()
				.map((planned) -> new PlannedMilestone(null, planned.name,
						new Percent(BigDecimal.valueOf(planned.weight)), this.today.plusDays(planned.start),
						this.today.plusDays(planned.due)))
				.toList();
			this.line.add(this.start, 10, () -> send(new RevisePlan(rows, List.of(), null),
					DemoProjects.this.overview.sheet(this.code).version()));
		}

		void met(String name, int begun, int on, @Nullable String note) {
			this.met.put(name, this.today.plusDays(on));
			begun(name, begun);
			this.line.add(this.today.plusDays(on), 14, () -> {
				MilestoneLine milestone = milestone(name);
				send(new CompleteMilestone(milestone.id(), null, this.today.plusDays(on), note), milestone.version());
			});
		}

		void begun(String name, int on) {
			this.line.add(this.today.plusDays(on), 11, () -> {
				MilestoneLine milestone = milestone(name);
				send(new BeginMilestone(milestone.id(), this.today.plusDays(on)), milestone.version());
			});
		}

		void percent(String name, int on, String percent) {
			this.line.add(this.today.plusDays(on), 12, () -> {
				MilestoneLine milestone = milestone(name);
				send(new StatePercent(milestone.id(), Percent.of(percent)), milestone.version());
			});
		}

		void postpone(String name, int on, int due, String reason) {
			this.line.add(this.today.plusDays(on), 13, () -> {
				MilestoneLine milestone = milestone(name);
				send(new PostponeMilestone(milestone.id(), this.today.plusDays(due), reason), milestone.version());
			});
		}

		void sign(String name, String kind, String yuan, int on) {
			this.line.add(this.today.plusDays(on), 15,
					() -> send(
							new AddVenture(null, name, kind, new Money(new BigDecimal(yuan)), this.today.plusDays(on)),
							DemoProjects.this.overview.sheet(this.code).version()));
		}

		void declare(int on, DeclaredState state, @Nullable String reason) {
			this.line.add(this.today.plusDays(on), 16,
					() -> send(new DeclareState(state, reason), DemoProjects.this.overview.sheet(this.code).version()));
		}

		/** What the report of a month shows. */
		void photos(YearMonth month, DemoPicture... pictures) {
			this.photos.put(month, List.of(pictures));
		}

		/**
		 * A report for every month up to the last one, sent on the second of the next
		 * month and approved a day later.
		 */
		void reports(String budget, @Nullable Latest latest) {
			LocalDate end = this.met.size() == this.plan.size()
					? this.met.values().stream().max(Comparator.naturalOrder()).orElseThrow() : this.today;
			YearMonth last = YearMonth.from(this.today).minusMonths(1);
			for (YearMonth month = YearMonth.from(this.start); !month.isAfter(last)
					&& !month.isAfter(YearMonth.from(end)); month = month.plusMonths(1)) {
				if (month.equals(last) && latest == Latest.MISSING) {
					continue;
				}
				report(month, new BigDecimal(budget), month.equals(last) ? latest : null);
			}
		}

		private void report(YearMonth month, BigDecimal budget, @Nullable Latest latest) {
			LocalDate sent = month.plusMonths(1).atDay(2);
			this.line.add(sent, 10, () -> {
				ReportContent content = content(month, budget);
				Official editor = official("editor-" + this.department);
				long version = ReportService.NOT_WRITTEN;
				if (this.photos.containsKey(month)) {
					version = DemoProjects.this.reports.save(this.code, month, content, version, editor);
					this.photos.get(month).forEach((picture) -> add(month, picture, editor));
				}
				DemoProjects.this.reports.submit(this.code, month, content, new Submission(UUID.randomUUID(), version),
						editor);
			});
			if (latest == Latest.WAITING) {
				return;
			}
			this.line.add(sent.plusDays(1), 10, () -> {
				long id = DemoProjects.this.jdbc.sql(
						"select r.id from progress_report r join project p on p.id = r.project_id where p.code = ? and r.month = ?")
					.param(this.code)
					.param(month.atDay(1))
					.query(Long.class)
					.single();
				long version = DemoProjects.this.jdbc.sql("select version from progress_report where id = ?")
					.param(id)
					.query(Long.class)
					.single();
				if (latest == Latest.RETURNED) {
					DemoProjects.this.reports.sendBack(id, version, "请补充第三家直播间的设备到位情况。", official("coordinator"));
				}
				else {
					DemoProjects.this.reports.approve(id, version, official("coordinator"));
				}
			});
		}

		private void add(YearMonth month, DemoPicture picture, Official editor) {
			NewFile file = new NewFile(FileKind.PHOTO, picture.name() + ".png", picture.caption(), true);
			DemoProjects.this.files.add(this.code, month, file, picture.open(), UUID.randomUUID(), editor);
		}

		/** What can be said of a month from the plan and what was met. */
		private ReportContent content(YearMonth month, BigDecimal budget) {
			StringBuilder done = new StringBuilder();
			StringBuilder next = new StringBuilder();
			BigDecimal part = BigDecimal.ZERO;
			for (Planned planned : this.plan) {
				LocalDate met = this.met.get(planned.name);
				YearMonth begun = YearMonth.from(this.today.plusDays(planned.start));
				if (met != null && YearMonth.from(met).equals(month)) {
					done.append("“").append(planned.name).append("”已完成。");
				}
				else if (!begun.isAfter(month) && (met == null || YearMonth.from(met).isAfter(month))) {
					done.append("“").append(planned.name).append("”正在推进，现场每周调度一次。");
					next.append("继续推进“").append(planned.name).append("”。");
				}
				if (begun.equals(month.plusMonths(1))) {
					next.append("启动“").append(planned.name).append("”。");
				}
				if (!begun.isAfter(month)) {
					part = part.add(BigDecimal.valueOf(planned.weight));
				}
			}
			BigDecimal invested = budget.multiply(part).movePointLeft(2).setScale(2, RoundingMode.HALF_UP);
			boolean trouble = month.getMonthValue() % 4 == 2;
			return new ReportContent(done.isEmpty() ? "做好前期准备。" : done.toString(), new Money(invested),
					trouble ? "雨天较多，部分工序顺延。" : null, trouble ? "请协调增加一个作业班组。" : null,
					next.isEmpty() ? null : next.toString(), List.of());
		}

		private MilestoneLine milestone(String name) {
			return DemoProjects.this.overview.sheet(this.code)
				.milestones()
				.stream()
				.filter((milestone) -> milestone.name().equals(name))
				.findFirst()
				.orElseThrow();
		}

		private @Nullable LocalDate day(@Nullable Integer days) {
			return (days != null) ? this.today.plusDays(days) : null;
		}

		private void send(ProjectChange change, long version) {
			DemoProjects.this.service.submit(this.code, change, new Submission(UUID.randomUUID(), version), this.by);
		}

	}

}
