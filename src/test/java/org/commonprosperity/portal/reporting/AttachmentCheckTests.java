package org.commonprosperity.portal.reporting;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

import org.commonprosperity.portal.reporting.AttachmentCheck.Found;
import org.commonprosperity.portal.shared.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a file is taken for, whatever its name.
 */
class AttachmentCheckTests {

	private static final FileLimits LIMITS = new FileLimits(DataSize.ofMegabytes(10), DataSize.ofMegabytes(20), 9, 10,
			52_000_000, DataSize.ofMegabytes(2));

	private static final byte[] OLD_TEXT = new byte[5000];

	@Test
	void knowsWhatMayBeKeptByItsContent() {
		assertThat(found(FileFixture.pdf())).isEqualTo("pdf");
		assertThat(found(FileFixture.docx())).isEqualTo("docx");
		assertThat(found(FileFixture.document("spreadsheetml.sheet", "xl/workbook.xml"))).isEqualTo("xlsx");
		assertThat(found(FileFixture.document("presentationml.presentation", "ppt/presentation.xml")))
			.isEqualTo("pptx");
		assertThat(found(FileFixture.oldDocument(Map.of("WordDocument", OLD_TEXT)))).isEqualTo("doc");
		assertThat(found(FileFixture.oldDocument(Map.of("Workbook", OLD_TEXT)))).isEqualTo("xls");
		assertThat(found(FileFixture.oldDocument(Map.of("PowerPoint Document", OLD_TEXT)))).isEqualTo("ppt");
		assertThat(AttachmentCheck.of("表.CSV", FileFixture.utf8("\uFEFF项目,进度\r\n码头,60"), LIMITS))
			.isEqualTo(new Found("text/csv", "csv"));
		for (Charset charset : new Charset[] { StandardCharsets.UTF_8, Charset.forName("GB18030"),
				StandardCharsets.UTF_16 }) {
			assertThat(AttachmentCheck.of("说明", "码头护坡\t已完成\n".getBytes(charset), LIMITS))
				.isEqualTo(new Found("text/plain", "txt"));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "a.pdf", "a.docx", "a.jpg", "a.txt", "a.exe", "a" })
	void refusesProgramsPagesAndDrawingsUnderAnyName(String name) {
		for (byte[] content : new byte[][] { FileFixture.program(), FileFixture.drawing(),
				FileFixture.utf8("<!doctype html><p onclick='x()'>x"), FileFixture.utf8("你好 <SCRIPT src=//x></SCRIPT>"),
				FileFixture.utf8("\uFEFF<?xml version='1.0'?><x/>"), FileFixture.utf8("#!/bin/sh\nrm -rf /\n"),
				"<svg onload='x()'>".getBytes(StandardCharsets.UTF_16), FileFixture.archive(), new byte[] { 1, 2, 3 },
				new byte[] { 0x7F, 'E', 'L', 'F', 2, 1, 1, 0 }, FileFixture.joined(new byte[100], FileFixture.pdf()),
				FileFixture.oldDocument(Map.of("Contents", OLD_TEXT)) }) {
			assertThat(refused(name, content)).isEqualTo("file.refusal.kind");
		}
	}

	@Test
	void refusesDocumentsWithMacros() {
		byte[] says = new byte[5000];
		System.arraycopy(new byte[] { 2, 0, 0, 4, 12, 0, 0, 0, 9, 0, 0, 0, 1 }, 0, says, 700, 13);
		byte[] sheet = new byte[5000];
		System.arraycopy(new byte[] { 9, 8, 0, 0, (byte) 0x85, 0, 8, 0, 0, 0, 0, 0, 0, 1, 1, 0 }, 0, sheet, 0, 16);
		for (byte[] content : new byte[][] { FileFixture.documentWithMacros(), FileFixture.documentWithHiddenMacros(),
				FileFixture.oldDocument(Map.of("WordDocument", OLD_TEXT, "Macros/", new byte[0])),
				FileFixture.oldDocument(Map.of("Workbook", OLD_TEXT, "_VBA_PROJECT_CUR/", new byte[0])),
				FileFixture.oldDocument(Map.of("Workbook", sheet)),
				FileFixture.oldDocument(Map.of("PowerPoint Document", says)) }) {
			assertThat(refused("a.docx", content)).isEqualTo("file.refusal.macro");
		}
	}

	@Test
	void neverUnfoldsMoreThanTheLimit() {
		int limit = (int) LIMITS.unpacked().toBytes();
		int rest = limit - 1000;
		assertThat(found(FileFixture.documentOf(rest))).isEqualTo("docx");
		byte[] bomb = FileFixture.documentOf(limit + 1);
		assertThat(bomb.length).isLessThan(limit / 500);
		assertThat(refused("a.docx", bomb)).isEqualTo("file.refusal.unpacked");
		assertThat(refused("a.docx", FileFixture.documentOfParts(5000))).isEqualTo("file.refusal.unpacked");
	}

	@Test
	void refusesWhatIsBrokenOrLocked() {
		assertThat(refused("a.pdf", FileFixture.utf8("%PDF-1.4\n1 0 obj"))).isEqualTo("file.refusal.broken");
		byte[] docx = FileFixture.docx();
		assertThat(refused("a.docx", Arrays.copyOf(docx, docx.length / 2))).isEqualTo("file.refusal.broken");
		byte[] doc = FileFixture.oldDocument(Map.of("WordDocument", OLD_TEXT));
		assertThat(refused("a.doc", Arrays.copyOf(doc, 600))).isEqualTo("file.refusal.broken");
		assertThat(refused("a.docx", FileFixture.oldDocument(Map.of("EncryptedPackage", OLD_TEXT))))
			.isEqualTo("file.refusal.password");
	}

	@Test
	void saysWhatToDoAboutPicturesThatItCannotRead() {
		assertThat(AttachmentCheck.noPhoto(box("heic")).key()).isEqualTo("file.refusal.heic");
		assertThat(AttachmentCheck.noPhoto(box("mp42")).key()).isEqualTo("file.refusal.video");
		assertThat(AttachmentCheck.noPhoto(FileFixture.utf8("RIFF0000WEBPVP8 ")).key()).isEqualTo("file.refusal.webp");
		assertThat(AttachmentCheck.noPhoto(FileFixture.utf8("GIF89a0000000")).key()).isEqualTo("file.refusal.animated");
		assertThat(AttachmentCheck.noPhoto(FileFixture.program()).key()).isEqualTo("file.refusal.photo");
		assertThat(AttachmentCheck.noPhoto(FileFixture.drawing()).key()).isEqualTo("file.refusal.photo");
		assertThat(refused("a.heic", box("heic"))).isEqualTo("file.refusal.heic");
	}

	private static byte[] box(String brand) {
		return FileFixture.joined(new byte[] { 0, 0, 0, 24 }, FileFixture.utf8("ftyp" + brand), new byte[12]);
	}

	private static String found(byte[] content) {
		return AttachmentCheck.of("名字.exe", content, LIMITS).extension();
	}

	private static String refused(String name, byte[] content) {
		try {
			return "taken as " + AttachmentCheck.of(name, content, LIMITS);
		}
		catch (Refusal refusal) {
			assertThat(refusal.field()).isEqualTo("file");
			return refusal.key();
		}
	}

}
