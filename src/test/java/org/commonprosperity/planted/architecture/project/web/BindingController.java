package org.commonprosperity.planted.architecture.project.web;

import org.commonprosperity.planted.architecture.project.Thing;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * Binds an entity to a request.
 */
@Controller
class BindingController {

	@PostMapping("/planted/binding")
	String save(@ModelAttribute Thing thing) {
		return "page/" + thing.getId();
	}

}
