package org.commonprosperity.portal.project.web;

import java.util.List;
import java.util.Objects;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.organisation.Department;
import org.commonprosperity.portal.project.ProgressLight;
import org.commonprosperity.portal.project.ProjectFilter;
import org.commonprosperity.portal.project.ProjectLine;
import org.commonprosperity.portal.project.ProjectQuery;
import org.commonprosperity.portal.shared.ShownShare;
import org.commonprosperity.portal.shared.web.Show;
import org.commonprosperity.portal.spreadsheet.ColumnType;
import org.commonprosperity.portal.spreadsheet.ExportColumn;
import org.commonprosperity.portal.spreadsheet.ExportTable;
import org.commonprosperity.portal.spreadsheet.web.ExportWords;

import org.springframework.modulith.NamedInterface;
import org.springframework.stereotype.Component;

/**
 * The list of projects as a table to take away, for residents and officials alike: what
 * the page shows, and no more.
 */
@Component
@RequiredArgsConstructor
@NamedInterface("tables")
public class ProjectTable {

	private final LightWords lights;

	private final ExportWords words;

	private final Show show;

	/**
	 * The table.
	 * @param lines the rows, narrowed and sorted already
	 * @param filter what they were narrowed to
	 * @param departments all that can be chosen
	 */
	public ExportTable<ProjectLine> of(List<ProjectLine> lines, ProjectFilter filter, List<Department> departments) {
		ProjectQuery query = filter.query();
		String department = departments.stream()
			.filter((one) -> Objects.equals(one.getId(), query.department()))
			.map((one) -> this.show.name(one.getName(), one.getNameEn()))
			.findFirst()
			.orElse("");
		String light = (query.light() != null) ? this.show.text("light." + query.light()) : null;
		String sort = (query.sort() != ProjectQuery.Sort.POSITION)
				? this.words
					.sorted(this.show.text("projects.sort." + query.sort().name().toLowerCase(java.util.Locale.ROOT)))
				: null;
		return ExportTable.of(this.show.text("projects.export"), this.show.text("projects.export"),
				this.words.lines(query.text(), department, light, sort), columns(), lines);
	}

	private List<ExportColumn<ProjectLine>> columns() {
		return List.of(
				new ExportColumn<>(this.show.text("field.project"), ColumnType.TEXT,
						(line) -> this.show.name(line.name(), line.nameEn())),
				new ExportColumn<>(this.show.text("field.department"), ColumnType.TEXT,
						(line) -> this.show.name(line.department(), line.departmentEn())),
				new ExportColumn<>(this.show.text("field.classification"), ColumnType.TEXT,
						(line) -> this.show.text("classification." + line.classification())),
				new ExportColumn<>(this.show.text("projects.column.light"), ColumnType.TEXT,
						(line) -> this.show.text("light." + line.light())),
				new ExportColumn<>(this.show.text("projects.export.why"), ColumnType.TEXT,
						(line) -> this.lights.why(line.assessment())),
				new ExportColumn<>(this.show.text("projects.export.actual"), ColumnType.PERCENT,
						(line) -> isPlanned(line) ? ShownShare.of(line.assessment().actual()) : null),
				new ExportColumn<>(this.show.text("projects.export.planned"), ColumnType.PERCENT,
						(line) -> isPlanned(line) ? ShownShare.of(line.assessment().planned()) : null),
				new ExportColumn<>(this.show.text("projects.column.next"), ColumnType.TEXT,
						(line) -> (line.next() != null) ? line.next().name() : null),
				new ExportColumn<>(this.show.text("projects.export.due"), ColumnType.DATE,
						(line) -> (line.next() != null) ? line.next().dueDate() : null),
				new ExportColumn<>(this.show.text("field.deadline"), ColumnType.DATE, ProjectLine::deadline));
	}

	private static boolean isPlanned(ProjectLine line) {
		return line.light() != ProgressLight.NO_PLAN;
	}

}
