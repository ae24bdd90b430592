package org.commonprosperity.planted.architecture.project.web;

import org.springframework.stereotype.Controller;

/**
 * Is public.
 */
@Controller
public class PublicController {

}
