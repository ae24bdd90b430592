package org.commonprosperity.portal.indicator.web;

import java.util.List;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.indicator.IndicatorOverview.Figure;
import org.commonprosperity.portal.shared.web.Show;
import org.commonprosperity.portal.spreadsheet.ColumnType;
import org.commonprosperity.portal.spreadsheet.ExportColumn;
import org.commonprosperity.portal.spreadsheet.ExportTable;
import org.commonprosperity.portal.spreadsheet.web.ExportWords;

import org.springframework.modulith.NamedInterface;
import org.springframework.stereotype.Component;

/**
 * Headline figures as a table to take away, for the public page and the officials'.
 */
@Component
@RequiredArgsConstructor
@NamedInterface("tables")
public class IndicatorTable {

	private final Show show;

	private final ExportWords words;

	/** A row a figure, corrected ones too. */
	public ExportTable<Figure> of(List<Figure> figures) {
		String title = this.show.text("overview.figures");
		return ExportTable.of(title, title, this.words.lines(), List.of(
				new ExportColumn<>(this.show.text("indicator.column.name"), ColumnType.TEXT,
						(one) -> this.show.name(one.name(), one.nameEn())),
				new ExportColumn<>(this.show.text("indicator.column.start"), ColumnType.DATE, Figure::periodStart),
				new ExportColumn<>(this.show.text("indicator.column.end"), ColumnType.DATE, Figure::periodEnd),
				new ExportColumn<>(this.show.text("indicator.column.value"), ColumnType.DECIMAL, Figure::value),
				new ExportColumn<>(this.show.text("indicator.column.unit"), ColumnType.TEXT,
						(one) -> this.show.name(one.unit(), one.unitEn())),
				new ExportColumn<>(this.show.text("indicator.column.growth"), ColumnType.DECIMAL, Figure::growth),
				new ExportColumn<>(this.show.text("indicator.column.asOf"), ColumnType.DATE, Figure::asOf),
				new ExportColumn<>(this.show.text("indicator.column.revision"), ColumnType.INTEGER,
						(one) -> (long) one.revision()),
				new ExportColumn<>(this.show.text("indicator.column.reason"), ColumnType.TEXT, Figure::reason),
				new ExportColumn<>(this.show.text("indicator.column.source"), ColumnType.TEXT,
						(one) -> this.show.name(one.source(), one.sourceEn()))),
				figures);
	}

}
