package org.commonprosperity.portal.dividend;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;

import org.commonprosperity.portal.shared.Money;
import org.jspecify.annotations.Nullable;

/**
 * What is public of a project's dividends: its terms as they hold now, and the figures as
 * they were at the end of the last quarter.
 *
 * @param code the project's code
 * @param name its name
 * @param nameEn its English name
 * @param terms its approved terms, by phase and class, earlier versions too
 * @param operationStart the approved day on which operation starts; null: not on record
 * @param asOf the last day of the last quarter, up to which the figures go
 * @param since whether more was posted since
 * @param figures the figures; null as long as nothing was posted up to that day
 */
public record DividendSheet(String code, String name, @Nullable String nameEn, List<Terms> terms,
		@Nullable LocalDate operationStart, LocalDate asOf, boolean since, @Nullable Figures figures) {

	public DividendSheet {
		terms = List.copyOf(terms);
	}

	/**
	 * A version of the terms with where it stands.
	 *
	 * @param terms the terms
	 * @param contributorClass whom they hold for; null: every contributor
	 * @param source title of the source
	 * @param sourceEn its English title
	 * @param document the decision that they rest on, or null
	 */
	public record Terms(DividendTerms terms, @Nullable ContributorClass contributorClass, String source,
			@Nullable String sourceEn, @Nullable String document) {
	}

	/**
	 * The figures.
	 *
	 * @param balance all years together
	 * @param columns what the tables' columns are of: village collectives first, then
	 * each class of households that there is
	 * @param dividends what was earned, by year and phase, the latest first
	 * @param totals the same of all years
	 * @param principals what stood at the end of every year, the latest first
	 * @param counts how many there are on the last day
	 * @param villages the village collectives, by name
	 */
	public record Figures(Balance balance, List<Column> columns, List<Row> dividends, Row totals,
			List<Stand> principals, Counts counts, List<Village> villages) {

		public Figures {
			columns = List.copyOf(columns);
			dividends = List.copyOf(dividends);
			principals = List.copyOf(principals);
			villages = List.copyOf(villages);
		}

		/** What the village collectives got, which is published of each of them. */
		public Money villagesPaid() {
			return sum(Village::paid);
		}

		/** What the village collectives should have got and did not. */
		public Money villagesArrears() {
			return sum(Village::arrears);
		}

		private Money sum(Function<Village, Money> of) {
			return this.villages.stream().map(of).reduce(new Money(BigDecimal.ZERO), Money::plus);
		}

		/** Whether something of it is withheld. */
		public boolean isWithheld() {
			return this.balance.isWithheld() || this.dividends.stream().anyMatch(Row::isWithheld)
					|| this.totals.isWithheld() || this.principals.stream().anyMatch(Stand::isWithheld);
		}

	}

	/**
	 * What a column is of.
	 *
	 * @param contributorClass the class; null: households of which no class is on record
	 */
	public record Column(@Nullable ContributorClass contributorClass) {

		public boolean household() {
			return this.contributorClass == null || this.contributorClass.household();
		}

	}

	/**
	 * What was earned of a year in a phase.
	 *
	 * @param year the year; 0 of the totals
	 * @param kind the phase; null of the totals
	 * @param figures by column
	 * @param total of all columns
	 */
	public record Row(int year, @Nullable PublishedKind kind, List<DividendFigure> figures, DividendFigure total) {

		public Row {
			figures = List.copyOf(figures);
		}

		public boolean isWithheld() {
			return this.total.isWithheld() || this.figures.stream().anyMatch(DividendFigure::isWithheld);
		}

	}

	/**
	 * The principal that stood on a day.
	 *
	 * @param day the day
	 * @param figures by column
	 * @param total of all columns
	 */
	public record Stand(LocalDate day, List<DividendFigure> figures, DividendFigure total) {

		public Stand {
			figures = List.copyOf(figures);
		}

		public boolean isWithheld() {
			return this.total.isWithheld() || this.figures.stream().anyMatch(DividendFigure::isWithheld);
		}

	}

	/**
	 * How many contributors there are.
	 *
	 * @param counts by column
	 * @param households of all columns of households
	 */
	public record Counts(List<Count> counts, Count households) {

		public Counts {
			counts = List.copyOf(counts);
		}

	}

	/**
	 * A number of contributors.
	 *
	 * @param number the number; null where it is withheld
	 * @param few whether it is from 1 to 4
	 */
	public record Count(@Nullable Long number, boolean few) {

		public boolean isWithheld() {
			return this.number == null;
		}

	}

	/**
	 * What was earned, what was paid of it, what is owed.
	 *
	 * @param accrued 应付
	 * @param paid 已付
	 * @param owed 未付: payable and in arrears
	 * @param payable 待付
	 * @param arrears 欠付
	 */
	public record Balance(DividendFigure accrued, DividendFigure paid, DividendFigure owed, DividendFigure payable,
			DividendFigure arrears) {

		public boolean isWithheld() {
			return this.accrued.isWithheld() || this.paid.isWithheld() || this.payable.isWithheld()
					|| this.arrears.isWithheld();
		}

	}

	/**
	 * A village's collectives: legal persons, not persons.
	 *
	 * @param code the village's code
	 * @param name its name
	 * @param nameEn its English name
	 * @param principal what stood on the last day
	 * @param accrued what was earned
	 * @param paid what was paid of it
	 * @param payable what is owed and to be paid later
	 * @param arrears what is owed and was to be paid before
	 */
	public record Village(String code, String name, @Nullable String nameEn, Money principal, Money accrued, Money paid,
			Money payable, Money arrears) {
	}

}
