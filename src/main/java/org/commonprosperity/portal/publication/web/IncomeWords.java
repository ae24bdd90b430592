package org.commonprosperity.portal.publication.web;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.shared.Money;
import org.commonprosperity.portal.shared.ShownShare;
import org.commonprosperity.portal.shared.web.Show;
import org.commonprosperity.portal.village.DistrictIncome;
import org.commonprosperity.portal.village.DistrictIncome.EnclaveName;
import org.commonprosperity.portal.village.DistrictIncome.Village;
import org.commonprosperity.portal.village.DistrictIncome.Year;
import org.commonprosperity.portal.village.IncomeCorrection.Change;
import org.commonprosperity.portal.village.IncomeCorrection.Row;
import org.commonprosperity.portal.village.IncomeSources.IncomeSource;
import org.commonprosperity.portal.village.VillageIncome;
import org.commonprosperity.portal.village.VillageIncomeRule.Reconciliation;
import org.commonprosperity.portal.village.VillageSheet;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Village income in words, in the reader's language. Templates reach it as
 * {@code income}.
 */
@Component
@RequiredArgsConstructor
class IncomeWords {

	/** Below this a difference is told in yuan: in 万元 it would look like none. */
	private static final BigDecimal SMALL = BigDecimal.valueOf(1000);

	private final Show show;

	/** The year, and up to which quarter where it is not whole. */
	public String period(VillageIncome one) {
		return one.wholeYear() ? this.show.text("villages.year", one.year())
				: this.show.text("villages.year.part", one.year(), coverage(one));
	}

	/** How far a figure goes. */
	public String coverage(VillageIncome one) {
		LocalDate until = one.counted().until();
		if (until != null) {
			return this.show.text("villages.coverage.until", this.show.dayOfYear(until));
		}
		if (one.counted().annual()) {
			return this.show.text("villages.coverage.year");
		}
		if (one.counted().isNothing()) {
			return this.show.text("unknown");
		}
		return this.show.text("villages.coverage.quarters", one.counted().upToQuarter());
	}

	/** How a year's total stands to the year before, in money first. */
	public String grown(Year year, DistrictIncome district) {
		Year last = district.year(year.year() - 1);
		return (year.growth() != null && last != null) ? grown(year.growth(), year.total(), last.total())
				: this.show.text("villages.total.noGrowth");
	}

	/** How a village's total stands to the year before, in money first. */
	public String grown(VillageIncome one, VillageSheet sheet) {
		BigDecimal growth = one.growth();
		return sheet.incomes()
			.stream()
			.filter((last) -> growth != null && last.year() == one.year() - 1)
			.findFirst()
			.map((last) -> grown(Objects.requireNonNull(growth), one.totals().total(), last.totals().total()))
			.orElseGet(() -> this.show.text("villages.one.noGrowth"));
	}

	private String grown(BigDecimal growth, Money now, Money last) {
		BigDecimal more = now.yuan().subtract(last.yuan());
		return this.show.text((more.signum() < 0) ? "villages.total.less" : "villages.total.growth",
				this.show.wan(new Money(more.abs())), this.show.growth(growth));
	}

	/** The growth, or a dash where it is not to be said. */
	public String growth(@Nullable BigDecimal percent) {
		return (percent != null) ? this.show.growth(percent) : this.show.text("none");
	}

	/** How much of the target is reached; a dash without a target. */
	public String reached(VillageIncome one) {
		BigDecimal reached = one.reached();
		if (reached == null) {
			return this.show.text("none");
		}
		BigDecimal shown = ShownShare.ofTarget(reached);
		return shown.setScale(Math.max(1, shown.scale())).toPlainString() + "%";
	}

	/** A year's villages whose figure is not for the whole of it, in words. */
	public String running(Year year) {
		return year.running()
			.stream()
			.map((one) -> this.show.text("villages.running.one", name(one.village()), coverage(one)))
			.collect(Collectors.joining(this.show.text("villages.comma")));
	}

