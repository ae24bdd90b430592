package org.commonprosperity.portal.dividend.web;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.dividend.ContributionLine;
import org.commonprosperity.portal.dividend.ContributionRoll;
import org.commonprosperity.portal.dividend.ContributorRoll;
import org.commonprosperity.portal.dividend.DistributionBook;
import org.commonprosperity.portal.dividend.DistributionBook.Distribution;
import org.commonprosperity.portal.dividend.DistributionBook.Share;
import org.commonprosperity.portal.dividend.LedgerBoard;
import org.commonprosperity.portal.dividend.Named;
import org.commonprosperity.portal.dividend.ProjectLedger;
import org.commonprosperity.portal.dividend.ProjectLedger.Balances;
import org.commonprosperity.portal.dividend.ProjectLedger.YearLine;
import org.commonprosperity.portal.dividend.RunBook;
import org.commonprosperity.portal.dividend.RunBook.Gap;
import org.commonprosperity.portal.dividend.RunBook.Line;
import org.commonprosperity.portal.dividend.RunBook.Run;
import org.commonprosperity.portal.dividend.TermsBook;
import org.commonprosperity.portal.dividend.TermsBook.Start;
import org.commonprosperity.portal.dividend.TermsBook.Version;
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
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.View;

/**
 * The lists of the ledger to take away, each within the official's scope and narrowed as
 * its page is.
 */
@Controller
@RequiredArgsConstructor
class LedgerExportController {

	private static final String PROJECT = LedgerPages.HOME + "/projects/{code}";

	private final LedgerBoard board;

	private final TermsBook terms;

	private final ContributorRoll contributors;

	private final ContributionRoll contributions;

	private final RunBook runs;

	private final DistributionBook distributions;

	private final LedgerPages pages;

	private final SpreadsheetDownload download;

	private final ExportWords words;

	private final Show show;

	@GetMapping({ LedgerPages.HOME + ".xlsx", LedgerPages.HOME + ".csv" })
	View projects(@AuthenticationPrincipal Official by) {
		String title = this.show.text("ledger.title");
		return this.download.of(ExportTable.of(title, title, this.words.lines(),
				List.of(text("ledger.field.project", (one) -> this.pages.name(one.project())),
						new ExportColumn<>(this.show.text("ledger.contributors"), ColumnType.INTEGER,
								(one) -> (long) one.contributors()),
						amount("ledger.export.principal", ProjectLedger::principal),
						amount("ledger.export.accrued", (one) -> one.balances().accrued()),
						amount("ledger.export.paid", (one) -> one.balances().paid()),
						amount("ledger.export.payable", (one) -> one.balances().payable()),
						amount("ledger.export.arrears", (one) -> one.balances().arrears()),
						date("ledger.startedOn", ProjectLedger::startedOn),
						year("ledger.postedYear", ProjectLedger::postedYear)),
				this.board.projects(by).stream().filter(ProjectLedger::isKept).toList()), by);
	}

	@GetMapping({ PROJECT + ".xlsx", PROJECT + ".csv" })
	View years(@PathVariable String code, @AuthenticationPrincipal Official by) {
		List<YearLine> years = this.board.years(code, by);
		String title = title(code, "ledger.years", by);
		Function<YearLine, Balances> balances = YearLine::balances;
		return this.download.of(ExportTable.of(title, title, this.words.lines(),
				List.of(year("ledger.field.year", YearLine::year),
						amount("ledger.export.accrued", (one) -> balances.apply(one).accrued()),
						amount("ledger.export.paid", (one) -> balances.apply(one).paid()),
						amount("ledger.export.payable", (one) -> balances.apply(one).payable()),
						amount("ledger.export.arrears", (one) -> balances.apply(one).arrears())),
				years), by);
	}

