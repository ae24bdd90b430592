package org.commonprosperity.portal.project.web;

import org.commonprosperity.portal.project.ProposalLine;

import org.springframework.stereotype.Component;

/**
 * Where a proposal's form is, so that it can be filled in again. Templates reach it as
 * {@code proposalForms}.
 */
@Component("proposalForms")
class ProposalWords {

	/** The address of the form, filled in with what was sent. */
	public String address(ProposalLine line) {
		String project = "/office/projects/" + line.projectCode();
		String target = (line.target() != null) ? line.target() : "";
		String venture = target.startsWith("venture/") ? "/ventures/" + target.substring("venture/".length()) : "";
		String form = switch (line.kind()) {
			case "venture" -> "/ventures/new";
			case "venture-revised" -> venture;
			case "venture-removed" -> venture + "/remove";
			case "site" -> "/sites/new";
			default -> (line.milestoneId() != null) ? "/milestones/" + line.milestoneId() + "/" + line.kind()
					: "/" + line.kind();
		};
		return project + form + "?from=" + line.id();
	}

}
