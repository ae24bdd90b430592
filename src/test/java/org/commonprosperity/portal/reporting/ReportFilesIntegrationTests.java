package org.commonprosperity.portal.reporting;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;

import org.commonprosperity.portal.account.AccountDirectory;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.audit.AuditService;
import org.commonprosperity.portal.audit.Difference;
import org.commonprosperity.portal.reporting.ReportFiles.NewFile;
import org.commonprosperity.portal.shared.NotOnRecord;
import org.commonprosperity.portal.shared.Refusal;
import org.commonprosperity.portal.support.Officials;
import org.commonprosperity.portal.support.PortalTest;
import org.commonprosperity.portal.support.Together;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpHeaders;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMultipartHttpServletRequestBuilder;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

/**
 * The way of a file: sent, kept or refused with a sentence, read by whom it is for, and
 * public when its report is approved.
 */
@AutoConfigureMockMvc
@Import(ReportFilesPage.class)
@PortalTest(properties = "portal.test.database=report-files")
class ReportFilesIntegrationTests {

	private static final String CODE = ReportFixture.CODE;

	private static final int MEGABYTE = 1024 * 1024;

	/** No two tests share a month, since what is approved cannot be taken away. */
	private static YearMonth last = YearMonth.of(2100, 1);

	@Autowired
	private ReportFiles files;

	@Autowired
	private StoredFiles stored;

	@Autowired
	private ReportFixture reports;

	@Autowired
	private AccountDirectory accounts;

	@Autowired
	private AuditService audit;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private TransactionTemplate transaction;

	@Autowired
	private MockMvc mvc;

	private Official editor;

	private YearMonth month;

	private long report;

	@BeforeEach
	void begin() {
		this.editor = official("editor-agriculture");
		last = last.plusMonths(1);
		this.month = last;
		this.report = this.reports.draft(this.month);
	}

	@Test
	void keepsAPhotoWithoutThePlaceItWasTaken() {
		addPhoto("码头🚧.heic", FileFixture.cameraPhoto(), "护坡完成");
		ReportFileLine line = photos().get(0);
		assertThat(line.caption()).isEqualTo("护坡完成");
		assertThat(line.name()).isEqualTo("码头🚧.jpg");
		assertThat(line.smallHeight()).isEqualTo(2 * line.smallWidth());
		long file = fileOf(line.id());
		for (StoredContent kept : List.of(this.stored.open(file).orElseThrow(),
				this.stored.openSmall(file).orElseThrow())) {
			assertThat(kept.mediaType()).isEqualTo("image/jpeg");
			assertThat(new String(kept.content(), StandardCharsets.ISO_8859_1)).doesNotContain("Exif",
					FileFixture.CAMERA);
		}
		assertThat(this.jdbc.sql("select sha256 = encode(sha256(content), 'hex') from stored_file where id = ?")
			.param(file)
			.query(Boolean.class)
			.single()).isTrue();
	}

	@Test
	void keepsAnAttachmentByItsContentAndNamesItByItself() {
		add(new NewFile(FileKind.ATTACHMENT, "../会议 纪要📎.exe", null, false), FileFixture.pdf());
		ReportFileLine line = list().attachments().get(0);
		assertThat(line.name()).isEqualTo("会议 纪要📎.pdf");
		assertThat(line.caption()).isEqualTo(line.name());
		assertThat(this.stored.open(fileOf(line.id())).orElseThrow().content()).isEqualTo(FileFixture.pdf());
		add(new NewFile(FileKind.ATTACHMENT, "图.png", "图纸", false), FileFixture.png(300, 200));
		assertThat(list().attachments().get(1).type()).isEqualTo("JPG");
		assertThat(list().photos()).isEmpty();
	}

	@Test
	void refusesAPhotoWithoutAgreementInTheDatabaseToo() {
		refused(() -> add(new NewFile(FileKind.PHOTO, "a.jpg", "有人", false), FileFixture.jpeg(100, 80)),
				"file.refusal.agreed");
		addPhoto("a.jpg", FileFixture.jpeg(100, 80), "没有人");
		assertThatExceptionOfType(DataIntegrityViolationException.class)
			.isThrownBy(() -> this.jdbc.sql("update report_file set people_agreed = false where report_id = ?")
				.param(this.report)
				.update());
		assertThatExceptionOfType(DataIntegrityViolationException.class)
			.isThrownBy(() -> this.jdbc
				.sql("update stored_file set name = 'b.jpg' where id = (select max(file_id) from report_file)")
				.update())
			.withMessageContaining("append-only");
	}

