package org.commonprosperity.planted.architecture.project;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/**
 * An entity without fault, for others to misuse.
 */
@Entity
public class Thing {

	@Id
	private long id;

	public long getId() {
		return this.id;
	}

}
