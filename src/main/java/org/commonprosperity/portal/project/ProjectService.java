package org.commonprosperity.portal.project;

import java.io.Serial;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.AccountDirectory;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.audit.AuditService;
import org.commonprosperity.portal.audit.Difference;
import org.commonprosperity.portal.organisation.Communities;
import org.commonprosperity.portal.organisation.Departments;
import org.commonprosperity.portal.organisation.Source;
import org.commonprosperity.portal.organisation.Sources;
import org.commonprosperity.portal.project.PlanFacts.MilestoneFacts;
import org.commonprosperity.portal.project.ProjectChange.MilestoneProgress;
import org.commonprosperity.portal.project.ProjectChange.ReportProgress;
import org.commonprosperity.portal.shared.NotOnRecord;
import org.commonprosperity.portal.shared.Refusal;
import org.commonprosperity.portal.shared.Submissions;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes changes of a project's record from officials and decides on them. An editor's
 * change waits as a proposal; a coordinator's takes effect at once. Until a proposal is
 * approved neither the public pages nor the light know of it.
 */
@Service
@RequiredArgsConstructor
public class ProjectService {

	/** The kind of record under which history and trail know a project. */
	public static final String RECORD = "project";

	private static final TypeReference<List<Difference>> DIFFERENCES = new TypeReference<>() {
	};

	private final Projects projects;

	private final Proposals proposals;

	private final Departments departments;

	private final Communities communities;

	private final Sources sources;

	private final AccountDirectory accounts;

	private final Submissions submissions;

	private final AuditService audit;

	private final EntityManager entities;

	private final ApplicationEventPublisher events;

	private final JsonMapper json;

	private final Clock clock;

	/**
	 * Takes a change from an official.
	 * @param code the project
	 * @param change what is to be changed
	 * @param submission the form that it came by
	 * @param by who sent it
	 * @return whether it waits, is carried out, or had come before
	 * @throws Refusal if the record does not allow it, or nothing would change
	 * @throws StaleSave if the record changed after the form was opened
	 * @throws AccessDeniedException if the project is outside the official's scope
	 */
	@Transactional
	public Outcome submit(String code, ProjectChange change, Submission submission, Official by) {
		Project project = take(code);
		Long departmentId = departmentOf(project);
		ProjectAccess.requireEdit(by, departmentId);
		boolean decides = ProjectAccess.mayApprove(by);
		if (decides) {
			this.events.publishEvent(new FactsWillChange(Objects.requireNonNull(project.getId())));
		}
		if (!decides && change instanceof ProjectChange.ReviseRecord revised
				&& !Objects.equals(revised.departmentId(), departmentId)) {
			throw new AccessDeniedException("a department does not hand its project over by itself");
		}
		if (!this.submissions.first(submission.number())) {
			return Outcome.REPEATED;
		}
		Milestone milestone = (change.milestone() != null) ? project.milestone(change.milestone()) : null;
		long version = (milestone != null) ? milestone.getVersion() : project.getVersion();
		List<Difference> differences = tried(code, change);
		if (version != submission.version()) {
			throw new StaleSave(version, differences);
		}
		if (differences.isEmpty()) {
			throw new Refusal(null, "project.refusal.nothingChanged");
		}
		project = take(code);
		milestone = (change.milestone() != null) ? project.milestone(change.milestone()) : null;
		Proposal proposal = new Proposal(project, milestone, change, this.json.writeValueAsString(change),
				this.json.writeValueAsString(differences), by, this.clock.instant());
		supersede(project, change, by);
		this.entities.lock((milestone != null) ? milestone : project, LockModeType.PESSIMISTIC_FORCE_INCREMENT);
		if (decides) {
			carryOut(project, change);
			proposal.decide(Proposal.State.APPROVED, by, null, this.clock.instant());
		}
		this.proposals.save(proposal);
		this.audit.changed(RECORD, code, change.kind() + (decides ? ".applied" : ".proposed"), by, change.why(),
				differences);
		return decides ? Outcome.APPLIED : Outcome.PROPOSED;
	}

	/**
	 * Approves a proposal and carries it out.
	 * @param id number of the proposal
	 * @param by a coordinator
	 * @return the project's code
	 * @throws ChangedSince if the record changed after it was proposed: the differences
	 * have been worked out anew and are to be looked at once more
	 * @throws Refusal if it was decided before, the record no longer allows it, or the
	 * same person entered it: a deputy does not approve what the deputy or the absent
	 * official sent
	 */
	@Transactional(noRollbackFor = ChangedSince.class)
	public String approve(long id, Official by) {
		ProjectAccess.requireApprove(by);
		String code = codeOf(id);
		Project taken = take(code);
		Proposal proposal = proposal(id);
		if (proposal.isPending()) {
			this.events.publishEvent(new FactsWillChange(Objects.requireNonNull(taken.getId())));
			if (proposal.isOf(by)) {
				throw new Refusal(null, "approval.refusal.own");
			}
			ProjectChange change = this.json.readValue(proposal.getChange(), ProjectChange.class);
			List<Difference> differences = tried(code, change);
			Project project = take(code);
			proposal = proposal(id);
			if (!differences.equals(this.json.readValue(proposal.getDifferences(), DIFFERENCES))) {
				proposal.refresh(this.json.writeValueAsString(differences));
				throw new ChangedSince();
			}
			carryOut(project, change);
			bump(project, proposal);
			this.audit.changed(RECORD, code, change.kind() + ".approved", by, change.why(), differences);
		}
		proposal.decide(Proposal.State.APPROVED, by, null, this.clock.instant());
		return code;
	}

