package org.commonprosperity.portal.publication.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.dividend.DividendFigure;
import org.commonprosperity.portal.dividend.DividendSheet;
import org.commonprosperity.portal.dividend.DividendSheet.Figures;
import org.commonprosperity.portal.dividend.PublicNotice;
import org.commonprosperity.portal.shared.web.Show;
import org.commonprosperity.portal.spreadsheet.ColumnType;
import org.commonprosperity.portal.spreadsheet.ExportColumn;
import org.commonprosperity.portal.spreadsheet.ExportTable;
import org.commonprosperity.portal.spreadsheet.web.ExportWords;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * The public tables of dividends to take away: what the page shows and no more, a row a
 * figure, so that whoever reckons on need not take a table apart.
 */
@Component
@RequiredArgsConstructor
class DividendExports {

	private final Show show;

	private final DividendWords words;

	private final ExportWords lines;

	/** What was earned, by year, phase and class. */
	ExportTable<Line> earned(List<DividendSheet> sheets) {
		List<Line> rows = new ArrayList<>();
		each(sheets, (sheet, figures) -> {
			List<DividendSheet.Row> all = new ArrayList<>(figures.dividends());
			all.add(figures.totals());
			for (DividendSheet.Row row : all) {
				String year = (row.kind() != null) ? String.valueOf(row.year()) : this.show.text("dividends.allYears");
				String kind = (row.kind() != null) ? this.words.kind(row.kind())
						: this.show.text("dividends.allPhases");
				addRow(rows, sheet, List.of(year, kind), figures, row.figures(), row.total());
			}
		});
		return table("dividends.earned", sheets, List.of("dividends.column.year", "dividends.column.phase"),
				"dividends.column.class", rows);
	}

	/** What was earned in all, what was paid of it, what is owed. */
	ExportTable<Line> balances(List<DividendSheet> sheets) {
		List<Line> rows = new ArrayList<>();
		each(sheets, (sheet, figures) -> {
			rows.add(line(sheet, List.of(), this.show.text("dividends.accrued"), figures.balance().accrued()));
			rows.add(line(sheet, List.of(), this.show.text("dividends.paid"), figures.balance().paid()));
			rows.add(line(sheet, List.of(), this.show.text("dividends.owed"), figures.balance().owed()));
			rows.add(line(sheet, List.of(), this.show.text("dividends.payable"), figures.balance().payable()));
			rows.add(line(sheet, List.of(), this.show.text("dividends.arrears"), figures.balance().arrears()));
		});
		return table("dividends.balances", sheets, List.of(), "dividends.column.what", rows);
	}

	/** What stood at the end of every year. */
	ExportTable<Line> principals(List<DividendSheet> sheets) {
		List<Line> rows = new ArrayList<>();
		each(sheets,
				(sheet, figures) -> figures.principals()
					.forEach((stand) -> addRow(rows, sheet, List.of(stand.day().toString()), figures, stand.figures(),
							stand.total())));
		return table("dividends.principals", sheets, List.of("dividends.column.day"), "dividends.column.class", rows);
	}

	/** The village collectives. */
	ExportTable<VillageRow> villages(List<DividendSheet> sheets) {
		List<VillageRow> rows = new ArrayList<>();
		each(sheets, (sheet, figures) -> figures.villages()
			.forEach((village) -> rows.add(new VillageRow(name(sheet), village))));
		String title = this.show.text("dividends.villages");
		return ExportTable.of(title, title, about(sheets), List.of(
				new ExportColumn<>(this.show.text("dividends.column.project"), ColumnType.TEXT, VillageRow::project),
				new ExportColumn<>(this.show.text("dividends.column.village"), ColumnType.TEXT,
						(row) -> this.show.name(row.village().name(), row.village().nameEn())),
				amount("dividends.principal", (row) -> row.village().principal()),
				amount("dividends.accrued", (row) -> row.village().accrued()),
				amount("dividends.paid", (row) -> row.village().paid()),
				amount("dividends.payable", (row) -> row.village().payable()),
				amount("dividends.arrears", (row) -> row.village().arrears())), rows);
	}

	private ExportColumn<VillageRow> amount(String key, Function<VillageRow, @Nullable Object> value) {
		return new ExportColumn<>(this.show.text("dividends.export.yuan", this.show.text(key)), ColumnType.AMOUNT,
				value);
	}

