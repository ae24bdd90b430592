package org.commonprosperity.portal.project;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Where the light gets the record of the months from. Projects stand below reporting, so
 * the feature that keeps reports implements this; as long as none does, there are no
 * reports to miss.
 */
public interface MonthRecords {

	/**
	 * The months of several projects at once, in a fixed number of queries.
	 * @param projects the projects
	 * @return the months of each project, oldest first; a project without any may be
	 * absent
	 */
	Map<Long, List<MonthRecord>> of(Collection<ProjectPlan> projects);

}
