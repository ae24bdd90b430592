package org.commonprosperity.portal.demo;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
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
import org.commonprosperity.portal.project.ProposalLine;
import org.commonprosperity.portal.project.ProposalList;
import org.commonprosperity.portal.project.Submission;
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

	void seed() {
		Official coordinator = official("coordinator");
		LocalDate today = LocalDate.now(this.clock);
		Writer wharf = new Writer("wharf", coordinator, today);
		wharf.record("agriculture", "演示领导一（党工委委员）", -300, 40);
		wharf.plan(milestone("施工招标", 10, -300, -271), milestone("基础施工", 25, -270, -181),
				milestone("码头主体", 35, -180, -61), milestone("设备安装验收", 20, -60, -8), milestone("投入使用", 10, 3, 36));
		wharf.met("施工招标", -298, -274, "完成施工招标。");
		wharf.met("基础施工", -270, -176, "因汛期停工五天，晚五天完成。");
		wharf.met("码头主体", -176, -63, "主体结构通过验收。");
		wharf.begun("设备安装验收", -55, "40");
		wharf.declare(DeclaredState.ON_TRACK, null);

		Writer boutique = new Writer("boutique-line", coordinator, today);
		boutique.record("economy", "演示领导二（管委会副主任）", -330, 120);
		boutique.plan(milestone("线路设施提升", 30, -330, -201), milestone("首批业态开业", 30, -200, -91),
				milestone("白荡浜二期民宿签约", 25, -90, -20), milestone("冬季乡村游活动", 15, -12, 60));
		boutique.met("线路设施提升", -328, -205, null);
		boutique.met("首批业态开业", -200, -95, "四家业态全部开业。");
		boutique.begun("白荡浜二期民宿签约", -88, "60");
		boutique.postpone("白荡浜二期民宿签约", 10, "签约方调整设计方案，双方同意延后签约。");
		boutique.begun("冬季乡村游活动", -10, null);
		boutique.sign("演示民宿甲", "民宿", "12600000.00", -96);
		boutique.sign("演示餐饮乙", "餐饮管理", "4850000.00", -95);
		boutique.declare(DeclaredState.ON_TRACK, null);

		Writer factory = new Writer("factory", coordinator, today);
		factory.record("economy", "演示领导二（管委会副主任）", -240, 45);
		factory.plan(milestone("闲置厂房摸底", 20, -240, -181), milestone("改造方案设计", 20, -180, -121),
				milestone("厂房改造竣工", 35, -120, -25), milestone("企业招引入驻", 25, 5, 44));
		factory.met("闲置厂房摸底", -240, -186, null);
		factory.met("改造方案设计", -180, -112, "设计方案修改两轮。");
		factory.begun("厂房改造竣工", -100, null);
		factory.declare(DeclaredState.OFF_TRACK, "施工单位更换，改造进度滞后。");

		Writer enclave = new Writer("enclave", coordinator, today);
		enclave.record("agriculture", "演示领导一（党工委委员）", -300, -30);
		enclave.plan(milestone("三村出资到位", 40, -300, -211), milestone("飞地项目投产", 40, -210, -91),
				milestone("首次收益分配", 20, -90, -40));
		enclave.met("三村出资到位", -300, -215, null);
		enclave.met("飞地项目投产", -210, -93, null);
		enclave.met("首次收益分配", -90, -41, "三村收益已入账。");

		Writer workshops = new Writer("workshops", coordinator, today);
		workshops.record("social", "演示领导三（街道办事处副主任）", -320, 40);
		workshops.plan(milestone("首家共富直播间开播", 30, -320, -211), milestone("共富车间扩容", 40, -210, -61),
				milestone("第三家直播间开播", 30, -60, 20));
		workshops.met("首家共富直播间开播", -320, -214, null);
		workshops.met("共富车间扩容", -210, -66, null);
		workshops.begun("第三家直播间开播", -58, "45");

		Writer care = new Writer("old-and-young", coordinator, today);
		care.record("social", "演示领导三（街道办事处副主任）", -280, 35);
		care.plan(milestone("照料中心改造", 45, -280, -121), milestone("儿童之家设施验收", 35, -120, 12),
				milestone("助餐点开放", 20, -45, 34));
		care.met("照料中心改造", -278, -125, null);
		care.begun("儿童之家设施验收", -118, "70");

		Writer grid = new Writer("grid", coordinator, today);
		grid.record("governance", null, null, null);

		waiting(today);
		cite();
	}

	/** One entry that waits for approval, and one that came back. */
	private void waiting(LocalDate today) {
		new Writer("old-and-young", official("editor-social"), today).begun("助餐点开放", -2, null);
		new Writer("factory", official("editor-economy"), today).percent("厂房改造竣工", "35");
		for (ProposalLine line : this.proposals.pendingOf("factory")) {
			this.service.sendBack(line.id(), "现场核查约为两成，请核实后重新提交。", official("coordinator"));
		}
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

	/**
	 * Enters changes of one project, days counted from today.
	 */
	private final class Writer {

		private final String code;

		private final Official by;

		private final LocalDate today;

		Writer(String code, Official by, LocalDate today) {
			this.code = code;
			this.by = by;
			this.today = today;
		}

		void record(String department, @Nullable String lead, @Nullable Integer start, @Nullable Integer deadline) {
			ProjectSheet sheet = DemoProjects.this.overview.sheet(this.code);
			long id = DemoProjects.this.jdbc.sql("select id from department where code = ?")
				.param(department)
				.query(Long.class)
				.single();
			send(new ReviseRecord(sheet.content(), sheet.contentEn(), lead, id, day(start), day(deadline)),
					sheet.version());
		}

		void plan(Planned... milestones) {
			List<PlannedMilestone> plan = new ArrayList<>();
			for (Planned planned : milestones) {
				plan.add(new PlannedMilestone(null, planned.name, new Percent(BigDecimal.valueOf(planned.weight)),
						this.today.plusDays(planned.start), this.today.plusDays(planned.due)));
			}
			send(new RevisePlan(plan, List.of(), null), DemoProjects.this.overview.sheet(this.code).version());
		}

		void met(String name, int begun, int on, @Nullable String note) {
			MilestoneLine milestone = milestone(name);
			send(new CompleteMilestone(milestone.id(), this.today.plusDays(begun), this.today.plusDays(on), note),
					milestone.version());
		}

		void begun(String name, int on, @Nullable String percent) {
			MilestoneLine milestone = milestone(name);
			send(new BeginMilestone(milestone.id(), this.today.plusDays(on)), milestone.version());
			if (percent != null) {
				percent(name, percent);
			}
		}

		void percent(String name, String percent) {
			MilestoneLine milestone = milestone(name);
			send(new StatePercent(milestone.id(), Percent.of(percent)), milestone.version());
		}

		void postpone(String name, int due, String reason) {
			MilestoneLine milestone = milestone(name);
			send(new PostponeMilestone(milestone.id(), this.today.plusDays(due), reason), milestone.version());
		}

		void sign(String name, String kind, String yuan, int on) {
			send(new AddVenture(null, name, kind, new Money(new BigDecimal(yuan)), this.today.plusDays(on)),
					DemoProjects.this.overview.sheet(this.code).version());
		}

		void declare(DeclaredState state, @Nullable String reason) {
			send(new DeclareState(state, reason), DemoProjects.this.overview.sheet(this.code).version());
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