	@GetMapping({ PROJECT + "/terms.xlsx", PROJECT + "/terms.csv" })
	View terms(@PathVariable String code, @AuthenticationPrincipal Official by) {
		TermsBook.Terms found = this.terms.terms(code, by);
		String title = title(code, "ledger.terms", by);
		Map<String, String> classes = this.pages.classes();
		return this.download.of(ExportTable.of(title, title, this.words.lines(),
				List.of(text("ledger.field.phase", (one) -> this.show.text("dividend.phase." + one.phase())),
						text("ledger.field.classCode",
								(one) -> (one.contributorClass() != null) ? classes.get(one.contributorClass())
										: this.show.text("ledger.everyone")),
						new ExportColumn<>(this.show.text("ledger.field.rate"), ColumnType.DECIMAL, Version::percent),
						date("ledger.field.validFrom", Version::from), date("ledger.field.validUntil", Version::last),
						text("ledger.field.payBy",
								(one) -> one.payBy().getMonthValue() + "-" + one.payBy().getDayOfMonth()),
						text("ledger.field.document", Version::document),
						text("ledger.source", (one) -> this.show.name(one.source(), one.sourceEn())),
						text("ledger.column.state", (one) -> state(one.state()))),
				found.versions()), by);
	}

	@GetMapping({ PROJECT + "/operation.xlsx", PROJECT + "/operation.csv" })
	View starts(@PathVariable String code, @AuthenticationPrincipal Official by) {
		String title = title(code, "ledger.operation", by);
		return this.download.of(ExportTable.of(title, title, this.words.lines(),
				List.of(date("ledger.field.startedOn", Start::startedOn), text("ledger.field.reason", Start::reason),
						text("ledger.field.document", Start::document),
						text("ledger.column.state", (one) -> state(one.state())),
						text("ledger.enteredBy", (one) -> one.hands().enteredBy()),
						text("ledger.decidedBy", (one) -> one.hands().decidedBy())),
				this.terms.starts(code, by)), by);
	}

	@GetMapping({ "/office/dividends/contributors.xlsx", "/office/dividends/contributors.csv" })
	View contributors(ContributorFilter filter, @AuthenticationPrincipal Official by) {
		ContributorRoll.Query query = filter.query();
		String title = this.show.text("ledger.roll");
		Map<String, String> classes = this.pages.classes();
		String type = (query.contributorClass() != null)
				? classes.getOrDefault(query.contributorClass(), this.show.text("ledger.class.none")) : null;
		return this.download.of(ExportTable.of(title, title,
				this.words.lines(query.looked(), this.pages.communities().get(String.valueOf(query.community())), type),
				List.of(identifier("ledger.field.number", ContributorRoll.Line::number),
						text("ledger.field.name", ContributorRoll.Line::name),
						text("ledger.field.kind", (one) -> this.show.text("ledger.kind." + one.kind())),
						text("ledger.field.community", (one) -> this.pages.name(one.community())),
						text("ledger.class.today",
								(one) -> (one.contributorClass() != null) ? classes.get(one.contributorClass())
										: this.show.text("ledger.class.none")),
						identifier("ledger.field.identifier", ContributorRoll.Line::identifier),
						amount("ledger.export.principal", ContributorRoll.Line::principal)),
				this.contributors.lines(query, 1, Integer.MAX_VALUE, by).items()), by);
	}

	@GetMapping({ "/office/dividends/contributions.xlsx", "/office/dividends/contributions.csv" })
	View contributions(ContributionFilter filter, @AuthenticationPrincipal Official by) {
		ContributionRoll.Query query = filter.query();
		String title = this.show.text("ledger.contributions");
		return this.download.of(ExportTable.of(title, title,
				this.words.lines(this.pages.projects(by).get(String.valueOf(query.project())), query.looked(),
						(query.standing() != null) ? this.show.text("ledger.standing." + query.standing()) : null),
				List.of(text("ledger.field.project", (one) -> this.pages.name(one.project())),
						identifier("ledger.field.number", (one) -> one.giver().number()),
						text("ledger.field.name", (one) -> one.giver().name()),
						text("ledger.field.community", (one) -> this.pages.name(one.giver().community())),
						identifier("ledger.field.reference", ContributionLine::reference),
						date("ledger.field.paidInOn", ContributionLine::paidInOn),
						amount("ledger.export.principal", ContributionLine::principal),
						date("ledger.endedOn", ContributionLine::endedOn),
						text("ledger.column.state", (one) -> state(one.standing())),
						date("ledger.field.keptFrom", ContributionLine::keptFrom),
						amount("ledger.export.openingBalance", ContributionLine::openingBalance),
						text("ledger.field.document", ContributionLine::document)),
				this.contributions.lines(query, 1, Integer.MAX_VALUE, by).items()), by);
	}

