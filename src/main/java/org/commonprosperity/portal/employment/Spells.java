package org.commonprosperity.portal.employment;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import lombok.RequiredArgsConstructor;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The approved placements, for whoever makes figures of them. They hold wages of single
 * persons: what is shown goes through the rule for small numbers first.
 */
@Component
@RequiredArgsConstructor
public class Spells {

	private final JdbcClient jdbc;

	private final PersonSeals seals;

	/** All of them, in one statement. */
	@Transactional(readOnly = true)
	public List<Spell> approved() {
		return this.jdbc
			.sql("""
					select p.id, p.reference, s.subject_id, m.code as community, p.group_code, k.code as kind, p.workshop_id,
						p.started_on, p.ended_on, p.sealed
					from placement p join person s on s.id = p.person_id join community m on m.id = p.community_id
					join workshop w on w.id = p.workshop_id join workshop_kind k on k.id = w.kind_id
					where p.state = 'APPROVED' order by p.id""")
			.query((row, index) -> new Spell(row.getLong("subject_id"), row.getLong("id"), row.getString("community"),
					row.getString("group_code"), row.getString("kind"), row.getLong("workshop_id"),
					row.getObject("started_on", LocalDate.class), row.getObject("ended_on", LocalDate.class),
					this.seals.terms(row.getBytes("sealed"), row.getObject("reference", UUID.class)).wage()))
			.list();
	}

}
