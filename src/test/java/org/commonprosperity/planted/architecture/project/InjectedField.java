package org.commonprosperity.planted.architecture.project;

import java.time.Clock;

import org.springframework.beans.factory.annotation.Autowired;

/**
 * Has a field injected.
 */
class InjectedField {

	@Autowired
	private Clock clock;

	Clock clock() {
		return this.clock;
	}

}
