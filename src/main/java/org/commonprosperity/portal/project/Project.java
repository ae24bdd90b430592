package org.commonprosperity.portal.project;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import jakarta.persistence.CascadeType;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.MapKeyEnumerated;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Version;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import org.commonprosperity.portal.organisation.Community;
import org.commonprosperity.portal.organisation.Department;
import org.commonprosperity.portal.organisation.Source;
import org.commonprosperity.portal.project.ProjectChange.PlannedMilestone;
import org.commonprosperity.portal.project.ProjectChange.RevisePlan;
import org.commonprosperity.portal.shared.Money;
import org.commonprosperity.portal.shared.NotOnRecord;
import org.commonprosperity.portal.shared.Percent;
import org.commonprosperity.portal.shared.Refusal;
import org.hibernate.Hibernate;
import org.jspecify.annotations.Nullable;

/**
 * A flagship project (共富项目) with its plan and facts as approved. Everything that changes
 * it is a verb here; what is only proposed does not touch it.
 */
@Entity
@Getter
@NoArgsConstructor(access = AccessLevel.PROTECTED)
class Project {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	private @Nullable Long id;

	private String code;

	private int position;

	private String name;

	private @Nullable String nameEn;

	@Enumerated(EnumType.STRING)
	private Classification classification;

	private @Nullable String content;

	private @Nullable String contentEn;

	private @Nullable String leadOfficial;

	@ManyToOne(fetch = FetchType.LAZY)
	private @Nullable Department department;

	private @Nullable LocalDate startDate;

	private @Nullable LocalDate deadline;

	@Enumerated(EnumType.STRING)
	private @Nullable DeclaredState declaredState;

	private @Nullable String declaredReason;

	private @Nullable LocalDate declaredOn;

	private Instant updatedAt;

	/** When its first plan came on record; no report is owed for the months before. */
	private @Nullable LocalDate planSince;

	/** The account of the lead official, who signs its reports. */
	private @Nullable Long leadAccountId;

	@Version
	private long version;

	@Getter(AccessLevel.NONE)
	@OneToMany(mappedBy = "project", cascade = CascadeType.ALL)
	@OrderBy("position, id")
	private List<Milestone> milestones = new ArrayList<>();

	@Getter(AccessLevel.NONE)
	@OneToMany(mappedBy = "project", cascade = CascadeType.ALL)
	@OrderBy("id")
	private List<Venture> ventures = new ArrayList<>();

	@Getter(AccessLevel.NONE)
	@OneToMany(mappedBy = "project", cascade = CascadeType.ALL)
	@OrderBy("position, id")
	private List<Site> sites = new ArrayList<>();

	@Getter(AccessLevel.NONE)
	@ElementCollection
	@CollectionTable(name = "fact_source", joinColumns = @JoinColumn(name = "project_id"))
	@MapKeyColumn(name = "field")
	@MapKeyEnumerated(EnumType.STRING)
	private Map<FactField, FactSource> sources = new EnumMap<>(FactField.class);

	/** The milestones of the plan in force, in their order. */
	public List<Milestone> plan() {
		return this.milestones.stream().filter((milestone) -> !milestone.isRemoved()).toList();
	}

	/** The ventures on record. */
	public List<Venture> ventures() {
		return this.ventures.stream().filter((venture) -> !venture.isRemoved()).toList();
	}

	public List<Site> sites() {
		return List.copyOf(this.sites);
	}

	/**
	 * A milestone of the plan in force.
	 * @throws NotOnRecord if this project has none with the number
	 */
	public Milestone milestone(long id) {
		return plan().stream()
			.filter((milestone) -> Objects.equals(milestone.getId(), id))
			.findFirst()
			.orElseThrow(() -> new NotOnRecord("milestone " + id + " of " + this.code));
	}

