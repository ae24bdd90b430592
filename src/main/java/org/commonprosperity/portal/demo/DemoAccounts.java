package org.commonprosperity.portal.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.AccountSeeder;
import org.commonprosperity.portal.account.AccountSeeder.Seed;
import org.commonprosperity.portal.account.Particulars;
import org.commonprosperity.portal.account.Role;
import org.commonprosperity.portal.organisation.Communities;
import org.commonprosperity.portal.organisation.Community;
import org.commonprosperity.portal.organisation.Department;
import org.commonprosperity.portal.organisation.Departments;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The demo's officials, one for each thing that can be tried out; nobody's real name.
 */
@Component
@Profile("demo")
@RequiredArgsConstructor
class DemoAccounts {

	/**
	 * The password of all of them, printed at start-up and in the README.
	 */
	static final String PASSWORD = "gongfu-demo";

	/**
	 * Their usernames, in the order in which they are told.
	 */
	static final List<String> USERNAMES = List.of("admin", "security", "auditor", "coordinator", "leader", "finance",
			"editor-agriculture", "editor-economy", "editor-social", "clerk-shenjianong", "clerk-zhongdai",
			"clerk-dali", "clerk-yongxing");

	private final AccountSeeder accounts;

	private final Departments departments;

	private final Communities communities;

	/** Makes those that are not there yet. */
	@Transactional
	public void seed() {
		List<Seed> seeds = new ArrayList<>();
		seeds.add(seed("admin", "演示系统管理员", "党政办公室", Role.ADMIN));
		seeds.add(seed("security", "演示安全管理员", "党政办公室", Role.SECURITY));
		seeds.add(seed("auditor", "演示审计员", "纪检监察室", Role.AUDITOR));
		seeds.add(seed("coordinator", "演示统筹员", "共富办", Role.COORDINATOR));
		seeds.add(seed("leader", "演示牵头领导", "管委会", Role.LEADER));
		seeds.add(seed("finance", "演示财务经办", "财政办", Role.FINANCE));
		seeds.add(editor("editor-agriculture", "演示填报员甲", "agriculture"));
		seeds.add(editor("editor-economy", "演示填报员乙", "economy"));
		seeds.add(editor("editor-social", "演示填报员丙", "social"));
		seeds.add(clerk("clerk-shenjianong", "演示村社员甲", "shenjianong"));
		seeds.add(clerk("clerk-zhongdai", "演示村社员乙", "zhongdai"));
		seeds.add(clerk("clerk-dali", "演示村社员丙", "dali"));
		seeds.add(clerk("clerk-yongxing", "演示村社员丁", "yongxing"));
		this.accounts.seed(seeds, PASSWORD);
	}

	private static Seed seed(String username, String name, String unit, Role role) {
		return new Seed(new Particulars(username, name, unit, null, null), role, Set.of(), Set.of());
	}

	private Seed editor(String username, String name, String code) {
		Department department = this.departments.findByCode(code)
			.orElseThrow(() -> new IllegalStateException("no department " + code));
		return new Seed(new Particulars(username, name, department.getName(), null, null), Role.EDITOR,
				Set.of(department.getId()), Set.of());
	}

	private Seed clerk(String username, String name, String code) {
		Community community = this.communities.findByCode(code)
			.orElseThrow(() -> new IllegalStateException("no village or community " + code));
		return new Seed(new Particulars(username, name, community.getName(), null, null), Role.CLERK, Set.of(),
				Set.of(community.getId()));
	}

}
