package org.commonprosperity.planted.architecture.project;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import lombok.EqualsAndHashCode;

/**
 * An entity that is equal by its fields.
 */
@Entity
@EqualsAndHashCode
class EqualThing {

	@Id
	private long id;

}
