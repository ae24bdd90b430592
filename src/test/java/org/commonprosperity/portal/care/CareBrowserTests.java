package org.commonprosperity.portal.care;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import org.commonprosperity.portal.support.Browsers;
import org.commonprosperity.portal.support.PortalTest;
import org.commonprosperity.portal.support.Visit;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.web.server.LocalServerPort;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * An old resident on a phone, and the clerk who enters what the resident finds. It
 * changes what is on record, so its database is its own.
 */
@PortalTest(properties = "portal.test.database=care-browser")
class CareBrowserTests {

	private static final int TARGET = 44;

	@LocalServerPort
	private int port;

	@Test
	void anOldResidentFindsTheNearestMealAndWhenItIsServedWithoutJavaScript() {
		try (Visit resident = Visit.to(this.port, Browsers.width(360), Browsers.withoutJavaScript())
			.prefer("mode", "elder")) {
			Page page = resident.open("/");
			page.locator("nav.main a", new Page.LocatorOptions().setHasText("一老一小")).click();
			page.locator("#where a", new Page.LocatorOptions().setHasText("永兴社区")).click();
			Locator nearest = page.locator("#nearest article");
			assertThat(nearest).hasCount(1);
			assertThat(nearest).containsText("幸福食堂（演示）");
			assertThat(nearest).containsText("步行约");
			assertThat(nearest).containsText("供餐");
			assertThat(nearest).containsText("星期一至星期六：上午\u00a010\u00a0点\u00a045\u00a0分至 中午\u00a012\u00a0点半");
			assertThat(nearest).containsText("8 元");
			Locator call = nearest.locator("a[href^='tel:']");
			assertThat(call).hasAttribute("href", "tel:0573-00000011");
			BoundingBox box = call.boundingBox();
			assertThat(Math.min(box.width, box.height)).isGreaterThanOrEqualTo(TARGET);
			assertThat(resident.overflow()).isZero();
			// looking for something else, with the form alone
			page.locator("#kind").selectOption("childrens-home");
			page.locator("#find .btn", new Page.LocatorOptions().setHasText("查找")).first().click();
			assertThat(page.locator("#list article")).not().hasCount(0);
			assertThat(page.locator("#list article").first()).containsText("儿童之家");
		}
	}

	@Test
	void whatTheClerkEntersTheCoordinatorApprovesAndTheResidentReads() {
		String day = LocalDate.now().plusDays(2).toString();
		try (Visit clerk = Visit.to(this.port);
				Visit office = Visit.to(this.port);
				Visit resident = Visit.to(this.port)) {
			clerk.signIn("clerk-yongxing");
			Page form = clerk.open("/office/care/facilities/lujiaqiao/edit");
			form.locator("#hours").fill("周一至周五 早上到晚上");
			button(form, "提交审核");
			assertThat(form.locator("#errors")).containsText("没有读懂");
			assertThat(form.locator("#hours")).hasValue("周一至周五 早上到晚上");
			form.locator("#hours").fill("周一至周五 8:30-11:00 13:00-16:30\n节假日 休息");
			button(form, "提交审核");
			assertThat(form.locator(".flash")).containsText("等待共富办审核");
			resident.open("/care/lujiaqiao").locator("h1");
			assertThat(resident.text()).doesNotContain("8 点半");
			office.signIn("coordinator");
			Page review = office.open("/office/entries");
			review.locator("article", new Page.LocatorOptions().setHasText("陆家桥"))
				.locator("input[type=checkbox]")
				.check();
			button(review, "通过所选");
			assertThat(review.locator(".flash")).containsText("已通过 1 项");
			resident.open("/care/lujiaqiao");
			resident.mustSay("上午 8 点半至 11 点");
			Page activity = clerk.open("/office/care/activities/new");
			activity.locator("#title").fill("浏览器试验活动");
			activity.locator("#day").fill(day);
			activity.locator("#starts").fill("9:00");
			activity.locator("#ends").fill("10:00");
			activity.locator("#place").fill("一楼");
			activity.locator("#places").fill("2");
			activity.locator("#telephone").fill("0573-00000302");
			button(activity, "提交审核");
			assertThat(activity.locator("h1")).containsText("浏览器试验活动");
			Page again = office.open("/office/entries");
			again.locator("article", new Page.LocatorOptions().setHasText("浏览器试验活动"))
				.locator("input[type=checkbox]")
				.check();
			button(again, "通过所选");
			assertThat(again.locator(".flash")).containsText("已通过 1 项");
			activity.reload();
			activity.locator("#name").fill("试验居民");
			activity.locator("#number").fill("0573-00000301");
			button(activity, "登记报名");
			assertThat(activity.locator("#sign-ups tbody tr")).hasCount(1);
		}
	}

	@Test
	void theOfficePagesLeaveNothingForAxeToFindAndNothingToScrollSideways() {
		Map<String, Object> found = new TreeMap<>();
		List<String> pages = List.of("/office/care", "/office/care/facilities/yongxing-1",
				"/office/care/facilities/yongxing-1/edit", "/office/care/activities/new",
				"/office/care/coverage/yongxing");
		for (String mode : List.of("standard", "elder")) {
			try (Visit visit = Visit.to(this.port, Browsers.width(320))
				.prefer("mode", mode)
				.prefer("lang", mode.equals("elder") ? "zh" : "en")) {
				visit.signIn("clerk-yongxing");
				look(visit, pages, mode, found);
			}
		}
		assertThat(found).isEmpty();
	}

	private static void look(Visit visit, List<String> pages, String mode, Map<String, Object> found) {
		for (String address : pages) {
			Page page = visit.open(address);
			List<Object> wrong = new ArrayList<>(visit.violations());
			if (visit.overflow() > 0) {
				wrong.add("sideways by " + visit.overflow());
			}
			if (page.locator(".lost").count() > 0) {
				wrong.add("lost");
			}
			if (!wrong.isEmpty()) {
				found.put(mode + " " + address, wrong);
			}
		}
	}

	private static void button(Page page, String text) {
		page.locator("main button:visible", new Page.LocatorOptions().setHasText(text)).last().click();
	}

}
