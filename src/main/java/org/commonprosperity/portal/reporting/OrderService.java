package org.commonprosperity.portal.reporting;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;

import jakarta.persistence.EntityManager;
import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.audit.AuditService;
import org.commonprosperity.portal.audit.Difference;
import org.commonprosperity.portal.organisation.Department;
import org.commonprosperity.portal.organisation.Departments;
import org.commonprosperity.portal.project.ProjectLine;
import org.commonprosperity.portal.project.ProjectOverview;
import org.commonprosperity.portal.project.Submission;
import org.commonprosperity.portal.shared.NotOnRecord;
import org.commonprosperity.portal.shared.Refusal;
import org.commonprosperity.portal.shared.Submissions;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Moves supervision orders on. Each method checks who asks, then whether the form counts
 * for the first time, then whether the order allows it, and then whether the official saw
 * the order as it is.
 *
 * <p>
 * All of them throw {@link AccessDeniedException} if the order is outside the official's
 * role or scope, and {@link Refusal} with a sentence if the order does not allow it or
 * changed after the form was opened. They return false if the form was carried out
 * before.
 */
@Service
@RequiredArgsConstructor
public class OrderService {

	/** The kind of record under which history and trail know an order. */
	public static final String RECORD = "order";

	private static final int NAME = 200;

	private final SupervisionOrders orders;

	private final OrderNumbers numbers;

	private final ProjectOverview projects;

	private final Departments departments;

	private final StoredFiles files;

	private final Submissions submissions;

	private final AuditService audit;

	private final EntityManager entities;

	private final JdbcClient jdbc;

	private final Clock clock;

	/**
	 * Issues an order of the coordinating office's own.
	 * @param project code of the project that it is about
	 * @param submission number of the form
	 * @return number of the order; empty if the form was carried out before
	 */
	@Transactional
	public Optional<Long> issueOwn(String project, OrderLetter letter, UUID submission, Official by) {
		OrderAccess.requireIssue(by);
		ProjectLine line = this.projects.sheet(project).line();
		if (!this.submissions.first(submission)) {
			return Optional.empty();
		}
		Long department = (letter.departmentId() != null) ? letter.departmentId() : line.departmentId();
		if (department == null) {
			throw new Refusal("departmentId", "order.refusal.departmentMissing");
		}
		requireDepartment(letter.departmentId());
		SupervisionOrder order = new SupervisionOrder(line.id(), department);
		issue(order, letter, line.leadOfficial(), by, this.clock.instant());
		this.orders.save(order);
		this.entities.flush();
		Long id = Objects.requireNonNull(order.getId());
		record(order, OrderAction.ISSUED, by, null, null);
		return Optional.of(id);
	}

	/** Issues what the system proposed, as the coordinating office worded it. */
	@Transactional
	public boolean issue(long id, OrderLetter letter, Submission submission, Official by) {
		return change(id, OrderAction.ISSUED, submission, by, (order, at) -> {
			requireDepartment(letter.departmentId());
			String lead = this.projects.lines()
				.stream()
				.filter((line) -> line.id() == order.getProjectId())
				.map(ProjectLine::leadOfficial)
				.filter(Objects::nonNull)
				.findFirst()
				.orElse(null);
			issue(order, letter, lead, by, at);
		});
	}

	/** Lets a proposal rest. */
	@Transactional
	public boolean dismiss(long id, String reason, Submission submission, Official by) {
		return change(id, OrderAction.DISMISSED, submission, by, (order, at) -> order.dismiss(reason, by, at));
	}

	/** Signs for an order to the own department. */
	@Transactional
	public boolean signFor(long id, Submission submission, Official by) {
		return change(id, OrderAction.SIGNED, submission, by, (order, at) -> order.signFor(by, at));
	}

	/**
	 * Replies to an order to the own department.
	 * @param evidence files that show it, may be none
	 * @throws Refusal of {@code file} if one of the files cannot be taken; then nothing
	 * is written
	 */
	@Transactional
	public boolean reply(long id, String text, List<OrderEvidence> evidence, Submission submission, Official by) {
		return change(id, OrderAction.REPLIED, submission, by, (order, at) -> {
			OrderStep step = order.reply(text, by, at);
			this.entities.flush();
			evidence.forEach((file) -> this.jdbc.sql("insert into order_file (step_id, file_id, name) values (?, ?, ?)")
				.params(step.getId(), keep(file, by), nameOf(file))
				.update());
		});
	}

