package org.commonprosperity.planted.architecture.project;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;

/**
 * An entity that always brings another.
 */
@Entity
class EagerThing {

	@Id
	private long id;

	@ManyToOne
	private Thing thing;

}
