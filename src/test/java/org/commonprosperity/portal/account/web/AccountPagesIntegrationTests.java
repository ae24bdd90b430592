package org.commonprosperity.portal.account.web;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.commonprosperity.portal.account.AccountDirectory;
import org.commonprosperity.portal.account.AccountFixture;
import org.commonprosperity.portal.account.AccountService;
import org.commonprosperity.portal.account.AccountTest;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.account.Particulars;
import org.commonprosperity.portal.account.Role;
import org.commonprosperity.portal.account.Visitor;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The pages about accounts as who keeps them and who grants see them.
 */
@AccountTest
class AccountPagesIntegrationTests {

	@LocalServerPort
	private int port;

	@Autowired
	private AccountFixture fixture;

	@Autowired
	private AccountService accounts;

	@Autowired
	private AccountDirectory directory;

	@Test
	void opensAnAccountAndShowsItsLinkOnce() {
		Visitor admin = admin().get("/office/accounts/new");
		String username = AccountFixture.username();
		admin.submit("/office/accounts/new", Map.of("username", username, "name", "周某", "unit", "测试单位"));
		String address = admin.location();
		assertThat(admin.follow().body()).contains("周某", username, "待授权", "还没有设置密码");
		admin.submit(address + "/link", Map.of());
		assertThat(admin.body()).containsPattern("http://127.0.0.1:" + this.port + "/password/[A-Za-z0-9_-]{43}");
		assertThat(admin.get(address).body()).contains("有一个未使用的一次性链接").doesNotContain("/password/");
	}

	@Test
	void keepsWhatWasTypedAndSaysWhatIsWrongAtTheField() {
		Visitor admin = admin().get("/office/accounts/new");
		admin.submit("/office/accounts/new",
				Map.of("username", "1 wrong", "name", "", "unit", "测试单位", "telephone", "abc"));
		assertThat(admin.body()).contains("有 3 处需要修改", "请填写用户名", "请填写姓名", "请填写电话号码", "value=\"1 wrong\"",
				"value=\"测试单位\"");
		String taken = this.fixture.newcomer().username();
		admin.submit("/office/accounts/new", Map.of("username", taken, "name", "周某", "unit", "测试单位", "telephone", ""));
		assertThat(admin.body()).contains("用户名 " + taken + " 已经有人用了");
	}

	@Test
	void speaksEnglishToWhoWantsIt() {
		Visitor admin = admin().get("/office/accounts/new?lang=en").get("/office/accounts/new");
		admin.submit("/office/accounts/new", Map.of("username", "", "name", "", "unit", ""));
		assertThat(admin.body()).contains("Enter a name", "Enter a unit", "3 things need your attention");
	}

	@Test
	void showsBothVersionsWhenSomebodyElseSavedMeanwhileAndLosesNeither() {
		Official somebody = this.fixture.newcomer();
		String address = "/office/accounts/" + somebody.id() + "/edit";
		Visitor slow = admin().get(address);
		assertThat(slow.body()).doesNotContain("现在的记录");
		admin().get(address).submit(address, Map.of("name", "快者", "unit", "单位一"));
		slow.submit(address, Map.of("name", "慢者", "unit", "单位二"));
		assertThat(slow.body()).contains("您打开这一页以后，别人改过这个账号", "快者", "单位一", "慢者", "单位二");
		assertThat(this.directory.findByUsername(somebody.username()).orElseThrow().fullName()).isEqualTo("快者");
		slow.submit(address, Map.of());
		assertThat(this.directory.findByUsername(somebody.username()).orElseThrow().fullName()).isEqualTo("慢者");
	}

	@Test
	void showsBothVersionsOfGrants() {
		Official somebody = this.fixture.newcomer();
		String address = "/office/accounts/" + somebody.id() + "/grants";
		Visitor slow = security().get(address);
		security().get(address).submit(address, Map.of("roles", List.of("LEADER")));
		slow.submit(address, Map.of("roles", List.of("FINANCE")));
		assertThat(slow.body()).contains("您填的", "现在的记录", "别人改过这个账号");
		assertThat(role(somebody)).isEqualTo(Role.LEADER);
		slow.submit(address, Map.of("roles", List.of("FINANCE")));
		assertThat(role(somebody)).isEqualTo(Role.FINANCE);
	}