	@Test
	void takesExactlyTheLimitAndNotAByteMore() throws Exception {
		byte[] jpeg = FileFixture.jpeg(100, 80);
		assertThat(problem(FileKind.PHOTO, "a.jpg", FileFixture.padded(jpeg, 10 * MEGABYTE))).isNull();
		assertThat(problem(FileKind.PHOTO, "b.jpg", FileFixture.padded(jpeg, 10 * MEGABYTE + 1))).contains("超过了 10 MB");
		byte[] text = "字".repeat(20 * MEGABYTE / 3 + 1).getBytes(StandardCharsets.UTF_8);
		byte[] largest = FileFixture.joined(FileFixture.utf8("ab"), Arrays.copyOf(text, 20 * MEGABYTE - 2));
		assertThat(problem(FileKind.ATTACHMENT, "a.txt", largest)).isNull();
		assertThat(problem(FileKind.ATTACHMENT, "b.txt", FileFixture.joined(largest, FileFixture.utf8("x"))))
			.contains("超过了 20 MB");
		assertThat(list().photos()).hasSize(1);
		assertThat(list().attachments()).extracting(ReportFileLine::bytes).containsExactly(20 * MEGABYTE);
	}

	@Test
	void takesAsManyAsFitAndNotOneMore() {
		byte[] jpeg = FileFixture.jpeg(100, 80);
		for (int photo = 1; photo <= 9; photo++) {
			addPhoto(photo + ".jpg", jpeg, "第 " + photo + " 张");
		}
		refused(() -> addPhoto("10.jpg", jpeg, "第 10 张"), "file.refusal.photos");
		for (int paper = 1; paper <= 10; paper++) {
			add(new NewFile(FileKind.ATTACHMENT, paper + ".txt", null, false), FileFixture.utf8("第 " + paper));
		}
		refused(() -> add(new NewFile(FileKind.ATTACHMENT, "11.txt", null, false), FileFixture.utf8("x")),
				"file.refusal.attachments");
		this.files.remove(CODE, this.month, photos().get(4).id(), this.editor);
		addPhoto("10.jpg", jpeg, "第 10 张");
		assertThat(photos()).extracting(ReportFileLine::caption)
			.containsExactly("第 1 张", "第 2 张", "第 3 张", "第 4 张", "第 6 张", "第 7 张", "第 8 张", "第 9 张", "第 10 张");
	}

	@Test
	void letsOneOfTwoThroughAtTheLastPlace() throws Exception {
		byte[] jpeg = FileFixture.jpeg(100, 80);
		for (int photo = 1; photo <= 8; photo++) {
			addPhoto(photo + ".jpg", jpeg, "第 " + photo + " 张");
		}
		List<Callable<?>> people = new ArrayList<>();
		for (int person = 0; person < 3; person++) {
			people.add(() -> {
				addPhoto("last.jpg", jpeg, "最后一张");
				return "added";
			});
		}
		List<Object> results = Together.press(people);
		assertThat(results).filteredOn("added"::equals).hasSize(1);
		assertThat(results).filteredOn(Refusal.class::isInstance).hasSize(2);
		assertThat(photos()).hasSize(9);
	}

	@Test
	void countsAFormOnce() {
		UUID submission = UUID.randomUUID();
		NewFile file = new NewFile(FileKind.ATTACHMENT, "a.txt", null, false);
		assertThat(this.files.add(CODE, this.month, file, content(FileFixture.utf8("x")), submission, this.editor))
			.isTrue();
		assertThat(this.files.add(CODE, this.month, file, content(FileFixture.utf8("x")), submission, this.editor))
			.isFalse();
		assertThat(list().attachments()).hasSize(1);
	}

	@Test
	void leavesNothingBehindOfWhatWasRefused() {
		int before = storedFiles();
		refused(() -> add(new NewFile(FileKind.ATTACHMENT, "a.txt", "长".repeat(201), false), FileFixture.utf8("x")),
				"file.refusal.captionLong");
		refused(() -> add(new NewFile(FileKind.ATTACHMENT, "a.txt", null, false), new byte[0]), "file.refusal.empty");
		assertThat(storedFiles()).isEqualTo(before);
		assertThatExceptionOfType(IllegalTransactionStateException.class)
			.isThrownBy(() -> this.stored.keepPhoto("a.jpg", content(FileFixture.jpeg(100, 80)), this.editor));
	}

