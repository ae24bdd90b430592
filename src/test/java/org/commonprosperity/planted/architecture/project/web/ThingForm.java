package org.commonprosperity.planted.architecture.project.web;

import org.commonprosperity.planted.architecture.project.Thing;

/**
 * Holds an entity.
 */
class ThingForm {

	private Thing thing;

	Thing getThing() {
		return this.thing;
	}

}
