package org.commonprosperity.planted.architecture.project.web;

import jakarta.validation.Valid;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * Does not look at what a validation found.
 */
@Controller
class UnheedingController {

	@PostMapping("/planted/unheeding")
	String save(@Valid @ModelAttribute ThingForm form, Model model) {
		return "page";
	}

}
