package org.commonprosperity.planted.architecture.project;

import org.springframework.stereotype.Controller;

/**
 * Serves requests from outside of a web package.
 */
@Controller
class StrayController {

}
