package org.commonprosperity.portal.publication.web;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.care.CareDirectory;
import org.commonprosperity.portal.care.CareDirectory.Facility;
import org.commonprosperity.portal.care.CareDirectory.Offer;
import org.commonprosperity.portal.care.CareDirectory.Row;
import org.commonprosperity.portal.care.CareKind;
import org.commonprosperity.portal.care.CareOverview.Activity;
import org.commonprosperity.portal.care.CoverageRule.Coverage;
import org.commonprosperity.portal.care.OpeningHours;
import org.commonprosperity.portal.care.web.HoursWords;
import org.commonprosperity.portal.shared.web.Show;
import org.commonprosperity.portal.spreadsheet.ColumnType;
import org.commonprosperity.portal.spreadsheet.ExportColumn;
import org.commonprosperity.portal.spreadsheet.ExportTable;
import org.commonprosperity.portal.spreadsheet.web.ExportWords;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Facilities, activities and coverage as tables to take away: what the pages show.
 */
@Component
@RequiredArgsConstructor
class CareExports {

	private final Show show;

	private final HoursWords hours;

	private final ExportWords words;

	/** A row a facility, its services with their hours in one cell. */
	ExportTable<Facility> facilities(CareDirectory directory, List<Facility> facilities) {
		String title = this.show.text("care.title");
		return ExportTable.of(title, title, this.words.lines(), List.of(
				text("care.column.community",
						(one) -> this.show.name(directory.community(one.communityId()).name(),
								directory.community(one.communityId()).nameEn())),
				text("care.column.name", (one) -> this.show.name(one.name(), one.nameEn())),
				text("care.column.kind", (one) -> name(one.kind())),
				text("care.column.state", (one) -> this.show.text("care.state." + one.state())),
				text("care.column.address", Facility::address), text("care.column.telephone", Facility::telephone),
				text("care.hours.title", (one) -> said(one.hours())),
				text("care.access",
						(one) -> (one.accessible() != null) ? this.show.text("care.accessible." + one.accessible())
								: null),
				new ExportColumn<>(this.show.text("care.column.places"), ColumnType.INTEGER, (one) -> {
					Integer places = one.places();
					return (places != null) ? places.longValue() : null;
				}), new ExportColumn<>(this.show.text("care.opened"), ColumnType.DATE, Facility::opened),
				text("care.services", this::offers), text("care.column.source", Facility::source)), facilities);
	}

	private @Nullable String offers(Facility facility) {
		List<String> offers = new ArrayList<>();
		for (Offer offer : facility.offers()) {
			String said = said(offer.hours());
			offers.add((said != null) ? this.show.text("care.price", name(offer.kind()), said)
					: String.valueOf(name(offer.kind())));
		}
		return offers.isEmpty() ? null : String.join("\n", offers);
	}

	private @Nullable String said(@Nullable OpeningHours when) {
		return (when != null) ? this.hours.sentence(when) : null;
	}

	/** A row an activity. */
	ExportTable<Activity> activities(List<Activity> activities) {
		String title = this.show.text("care.activities");
		return ExportTable.of(title, title, this.words.lines(),
				List.of(new ExportColumn<>(this.show.text("care.column.day"), ColumnType.DATE, Activity::day),
						text("care.column.time", (one) -> one.starts() + "-" + one.ends()),
						text("care.column.title", Activity::title),
						text("care.column.community",
								(one) -> this.show.name(one.communityName(), one.communityNameEn())),
						text("care.column.place", Activity::place),
						new ExportColumn<>(this.show.text("care.column.left"), ColumnType.INTEGER, (one) -> {
							Integer left = one.left();
							return (left != null) ? left.longValue() : null;
						}), text("care.column.telephone", Activity::telephone)),
				activities);
	}

	/** A row a community, a column a kind. */
	ExportTable<Row> coverage(CareDirectory directory) {
		String title = this.show.text("care.coverage");
		List<ExportColumn<Row>> columns = new ArrayList<>();
		columns.add(text("care.column.community",
				(row) -> this.show.name(row.community().name(), row.community().nameEn())));
		for (CareKind kind : directory.kinds()) {
			columns.add(new ExportColumn<>(String.valueOf(name(kind)), ColumnType.TEXT, (row) -> {
				Coverage cell = row.cells().get(kind);
				return (cell != null) ? this.show.text("care.band." + cell.band()) : null;
			}));
		}
		return ExportTable.of(title, title, this.words.lines(), columns, directory.coverage());
	}

	private @Nullable String name(CareKind kind) {
		return this.show.name(kind.name(), kind.nameEn());
	}

	private <T> ExportColumn<T> text(String key, Function<T, @Nullable Object> value) {
		return new ExportColumn<>(this.show.text(key), ColumnType.TEXT, value);
	}

}