	/** What a village has from a source in a year. */
	public Money of(VillageIncome one, IncomeSource source) {
		return one.totals().bySource().getOrDefault(source.code(), new Money(BigDecimal.ZERO));
	}

	/** Where figures come from, each once. */
	public String origins(List<VillageIncome.Origin> origins) {
		return origins.stream()
			.map((origin) -> this.show.name(origin.title(), origin.titleEn()))
			.collect(Collectors.joining(this.show.text("villages.semicolon")));
	}

	/**
	 * What is still to be cleared up between a village and its enclaves in a year, null
	 * if nothing is.
	 */
	public @Nullable String open(VillageIncome one) {
		for (Reconciliation enclave : one.totals().enclaves()) {
			if (!enclave.isPosted()) {
				return this.show.text("villages.enclave.open.unpaid");
			}
			if (enclave.own() != null && enclave.difference().yuan().signum() != 0) {
				return this.show.text("villages.enclave.open", difference(enclave.difference()));
			}
		}
		return null;
	}

	/** How an enclave's payment stands to the village's own figure of it. */
	public String reconciliation(Reconciliation one) {
		Money own = one.own();
		if (!one.isPosted()) {
			return this.show.text("villages.enclave.unpaid", wan(own));
		}
		if (own == null) {
			return this.show.text("villages.enclave.unstated", wan(one.posted()));
		}
		if (one.difference().yuan().signum() == 0) {
			return this.show.text("villages.enclave.same", wan(one.posted()));
		}
		return this.show.text("villages.enclave.differs", wan(own), wan(one.posted()), difference(one.difference()));
	}

	private String difference(Money difference) {
		Money apart = new Money(difference.yuan().abs());
		return (apart.yuan().compareTo(SMALL) < 0) ? this.show.text("villages.inYuan", this.show.yuan(apart))
				: this.show.text("villages.inWan", this.show.wan(apart));
	}

	private String wan(@Nullable Money money) {
		return (money != null) ? this.show.wan(money) : this.show.text("none");
	}

	public String name(Village village) {
		return String.valueOf(this.show.name(village.name(), village.nameEn()));
	}

	public String name(IncomeSource source) {
		return String.valueOf(this.show.name(source.name(), source.nameEn()));
	}

	/** A source by its name, and until when it was in use. */
	public String named(IncomeSource source) {
		return (source.lastYear() != null) ? this.show.text("villages.source.until", name(source), source.lastYear())
				: name(source);
	}

	public String name(EnclaveName enclave) {
		return String.valueOf(this.show.name(enclave.name(), enclave.nameEn()));
	}

	/** What a correction changed. */
	public String field(Change change, DistrictIncome district) {
		Row row = change.row();
		if (row == null) {
			return this.show.text("villages.field." + change.field());
		}
		String source = district.sources()
			.stream()
			.filter((one) -> one.code().equals(row.source()))
			.findFirst()
			.map(this::name)
			.orElse(row.source());
		if (row.enclaveId() != null) {
			return this.show.text("villages.field.fromEnclave", source, name(district.enclave(row.enclaveId())));
		}
		if (row.payerId() != null) {
			return this.show.text("villages.field.fromVillage", source,
					district.villages()
						.stream()
						.filter((one) -> one.id() == row.payerId())
						.findFirst()
						.map(this::name)
						.orElse(this.show.text("villages.other")));
		}
		return this.show.text("villages.field.LINE", source);
	}

	/** What stood there, or stands there now; null for nothing. */
	public @Nullable String value(Change change, @Nullable Object value) {
		if (!(value instanceof Money money)) {
			return (value != null) ? value.toString() : null;
		}
		return switch (change.field()) {
			case DISPOSABLE_INCOME -> this.show.text("villages.inYuan", this.show.yuan(money));
			default -> this.show.text("villages.inWan", this.show.wan(money));
		};
	}

	/** The figures of a chart, for who hears the page. */
	public String heard(List<IncomeChart.YearOf> years) {
		return years.stream()
			.map((year) -> this.show.text("villages.heard", year.year(), this.show.wan(year.total())))
			.collect(Collectors.joining(this.show.text("villages.comma")));
	}

}