	@GetMapping({ PROJECT + "/runs.xlsx", PROJECT + "/runs.csv" })
	View runs(@PathVariable String code, @AuthenticationPrincipal Official by) {
		String title = title(code, "ledger.runs", by);
		return this.download.of(
				ExportTable.of(title, title, this.words.lines(),
						List.of(year("ledger.field.year", Run::year),
								text("ledger.column.state", (one) -> state(one.state())),
								new ExportColumn<>(this.show.text("ledger.run.lines"), ColumnType.INTEGER,
										(one) -> (long) one.lines()),
								amount("ledger.export.due", Run::due),
								amount("ledger.export.difference", Run::difference),
								new ExportColumn<>(this.show.text("ledger.run.unresolved"), ColumnType.INTEGER,
										(one) -> (long) one.unresolved()),
								text("ledger.preparedBy", (one) -> one.hands().enteredBy()),
								text("ledger.decidedBy", (one) -> one.hands().decidedBy())),
						this.runs.runs(code, by)),
				by);
	}

	@GetMapping({ "/office/dividends/runs/{id}.xlsx", "/office/dividends/runs/{id}.csv" })
	View lines(@PathVariable long id, RunFilter filter, @AuthenticationPrincipal Official by) {
		Run run = this.runs.run(id, by);
		RunBook.Query query = filter.query();
		String title = this.show.text("ledger.run.title", this.pages.name(run.project()), String.valueOf(run.year()));
		Map<String, String> classes = this.pages.classes();
		List<ExportColumn<Line>> columns = List.of(identifier("ledger.field.number", (one) -> one.giver().number()),
				text("ledger.field.name", (one) -> one.giver().name()),
				text("ledger.field.community", (one) -> this.pages.name(one.giver().community())),
				identifier("ledger.field.reference", Line::reference), year("ledger.field.year", Line::year),
				text("ledger.field.phase", (one) -> this.show.text("dividend.phase." + one.phase())),
				text("ledger.field.classCode", (one) -> className(classes, one.contributorClass())),
				amount("ledger.export.principal", Line::principal),
				new ExportColumn<>(this.show.text("ledger.field.rate"), ColumnType.DECIMAL, Line::percent),
				new ExportColumn<>(this.show.text("ledger.column.days"), ColumnType.INTEGER,
						(one) -> (long) one.days()),
				new ExportColumn<>(this.show.text("ledger.column.yearDays"), ColumnType.INTEGER,
						(one) -> (long) one.yearDays()),
				amount("ledger.export.due", Line::due), amount("ledger.export.posted", Line::posted),
				amount("ledger.export.difference", Line::difference),
				text("ledger.column.reason", (one) -> reasons(one.reasons())));
		return this.download.of(new ExportTable<>(title, title,
				this.words.lines(query.looked(), (query.year() != null) ? String.valueOf(query.year()) : null,
						query.differing() ? this.show.text("ledger.run.differing") : null),
				columns, (rows) -> this.runs.each(id, query, by, rows)), by);
	}

	@GetMapping({ "/office/dividends/runs/{id}/unresolved.xlsx", "/office/dividends/runs/{id}/unresolved.csv" })
	View gaps(@PathVariable long id, @AuthenticationPrincipal Official by) {
		Run run = this.runs.run(id, by);
		String title = this.show.text("ledger.run.unresolved.of", this.pages.name(run.project()),
				String.valueOf(run.year()));
		Map<String, String> classes = this.pages.classes();
		return this.download.of(ExportTable.of(title, title, this.words.lines(),
				List.of(identifier("ledger.field.number", (one) -> one.giver().number()),
						text("ledger.field.name", (one) -> one.giver().name()),
						identifier("ledger.field.reference", Gap::reference), date("ledger.column.from", Gap::from),
						date("ledger.column.last", Gap::last),
						text("ledger.field.phase", (one) -> this.show.text("dividend.phase." + one.phase())),
						text("ledger.field.classCode", (one) -> className(classes, one.contributorClass())),
						text("ledger.column.reason", (one) -> this.show.text("ledger.gap." + one.reason()))),
				this.runs.gaps(id, 1, Integer.MAX_VALUE, by).items()), by);
	}

