package org.commonprosperity.portal.village;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import org.commonprosperity.portal.audit.Difference;
import org.commonprosperity.portal.shared.Money;
import org.commonprosperity.portal.village.VillageIncomeRule.Totals;
import org.jspecify.annotations.Nullable;

/**
 * A return as officials see it: the version at hand, the ones before it, and what it is
 * to be read beside.
 *
 * @param village the village
 * @param period the year or quarter
 * @param versions its versions, the latest first; empty if nothing is written yet
 * @param steps who did what with it, newest first
 * @param before the same period of the year before, as approved; null if it is not
 * @param differences what the version at hand changes of the approved one before it
 */
public record IncomeRecord(Village village, IncomePeriod period, List<Version> versions, List<Step> steps,
		@Nullable Version before, List<Difference> differences) {

	public IncomeRecord {
		versions = List.copyOf(versions);
		steps = List.copyOf(steps);
		differences = List.copyOf(differences);
	}

	/** The version at hand; null if nothing is written yet. */
	public @Nullable Version current() {
		return this.versions.isEmpty() ? null : this.versions.get(0);
	}

	/** The word of where it is; {@code NONE} if nothing is written yet. */
	public String state() {
		Version current = current();
		return (current != null) ? current.state().name() : "NONE";
	}

	/** Whether its clerk can write in it. */
	public boolean isOpen() {
		Version current = current();
		return current == null || current.state() == IncomeState.DRAFT || current.state() == IncomeState.RETURNED;
	}

	/** Whether the period is still going on. */
	public boolean isEarly(LocalDate today) {
		return this.period.isOver().isAfter(today);
	}

	/** The last return's reason, null unless it came back. */
	public @Nullable Step returned() {
		Version current = current();
		return (current == null || current.state() != IncomeState.RETURNED) ? null
				: this.steps.stream()
					.filter((step) -> step.returnId() == current.id() && step.action().equals("RETURNED"))
					.findFirst()
					.orElse(null);
	}

	/** Why a return that was sent once more came back before, null if it never did. */
	public @Nullable Step returnedBefore() {
		Version current = current();
		return (current == null || current.state() != IncomeState.SUBMITTED) ? null
				: this.steps.stream()
					.filter((step) -> step.returnId() == current.id() && step.action().equals("RETURNED"))
					.findFirst()
					.orElse(null);
	}

	/** Growth over the year before in percent; null where it is not to be said. */
	public @Nullable BigDecimal growth() {
		Version current = current();
		return GrowthRule.percent(total(current), total(this.before));
	}

	private static @Nullable Money total(@Nullable Version version) {
		return (version != null && !version.content().entries().isEmpty()) ? version.totals().total() : null;
	}

	/**
	 * A village.
	 */
	public record Village(long id, String code, String name, @Nullable String nameEn) {
	}

	/**
	 * A version of a return.
	 *
	 * @param id its number
	 * @param revision 1, or more for a correction
	 * @param version for forms
	 * @param content what it states
	 * @param totals what it comes to, with what enclaves posted where it is of a year
	 */
	public record Version(long id, int revision, IncomeState state, long version, IncomeContent content, Totals totals,
			@Nullable String correctionReason, @Nullable Instant submittedAt, @Nullable Instant decidedAt,
			Instant updatedAt) {
	}

	/**
	 * A step.
	 *
	 * @param revision version of the return that it concerns
	 * @param action last part of a message key {@code income.step.}
	 */
	public record Step(long returnId, int revision, String action, Instant at, String actor, @Nullable String note) {
	}

	/**
	 * Names for what rows point to.
	 *
	 * @param sources sources by code, in their order
	 * @param villages villages by number, in the order of their names
	 * @param enclaves enclaves by number
	 */
	public record Names(Map<String, Name> sources, Map<Long, Name> villages, Map<Long, Name> enclaves) {
	}

	/**
	 * A name, in English too where there is one.
	 */
	public record Name(String name, @Nullable String nameEn) {
	}

}
