package org.commonprosperity.portal.organisation;

import java.util.List;

import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The read side of who exists, for the public pages.
 */
@Service
@RequiredArgsConstructor
@Transactional(readOnly = true)
public class OrganisationOverview {

	private final JdbcClient jdbc;

	/** Villages first, then urban communities. */
	public List<Name> communities() {
		return this.jdbc.sql("select name, name_en, note from community where active order by kind desc, code")
			.query((row, index) -> new Name(row.getString("name"), row.getString("name_en"), row.getString("note")))
			.list();
	}

	/** Enterprises that public sources name. */
	public List<Name> enterprises() {
		return this.jdbc.sql("select name, name_en, cast(null as varchar) as note from enterprise order by code")
			.query((row, index) -> new Name(row.getString("name"), row.getString("name_en"), row.getString("note")))
			.list();
	}

	/** The sources that facts on record cite, in the order in which they came. */
	public List<Name> sources() {
		return this.jdbc
			.sql("select title as name, title_en as name_en, cast(null as varchar) as note from source order by id")
			.query((row, index) -> new Name(row.getString("name"), row.getString("name_en"), row.getString("note")))
			.list();
	}

	/**
	 * A name, in English too where there is one.
	 */
	public record Name(String name, @Nullable String nameEn, @Nullable String note) {
	}

}