	/**
	 * A milestone that a report speaks of.
	 * @throws Refusal if it was taken out of the plan meanwhile
	 */
	Milestone reportedMilestone(long id) {
		return plan().stream()
			.filter((milestone) -> Objects.equals(milestone.getId(), id))
			.findFirst()
			.orElseThrow(() -> new Refusal(null, "project.refusal.milestoneGone"));
	}

	/**
	 * A venture on record.
	 * @throws NotOnRecord if this project has none with the number
	 */
	public Venture venture(long id) {
		return ventures().stream()
			.filter((venture) -> Objects.equals(venture.getId(), id))
			.findFirst()
			.orElseThrow(() -> new NotOnRecord("venture " + id + " of " + this.code));
	}

	void describe(@Nullable String content, @Nullable String contentEn, @Nullable String leadOfficial,
			@Nullable Department department, @Nullable LocalDate start, @Nullable LocalDate deadline,
			Changing changing) {
		if (start != null && deadline != null && deadline.isBefore(start)) {
			throw new Refusal("deadline", "project.refusal.deadlineBeforeStart");
		}
		cite(FactField.CONTENT, !Objects.equals(content, this.content), changing);
		cite(FactField.LEAD_OFFICIAL, !Objects.equals(leadOfficial, this.leadOfficial), changing);
		cite(FactField.DEPARTMENT, !Objects.equals(idOf(department), idOf(this.department)), changing);
		cite(FactField.START, !Objects.equals(start, this.startDate), changing);
		cite(FactField.DEADLINE, !Objects.equals(deadline, this.deadline), changing);
		this.content = content;
		this.contentEn = contentEn;
		this.leadOfficial = leadOfficial;
		this.department = department;
		this.startDate = start;
		this.deadline = deadline;
	}

	/**
	 * Changes the plan where an official wants it changed. A due date that becomes later
	 * is kept as a postponement here too.
	 */
	void revisePlan(RevisePlan change, Changing changing) {
		if (change.reason() == null && !plan().isEmpty()) {
			throw new Refusal("reason", "project.refusal.reasonMissing");
		}
		List<PlannedMilestone> plan = merged(change);
		Percent total = addUp(plan);
		if (!plan.isEmpty() && !total.isWhole()) {
			throw new Refusal(null, "project.refusal.weights", total.toString());
		}
		Set<Long> kept = new HashSet<>();
		int at = 0;
		for (PlannedMilestone planned : plan) {
			at++;
			if (planned.id() == null) {
				this.milestones.add(new Milestone(this, at, planned.name(), planned.weight(), planned.plannedStart(),
						planned.dueDate()));
			}
			else {
				kept.add(planned.id());
				Milestone milestone = milestone(planned.id());
				if (change.reason() != null && planned.dueDate().isAfter(milestone.getDueDate())) {
					milestone.postpone(planned.dueDate(), change.reason(), changing.now());
				}
				milestone.plan(at, planned.name(), planned.weight(), planned.plannedStart(), planned.dueDate());
			}
		}
		for (Milestone milestone : plan()) {
			if (milestone.getId() != null && !kept.contains(milestone.getId())) {
				milestone.remove(changing.now());
			}
		}
		if (plan().isEmpty()) {
			this.planSince = null;
		}
		else if (this.planSince == null) {
			this.planSince = changing.today();
		}
		cite(FactField.PLAN, true, changing);
	}

	/** Names the account of the lead official, or none. */
	void leadBy(@Nullable Long accountId) {
		this.leadAccountId = accountId;
	}

