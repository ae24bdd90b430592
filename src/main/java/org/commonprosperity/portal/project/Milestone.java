package org.commonprosperity.portal.project;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Version;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import org.commonprosperity.portal.project.ProjectChange.PlannedMilestone;
import org.commonprosperity.portal.project.ProjectChange.Progress;
import org.commonprosperity.portal.shared.Percent;
import org.commonprosperity.portal.shared.Refusal;
import org.hibernate.Hibernate;
import org.jspecify.annotations.Nullable;

/**
 * A milestone (时间节点) of a project: what was planned and, beside it, what became of it.
 * Its verbs refuse facts that cannot be.
 */
@Entity
@Getter
@NoArgsConstructor(access = AccessLevel.PROTECTED)
class Milestone {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	private @Nullable Long id;

	@ManyToOne(fetch = FetchType.LAZY, optional = false)
	private Project project;

	private int position;

	private String name;

	private BigDecimal weight;

	private LocalDate plannedStart;

	private LocalDate dueDate;

	private @Nullable LocalDate begunOn;

	private BigDecimal percentDone = BigDecimal.ZERO.setScale(2);

	private @Nullable LocalDate metOn;

	private @Nullable String metNote;

	private @Nullable Instant removedAt;

	@Version
	private long version;

	@OneToMany(mappedBy = "milestone", cascade = CascadeType.ALL)
	@OrderBy("id")
	@Getter(AccessLevel.NONE)
	private List<Postponement> postponements = new ArrayList<>();

	Milestone(Project project, int position, String name, Percent weight, LocalDate plannedStart, LocalDate dueDate) {
		this.project = project;
		plan(position, name, weight, plannedStart, dueDate);
	}

	public Percent getWeight() {
		return new Percent(this.weight);
	}

	public Percent getPercentDone() {
		return new Percent(this.percentDone);
	}

	Milestone whole() {
		Hibernate.initialize(this.postponements);
		return this;
	}

	public boolean isRemoved() {
		return this.removedAt != null;
	}

	public boolean isMet() {
		return this.metOn != null;
	}

	/** What is planned, as a row of a plan. */
	PlannedMilestone planned() {
		return new PlannedMilestone(this.id, this.name, getWeight(), this.plannedStart, this.dueDate);
	}

	/** Plan and facts, as the light looks at them. */
	PlanFacts.MilestoneFacts facts() {
		return new PlanFacts.MilestoneFacts(Objects.requireNonNull(this.id), this.name, getWeight(), this.plannedStart,
				this.dueDate, this.begunOn, getPercentDone(), this.metOn);
	}

	/** Sets what is planned; what has happened stays. */
	final void plan(int position, String name, Percent weight, LocalDate plannedStart, LocalDate dueDate) {
		if (dueDate.isBefore(plannedStart)) {
			throw new Refusal(null, "project.refusal.dueBeforeStart", name);
		}
		if (weight.value().signum() == 0) {
			throw new Refusal(null, "project.refusal.weightZero", name);
		}
		this.position = position;
		this.name = name;
		this.weight = weight.value();
		this.plannedStart = plannedStart;
		this.dueDate = dueDate;
	}

	void remove(Instant at) {
		if (this.begunOn != null) {
			throw new Refusal(null, "project.refusal.removeBegun", this.name);
		}
		this.removedAt = at;
	}

	void begin(LocalDate on, LocalDate today) {
		if (this.begunOn != null) {
			throw new Refusal("on", "project.refusal.alreadyBegun", this.begunOn);
		}
		notInFuture("on", on, today);
		this.begunOn = on;
	}

	void statePercent(Percent percent) {
		if (isMet()) {
			throw new Refusal("percent", "project.refusal.alreadyMet", this.metOn);
		}
		if (this.begunOn == null) {
			throw new Refusal("percent", "project.refusal.notBegun");
		}
		if (percent.isWhole()) {
			throw new Refusal("percent", "project.refusal.wholeIsMet");
		}
		if (percent.compareTo(getPercentDone()) < 0) {
			throw new Refusal("percent", "project.refusal.percentFalls", getPercentDone().toString());
		}
		this.percentDone = percent.value();
	}

