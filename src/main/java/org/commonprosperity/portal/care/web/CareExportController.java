package org.commonprosperity.portal.care.web;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.care.CareDesk;
import org.commonprosperity.portal.care.CareDesk.ActivityLine;
import org.commonprosperity.portal.care.CareDesk.FacilityLine;
import org.commonprosperity.portal.shared.web.Show;
import org.commonprosperity.portal.spreadsheet.ColumnType;
import org.commonprosperity.portal.spreadsheet.ExportColumn;
import org.commonprosperity.portal.spreadsheet.ExportTable;
import org.commonprosperity.portal.spreadsheet.web.ExportWords;
import org.commonprosperity.portal.spreadsheet.web.SpreadsheetDownload;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/**
 * The officials' lists of facilities and activities, to take away; never who signed up.
 */
@Controller
@RequiredArgsConstructor
class CareExportController {

	private final CareDesk desk;

	private final SpreadsheetDownload download;

	private final ExportWords words;

	private final Show show;

	private final Clock clock;

	@GetMapping({ "/office/care.xlsx", "/office/care.csv" })
	View facilities(@RequestParam(required = false) @Nullable String community,
			@RequestParam(required = false) @Nullable String kind, @AuthenticationPrincipal Official by) {
		String title = this.show.text("care.facilities");
		return this.download.of(ExportTable.of(title, title, this.words.lines(), List.of(
				text("care.column.community", (one) -> this.show.name(one.communityName(), one.communityNameEn())),
				text("care.column.name", (one) -> this.show.name(one.name(), one.nameEn())),
				text("care.column.kind", (one) -> this.show.name(one.kind(), one.kindEn())),
				text("care.column.state", (one) -> this.show.text("care.state." + one.state())),
				new ExportColumn<>(this.show.text("care.column.places"), ColumnType.INTEGER,
						(one) -> number(one.places())),
				new ExportColumn<>(this.show.text("care.column.services"), ColumnType.INTEGER,
						(one) -> (long) one.services()),
				text("care.column.telephone", FacilityLine::telephone)),
				this.desk.facilities(blank(community), blank(kind), by)), by);
	}

	private ExportColumn<FacilityLine> text(String key, Function<FacilityLine, @Nullable Object> value) {
		return new ExportColumn<>(this.show.text(key), ColumnType.TEXT, value);
	}

	@GetMapping({ "/office/care/activities.xlsx", "/office/care/activities.csv" })
	View activities(@RequestParam(defaultValue = "false") boolean past, @AuthenticationPrincipal Official by) {
		String title = this.show.text(past ? "care.activities.earlier" : "care.activities");
		List<ExportColumn<ActivityLine>> columns = List.of(
				new ExportColumn<>(this.show.text("care.column.day"), ColumnType.DATE, ActivityLine::day),
				new ExportColumn<>(this.show.text("care.column.time"), ColumnType.TEXT,
						(one) -> one.starts() + "-" + one.ends()),
				new ExportColumn<>(this.show.text("care.column.title"), ColumnType.TEXT, ActivityLine::title),
				new ExportColumn<>(this.show.text("care.column.community"), ColumnType.TEXT,
						(one) -> this.show.name(one.communityName(), one.communityNameEn())),
				new ExportColumn<>(this.show.text("care.column.place"), ColumnType.TEXT, ActivityLine::place),
				new ExportColumn<>(this.show.text("care.column.places"), ColumnType.INTEGER,
						(one) -> number(one.places())),
				new ExportColumn<>(this.show.text("care.column.taken"), ColumnType.INTEGER,
						(one) -> (long) one.taken()));
		return this.download.of(ExportTable.of(title, title, this.words.lines(), columns,
				this.desk.activities(LocalDate.now(this.clock), past, by)), by);
	}

	private static @Nullable Long number(@Nullable Integer number) {
		return (number != null) ? number.longValue() : null;
	}

	private static @Nullable String blank(@Nullable String text) {
		return (text == null || text.isBlank()) ? null : text;
	}

}
