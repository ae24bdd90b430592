package org.commonprosperity.planted.architecture.project;

import java.time.Clock;

import org.springframework.beans.factory.annotation.Autowired;

/**
 * Has a method injected.
 */
class InjectedMethod {

	@Autowired
	void use(Clock clock) {
	}

}
