package org.commonprosperity.portal.alliance;

import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.shared.WorkshopSupporters;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The read side of the alliance: what is approved.
 */
@Service
@RequiredArgsConstructor
@Transactional(readOnly = true)
public class AllianceOverview implements WorkshopSupporters {

	private final JdbcClient jdbc;

	private final Clock clock;

	/** All that is given, by organisation, in one query. */
	public List<Support> all() {
		return supports(null, false);
	}

	/** What a project and its workshops get, in one query. */
	public List<Support> ofProject(String project) {
		return supports(project, false);
	}

	/** What workshops get, in one query. */
	public List<Support> ofWorkshops() {
		return supports(null, true);
	}

	@Override
	public Map<Long, List<Supporter>> byWorkshop() {
		LocalDate today = LocalDate.now(this.clock);
		Map<Long, Map<String, Supporter>> found = new LinkedHashMap<>();
		for (Support support : ofWorkshops()) {
			Long workshop = support.workshopId();
			if (workshop != null && support.holdsOn(today)) {
				found.computeIfAbsent(workshop, (id) -> new LinkedHashMap<>())
					.putIfAbsent(support.organisation(), new Supporter(support.name(), support.nameEn()));
			}
		}
		Map<Long, List<Supporter>> supporters = new LinkedHashMap<>();
		found.forEach((workshop, names) -> supporters.put(workshop, List.copyOf(names.values())));
		return supporters;
	}

	private List<Support> supports(@Nullable String project, boolean workshops) {
		return this.jdbc
			.sql("""
					select a.code, o.code as organisation, o.name, o.name_en, p.code as project, p.name as project_name,
						p.name_en as project_name_en, w.id as workshop_id, w.name as workshop,
						w.name_en as workshop_en, a.what, a.since, a.until, a.version
					from alliance_support a join party_organisation o on o.id = a.organisation_id join project p on p.id = a.project_id
					left join workshop w on w.id = a.workshop_id
					where (:all or p.code = :project) and (not :workshops or a.workshop_id is not null)
					order by o.name, o.id, p.position, w.name nulls first, a.since desc, a.id""")
			.param("all", project == null)
			.param("project", (project != null) ? project : "")
			.param("workshops", workshops)
			.query((row, index) -> new Support(row.getString("code"), row.getString("organisation"),
					row.getString("name"), row.getString("name_en"), row.getString("project"),
					row.getString("project_name"), row.getString("project_name_en"),
					row.getObject("workshop_id", Long.class), row.getString("workshop"), row.getString("workshop_en"),
					row.getString("what"), row.getObject("since", LocalDate.class),
					row.getObject("until", LocalDate.class), row.getLong("version")))
			.list();
	}

	/**
	 * What an organisation gives.
	 *
	 * @param organisation code of the organisation
	 * @param name its name
	 * @param project code of the project
	 * @param workshopId number of the workshop, or null where it is the project as a
	 * whole
	 * @param workshop its name
	 * @param what with what it supports
	 */
	public record Support(String code, String organisation, String name, @Nullable String nameEn, String project,
			String projectName, @Nullable String projectNameEn, @Nullable Long workshopId, @Nullable String workshop,
			@Nullable String workshopEn, String what, LocalDate since, @Nullable LocalDate until, long version) {

		/** Whether it is given on a day. */
		public boolean holdsOn(LocalDate day) {
			return !day.isBefore(this.since) && (this.until == null || !day.isAfter(this.until));
		}

	}

}
