package org.commonprosperity.portal.publication.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.employment.EmploymentOverview.PublicOpening;
import org.commonprosperity.portal.employment.EmploymentOverview.PublicShare;
import org.commonprosperity.portal.employment.EmploymentOverview.PublicWorkshop;
import org.commonprosperity.portal.employment.EmploymentSheet;
import org.commonprosperity.portal.employment.EmploymentSheet.Figure;
import org.commonprosperity.portal.employment.EmploymentSheet.Name;
import org.commonprosperity.portal.employment.EmploymentSheet.Stays;
import org.commonprosperity.portal.shared.Money;
import org.commonprosperity.portal.shared.web.Show;
import org.commonprosperity.portal.spreadsheet.ColumnType;
import org.commonprosperity.portal.spreadsheet.ExportColumn;
import org.commonprosperity.portal.spreadsheet.ExportTable;
import org.commonprosperity.portal.spreadsheet.web.ExportWords;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * The tables of people in work to take away: what the page shows and no more, a row a
 * figure. A figure that does not show is an empty cell with a note beside it.
 */
@Component
@RequiredArgsConstructor
class JobsExports {

	private final Show show;

	private final JobsWords words;

	private final ExportWords lines;

	/** People in work, by group. */
	ExportTable<Line> groups(@Nullable EmploymentSheet sheet) {
		return byName("jobs.groups", sheet, "jobs.column.group", "jobs.column.people",
				(sheet != null) ? sheet.groups() : List.of(), EmploymentSheet::group);
	}

	/** People in work, by kind of workshop. */
	ExportTable<Line> kinds(@Nullable EmploymentSheet sheet) {
		return byName("jobs.kinds", sheet, "jobs.column.kind", "jobs.column.people",
				(sheet != null) ? sheet.kinds() : List.of(), EmploymentSheet::kind);
	}

	/** People in work, by village. */
	ExportTable<Line> villages(@Nullable EmploymentSheet sheet) {
		return byName("jobs.villages", sheet, "jobs.column.village", "jobs.column.people",
				(sheet != null) ? sheet.villages() : List.of(), EmploymentSheet::village);
	}

	/** Median wages, by group. */
	ExportTable<Line> wages(@Nullable EmploymentSheet sheet) {
		return byName("jobs.wages", sheet, "jobs.column.group", "jobs.column.wage",
				(sheet != null) ? sheet.groups() : List.of(), EmploymentSheet::wage);
	}

	/** The totals of the latest quarters. */
	ExportTable<Line> quarters(@Nullable EmploymentSheet sheet) {
		List<Line> rows = new ArrayList<>();
		if (sheet != null) {
			sheet.trend().forEach((one) -> {
				String quarter = this.words.quarter(one.end());
				rows.add(new Line(List.of(quarter, this.show.text("jobs.inWork")), one.inWork()));
				rows.add(new Line(List.of(quarter, this.show.text("jobs.column.placements")), one.placed()));
			});
		}
		return table("jobs.quarters", sheet, List.of("jobs.column.quarter", "jobs.column.what"), "jobs.column.number",
				rows);
	}

	/** Who stayed twelve months, by group. */
	ExportTable<StayRow> stays(@Nullable EmploymentSheet sheet) {
		List<StayRow> rows = new ArrayList<>();
		Stays stays = (sheet != null) ? sheet.stays() : null;
		if (stays != null) {
			withTotal(stays.groups()).forEach((group) -> rows.add(new StayRow(stays, group)));
		}
		String title = this.show.text("jobs.stays");
		List<String> about = about(sheet);
		if (stays != null) {
			about.add(this.show.text("jobs.stays.hint", String.valueOf(stays.end().getYear())));
		}
		return ExportTable.of(title, title, about,
				List.of(new ExportColumn<>(this.show.text("jobs.column.group"), ColumnType.TEXT,
						(row) -> this.words.name(row.group())),
						text("jobs.stays.of", (row) -> this.words.figure(row.stays().of(row.group().code()))),
						text("jobs.stays.stayed", (row) -> this.words.figure(row.stays().stayed(row.group().code()))),
						text("jobs.stays.left", (row) -> this.words.figure(row.stays().left(row.group().code()))),
						text("jobs.stays.percent", (row) -> this.words.stayed(row.stays(), row.group().code()))),
				rows);
	}

	/** What enterprises report of their employees. */
	ExportTable<PublicShare> enterprises(List<PublicShare> shares) {
		String title = this.show.text("jobs.enterprises");
		return ExportTable.of(title, title, List.copyOf(this.lines.lines()),
				List.of(text("jobs.column.enterprise", (row) -> this.show.name(row.name(), row.nameEn())),
						text("jobs.column.asOf", this.words::asOf),
						text("jobs.column.employees", (row) -> known(row.employees())),
						text("jobs.column.disabled", (row) -> known(row.disabled())),
						text("jobs.column.share", (row) -> orUnknown(this.words.share(row))),
						text("jobs.column.source", (row) -> this.show.name(row.source(), row.sourceEn()))),
				shares);
	}

