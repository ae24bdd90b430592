package org.commonprosperity.portal.dividend;

import java.time.LocalDate;
import java.util.List;

import org.commonprosperity.portal.dividend.DividendSheet.Column;
import org.commonprosperity.portal.dividend.DividendSheet.Count;
import org.jspecify.annotations.Nullable;

/**
 * A notice (公示) that stands: what is about to be paid, by village and class.
 *
 * @param id its number
 * @param project code of the project
 * @param name the project's name
 * @param nameEn its English name
 * @param year the year whose dividend it is; null: of several
 * @param from the first day that it stands
 * @param to the last day that it stands
 * @param columns what its columns are of
 * @param rows by village
 * @param totals of all villages, by column
 * @param total of all
 */
public record PublicNotice(long id, String project, String name, @Nullable String nameEn, @Nullable Integer year,
		LocalDate from, LocalDate to, List<Column> columns, List<Row> rows, List<DividendFigure> totals,
		DividendFigure total) {

	public PublicNotice {
		columns = List.copyOf(columns);
		rows = List.copyOf(rows);
		totals = List.copyOf(totals);
	}

	/** Whether something of it is withheld. */
	public boolean isWithheld() {
		return this.total.isWithheld() || this.totals.stream().anyMatch(DividendFigure::isWithheld)
				|| this.rows.stream()
					.flatMap((row) -> row.cells().stream())
					.anyMatch((cell) -> cell.figure().isWithheld());
	}

	/**
	 * A village's part.
	 *
	 * @param village name of the village
	 * @param villageEn its English name
	 * @param cells by column
	 */
	public record Row(String village, @Nullable String villageEn, List<Cell> cells) {

		public Row {
			cells = List.copyOf(cells);
		}

	}

	/**
	 * What a village's contributors of a class are to get.
	 *
	 * @param count how many they are
	 * @param figure how much
	 */
	public record Cell(Count count, DividendFigure figure) {
	}

}