	@GetMapping({ PROJECT + "/distributions.xlsx", PROJECT + "/distributions.csv" })
	View distributions(@PathVariable String code, @AuthenticationPrincipal Official by) {
		String title = title(code, "ledger.distributions", by);
		return this.download.of(ExportTable.of(title, title, this.words.lines(),
				List.of(year("ledger.field.year", Distribution::year),
						text("ledger.field.resolution", Distribution::resolution),
						date("ledger.field.resolvedOn", Distribution::resolvedOn),
						text("ledger.field.document", Distribution::document),
						amount("ledger.export.pool", Distribution::pool),
						text("ledger.field.rule", (one) -> this.show.text("ledger.rule." + one.rule())),
						date("ledger.field.payBy", Distribution::payBy),
						text("ledger.column.state", (one) -> state(one.state()))),
				this.distributions.distributions(code, by)), by);
	}

	@GetMapping({ "/office/dividends/distributions/{id}.xlsx", "/office/dividends/distributions/{id}.csv" })
	View shares(@PathVariable long id, @AuthenticationPrincipal Official by) {
		Distribution found = this.distributions.distribution(id, by);
		String title = this.show.text("ledger.distribution.title", this.pages.name(found.project()),
				String.valueOf(found.year()));
		return this.download
			.of(ExportTable.of(title, title, this.words.lines(found.resolution()),
					List.of(identifier("ledger.field.number", (one) -> one.giver().number()),
							text("ledger.field.name", (one) -> one.giver().name()),
							text("ledger.field.community", (one) -> this.pages.name(one.giver().community())),
							new ExportColumn<>(this.show.text("ledger.column.weight"), ColumnType.DECIMAL,
									Share::weight),
							amount("ledger.export.share", Share::amount)),
					this.distributions.shares(found, 1, Integer.MAX_VALUE, by).items()), by);
	}

	private String title(String code, String key, Official by) {
		Named project = this.board.head(code, by).project();
		return this.show.text("ledger.of", this.pages.name(project), this.show.text(key));
	}

	private String state(String state) {
		return this.show.text("ledger.state." + state);
	}

	private String reasons(List<String> codes) {
		return String.join(this.show.text("ledger.join"),
				codes.stream().map((one) -> this.show.text("ledger.reason." + one)).toList());
	}

	private String className(Map<String, String> classes, @Nullable String code) {
		return (code != null) ? classes.getOrDefault(code, code) : this.show.text("ledger.class.none");
	}

	private <T> ExportColumn<T> text(String key, Function<T, @Nullable Object> value) {
		return new ExportColumn<>(this.show.text(key), ColumnType.TEXT, value);
	}

	private <T> ExportColumn<T> identifier(String key, Function<T, @Nullable Object> value) {
		return new ExportColumn<>(this.show.text(key), ColumnType.IDENTIFIER, value);
	}

	private <T> ExportColumn<T> amount(String key, Function<T, @Nullable Object> value) {
		return new ExportColumn<>(this.show.text(key), ColumnType.AMOUNT, value);
	}

	private <T> ExportColumn<T> date(String key, Function<T, @Nullable Object> value) {
		return new ExportColumn<>(this.show.text(key), ColumnType.DATE, value);
	}

	private <T> ExportColumn<T> year(String key, Function<T, @Nullable Integer> value) {
		return new ExportColumn<>(this.show.text(key), ColumnType.YEAR, (one) -> {
			Integer year = value.apply(one);
			return (year != null) ? year.longValue() : null;
		});
	}

}