	/**
	 * Takes what a monthly report states, where it differs from what the reporter saw.
	 * @param correcting whether it may state less than before
	 * @throws Refusal if it cannot be; its field is one of {@link Progress}
	 */
	void report(Progress was, Progress now, boolean correcting, LocalDate today) {
		boolean onIsMet = correcting || !Objects.equals(was.metOn(), now.metOn());
		try {
			take(was, now, correcting, today);
		}
		catch (Refusal refusal) {
			throw "on".equals(refusal.field())
					? new Refusal(onIsMet ? "metOn" : "begunOn", refusal.key(), refusal.arguments()) : refusal;
		}
	}

	private void take(Progress was, Progress now, boolean correcting, LocalDate today) {
		LocalDate begun = Objects.equals(was.begunOn(), now.begunOn()) ? this.begunOn : now.begunOn();
		LocalDate met = Objects.equals(was.metOn(), now.metOn()) ? this.metOn : now.metOn();
		Percent percent = was.percent().equals(now.percent()) ? getPercentDone() : now.percent();
		String note = Objects.equals(was.note(), now.note()) ? this.metNote : now.note();
		if (correcting) {
			correct(begun, (met != null) ? Percent.WHOLE : percent, met, note, today);
			return;
		}
		if (!Objects.equals(met, this.metOn)) {
			complete(begun, Objects.requireNonNullElse(met, today), note, today);
			return;
		}
		if (isMet()) {
			return;
		}
		if (!Objects.equals(begun, this.begunOn)) {
			begin(Objects.requireNonNullElse(begun, today), today);
		}
		if (!percent.equals(getPercentDone())) {
			if (this.begunOn == null) {
				throw new Refusal("begunOn", "project.refusal.begunUnknown");
			}
			statePercent(percent);
		}
	}

	void complete(@Nullable LocalDate begun, LocalDate on, @Nullable String note, LocalDate today) {
		if (isMet()) {
			throw new Refusal("on", "project.refusal.alreadyMet", this.metOn);
		}
		notInFuture("on", on, today);
		LocalDate start = (this.begunOn != null) ? this.begunOn : begun;
		if (start == null) {
			throw new Refusal("begunOn", "project.refusal.begunUnknown");
		}
		fact(start, Percent.WHOLE, on, note, today);
	}

	/**
	 * Puts right what was entered wrongly, in whatever direction.
	 */
	void correct(@Nullable LocalDate begun, Percent percent, @Nullable LocalDate met, @Nullable String note,
			LocalDate today) {
		if (met != null) {
			notInFuture("on", met, today);
		}
		if (begun == null && (percent.value().signum() > 0 || met != null)) {
			throw new Refusal("begunOn", "project.refusal.begunUnknown");
		}
		if (met == null && percent.isWhole()) {
			throw new Refusal("percent", "project.refusal.wholeIsMet");
		}
		if (met != null && !percent.isWhole()) {
			throw new Refusal("percent", "project.refusal.metIsWhole");
		}
		fact(begun, percent, met, note, today);
	}

	private void fact(@Nullable LocalDate begun, Percent percent, @Nullable LocalDate met, @Nullable String note,
			LocalDate today) {
		if (begun != null) {
			notInFuture("begunOn", begun, today);
		}
		if (met != null && begun != null && met.isBefore(begun)) {
			throw new Refusal("on", "project.refusal.metBeforeBegun", begun);
		}
		this.begunOn = begun;
		this.percentDone = ((met != null) ? Percent.WHOLE : percent).value();
		this.metOn = met;
		this.metNote = (met != null) ? note : null;
	}

	/** Moves the due date; the old one is kept. */
	void postpone(LocalDate newDueDate, String reason, Instant at) {
		if (isMet()) {
			throw new Refusal("newDueDate", "project.refusal.alreadyMet", this.metOn);
		}
		if (!newDueDate.isAfter(this.dueDate)) {
			throw new Refusal("newDueDate", "project.refusal.notLater", this.dueDate);
		}
		this.postponements.add(new Postponement(this, this.dueDate, newDueDate, reason, at));
		this.dueDate = newDueDate;
	}

	private static void notInFuture(String field, LocalDate day, LocalDate today) {
		if (day.isAfter(today)) {
			throw new Refusal(field, "project.refusal.future");
		}
	}

}
