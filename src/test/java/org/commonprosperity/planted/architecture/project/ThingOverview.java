package org.commonprosperity.planted.architecture.project;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reads in a transaction that may write.
 */
@Service
class ThingOverview {

	@Transactional
	public String read() {
		return "read";
	}

}