	@Test
	void isLockedOnceTheReportIsSubmittedAndOpenAgainWhenItIsReturned() {
		addPhoto("a.jpg", FileFixture.jpeg(100, 80), "甲");
		long photo = photos().get(0).id();
		this.reports.become(this.report, "SUBMITTED");
		refused(() -> addPhoto("b.jpg", FileFixture.jpeg(100, 80), "乙"), "file.refusal.submitted");
		refused(() -> this.files.remove(CODE, this.month, photo, this.editor), "file.refusal.submitted");
		this.reports.become(this.report, "RETURNED");
		addPhoto("b.jpg", FileFixture.jpeg(100, 80), "乙");
		this.files.remove(CODE, this.month, photo, this.editor);
		this.reports.become(this.report, "APPROVED");
		refused(() -> addPhoto("c.jpg", FileFixture.jpeg(100, 80), "丙"), "file.refusal.approved");
		refused(() -> this.files.remove(CODE, this.month, photos().get(0).id(), this.editor), "file.refusal.approved");
		assertThat(photos()).extracting(ReportFileLine::caption).containsExactly("乙");
		refused(() -> this.files.add(CODE, YearMonth.of(2099, 1), new NewFile(FileKind.ATTACHMENT, "a", null, false),
				content(FileFixture.utf8("x")), UUID.randomUUID(), this.editor), "file.refusal.noReport");
	}

