package org.commonprosperity.portal.project;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.commonprosperity.portal.audit.Difference;
import org.commonprosperity.portal.organisation.Community;
import org.commonprosperity.portal.organisation.Department;
import org.commonprosperity.portal.shared.Money;
import org.jspecify.annotations.Nullable;

/**
 * A project's record as a flat list of values, so that what a change does can be told by
 * comparing the record before and after it: no change needs to describe itself, and none
 * can describe itself wrongly. A value in braces is a message key.
 */
final class ProjectSnapshot {

	private final Map<Key, Line> lines = new LinkedHashMap<>();

	private ProjectSnapshot() {
	}

	static ProjectSnapshot of(Project project) {
		ProjectSnapshot snapshot = new ProjectSnapshot();
		snapshot.record(project);
		int added = 0;
		for (Milestone milestone : project.plan()) {
			String id = "milestone/" + ((milestone.getId() != null) ? milestone.getId() : "new" + (++added));
			snapshot.milestone(id, milestone);
		}
		added = 0;
		for (Venture venture : project.ventures()) {
			String id = "venture/" + ((venture.getId() != null) ? venture.getId() : "new" + (++added));
			snapshot.venture(id, venture);
		}
		for (Site site : project.sites()) {
			snapshot.site("site/" + site.getName(), site);
		}
		return snapshot;
	}

	private void record(Project project) {
		Department department = project.getDepartment();
		put("", null, "classification", "{classification." + project.getClassification() + "}");
		put("", null, "content", project.getContent());
		put("", null, "contentEn", project.getContentEn());
		put("", null, "leadOfficial", project.getLeadOfficial());
		put("", null, "department", (department != null) ? department.getName() : null);
		put("", null, "start", project.getStartDate());
		put("", null, "deadline", project.getDeadline());
		put("", null, "declaredState",
				(project.getDeclaredState() != null) ? "{declared." + project.getDeclaredState() + "}" : null);
		put("", null, "declaredReason", project.getDeclaredReason());
	}

	private void milestone(String id, Milestone milestone) {
		String name = milestone.getName();
		put(id, name, "milestone", name);
		put(id, name, "weight", milestone.getWeight() + "%");
		put(id, name, "plannedStart", milestone.getPlannedStart());
		put(id, name, "dueDate", milestone.getDueDate());
		put(id, name, "begunOn", milestone.getBegunOn());
		put(id, name, "percentDone",
				(milestone.getPercentDone().value().signum() > 0) ? milestone.getPercentDone() + "%" : null);
		put(id, name, "metOn", milestone.getMetOn());
		put(id, name, "metNote", milestone.getMetNote());
	}

	private void venture(String id, Venture venture) {
		String subject = (venture.getName() != null) ? venture.getName() : venture.getKind();
		put(id, subject, "venture", (venture.getName() != null) ? venture.getName() : "{unknown}");
		put(id, subject, "ventureKind", venture.getKind());
		put(id, subject, "ventureSite", (venture.getSite() != null) ? venture.getSite().getName() : null);
		Money investment = venture.getInvestment();
		put(id, subject, "investment", (investment != null) ? investment : null);
		put(id, subject, "signedOn", venture.getSignedOn());
	}

	private void site(String id, Site site) {
		Community community = site.getCommunity();
		put(id, site.getName(), "site", site.getName());
		put(id, site.getName(), "siteCommunity", (community != null) ? community.getName() : null);
		put(id, site.getName(), "siteNote", site.getNote());
	}

	private void put(String id, @Nullable String subject, String field, @Nullable Object value) {
		String text = (value instanceof BigDecimal number) ? number.toPlainString()
				: (value != null) ? value.toString() : null;
		this.lines.put(new Key(id, field), new Line(subject, text));
	}

	/**
	 * What is different in a later snapshot, in the order of the record.
	 */
	List<Difference> to(ProjectSnapshot after) {
		Set<Key> keys = new LinkedHashSet<>(this.lines.keySet());
		keys.addAll(after.lines.keySet());
		List<Difference> differences = new ArrayList<>();
		for (Key key : keys) {
			Line was = this.lines.getOrDefault(key, Line.NONE);
			Line is = after.lines.getOrDefault(key, Line.NONE);
			if (!Objects.equals(was.value, is.value)) {
				differences.add(new Difference(key.field, (is.subject != null) ? is.subject : was.subject, was.value,
						is.value));
			}
		}
		return differences;
	}

	private record Key(String id, String field) {
	}

	private record Line(@Nullable String subject, @Nullable String value) {

		static final Line NONE = new Line(null, null);

	}

}