	/**
	 * Sends a proposal back to its department.
	 * @param id number of the proposal
	 * @param note what is to be done about it
	 * @param by a coordinator
	 * @return the project's code
	 */
	@Transactional
	public String sendBack(long id, @Nullable String note, Official by) {
		ProjectAccess.requireApprove(by);
		if (note == null) {
			throw new Refusal("note", "approval.refusal.noteMissing");
		}
		return close(id, Proposal.State.RETURNED, ".returned", note, by);
	}

	/**
	 * Takes a proposal of the own department back, or lets one that was returned rest.
	 * @param code the project
	 * @param id number of the proposal
	 * @param by an official of the responsible department
	 * @return the kind of change that it was
	 */
	@Transactional
	public String withdraw(String code, long id, Official by) {
		Project project = take(code);
		ProjectAccess.requireOwn(by, departmentOf(project));
		if (!codeOf(id).equals(code)) {
			throw new NotOnRecord("proposal " + id + " of " + code);
		}
		close(id, Proposal.State.WITHDRAWN, ".withdrawn", null, by);
		return proposal(id).getKind();
	}

	private String close(long id, Proposal.State state, String action, @Nullable String note, Official by) {
		String code = codeOf(id);
		Project project = take(code);
		Proposal proposal = proposal(id);
		proposal.decide(state, by, note, this.clock.instant());
		bump(project, proposal);
		this.audit.changed(RECORD, code, proposal.getKind() + action, by, note,
				this.json.readValue(proposal.getDifferences(), DIFFERENCES));
		return code;
	}

	/**
	 * What a change would do, found by doing it on a copy that is thrown away.
	 */
	private List<Difference> tried(String code, ProjectChange change) {
		this.entities.flush();
		this.entities.clear();
		Project copy = find(code).whole();
		ProjectSnapshot before = ProjectSnapshot.of(copy);
		Changing changing = changing();
		this.entities.clear();
		change.applyTo(copy, changing);
		List<Difference> differences = before.to(ProjectSnapshot.of(copy));
		this.entities.clear();
		return differences;
	}

	private void carryOut(Project project, ProjectChange change) {
		Changing changing = changing();
		Map<Long, MilestoneFacts> wrong = new LinkedHashMap<>();
		if (change.milestone() != null && change instanceof ProjectChange.CorrectMilestone) {
			wrong.put(change.milestone(), project.milestone(change.milestone()).facts());
		}
		if (change instanceof ReportProgress progress && progress.reason() != null) {
			progress.milestones()
				.forEach((one) -> wrong.put(one.milestoneId(), project.milestone(one.milestoneId()).facts()));
		}
		change.applyTo(project, changing);
		project.updated(changing.now());
		this.entities.flush();
		wrong.forEach((id, was) -> this.events.publishEvent(
				new MilestoneCorrected(Objects.requireNonNull(project.getId()), was, project.milestone(id).facts())));
	}

	/**
	 * What a report's progress would change of the record, found by trying it.
	 * @throws Refusal if the record does not allow it; its field names the milestone
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public List<Difference> differencesOf(String code, ReportProgress progress) {
		return tried(code, progress);
	}

	/**
	 * All that the record does not allow of what a report states, milestone by milestone:
	 * not only the first of it, so that a form can tell it in one go. Whether the
	 * official may report on the project is asked by whoever asks this.
	 * @return refusals whose fields name the milestone
	 */
	@Transactional(readOnly = true)
	public List<Refusal> refusalsOf(String code, ReportProgress progress) {
		LocalDate today = LocalDate.now(this.clock);
		List<Refusal> refusals = new ArrayList<>();
		for (MilestoneProgress one : progress.milestones()) {
			MilestoneProgress rest = one;
			Set<@Nullable String> fields = new HashSet<>();
			Refusal refusal = refusalOf(code, rest, progress.reason());
			while (refusal != null && fields.add(refusal.field())) {
				refusals.add(refusal);
				String field = refusal.field();
				rest = rest.without((field != null) ? field.substring(field.lastIndexOf('/') + 1) : null, today);
				refusal = refusalOf(code, rest, progress.reason());
			}
		}
		return refusals;
	}

