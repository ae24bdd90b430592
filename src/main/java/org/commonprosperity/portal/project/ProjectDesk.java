package org.commonprosperity.portal.project;

import java.util.List;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What officials see of the projects: the same read side as the public's, narrowed to the
 * official's scope.
 */
@Service
@RequiredArgsConstructor
@Transactional(readOnly = true)
public class ProjectDesk {

	private final ProjectOverview overview;

	/** The projects that an official may see, in the order asked for. */
	public List<ProjectLine> lines(Official by, ProjectQuery query) {
		return this.overview.lines(query)
			.stream()
			.filter((line) -> ProjectAccess.maySee(by, line.departmentId()))
			.toList();
	}

	/** The projects that an official's own departments are responsible for. */
	public List<ProjectLine> own(Official by) {
		return this.overview.lines()
			.stream()
			.filter((line) -> line.departmentId() != null && by.departmentIds().contains(line.departmentId()))
			.toList();
	}

	/** A project that the official may see. */
	public ProjectSheet toSee(String code, Official by) {
		ProjectSheet sheet = this.overview.sheet(code);
		ProjectAccess.requireSee(by, sheet.line().departmentId());
		return sheet;
	}

	/** A project that the official may change. */
	public ProjectSheet toEdit(String code, Official by) {
		ProjectSheet sheet = this.overview.sheet(code);
		ProjectAccess.requireEdit(by, sheet.line().departmentId());
		return sheet;
	}

	public boolean isOwn(Official by, ProjectLine line) {
		return ProjectAccess.isOwn(by, line.departmentId());
	}

	public boolean mayEdit(Official by, ProjectLine line) {
		return ProjectAccess.mayEdit(by, line.departmentId());
	}

}
