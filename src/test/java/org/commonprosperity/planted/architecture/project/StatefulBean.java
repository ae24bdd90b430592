package org.commonprosperity.planted.architecture.project;

import org.springframework.stereotype.Component;

/**
 * Remembers between requests.
 */
@Component
class StatefulBean {

	private int count;

	int count() {
		return ++this.count;
	}

}