	/** What is wanted, over the plan as it is now and not as it was. */
	private List<PlannedMilestone> merged(RevisePlan change) {
		Map<Long, PlannedMilestone> base = new HashMap<>();
		change.base().forEach((planned) -> base.put(planned.id(), planned));
		List<PlannedMilestone> plan = new ArrayList<>();
		for (PlannedMilestone wanted : change.milestones()) {
			PlannedMilestone was = (wanted.id() != null) ? base.get(wanted.id()) : null;
			plan.add((was != null) ? wanted.onto(was, milestone(was.id()).planned()) : wanted);
		}
		Set<Long> wanted = new HashSet<>();
		change.milestones().forEach((milestone) -> wanted.add(milestone.id()));
		// what came into the plan after the official looked is not the official's to
		// remove
		plan().stream()
			.filter((milestone) -> !base.containsKey(milestone.getId()) && !wanted.contains(milestone.getId()))
			.map(Milestone::planned)
			.forEach(plan::add);
		return plan;
	}

	private static Percent addUp(List<PlannedMilestone> plan) {
		BigDecimal total = plan.stream()
			.map((milestone) -> milestone.weight().value())
			.reduce(BigDecimal.ZERO, BigDecimal::add);
		if (total.compareTo(Percent.WHOLE.value()) > 0) {
			throw new Refusal(null, "project.refusal.weights", total.stripTrailingZeros().toPlainString());
		}
		return new Percent(total);
	}

	void declare(DeclaredState state, @Nullable String reason, Changing changing) {
		if (state != DeclaredState.ON_TRACK && reason == null) {
			throw new Refusal("reason", "project.refusal.reasonMissing");
		}
		this.declaredState = state;
		this.declaredReason = reason;
		this.declaredOn = changing.today();
		cite(FactField.DECLARED_STATE, true, changing);
	}

	void confirmClassification(Changing changing) {
		if (this.classification == Classification.FLAGSHIP) {
			throw new Refusal(null, "project.refusal.alreadyConfirmed");
		}
		this.classification = Classification.FLAGSHIP;
		cite(FactField.CLASSIFICATION, true, changing);
	}

	void sign(@Nullable Long siteId, @Nullable String name, @Nullable String kind, @Nullable Money investment,
			@Nullable LocalDate signedOn, Changing changing) {
		Venture venture = new Venture(this);
		venture.describe(site(siteId), name, kind, investment, signedOn, changing.source(), changing.today());
		this.ventures.add(venture);
	}

	void reviseVenture(long id, @Nullable Long siteId, @Nullable String name, @Nullable String kind,
			@Nullable Money investment, @Nullable LocalDate signedOn, Changing changing) {
		venture(id).describe(site(siteId), name, kind, investment, signedOn, changing.source(), changing.today());
	}

	void addSite(String name, @Nullable Community community, @Nullable String note, Changing changing) {
		if (this.sites.stream().anyMatch((site) -> site.getName().equals(name))) {
			throw new Refusal("name", "project.refusal.siteTaken", name);
		}
		this.sites.add(new Site(this, this.sites.size() + 1, name, community, note, changing.source()));
	}

	private @Nullable Site site(@Nullable Long id) {
		if (id == null) {
			return null;
		}
		return this.sites.stream()
			.filter((site) -> Objects.equals(site.getId(), id))
			.findFirst()
			.orElseThrow(() -> new Refusal("siteId", "project.refusal.siteUnknown"));
	}

	private void cite(FactField field, boolean changed, Changing changing) {
		if (changed) {
			this.sources.put(field, new FactSource(changing.source(), changing.today()));
		}
	}

	/** Loads all of it, so that it can be changed on its own, away from the database. */
	Project whole() {
		Hibernate.initialize(this.milestones);
		Hibernate.initialize(this.ventures);
		Hibernate.initialize(this.sites);
		Hibernate.initialize(this.sources);
		Hibernate.initialize(this.department);
		this.milestones.forEach(Milestone::whole);
		this.ventures.forEach((venture) -> Hibernate.initialize(venture.getSite()));
		this.sites.forEach((site) -> Hibernate.initialize(site.getCommunity()));
		return this;
	}

	/** Something of the record changed and was approved. */
	void updated(Instant at) {
		this.updatedAt = at;
	}

	private static @Nullable Long idOf(@Nullable Department department) {
		return (department != null) ? department.getId() : null;
	}

}
