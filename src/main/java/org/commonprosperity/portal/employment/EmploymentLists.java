package org.commonprosperity.portal.employment;

import java.util.List;
import java.util.Set;

import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The lists that forms choose from, each in its order.
 */
@Component
@RequiredArgsConstructor
@Transactional(readOnly = true)
public class EmploymentLists {

	private final JdbcClient jdbc;

	/** Kinds of workshops, an open list. */
	public List<Named> kinds() {
		return named("select code, name, name_en from workshop_kind order by position, id");
	}

	/** Groups of people. */
	public List<Named> groups() {
		return named("select code, name, name_en from person_group order by position");
	}

	/** Why a placement ended. */
	public List<Named> endReasons() {
		return named("select code, name, name_en from end_reason order by position");
	}

	/** What social insurance a post carries. */
	public List<Named> insurances() {
		return named("select code, name, name_en from social_insurance order by position");
	}

	/** For whom a post is accessible. */
	public List<Named> accesses() {
		return named("select code, name, name_en from post_access order by position");
	}

	/** Villages and communities, by code. */
	public List<Named> communities() {
		return named("select code, name, name_en from community order by kind desc, code");
	}

	/** Enterprises, by code. */
	public List<Named> enterprises() {
		return named("select code, name, name_en from enterprise order by name, code");
	}

	/**
	 * Approved workshops, by number; those of all villages, for people work where there
	 * is work.
	 */
	public List<Named> workshops() {
		return named("select id::text as code, name, name_en from workshop order by (state = 'CLOSED'), name, id");
	}

	/** Open posts with the place where they are, by number, those that are open first. */
	public List<Vacancy> openings() {
		return this.jdbc
			.sql("""
					select o.id::text as code, o.state = 'OPEN' as open, o.post || '（' || coalesce(w.name, e.name) || '）' as name,
						o.post || ' (' || coalesce(w.name_en, e.name_en, w.name, e.name) || ')' as name_en
					from opening o left join workshop w on w.id = o.workshop_id left join enterprise e on e.id = o.enterprise_id
					order by (o.state = 'CLOSED'), coalesce(w.name, e.name), o.post, o.id""")
			.query((row, index) -> new Vacancy(
					new Named(row.getString("code"), row.getString("name"), row.getString("name_en")),
					row.getBoolean("open")))
			.list();
	}

	/** Those villages, by number. */
	public List<Named> numbered(Set<Long> ids) {
		return ids.isEmpty() ? List.of() : this.jdbc
			.sql("select id::text as code, name, name_en from community where id in (:ids) order by code")
			.param("ids", ids)
			.query((row, index) -> new Named(row.getString("code"), row.getString("name"), row.getString("name_en")))
			.list();
	}

	/** Number of a village; null where there is none of that code. */
	@Nullable Long community(@Nullable String code) {
		return this.jdbc.sql("select id from community where code = ?")
			.param(code)
			.query(Long.class)
			.optional()
			.orElse(null);
	}

	private List<Named> named(String sql) {
		return this.jdbc.sql(sql)
			.query((row, index) -> new Named(row.getString("code"), row.getString("name"), row.getString("name_en")))
			.list();
	}

	/** A post, and whether it is open. */
	public record Vacancy(Named name, boolean open) {
	}

}