	/** The notices that stand. */
	ExportTable<NoticeRow> notices(List<PublicNotice> notices) {
		List<NoticeRow> rows = new ArrayList<>();
		for (PublicNotice notice : notices) {
			for (PublicNotice.Row row : notice.rows()) {
				for (int i = 0; i < notice.columns().size(); i++) {
					PublicNotice.Cell cell = row.cells().get(i);
					if (cell.count().isWithheld() || !Long.valueOf(0).equals(cell.count().number())) {
						rows.add(new NoticeRow(notice, String.valueOf(this.show.name(row.village(), row.villageEn())),
								this.words.name(notice.columns().get(i)), this.words.count(cell.count()),
								cell.figure()));
					}
				}
			}
			String all = this.show.text("dividends.allVillages");
			for (int i = 0; i < notice.columns().size(); i++) {
				rows.add(new NoticeRow(notice, all, this.words.name(notice.columns().get(i)), null,
						notice.totals().get(i)));
			}
			rows.add(new NoticeRow(notice, all, this.show.text("dividends.total"), null, notice.total()));
		}
		String title = this.show.text("dividends.notices");
		List<String> about = new ArrayList<>(this.lines.lines());
		about.add(this.show.text("dividends.why"));
		return ExportTable.of(title, title, about, List.of(
				new ExportColumn<>(this.show.text("dividends.column.project"), ColumnType.TEXT,
						(row) -> this.show.name(row.notice().name(), row.notice().nameEn())),
				new ExportColumn<>(this.show.text("dividends.column.year"), ColumnType.TEXT,
						(row) -> (row.notice().year() != null) ? String.valueOf(row.notice().year())
								: this.show.text("dividends.severalYears")),
				new ExportColumn<>(this.show.text("dividends.notice.first"), ColumnType.DATE,
						(row) -> row.notice().from()),
				new ExportColumn<>(this.show.text("dividends.notice.last"), ColumnType.DATE,
						(row) -> row.notice().to()),
				new ExportColumn<>(this.show.text("dividends.column.village"), ColumnType.TEXT, NoticeRow::village),
				new ExportColumn<>(this.show.text("dividends.column.class"), ColumnType.TEXT, NoticeRow::of),
				new ExportColumn<>(this.show.text("dividends.column.count"), ColumnType.TEXT, NoticeRow::count),
				new ExportColumn<>(this.show.text("dividends.export.amount"), ColumnType.AMOUNT,
						(row) -> row.figure().amount()),
				new ExportColumn<>(this.show.text("dividends.export.note"), ColumnType.TEXT,
						(row) -> note(row.figure()))),
				rows);
	}

	private ExportTable<Line> table(String title, List<DividendSheet> sheets, List<String> before, String of,
			List<Line> rows) {
		List<ExportColumn<Line>> columns = new ArrayList<>();
		columns.add(new ExportColumn<>(this.show.text("dividends.column.project"), ColumnType.TEXT, Line::project));
		for (int i = 0; i < before.size(); i++) {
			int at = i;
			columns.add(new ExportColumn<>(this.show.text(before.get(i)), ColumnType.TEXT,
					(line) -> line.before().get(at)));
		}
		columns.add(new ExportColumn<>(this.show.text(of), ColumnType.TEXT, Line::of));
		columns.add(new ExportColumn<>(this.show.text("dividends.export.amount"), ColumnType.AMOUNT,
				(line) -> line.figure().amount()));
		columns.add(new ExportColumn<>(this.show.text("dividends.export.note"), ColumnType.TEXT,
				(line) -> note(line.figure())));
		String name = this.show.text(title);
		return ExportTable.of(name, name, about(sheets), columns, rows);
	}

	private List<String> about(List<DividendSheet> sheets) {
		List<String> about = new ArrayList<>(this.lines.lines());
		sheets.stream()
			.map(DividendSheet::asOf)
			.findFirst()
			.ifPresent((day) -> about.add(this.show.text("dividends.asOf", this.words.day(day))));
		about.add(this.show.text("dividends.source"));
		sheets.stream()
			.map(DividendSheet::figures)
			.filter(Objects::nonNull)
			.findFirst()
			.ifPresentOrElse((figures) -> about.add(this.show.text("dividends.why")),
					() -> about.add(this.show.text("dividends.none")));
		return about;
	}

	private void addRow(List<Line> rows, DividendSheet sheet, List<String> before, Figures figures,
			List<DividendFigure> values, DividendFigure total) {
		for (int i = 0; i < values.size(); i++) {
			rows.add(line(sheet, before, this.words.name(figures.columns().get(i)), values.get(i)));
		}
		rows.add(line(sheet, before, this.show.text("dividends.total"), total));
	}

	private Line line(DividendSheet sheet, List<String> before, String of, DividendFigure figure) {
		return new Line(name(sheet), before, of, figure);
	}

	private String name(DividendSheet sheet) {
		return String.valueOf(this.show.name(sheet.name(), sheet.nameEn()));
	}

	private @Nullable String note(DividendFigure figure) {
		return !figure.isWithheld() ? null
				: this.show.text(figure.few() ? "dividends.withheld.few" : "dividends.withheld");
	}

	private static void each(List<DividendSheet> sheets, PerSheet todo) {
		for (DividendSheet sheet : sheets) {
			Figures figures = sheet.figures();
			if (figures != null) {
				todo.with(sheet, figures);
			}
		}
	}

	private interface PerSheet {

		void with(DividendSheet sheet, Figures figures);

	}

	/**
	 * A figure with what it is of.
	 */
	record Line(String project, List<String> before, String of, DividendFigure figure) {

		Line {
			before = List.copyOf(before);
		}

	}

	/**
	 * A village of a project.
	 */
	record VillageRow(String project, DividendSheet.Village village) {
	}

	/**
	 * A figure of a notice.
	 */
	record NoticeRow(PublicNotice notice, String village, String of, @Nullable String count, DividendFigure figure) {
	}

}