	@Test
	void saysOtherwiseWhatItShowsAndTheApprovedVersionKeepsWhatItSaid() {
		addPhoto("a.jpg", FileFixture.jpeg(100, 80), "甲");
		add(new NewFile(FileKind.ATTACHMENT, "纪要.txt", "会议", false), FileFixture.utf8("x"));
		long first = this.report;
		this.reports.become(first, "APPROVED");
		long photo = photos().get(0).id();
		refused(() -> this.files.recaption(CODE, this.month, photo, "乙", this.editor), "file.refusal.approved");
		this.report = this.reports.draft(this.month, 2);
		this.transaction.executeWithoutResult((status) -> this.files.copyTo(first, this.report));
		assertThat(this.files.differences(first, this.report)).isEmpty();
		long copy = photos().get(0).id();
		refused(() -> this.files.recaption(CODE, this.month, copy, null, this.editor), "file.refusal.caption");
		refused(() -> this.files.recaption(CODE, this.month, copy, "长".repeat(201), this.editor),
				"file.refusal.captionLong");
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> this.files.recaption(CODE, this.month, copy, "乙", official("editor-economy")));
		assertThatExceptionOfType(NotOnRecord.class).as("of another version")
			.isThrownBy(() -> this.files.recaption(CODE, this.month, photo, "乙", this.editor));
		this.files.recaption(CODE, this.month, copy, "乙", this.editor);
		this.files.recaption(CODE, this.month, list().attachments().get(0).id(), null, this.editor);
		addPhoto("c.jpg", FileFixture.jpeg(120, 80), "丙");
		assertThat(this.files.differences(first, this.report)).containsExactly(new Difference("photo", null, "甲", "乙"),
				new Difference("attachment", null, "会议", "纪要.txt"), new Difference("photo", null, null, "丙"));
		assertThat(captions(first)).as("what is public").containsExactly("甲");
		assertThat(this.audit.historyOf("report", CODE + "/" + this.month, 1, 10).items())
			.extracting((entry) -> entry.action() + " " + entry.differences())
			.contains("photo.captioned " + List.of(new Difference("photo", null, "甲", "乙")));
	}

	@Test
	void isChangedByTheResponsibleDepartmentAlone() {
		addPhoto("a.jpg", FileFixture.jpeg(100, 80), "甲");
		long photo = photos().get(0).id();
		for (String username : List.of("coordinator", "leader", "finance", "editor-economy", "admin", "auditor")) {
			Official other = official(username);
			assertThatExceptionOfType(AccessDeniedException.class).as(username)
				.isThrownBy(() -> this.files.remove(CODE, this.month, photo, other));
			assertThatExceptionOfType(AccessDeniedException.class).as(username)
				.isThrownBy(() -> this.files.add(CODE, this.month, new NewFile(FileKind.ATTACHMENT, "a", null, false),
						content(FileFixture.utf8("x")), UUID.randomUUID(), other));
		}
		for (String username : List.of("coordinator", "leader", "finance", "editor-agriculture")) {
			assertThat(this.files.small(CODE, this.month, photo, official(username)).content()).isNotEmpty();
		}
		for (String username : List.of("editor-economy", "clerk-dali", "admin", "auditor")) {
			assertThatExceptionOfType(AccessDeniedException.class).as(username)
				.isThrownBy(() -> this.files.download(CODE, this.month, photo, official(username)));
		}
		assertThatExceptionOfType(NotOnRecord.class)
			.isThrownBy(() -> this.files.download(CODE, this.month.minusMonths(1), photo, this.editor));
		assertThatExceptionOfType(NotOnRecord.class)
			.isThrownBy(() -> this.files.download("grid", this.month, photo, official("coordinator")));
	}

	@Test
	void keepsAHistoryAndATrail() {
		addPhoto("a.jpg", FileFixture.jpeg(100, 80), "护坡");
		long photo = photos().get(0).id();
		this.files.download(CODE, this.month, photo, this.editor);
		this.files.remove(CODE, this.month, photo, this.editor);
		this.files.remove(CODE, this.month, photo, this.editor);
		String key = CODE + "/" + this.month;
		assertThat(this.audit.historyOf("report", key, 1, 10).items())
			.extracting((entry) -> entry.action() + " " + entry.differences())
			.containsExactly("photo.removed " + List.of(new Difference("photo", null, "护坡", null)),
					"photo.added " + List.of(new Difference("photo", null, null, "护坡")));
		assertThat(this.jdbc
			.sql("select actor_name || ' ' || detail from audit_entry where kind = 'EXPORT' and subject = ?")
			.param("report/" + key)
			.query(String.class)
			.list()).containsExactly(this.editor.fullName() + " " + photo);
		assertThatExceptionOfType(NotOnRecord.class)
			.isThrownBy(() -> this.files.download(CODE, this.month, photo, this.editor));
	}

	@Test
	void isPublicWithTheApprovalAndGoneWithTheCorrectionThatDropsIt() throws Exception {
		addPhoto("a.jpg", FileFixture.jpeg(100, 80), "甲");
		addPhoto("b.jpg", FileFixture.jpeg(100, 80), "乙");
		add(new NewFile(FileKind.ATTACHMENT, "c.png", "图纸", false), FileFixture.png(100, 80));
		long stays = photos().get(0).id();
		long goes = photos().get(1).id();
		long paper = list().attachments().get(0).id();
		for (String state : List.of("DRAFT", "SUBMITTED", "RETURNED")) {
			this.reports.become(this.report, state);
			assertThat(publicStatus(stays)).as(state).isEqualTo(404);
			assertThat(this.files.publishedPhotos(List.of(this.report))).isEmpty();
		}
		this.reports.become(this.report, "APPROVED");
		assertThat(publicStatus(stays)).isEqualTo(200);
		assertThat(publicStatus(goes)).isEqualTo(200);
		assertThat(publicStatus(paper)).isEqualTo(404);
		assertThat(captions(this.report)).containsExactly("甲", "乙");

		long first = this.report;
		long correction = this.reports.draft(this.month, 2);
		this.transaction.executeWithoutResult((status) -> this.files.copyTo(first, correction));
		this.report = correction;
		assertThat(list().attachments()).hasSize(1);
		long copyOfStays = photos().get(0).id();
		this.files.remove(CODE, this.month, photos().get(1).id(), this.editor);
		assertThat(publicStatus(goes)).isEqualTo(200);
		assertThat(publicStatus(copyOfStays)).isEqualTo(404);
		assertThat(captions(correction)).isEmpty();
		this.reports.become(correction, "APPROVED");
		assertThat(publicStatus(goes)).isEqualTo(404);
		assertThat(publicStatus(stays)).isEqualTo(200);
		assertThat(publicStatus(copyOfStays)).isEqualTo(200);
		assertThat(captions(correction)).containsExactly("甲");
		assertThat(captions(first)).containsExactly("甲");
		// what officials can read back is not touched
		assertThat(this.files.small(CODE, this.month, goes, this.editor).content()).isNotEmpty();
	}

	@Test
	void isServedToEverybodyAsAPictureThatIsAskedForAgain() throws Exception {
		addPhoto("a.jpg", FileFixture.jpeg(2000, 1000), "甲");
		long photo = photos().get(0).id();
		this.reports.become(this.report, "APPROVED");
		MockHttpServletResponse small = this.mvc.perform(get("/photos/{id}/small", photo)).andReturn().getResponse();
		MockHttpServletResponse large = this.mvc.perform(get("/photos/{id}", photo)).andReturn().getResponse();
		assertThat(small.getContentType()).isEqualTo("image/jpeg");
		assertThat(small.getHeader(HttpHeaders.CACHE_CONTROL)).isEqualTo("max-age=600, public");
		assertThat(small.getHeaders("Set-Cookie")).isEmpty();
		assertThat(small.getContentAsByteArray().length).isLessThan(large.getContentAsByteArray().length);
		String tag = small.getHeader(HttpHeaders.ETAG);
		MvcResult again = this.mvc.perform(get("/photos/{id}/small", photo).header("If-None-Match", tag)).andReturn();
		assertThat(again.getResponse().getStatus()).isEqualTo(304);
		assertThat(again.getResponse().getContentAsByteArray()).isEmpty();
		assertThat(this.files.publishedPhotos(List.of(this.report)).get(this.report)).singleElement()
			.isEqualTo(new PublishedReport.Photo(photo, "甲", 320, 160));
	}

	@Test
	void isDownloadedUnderItsNameAndCarriedOutNowhere() throws Exception {
		add(new NewFile(FileKind.ATTACHMENT, "会议\"纪要\";\r\nX: y.html📎.pdf", null, false), FileFixture.pdf());
		MockHttpServletResponse answer = this.mvc
			.perform(get(address() + "/{id}", list().attachments().get(0).id()).with(Officials.signedIn(this.editor)))
			.andReturn()
			.getResponse();
		assertThat(answer.getContentType()).isEqualTo("application/pdf");
		assertThat(answer.getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
		assertThat(answer.getHeader("Content-Security-Policy")).isEqualTo("default-src 'none'; sandbox");
		assertThat(answer.getHeaders(HttpHeaders.CACHE_CONTROL)).containsExactly("no-store, private");
		String disposition = answer.getHeader(HttpHeaders.CONTENT_DISPOSITION);
		assertThat(disposition).startsWith("attachment;")
			.contains("filename*=UTF-8''%E4%BC%9A%E8%AE%AE%E7%BA%AA%E8%A6%81;X%20y.html%F0%9F%93%8E.pdf".replace(";X",
					"%3BX"))
			.matches("[ -~]+");
	}

	@Test
	void saysAtEachFieldWhatIsMissingAndKeepsWhatWasTyped() throws Exception {
		MvcResult nothing = send(multipart(address()).param("kind", "PHOTO"));
		assertThat(errors(nothing)).containsOnlyKeys("file", "caption", "agreed");
		assertThat(nothing.getResponse().getRedirectedUrl())
			.isEqualTo("/office/reports/wharf/" + this.month + "#files");
		MvcResult unticked = send(
				multipart(address()).file(new MockMultipartFile("file", "a.jpg", null, FileFixture.jpeg(100, 80)))
					.param("kind", "PHOTO")
					.param("caption", "护坡 <b>"));
		assertThat(errors(unticked)).containsOnlyKeys("agreed");
		MockHttpServletRequestBuilder again = get(ReportFilesPage.ADDRESS + this.report + "/" + this.month + "/editor")
			.with(Officials.signedIn(this.editor));
		unticked.getFlashMap().forEach(again::requestAttr);
		String page = this.mvc.perform(again).andReturn().getResponse().getContentAsString();
		assertThat(page).contains("href=\"#photo-agreed\"", "id=\"photo-agreed-msg\"", "value=\"护坡 &lt;b&gt;\"",
				"请先确认照片中能认出的人都同意公开");
		assertThat(photos()).isEmpty();
	}

	@Test
	void refusesWithASentenceWhatIsNoPhotoAndNoDocument() throws Exception {
		assertThat(problem(FileKind.PHOTO, "a.jpg", FileFixture.program())).contains("内容不是照片");
		assertThat(problem(FileKind.PHOTO, "a.jpg", FileFixture.drawing())).contains("内容不是照片");
		assertThat(problem(FileKind.PHOTO, "a.svg", FileFixture.drawing())).contains("内容不是照片");
		assertThat(problem(FileKind.PHOTO, "a.png", FileFixture.bomb())).contains("60000 × 60000 像素", "5200 万像素");
		assertThat(problem(FileKind.PHOTO, "a.jpg", new byte[0])).contains("0 字节");
		assertThat(problem(FileKind.PHOTO, "a.png", FileFixture.movingPng())).contains("会动的图片");
		assertThat(problem(FileKind.ATTACHMENT, "a.pdf", FileFixture.program())).contains("这种文件不能收", "PDF");
		assertThat(problem(FileKind.ATTACHMENT, "a.svg", FileFixture.drawing())).contains("这种文件不能收");
		assertThat(problem(FileKind.ATTACHMENT, "a.docx", FileFixture.documentWithMacros())).contains("宏");
		assertThat(problem(FileKind.ATTACHMENT, "a.docx", FileFixture.documentOf(210 * MEGABYTE))).contains("解开后太大");
		assertThat(problem(FileKind.ATTACHMENT, "a.txt", new byte[0])).contains("0 字节");
		assertThat(list().isEmpty()).isTrue();
	}

	@Test
	void answersAddressesOfNothingWithAPage() throws Exception {
		for (String address : List.of("/photos/999999", "/photos/0/small", "/photos/-1",
				"/office/reports/nothing/2026-10/files/1", "/office/reports/wharf/9999-10/files/1",
				"/office/reports/wharf/2026-10/files/999999/small")) {
			int status = this.mvc.perform(get(address).with(Officials.signedIn(this.editor)))
				.andReturn()
				.getResponse()
				.getStatus();
			assertThat(status).as(address).isEqualTo(404);
		}
		assertThat(this.mvc
			.perform(post("/office/reports/wharf/%2B999999-01/files/1/remove").with(csrf())
				.with(Officials.signedIn(this.editor)))
			.andReturn()
			.getResponse()
			.getStatus()).isEqualTo(400);
	}

	private void addPhoto(String name, byte[] content, String caption) {
		add(new NewFile(FileKind.PHOTO, name, caption, true), content);
	}

	private void add(NewFile file, byte[] content) {
		this.files.add(CODE, this.month, file, content(content), UUID.randomUUID(), this.editor);
	}

	private static ByteArrayInputStream content(byte[] content) {
		return new ByteArrayInputStream(content);
	}

	private static void refused(Runnable action, String key) {
		assertThatExceptionOfType(Refusal.class).isThrownBy(action::run)
			.satisfies((refusal) -> assertThat(refusal.key()).isEqualTo(key));
	}

	/**
	 * Sends a file as the form does; the sentence at the file's field, null if it is
	 * kept.
	 */
	private String problem(FileKind kind, String name, byte[] content) throws Exception {
		MvcResult result = send(multipart(address()).file(new MockMultipartFile("file", name, null, content))
			.param("kind", kind.name())
			.param("caption", "说明")
			.param("agreed", "true"));
		assertThat(result.getResponse().getStatus()).isEqualTo(302);
		if ("file.flash.added".equals(result.getFlashMap().get("flash"))) {
			return null;
		}
		assertThat(errors(result)).containsOnlyKeys("file");
		return errors(result).get("file");
	}

	private MvcResult send(MockMultipartHttpServletRequestBuilder request) throws Exception {
		return this.mvc
			.perform(request.param("submission", UUID.randomUUID().toString())
				.with(csrf())
				.with(Officials.signedIn(this.editor)))
			.andReturn();
	}

	@SuppressWarnings("unchecked")
	private static Map<String, String> errors(MvcResult result) {
		return (Map<String, String>) result.getFlashMap().get("fileErrors");
	}

	private int publicStatus(long id) throws Exception {
		int large = this.mvc.perform(get("/photos/{id}", id)).andReturn().getResponse().getStatus();
		int small = this.mvc.perform(get("/photos/{id}/small", id)).andReturn().getResponse().getStatus();
		assertThat(large).isEqualTo(small);
		return small;
	}

	private List<String> captions(long id) {
		return this.files.publishedPhotos(List.of(id))
			.getOrDefault(id, List.of())
			.stream()
			.map(PublishedReport.Photo::caption)
			.toList();
	}

	private String address() {
		return "/office/reports/" + CODE + "/" + this.month + "/files";
	}

	private ReportFileList list() {
		return this.files.list(CODE, this.month, this.report);
	}

	private List<ReportFileLine> photos() {
		return list().photos();
	}

	private long fileOf(long id) {
		return this.jdbc.sql("select file_id from report_file where id = ?").param(id).query(Long.class).single();
	}

	private int storedFiles() {
		return this.jdbc.sql("select count(*) from stored_file").query(Integer.class).single();
	}

	private Official official(String username) {
		return this.accounts.findByUsername(username).orElseThrow();
	}

}