	/** The workshops. */
	ExportTable<PublicWorkshop> workshops(List<PublicWorkshop> workshops, Map<Long, String> supporters) {
		String title = this.show.text("jobs.workshops");
		return ExportTable.of(title, title, List.copyOf(this.lines.lines()), List.of(
				text("jobs.column.workshop", (row) -> this.show.name(row.name(), row.nameEn())),
				text("jobs.column.kind", (row) -> this.show.name(row.kind(), row.kindEn())),
				text("jobs.column.village", (row) -> this.show.name(row.village(), row.villageEn())),
				text("jobs.column.host", (row) -> orUnknown(this.show.name(row.host(), row.hostEn()))),
				new ExportColumn<>(this.show.text("jobs.column.capacity"), ColumnType.INTEGER,
						(row) -> (row.capacity() != null) ? row.capacity().longValue() : null),
				new ExportColumn<>(this.show.text("jobs.column.opened"), ColumnType.DATE, PublicWorkshop::openedOn),
				text("jobs.column.state", (row) -> this.show.text("jobs.state." + row.state())),
				text("jobs.column.supporters", (row) -> supporters.get(row.id())),
				text("jobs.column.source", (row) -> this.show.name(row.source(), row.sourceEn()))), workshops);
	}

	/** The open posts. */
	ExportTable<PublicOpening> posts(List<PublicOpening> openings) {
		String title = this.show.text("jobs.posts");
		return ExportTable.of(title, title, List.copyOf(this.lines.lines()),
				List.of(text("jobs.column.post", PublicOpening::post),
						text("jobs.column.where", (row) -> this.show.name(row.place(), row.placeEn())),
						text("jobs.column.places",
								(row) -> orUnknown((row.places() != null) ? String.valueOf(row.places()) : null)),
						text("jobs.column.pay", (row) -> orUnknown(this.words.pay(row))),
						text("jobs.column.requirements", (row) -> orUnknown(row.requirements())),
						text("jobs.column.access", (row) -> orUnknown(this.words.access(row))),
						text("jobs.column.contact", PublicOpening::contact),
						text("jobs.column.telephone", PublicOpening::telephone),
						new ExportColumn<>(this.show.text("jobs.column.since"), ColumnType.DATE,
								PublicOpening::openedOn),
						new ExportColumn<>(this.show.text("field.openingConfirmedOn"), ColumnType.DATE,
								PublicOpening::confirmedOn)),
				openings);
	}

	private ExportTable<Line> byName(String title, @Nullable EmploymentSheet sheet, String of, String what,
			List<Name> names, Figures figures) {
		List<Line> rows = new ArrayList<>();
		if (sheet != null) {
			withTotal(names)
				.forEach((name) -> rows.add(new Line(List.of(this.words.name(name)), figures.of(sheet, name.code()))));
		}
		return table(title, sheet, List.of(of), what, rows);
	}

	private List<Name> withTotal(List<Name> names) {
		List<Name> all = new ArrayList<>(names);
		all.add(new Name("", this.show.text("jobs.total"), null));
		return all;
	}

	private ExportTable<Line> table(String title, @Nullable EmploymentSheet sheet, List<String> before, String what,
			List<Line> rows) {
		List<ExportColumn<Line>> columns = new ArrayList<>();
		for (int i = 0; i < before.size(); i++) {
			int at = i;
			columns.add(new ExportColumn<>(this.show.text(before.get(i)), ColumnType.TEXT,
					(line) -> line.before().get(at)));
		}
		columns.add(new ExportColumn<>(this.show.text(what), ColumnType.INTEGER, (line) -> number(line.figure())));
		columns.add(new ExportColumn<>(this.show.text("jobs.column.note"), ColumnType.TEXT,
				(line) -> line.figure().isWithheld() ? this.words.figure(line.figure()) : null));
		String name = this.show.text(title);
		return ExportTable.of(name, name, about(sheet), columns, rows);
	}

	private List<String> about(@Nullable EmploymentSheet sheet) {
		List<String> about = new ArrayList<>(this.lines.lines());
		if (sheet == null) {
			about.add(this.show.text("jobs.none"));
			return about;
		}
		about.add(this.show.text("jobs.asOf", this.words.day(sheet.end())));
		about.add(this.show.text("jobs.source"));
		if (sheet.isWithheld()) {
			about.add(this.show.text("jobs.why"));
		}
		if (sheet.corrected()) {
			about.add(this.show.text("jobs.corrected"));
		}
		return about;
	}

	private <T> ExportColumn<T> text(String key, Function<T, @Nullable Object> value) {
		return new ExportColumn<>(this.show.text(key), ColumnType.TEXT, value);
	}

	private static @Nullable Long number(Figure figure) {
		Money wage = figure.wage();
		return (wage != null) ? Long.valueOf(wage.yuan().longValue()) : figure.count();
	}

	private String known(@Nullable Figure figure) {
		return orUnknown((figure != null) ? this.words.figure(figure) : null);
	}

	private String orUnknown(@Nullable String text) {
		return (text != null) ? text : this.show.text("unknown");
	}

	private interface Figures {

		Figure of(EmploymentSheet sheet, String code);

	}

	/**
	 * A figure with what it is of.
	 */
	record Line(List<String> before, Figure figure) {

		Line {
			before = List.copyOf(before);
		}

	}

	/**
	 * A group of those who stayed or not.
	 */
	record StayRow(Stays stays, Name group) {
	}

}