	@Test
	void offersTheSecurityAdministratorThePredecessorsGrantsWithOneClick() {
		this.fixture.letNobodyWaitForGrants();
		Official leaving = this.fixture.with(Role.EDITOR);
		Visitor admin = admin().get("/office/accounts/" + leaving.id() + "/handover");
		String username = AccountFixture.username();
		admin.submit("/office/accounts/" + leaving.id() + "/handover",
				Map.of("username", username, "name", "继任者", "unit", "测试单位"));
		assertThat(admin.body()).contains("/password/", "岗位已移交");
		String address = "/office/accounts/" + this.directory.findByUsername(username).orElseThrow().id();
		Visitor security = security().get("/office");
		assertThat(security.body()).contains("继任者", address);
		assertThat(security.get(address).body()).contains("接任测试员（" + leaving.username() + "）", "农业农村办");
		security.submit(address + "/grants/predecessor", Map.of());
		assertThat(security.location()).isEqualTo(address);
		assertThat(this.directory.findByUsername(username).orElseThrow().roles()).containsExactly(Role.EDITOR);
		assertThat(admin().get(address).body()).doesNotContain("/grants/predecessor");
	}

	@Test
	void findsFiltersAndSortsAccountsAPageAtATime() {
		String unit = "单位" + UUID.randomUUID().toString().substring(0, 6) + "%_";
		Official admin = this.directory.findByUsername("admin").orElseThrow();
		for (int i = 0; i < 21; i++) {
			this.accounts.create(admin, UUID.randomUUID(),
					new Particulars(AccountFixture.username(), "安某" + (char) ('a' + i), unit, null, null));
		}
		Visitor visitor = admin();
		String query = "/office/accounts?q=" + unit.replace("%", "%25");
		assertThat(visitor.get(query).body()).contains("共 21 个账号", "安某a", "安某t", "第 1 页，共 2 页").doesNotContain("安某u");
		assertThat(visitor.get(query + "&page=2").body()).contains("安某u").doesNotContain("安某t");
		assertThat(visitor.get(query + "&role=NONE&state=enabled&sort=last").body()).contains("共 21 个账号");
		assertThat(visitor.get(query + "&role=EDITOR").body()).contains("没有符合条件的账号");
		assertThat(visitor.get(query + "&state=disabled").body()).contains("没有符合条件的账号");
		assertThat(visitor.get("/office/accounts?q=editor-agri&role=EDITOR").body()).contains("共 1 个账号", "农业农村办");
	}

	@Test
	void showsAReasonWhenALinkIsAskedForADisabledAccount() {
		Official somebody = this.fixture.newcomer();
		String address = "/office/accounts/" + somebody.id();
		Visitor admin = admin().get(address);
		Map<String, Object> form = admin.form(address + "/link");
		admin.submit(address + "/disable", Map.of());
		assertThat(admin.follow().body()).contains("账号已停用，此人的登录已失效", "已停用");
		assertThat(admin.send(address + "/link", form).body()).contains("请先启用再生成链接");
		admin.get(address).submit(address + "/enable", Map.of());
		assertThat(admin.follow().body()).contains("账号已启用");
	}

	@Test
	void saysWhatToDoWithALinkThatWasUsed() {
		Official somebody = this.fixture.newcomer();
		String token = this.accounts.issueLink(this.directory.findByUsername("admin").orElseThrow(), somebody.id())
			.token();
		Visitor visitor = new Visitor(this.port).get("/password/" + token);
		assertThat(visitor.body()).contains("测试员", somebody.username());
		visitor.submit("/password/" + token, Map.of("password", "one of two words", "passwordAgain", "another"));
		assertThat(visitor.body()).contains("两次输入的密码不一样").doesNotContain("one of two words");
		visitor.submit("/password/" + token,
				Map.of("password", AccountFixture.PASSWORD, "passwordAgain", AccountFixture.PASSWORD));
		assertThat(visitor.location()).isEqualTo("/login?set");
		assertThat(visitor.get("/password/" + token).body()).contains("这个链接已经用过了");
		assertThat(visitor.status()).isEqualTo(410);
	}

	private Role role(Official official) {
		return this.directory.findByUsername(official.username()).orElseThrow().roles().iterator().next();
	}

	private Visitor admin() {
		return new Visitor(this.port).signIn(this.fixture.with(Role.ADMIN));
	}

	private Visitor security() {
		return new Visitor(this.port).signIn(this.fixture.with(Role.SECURITY));
	}

}
