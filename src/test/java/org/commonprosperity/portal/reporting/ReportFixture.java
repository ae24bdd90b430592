package org.commonprosperity.portal.reporting;

import java.io.ByteArrayInputStream;
import java.time.YearMonth;
import java.util.UUID;

import org.commonprosperity.portal.account.AccountDirectory;
import org.commonprosperity.portal.reporting.ReportFiles.NewFile;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reports of the wharf in the states that a test needs.
 */
class ReportFixture {

	static final String CODE = "wharf";

	private final JdbcClient jdbc;

	private final ReportFiles files;

	private final AccountDirectory accounts;

	ReportFixture(JdbcClient jdbc, ReportFiles files, AccountDirectory accounts) {
		this.jdbc = jdbc;
		this.files = files;
		this.accounts = accounts;
	}

	/** Puts two photos and two attachments into a draft. */
	void filled(YearMonth month) {
		add(month, new NewFile(FileKind.PHOTO, "a.jpg", "岸线护坡浇筑完成", true), FileFixture.jpeg(1600, 1200));
		add(month, new NewFile(FileKind.PHOTO, "b.jpg", "吊装设备进场，施工单位在卸货区做安全交底", true), FileFixture.cameraPhoto());
		add(month, new NewFile(FileKind.ATTACHMENT, "会议纪要.docx", "十月推进会纪要", false), FileFixture.docx());
		add(month, new NewFile(FileKind.ATTACHMENT, "IMG_20261012_103355_construction_contract_scan.pdf", null, false),
				FileFixture.padded(FileFixture.pdf(), 1800));
	}

	private void add(YearMonth month, NewFile file, byte[] content) {
		this.files.add(CODE, month, file, new ByteArrayInputStream(content), UUID.randomUUID(),
				this.accounts.findByUsername("editor-agriculture").orElseThrow());
	}

	long draft(YearMonth month) {
		return draft(month, 1);
	}

	long draft(YearMonth month, int revision) {
		return this.jdbc.sql("""
				insert into progress_report (project_id, month, revision, state, done, facts, differences,
					correction_reason, updated_at)
				values ((select id from project where code = ?), ?, ?, 'DRAFT', '护坡完成', '[]', '[]', ?, now())
				returning id""")
			.params(CODE, month.atDay(1), revision, (revision > 1) ? "数字有误" : null)
			.query(Long.class)
			.single();
	}

	/** Brings a report into a state; an approved one stays as it is. */
	void become(long report, String state) {
		this.jdbc.sql("update progress_report set state = ?, submitted_at = now(), decided_at = now() where id = ?")
			.params(state, report)
			.update();
	}

}
