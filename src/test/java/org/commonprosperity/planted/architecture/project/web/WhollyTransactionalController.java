package org.commonprosperity.planted.architecture.project.web;

import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;

/**
 * Has a transaction in every method.
 */
@Controller
@Transactional
class WhollyTransactionalController {

}
