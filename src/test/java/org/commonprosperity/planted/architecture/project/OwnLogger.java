package org.commonprosperity.planted.architecture.project;

import java.util.logging.Logger;

/**
 * Logs past SLF4J.
 */
class OwnLogger {

	void log() {
		Logger.getLogger("planted").info("planted");
	}

}
