package org.commonprosperity.portal.publication.web;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.shared.Money;
import org.commonprosperity.portal.shared.web.Show;
import org.commonprosperity.portal.spreadsheet.ColumnType;
import org.commonprosperity.portal.spreadsheet.ExportColumn;
import org.commonprosperity.portal.spreadsheet.ExportTable;
import org.commonprosperity.portal.spreadsheet.web.ExportWords;
import org.commonprosperity.portal.village.DistrictIncome;
import org.commonprosperity.portal.village.IncomeSources.IncomeSource;
import org.commonprosperity.portal.village.VillageIncome;
import org.commonprosperity.portal.village.VillageSheet;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Village income as tables to take away: the same figures as on the pages, in yuan to the
 * fen, a row a village and year, the newest first.
 */
@Component
@RequiredArgsConstructor
class VillageExports {

	private final Show show;

	private final IncomeWords words;

	private final ExportWords exports;

	/** All villages and years. */
	ExportTable<VillageIncome> district(DistrictIncome district) {
		List<VillageIncome> rows = Stream
			.concat(district.years().stream().flatMap((year) -> year.incomes().stream()), district.unstated().stream())
			.sorted(Comparator.comparing(VillageIncome::year).reversed())
			.toList();
		return table(this.show.text("villages.title"), district, rows);
	}

	/** One village's years. */
	ExportTable<VillageIncome> village(VillageSheet sheet) {
		return table(this.show.text("villages.one", this.words.name(sheet.village())), sheet.district(),
				Stream.concat(sheet.incomes().stream(), sheet.figures().stream())
					.distinct()
					.sorted(Comparator.comparing(VillageIncome::year).reversed())
					.toList());
	}

	private ExportTable<VillageIncome> table(String title, DistrictIncome district, List<VillageIncome> rows) {
		List<String> lines = new ArrayList<>(this.exports.demo());
		rows.stream()
			.map(VillageIncome::approvedAt)
			.max(Comparator.naturalOrder())
			.ifPresentOrElse((at) -> lines.add(this.show.text("villages.approved", this.show.moment(at))),
					() -> lines.add(this.show.text("villages.none")));
		lines.add(this.show.text("villages.export.once"));
		if (!rows.isEmpty()) {
			lines.add(this.show.text("overview.source",
					this.words.origins(rows.stream().flatMap((row) -> row.origins().stream()).distinct().toList())));
		}
		return ExportTable.of(title, title, lines, columns(district, rows), rows);
	}

	private List<ExportColumn<VillageIncome>> columns(DistrictIncome district, List<VillageIncome> rows) {
		List<ExportColumn<VillageIncome>> columns = new ArrayList<>();
		columns.add(new ExportColumn<>(this.show.text("villages.column.year"), ColumnType.YEAR,
				(row) -> Long.valueOf(row.year())));
		columns.add(new ExportColumn<>(this.show.text("villages.column.village"), ColumnType.TEXT,
				(row) -> this.words.name(row.village())));
		columns
			.add(new ExportColumn<>(this.show.text("villages.export.coverage"), ColumnType.TEXT, this.words::coverage));
		columns.add(income("villages.export.total", (row) -> row.totals().total()));
		columns.add(income("villages.export.recurring", (row) -> row.totals().recurring()));
		for (IncomeSource source : district.sourcesIn(rows.stream().map(VillageIncome::totals).toList())) {
			columns.add(new ExportColumn<>(this.show.text("villages.export.yuan", this.words.name(source)),
					ColumnType.AMOUNT,
					(row) -> (isStated(row) && source.holdsIn(row.year())) ? this.words.of(row, source) : null));
		}
		columns.add(income("villages.export.enclave", (row) -> row.totals().enclave()));
		columns.add(income("villages.export.fromVillages", (row) -> row.totals().fromVillages()));
		columns.add(income("villages.export.forDistrict", (row) -> row.forDistrict().total()));
		columns.add(amount("villages.export.target", VillageIncome::target));
		columns.add(amount("villages.column.disposable", VillageIncome::disposableIncome));
		columns.add(new ExportColumn<>(this.show.text("villages.column.population"), ColumnType.INTEGER,
				(row) -> (row.population() != null) ? row.population().longValue() : null));
		columns.add(amount("villages.export.assets", VillageIncome::assets));
		columns.add(new ExportColumn<>(this.show.text("villages.export.growth"), ColumnType.DECIMAL,
				VillageIncome::growth));
		return columns;
	}

	/** An amount of income: empty, not zero, where the village states none. */
	private ExportColumn<VillageIncome> income(String key, Amount amount) {
		return amount(key, (row) -> isStated(row) ? amount.of(row) : null);
	}

	private static boolean isStated(VillageIncome row) {
		return !row.counted().isNothing();
	}

	private ExportColumn<VillageIncome> amount(String key, Amount amount) {
		return new ExportColumn<>(this.show.text(key), ColumnType.AMOUNT, amount::of);
	}

	private interface Amount {

		@Nullable Money of(VillageIncome row);

	}

}
