package org.commonprosperity.portal.employment.web;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.employment.EmploymentLists;
import org.commonprosperity.portal.employment.EntryBook;
import org.commonprosperity.portal.employment.EntryBook.Figure;
import org.commonprosperity.portal.employment.EntryBook.Opening;
import org.commonprosperity.portal.employment.EntryBook.Workshop;
import org.commonprosperity.portal.employment.PlacementBook;
import org.commonprosperity.portal.employment.PlacementBook.FullLine;
import org.commonprosperity.portal.employment.PlacementBook.Numbers;
import org.commonprosperity.portal.employment.PlacementLine;
import org.commonprosperity.portal.shared.Money;
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
import org.springframework.web.servlet.View;

/**
 * The lists to take away, each within the official's scope: names and identifiers masked,
 * and no wages, unless the coordinating office asks for them, which is written down
 * person by person.
 */
@Controller
@RequiredArgsConstructor
class JobsExportController {

	private final PlacementBook placements;

	private final EntryBook entries;

	private final EmploymentLists lists;

	private final JobsPages pages;

	private final SpreadsheetDownload download;

	private final ExportWords words;

	private final Show show;

	@GetMapping({ "/office/jobs.xlsx", "/office/jobs.csv" })
	View numbers(@AuthenticationPrincipal Official by) {
		List<ExportColumn<Numbers>> columns = List.of(
				text("placing.field.community", (Numbers one) -> this.pages.name(one.community())),
				count("placing.workshops.open", (one) -> (long) one.workshops()),
				count("placing.atWork", (one) -> (long) one.atWork()),
				count("placing.placements", (one) -> (long) one.placements()),
				count("placing.waiting", (one) -> (long) one.waiting()));
		return of("placing.title", columns, this.placements.numbers(by), by);
	}

	@GetMapping({ "/office/jobs/placements.xlsx", "/office/jobs/placements.csv" })
	View placements(PlacementFilter filter, @AuthenticationPrincipal Official by) {
		filter.setQ(null);
		Names names = names();
		List<ExportColumn<PlacementLine>> columns = List.of(text("placing.field.name", PlacementLine::name),
				text("placing.field.identifier", PlacementLine::identifier), community(), group(names, (one) -> one),
				text("placing.field.workshop", (PlacementLine one) -> this.pages.name(one.workshop())),
				text("placing.field.post", PlacementLine::post),
				date("placing.field.startedOn", PlacementLine::startedOn),
				date("placing.field.endedOn", PlacementLine::endedOn),
				text("placing.field.endReason", (one) -> names.reasons.get(String.valueOf(one.endReason()))),
				text("placing.field.insurance", (one) -> names.insurances.get(one.insurance())),
				text("placing.field.standing", (one) -> this.show.text("placing.standing." + one.standing())));
		return of("placing.placements", columns,
				this.placements.lines(filter.query(), 1, Integer.MAX_VALUE, by).items(), by);
	}

	@GetMapping({ "/office/jobs/placements/full.xlsx", "/office/jobs/placements/full.csv" })
	View full(PlacementFilter filter, @AuthenticationPrincipal Official by) {
		filter.setQ(null);
		Names names = names();
		String title = this.show.text("placing.full");
		List<ExportColumn<FullLine>> columns = List.of(
				text("placing.field.community", (one) -> this.pages.name(one.line().community())),
				text("placing.field.name", (one) -> one.person().name()),
				new ExportColumn<>(this.show.text("placing.field.identifier"), ColumnType.IDENTIFIER,
						(one) -> one.person().identifier()),
				new ExportColumn<>(this.show.text("placing.field.telephone"), ColumnType.IDENTIFIER,
						(one) -> one.person().telephone()),
				group(names, FullLine::line),
				text("placing.field.workshop", (one) -> this.pages.name(one.line().workshop())),
				text("placing.field.post", (one) -> one.terms().post()),
				date("placing.field.startedOn", (one) -> one.line().startedOn()),
				new ExportColumn<>(this.show.text("placing.export.wage"), ColumnType.AMOUNT, FullLine::wage),
				text("placing.field.insurance", (one) -> names.insurances.get(one.line().insurance())),
				date("placing.field.endedOn", (one) -> one.line().endedOn()),
				text("placing.field.endReason", (one) -> names.reasons.get(String.valueOf(one.line().endReason()))),
				text("placing.field.standing", (one) -> this.show.text("placing.standing." + one.line().standing())));
		return this.download.of(new ExportTable<>(title, title, this.words.lines(), columns,
				(rows) -> this.placements.full(filter.query(), by, rows)), by);
	}

