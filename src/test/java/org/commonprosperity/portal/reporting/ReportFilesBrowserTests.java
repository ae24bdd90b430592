package org.commonprosperity.portal.reporting;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.time.Clock;
import java.time.YearMonth;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import org.commonprosperity.portal.support.Browsers;
import org.commonprosperity.portal.support.PortalTest;
import org.commonprosperity.portal.support.Visit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Files as a browser sends them to the server itself, and the part of the page that they
 * are chosen on.
 */
@AutoConfigureMockMvc
@Import(ReportFilesPage.class)
@PortalTest(properties = "portal.test.database=report-files")
class ReportFilesBrowserTests {

	private static final int MEGABYTE = 1024 * 1024;

	private static YearMonth last = YearMonth.of(2150, 1);

	@LocalServerPort
	private int port;

	@Autowired
	private ReportFixture reports;

	@Autowired
	private ReportFiles files;

	@Autowired
	private Clock clock;

	@TempDir
	private Path folder;

	private YearMonth month;

	private long report;

	@BeforeEach
	void begin() {
		last = last.plusMonths(1);
		this.month = last;
		this.report = this.reports.draft(this.month);
	}

	@Test
	void keepsAFileWhoseNameIsAsLongAsASystemAllows() {
		String name = "码".repeat(240) + "🚧.pdf";
		try (Visit official = Visit.to(this.port)) {
			official.signIn("editor-agriculture");
			Page page = official.open(page("editor"));
			page.locator("#attachment-file").setInputFiles(new FilePayload(name, "x/y", FileFixture.pdf()));
			page.locator("form:has(#attachment-file) button").click();
			page.waitForURL((url) -> url.endsWith(this.month + "#files"));
		}
		assertThat(list().attachments()).singleElement()
			.satisfies((line) -> assertThat(line.name()).isEqualTo("码".repeat(116) + ".pdf"));
	}

