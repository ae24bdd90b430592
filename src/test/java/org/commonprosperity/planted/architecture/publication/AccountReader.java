package org.commonprosperity.planted.architecture.publication;

import org.commonprosperity.planted.architecture.account.Somebody;

/**
 * Knows an official.
 */
class AccountReader {

	String byline(Somebody somebody) {
		return somebody.name();
	}

}