	@GetMapping({ "/office/jobs/workshops.xlsx", "/office/jobs/workshops.csv" })
	View workshops(@AuthenticationPrincipal Official by) {
		Map<Long, String> supporters = this.pages.supporters();
		List<ExportColumn<Workshop>> columns = List.of(
				text("placing.field.workshop", (Workshop one) -> this.pages.name(one.name())),
				text("field.workshopKind", (one) -> this.pages.name(one.kind())),
				text("placing.field.community", (one) -> this.pages.name(one.community())),
				text("field.workshopEnterprise",
						(one) -> (one.enterprise() != null) ? this.pages.name(one.enterprise()) : null),
				date("field.workshopOpenedOn", Workshop::openedOn),
				count("field.workshopCapacity", (one) -> number(one.capacity())),
				count("placing.atWork", (one) -> (long) one.atWork()),
				text("field.workshopState", (one) -> this.show.text("employment.workshop." + one.state())),
				text("jobs.column.supporters", (one) -> supporters.get(one.id())));
		return of("placing.workshops", columns, this.entries.workshops(by), by);
	}

	@GetMapping({ "/office/jobs/enterprises.xlsx", "/office/jobs/enterprises.csv" })
	View enterprises(@AuthenticationPrincipal Official by) {
		List<ExportColumn<Figure>> columns = List.of(
				text("field.figureEnterprise", (Figure one) -> this.pages.name(one.enterprise())),
				date("field.figureAsOf", Figure::asOf),
				count("field.figureEmployees", (one) -> number(one.employees())),
				count("field.figureDisabledEmployees", (one) -> number(one.disabled())),
				text("field.figureDisabledPercent", (one) -> share(one.share(), one.rough())),
				text("field.figureSource",
						(one) -> (one.source() != null) ? this.show.name(one.source(), one.sourceEn()) : null));
		return of("placing.enterprises", columns, this.entries.figures(by), by);
	}

	@GetMapping({ "/office/jobs/openings.xlsx", "/office/jobs/openings.csv" })
	View openings(@AuthenticationPrincipal Official by) {
		List<ExportColumn<Opening>> columns = List.of(text("field.openingPost", Opening::post),
				text("field.openingPlace", (Opening one) -> this.pages.name(one.place())),
				count("field.openingPlaces", (one) -> number(one.places())),
				count("placing.opening.filled", (one) -> (long) one.filled()),
				amount("field.openingPayFrom", Opening::payFrom), amount("field.openingPayTo", Opening::payTo),
				text("field.openingContact", Opening::contact), text("field.openingTelephone", Opening::telephone),
				date("field.openingOpenedOn", Opening::openedOn), date("placing.closedOn", Opening::closedOn));
		return of("placing.openings", columns, this.entries.openings(by), by);
	}

	private @Nullable String share(@Nullable BigDecimal share, boolean rough) {
		return (share == null) ? null
				: rough ? this.show.text("placing.about", this.show.share(share)) : this.show.share(share);
	}

	private static @Nullable Long number(@Nullable Integer number) {
		return (number != null) ? number.longValue() : null;
	}

	private Names names() {
		return new Names(this.pages.names(this.lists.groups()), this.pages.names(this.lists.endReasons()),
				this.pages.names(this.lists.insurances()));
	}

	private ExportColumn<PlacementLine> community() {
		return text("placing.field.community", (one) -> this.pages.name(one.community()));
	}

	private <T> ExportColumn<T> group(Names names, Function<T, PlacementLine> line) {
		return text("placing.field.group", (one) -> names.groups.get(line.apply(one).group()));
	}

	private <T> View of(String title, List<ExportColumn<T>> columns, List<T> rows, Official by) {
		String words = this.show.text(title);
		return this.download.of(ExportTable.of(words, words, this.words.lines(), columns, rows), by);
	}

	private <T> ExportColumn<T> text(String key, Function<T, @Nullable Object> value) {
		return new ExportColumn<>(this.show.text(key), ColumnType.TEXT, value);
	}

	private <T> ExportColumn<T> date(String key, Function<T, @Nullable Object> value) {
		return new ExportColumn<>(this.show.text(key), ColumnType.DATE, value);
	}

	private <T> ExportColumn<T> count(String key, Function<T, @Nullable Object> value) {
		return new ExportColumn<>(this.show.text(key), ColumnType.INTEGER, value);
	}

	private <T> ExportColumn<T> amount(String key, Function<T, @Nullable BigDecimal> value) {
		return new ExportColumn<>(this.show.text(key), ColumnType.AMOUNT, (one) -> {
			BigDecimal yuan = value.apply(one);
			return (yuan != null) ? new Money(yuan) : null;
		});
	}

	private record Names(Map<String, String> groups, Map<String, String> reasons, Map<String, String> insurances) {
	}

}
