package org.commonprosperity.planted.architecture.project;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import lombok.Setter;

/**
 * An entity that anybody changes.
 */
@Entity
class SettableThing {

	@Id
	@Setter
	private long id;

}
