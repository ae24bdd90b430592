package org.commonprosperity.planted.architecture.project;

import java.util.ArrayList;
import java.util.List;

import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/**
 * An entity that hands out its own list.
 */
@Entity
class LeakyThing {

	@Id
	private long id;

	@ElementCollection
	private List<String> names = new ArrayList<>();

	List<String> names() {
		return this.names;
	}

}