	/**
	 * Sends a reply back.
	 * @param newDeadline by when it is to be mended, null if the deadline stays
	 */
	@Transactional
	public boolean sendBack(long id, String reason, @Nullable LocalDate newDeadline, Submission submission,
			Official by) {
		return change(id, OrderAction.RETURNED, submission, by,
				(order, at) -> order.sendBack(reason, newDeadline, by, at, dayOf(at)));
	}

	/** Verifies a reply, and is done with the order. */
	@Transactional
	public boolean close(long id, String opinion, Submission submission, Official by) {
		return change(id, OrderAction.CLOSED, submission, by, (order, at) -> order.close(opinion, by, at));
	}

	/** Gives more time. */
	@Transactional
	public boolean extend(long id, LocalDate newDeadline, String reason, Submission submission, Official by) {
		return change(id, OrderAction.EXTENDED, submission, by,
				(order, at) -> order.extend(newDeadline, reason, by, at, dayOf(at)));
	}

	/** Takes an order back; it keeps its number. */
	@Transactional
	public boolean cancel(long id, String reason, Submission submission, Official by) {
		return change(id, OrderAction.CANCELLED, submission, by, (order, at) -> order.cancel(reason, by, at));
	}

	private boolean change(long id, OrderAction action, Submission submission, Official by,
			BiConsumer<SupervisionOrder, Instant> verb) {
		OrderAccess.requireSeeAny(by);
		SupervisionOrder order = this.orders.takeById(id).orElseThrow(() -> new NotOnRecord("order " + id));
		OrderAccess.require(action, by, order.getDepartmentId(), order.getState());
		if (!this.submissions.first(submission.number())) {
			return false;
		}
		boolean seen = order.getVersion() == submission.version();
		String last = order.lastActor();
		OrderState before = order.getState();
		LocalDate deadline = order.getDeadline();
		verb.accept(order, this.clock.instant());
		if (!seen) {
			throw new Refusal(null, "order.refusal.stale", last);
		}
		this.entities.flush();
		record(order, action, by, before, deadline);
		return true;
	}

	private void issue(SupervisionOrder order, OrderLetter letter, @Nullable String lead, Official by, Instant at) {
		order.issue(letter, lead, this.numbers::next, by, at, dayOf(at));
	}

	private void record(SupervisionOrder order, OrderAction action, Official by, @Nullable OrderState before,
			@Nullable LocalDate deadline) {
		List<Difference> differences = new ArrayList<>();
		if (before != order.getState()) {
			differences.add(new Difference("orderState", null, (before != null) ? wordOf(before) : null,
					wordOf(order.getState())));
		}
		if (!Objects.equals(deadline, order.getDeadline())) {
			differences.add(new Difference("orderDeadline", null, (deadline != null) ? deadline.toString() : null,
					String.valueOf(order.getDeadline())));
		}
		this.audit.changed(RECORD, String.valueOf(order.getId()), "order-" + action.name().toLowerCase(Locale.ROOT), by,
				null, differences);
	}

	/** A state in words, by the key of a message. */
	private static String wordOf(OrderState state) {
		return "{order.state." + state + "}";
	}

	private void requireDepartment(@Nullable Long id) {
		if (id != null && this.departments.findById(id).filter(Department::isActive).isEmpty()) {
			throw new Refusal("departmentId", "order.refusal.departmentUnknown");
		}
	}

	private long keep(OrderEvidence file, Official by) {
		try (InputStream content = file.content().getInputStream()) {
			return this.files.keepAttachment(nameOf(file), content, by);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Without the folders that some browsers send along, and no longer than it may be.
	 */
	private static String nameOf(OrderEvidence file) {
		String name = file.name().substring(file.name().replace('\\', '/').lastIndexOf('/') + 1).strip();
		int length = name.codePointCount(0, name.length());
		return (length > NAME) ? name.substring(name.offsetByCodePoints(0, length - NAME)) : name;
	}

	private LocalDate dayOf(Instant at) {
		return LocalDate.ofInstant(at, this.clock.getZone());
	}

}
