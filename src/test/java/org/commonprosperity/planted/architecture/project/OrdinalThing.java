package org.commonprosperity.planted.architecture.project;

import java.time.DayOfWeek;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/**
 * An entity that stores an enum by its ordinal.
 */
@Entity
class OrdinalThing {

	@Id
	private long id;

	private DayOfWeek day;

}