	private @Nullable Refusal refusalOf(String code, MilestoneProgress one, @Nullable String reason) {
		try {
			tried(code, new ReportProgress(List.of(one), reason));
			return null;
		}
		catch (Refusal refusal) {
			return refusal;
		}
	}

	/**
	 * Carries out what an approved report states of the milestones.
	 * @param by who approved the report
	 * @throws Refusal if the record no longer allows it
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public void carryOut(String code, ReportProgress progress, Official by) {
		ProjectAccess.requireApprove(by);
		this.events.publishEvent(new FactsWillChange(Objects.requireNonNull(take(code).getId())));
		List<Difference> differences = tried(code, progress);
		Project project = take(code);
		carryOut(project, progress);
		progress.milestones()
			.forEach((one) -> this.entities.lock(project.milestone(one.milestoneId()),
					LockModeType.PESSIMISTIC_FORCE_INCREMENT));
		this.entities.flush();
		this.audit.changed(RECORD, code, "progress.approved", by, progress.reason(), differences);
	}

	/**
	 * Marks of milestones that wait are taken up into a report that carries them: they
	 * are decided with it.
	 * @param milestoneIds the milestones on which the report says something
	 * @param by who sent the report
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public void takeUpMarks(String code, Collection<Long> milestoneIds, Official by) {
		Project project = take(code);
		for (Long id : milestoneIds) {
			for (String kind : List.of("begin", "percent", "met")) {
				supersede(project, kind + "/" + id, by);
			}
		}
	}

	/**
	 * Names the account of a project's lead official, who comments on and signs its
	 * reports.
	 * @param accountId an account with the role of a leader; null for none
	 * @param by a coordinator
	 */
	@Transactional
	public void nameLeader(String code, @Nullable Long accountId, Official by) {
		ProjectAccess.requireApprove(by);
		Project project = take(code);
		Map<Long, String> leaders = this.accounts.leaders();
		if (accountId != null && !leaders.containsKey(accountId)) {
			throw new Refusal("accountId", "project.refusal.leaderUnknown");
		}
		Long before = project.getLeadAccountId();
		if (Objects.equals(before, accountId)) {
			throw new Refusal("accountId", "project.refusal.nothingChanged");
		}
		project.leadBy(accountId);
		this.audit.changed(RECORD, code, "leader" + ".named", by, null, List.of(new Difference("leadAccount", null,
				(before != null) ? leaders.get(before) : null, (accountId != null) ? leaders.get(accountId) : null)));
	}

	private void supersede(Project project, ProjectChange change, Official by) {
		if (change.target() != null) {
			supersede(project, change.target(), by);
		}
	}

	private void supersede(Project project, String target, Official by) {
		for (Proposal earlier : this.proposals.findByProjectAndTargetAndStateOrderById(project, target,
				Proposal.State.PENDING)) {
			earlier.decide(Proposal.State.SUPERSEDED, by, null, this.clock.instant());
			this.audit.changed(RECORD, project.getCode(), earlier.getKind() + ".superseded", by, null,
					this.json.readValue(earlier.getDifferences(), DIFFERENCES));
		}
	}

	/** Forms that were opened before the decision are stale from now on. */
	private void bump(Project project, Proposal proposal) {
		Milestone milestone = proposal.getMilestone();
		this.entities.lock((milestone != null) ? milestone : project, LockModeType.PESSIMISTIC_FORCE_INCREMENT);
	}

	private Changing changing() {
		Source source = this.sources.findByCode(Source.PORTAL_RECORD).orElseThrow();
		return new Changing(this.clock.instant(), LocalDate.now(this.clock), source,
				(id) -> this.departments.findById(id)
					.orElseThrow(() -> new Refusal("departmentId", "project.refusal.departmentUnknown")),
				(id) -> this.communities.findById(id)
					.orElseThrow(() -> new Refusal("communityId", "project.refusal.communityUnknown")));
	}

	private Project take(String code) {
		return this.projects.takeByCode(code).orElseThrow(() -> new NotOnRecord("project " + code));
	}

	private Project find(String code) {
		return this.projects.findByCode(code).orElseThrow(() -> new NotOnRecord("project " + code));
	}

	private Proposal proposal(long id) {
		return this.proposals.findById(id).orElseThrow(() -> new NotOnRecord("proposal " + id));
	}

	private String codeOf(long proposalId) {
		return this.proposals.findProjectCode(proposalId).orElseThrow(() -> new NotOnRecord("proposal " + proposalId));
	}

	private static @Nullable Long departmentOf(Project project) {
		return (project.getDepartment() != null) ? project.getDepartment().getId() : null;
	}

	/**
	 * The record changed between proposal and approval.
	 */
	public static class ChangedSince extends RuntimeException {

		@Serial
		private static final long serialVersionUID = 1L;

		ChangedSince() {
			super("the record changed after the proposal");
		}

	}

}
