package org.commonprosperity.portal.employment;

import java.util.List;
import java.util.UUID;

import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.commonprosperity.portal.shared.Seals;

import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Seals anew what a former key sealed, before the portal takes its first request; after
 * that the former key is needed no more, except for imports of the last weeks.
 */
@Component
@RequiredArgsConstructor
@Slf4j
class Resealing implements SmartLifecycle {

	/** Sealed columns, with what their seals are bound to besides the row's reference. */
	private static final List<Place> PLACES = List.of(new Place("person", "sealed", "person"),
			new Place("person_former", "sealed", "person_former"), new Place("placement", "sealed", "placement"),
			new Place("placement", "decision_sealed", "placement.decision"),
			new Place("placement_change", "sealed", "placement_change"),
			new Place("placement_change", "sealed_before", "placement_change"),
			new Place("placement_change", "decision_sealed", "placement_change.decision"),
			new Place("follow_up", "sealed", "follow_up"));

	private static final int BATCH = 500;

	private final JdbcClient jdbc;

	private final Seals seals;

	private final PersonSeals persons;

	private final TransactionTemplate transaction;

	private volatile boolean running;

	@Override
	public void start() {
		int resealed = 0;
		for (Place place : PLACES) {
			int done;
			do {
				Integer some = this.transaction.execute((status) -> reseal(place));
				done = (some != null) ? some : 0;
				resealed += done;
			}
			while (done > 0);
		}
		if (resealed > 0) {
			log.info("{} seals of former keys were renewed with the key of today", resealed);
		}
		this.running = true;
	}

	private int reseal(Place place) {
		List<Old> old = this.jdbc.sql(
				"select id, reference, %1$s as sealed from %2$s where %1$s is not null and substring(%1$s from 1 for 5) <> ? order by id limit %3$d for update"
					.formatted(place.column(), place.table(), BATCH))
			.param(this.seals.beginning())
			.query((row, index) -> new Old(row.getLong("id"), row.getObject("reference", UUID.class),
					row.getBytes("sealed")))
			.list();
		boolean person = place.table().equals("person");
		for (Old one : old) {
			String row = place.bound() + "/" + one.reference();
			byte[] fresh = this.seals.seal(this.seals.openBytes(one.sealed(), row), row);
			this.jdbc
				.sql("update " + place.table() + " set " + place.column() + " = ?" + (person ? ", mark = ?" : "")
						+ " where id = ?")
				.params(person ? List.of(fresh,
						this.persons.mark(this.persons.person(fresh, one.reference()).identifier()), one.id())
						: List.of(fresh, one.id()))
				.update();
		}
		return old.size();
	}

	@Override
	public void stop() {
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/** Before the demo and the web server. */
	@Override
	public int getPhase() {
		return -1;
	}

	private record Place(String table, String column, String bound) {
	}

	private record Old(long id, UUID reference, byte[] sealed) {
	}

}
