package org.commonprosperity.portal.spreadsheet.web;

import java.util.List;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.shared.web.Show;
import org.commonprosperity.portal.spreadsheet.ColumnType;
import org.commonprosperity.portal.spreadsheet.ExportColumn;
import org.commonprosperity.portal.spreadsheet.ExportTable;
import org.commonprosperity.portal.spreadsheet.ImportJob;
import org.commonprosperity.portal.spreadsheet.ImportService;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.View;

/**
 * The list of imports, to take away: who sent which file when, and what came of it.
 */
@Controller
@RequiredArgsConstructor
class ImportExportController {

	private final ImportService imports;

	private final SpreadsheetDownload download;

	private final ExportWords words;

	private final Show show;

	@GetMapping({ "/office/imports.xlsx", "/office/imports.csv" })
	View list(@AuthenticationPrincipal Official by) {
		String title = this.show.text("import.done");
		return this.download.of(ExportTable.of(title, title, this.words.lines(), columns(),
				this.imports.list(by, 1, Integer.MAX_VALUE).items()), by);
	}

	private List<ExportColumn<ImportJob>> columns() {
		return List.of(new ExportColumn<>(this.show.text("import.file"), ColumnType.TEXT, ImportJob::fileName),
				new ExportColumn<>(this.show.text("import.sheet"), ColumnType.TEXT,
						(job) -> this.show.text("sheet.name." + job.sheet())),
				new ExportColumn<>(this.show.text("import.state"), ColumnType.TEXT,
						(job) -> this.show.text("import.state." + job.state())),
				new ExportColumn<>(this.show.text("import.outcome.ADDED"), ColumnType.INTEGER,
						(job) -> (long) job.added()),
				new ExportColumn<>(this.show.text("import.outcome.CHANGED"), ColumnType.INTEGER,
						(job) -> (long) job.changed()),
				new ExportColumn<>(this.show.text("import.outcome.LEFT"), ColumnType.INTEGER,
						(job) -> (long) job.same()),
				new ExportColumn<>(this.show.text("import.outcome.REFUSED"), ColumnType.INTEGER,
						(job) -> (long) job.faulty()),
				new ExportColumn<>(this.show.text("import.who"), ColumnType.TEXT, ImportJob::sentByName),
				new ExportColumn<>(this.show.text("import.when"), ColumnType.DATE,
						(job) -> this.words.moment(job.sentAt())),
				new ExportColumn<>(this.show.text("import.export.written"), ColumnType.DATE,
						(job) -> this.words.moment(job.writtenAt())),
				new ExportColumn<>(this.show.text("import.export.undone"), ColumnType.DATE,
						(job) -> this.words.moment(job.undoneAt())));
	}

}
