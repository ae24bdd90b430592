package org.commonprosperity.planted.architecture.project.web;

import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * Has a transaction.
 */
@Controller
class TransactionalController {

	@Transactional
	@GetMapping("/planted/transactional")
	public String page() {
		return "page";
	}

}