	@ParameterizedTest
	@ValueSource(ints = { 30 * MEGABYTE + 1, 32 * MEGABYTE, 150 * MEGABYTE })
	void answersWhatIsFarTooLargeWithAPageThatSaysSo(int size) throws IOException {
		Path file = this.folder.resolve("录像.jpg");
		try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
			large.setLength(size);
		}
		try (Visit official = Visit.to(this.port, Browsers.withoutJavaScript())) {
			official.signIn("editor-agriculture");
			Page page = official.open(page("editor"));
			page.locator("#photo-file").setInputFiles(file);
			page.locator("#photo-caption").fill("录像");
			page.locator("#photo-agreed").check();
			int status = page
				.waitForResponse((response) -> response.request().method().equals("POST"),
						() -> page.locator("form:has(#photo-file) button").click())
				.status();
			assertThat(status).isEqualTo(413);
			assertThat(page.locator("h1")).hasText("文件太大，没有收下");
		}
		assertThat(list().isEmpty()).isTrue();
	}

	@Test
	void saysBeforeSendingThatAFileIsTooLarge() {
		try (Visit official = Visit.to(this.port)) {
			official.signIn("editor-agriculture");
			Page page = official.open(page("editor"));
			page.locator("#photo-caption").fill("护坡");
			page.locator("#photo-file")
				.setInputFiles(new FilePayload("a.jpg", "image/jpeg",
						FileFixture.padded(FileFixture.jpeg(100, 80), 10 * MEGABYTE + 1)));
			assertThat(page.locator("#photo-file-size")).hasText("文件超过了 10 MB。照片请选较小的尺寸，文件请压缩或分成几份，再选一次");
			assertThat(page.locator("#photo-file")).hasValue("");
			assertThat(page.locator("#photo-caption")).hasValue("护坡");
			assertThat(official.violations()).isEmpty();
			page.locator("#photo-file")
				.setInputFiles(new FilePayload("a.jpg", "image/jpeg",
						FileFixture.padded(FileFixture.jpeg(100, 80), 10 * MEGABYTE)));
			assertThat(page.locator("#photo-file-size")).isHidden();
			page.locator("#photo-agreed").check();
			page.locator("form:has(#photo-file) button").click();
			page.waitForURL((url) -> url.endsWith(this.month + "#files"));
		}
		assertThat(list().photos()).hasSize(1);
	}

	@Test
	void aPhotoWaitsUntilWhatIsTypedBesideItCanBeRead() {
		try (Visit official = Visit.to(this.port)) {
			official.signIn("editor-economy");
			Page page = official.open("/office/reports/factory/" + YearMonth.now(this.clock));
			page.locator("#done").fill("厂房改造收尾");
			page.locator("#invested").fill("四千万");
			page.locator("#photo-file")
				.setInputFiles(new FilePayload("a.jpg", "image/jpeg", FileFixture.jpeg(100, 80)));
			page.locator("#photo-caption").fill("厂房");
			page.locator("#photo-agreed").check();
			page.locator("form:has(#photo-file) button").click();
			assertThat(page.locator(".held-back")).containsText("累计完成投资");
			assertThat(page.locator("#invested")).hasValue("四千万");
			assertThat(page.locator("#photo-caption")).hasValue("厂房");
			assertThat(official.violations()).isEmpty();
			page.locator("#invested").fill("41400000");
			page.locator("form:has(#photo-file) button").click();
			assertThat(page.locator(".photos")).containsText("厂房");
			assertThat(page.locator("#invested")).hasValue("41400000");
			assertThat(page.locator("#done")).hasValue("厂房改造收尾");
		}
	}

	@Test
	void isReadableByEverybodyOnEveryScreen() {
		this.reports.filled(this.month);
		for (Browsers.Variant width : new Browsers.Variant[] { Browsers.width(320), Browsers.width(1440) }) {
			try (Visit official = Visit.to(this.port, width)) {
				official.signIn("editor-agriculture");
				for (String mode : new String[] { "standard", "elder" }) {
					official.prefer("mode", mode);
					for (String part : new String[] { "editor", "shown", "editor?wrong=PHOTO",
							"editor?wrong=ATTACHMENT" }) {
						Page page = official.open(page(part));
						page.evaluate("() => document.querySelectorAll('details').forEach((one) => one.open = true)");
						assertThat(official.overflow()).as(part).isZero();
						assertThat(official.violations()).as(part).isEmpty();
						assertThat(page.locator(".photos img").first()).isVisible();
						assertThat((Integer) page.locator(".photos img").first().evaluate("(img) => img.naturalWidth"))
							.isEqualTo(320);
					}
				}
				official.prefer("lang", "en").open(page("editor"));
				assertThat(official.overflow()).isZero();
				assertThat(official.text()).contains("Photos (2 / 9)").doesNotContain("??");
			}
		}
	}

	@Test
	void leadsFromTheSummaryToTheFieldAndSaysWhichPhotoAButtonRemoves() {
		this.reports.filled(this.month);
		try (Visit official = Visit.to(this.port)) {
			official.signIn("editor-agriculture");
			Page page = official.open(page("editor?wrong=PHOTO"));
			assertThat(page.locator("#errors")).isFocused();
			page.locator("#errors a", new Page.LocatorOptions().setHasText("没有打勾")).click();
			assertThat(page.locator("#photo-agreed")).isFocused();
			assertThat(page.locator("#photo-caption")).hasValue("写过的说明");
			assertThat(page.locator("#attachment-caption")).hasValue("");
			Locator remove = page.getByLabel("移除：岸线护坡浇筑完成");
			remove.click();
			page.waitForURL((url) -> url.endsWith(this.month + "#files"));
		}
		assertThat(list().photos()).singleElement()
			.satisfies((line) -> assertThat(line.caption()).doesNotContain("护坡"));
	}

	@Test
	void changesACaptionWithoutSendingThePhotoAgain() {
		this.reports.filled(this.month);
		try (Visit official = Visit.to(this.port)) {
			official.signIn("editor-agriculture");
			Page page = official.open(page("editor"));
			page.getByLabel("改说明：岸线护坡浇筑完成").click();
			Locator caption = page.locator(".photos li").first().locator("[name=caption]");
			assertThat(caption).hasValue("岸线护坡浇筑完成");
			caption.fill("岸线护坡浇筑完成，正在养护");
			page.locator(".photos li").first().getByText("保存说明").click();
			page.waitForURL((url) -> url.endsWith(this.month + "#files"));
		}
		assertThat(list().photos()).extracting(ReportFileLine::caption).hasSize(2).startsWith("岸线护坡浇筑完成，正在养护");
	}

	private String page(String part) {
		return ReportFilesPage.ADDRESS + this.report + "/" + this.month + "/" + part;
	}

	private ReportFileList list() {
		return this.files.list(ReportFixture.CODE, this.month, this.report);
	}

}
