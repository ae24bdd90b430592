package org.commonprosperity.planted.architecture.project;

import org.commonprosperity.planted.architecture.project.web.PublicController;

/**
 * Calls up to a page.
 */
class WebUser {

	Object page(PublicController controller) {
		return controller;
	}

}
