package org.commonprosperity.portal.project;

import java.util.LinkedHashMap;
import java.util.Map;

import lombok.Getter;
import lombok.Setter;
import org.jspecify.annotations.Nullable;

import org.springframework.web.util.UriComponentsBuilder;

/**
 * Filter and order of a list of projects as they stand in its address, so that a list can
 * be passed on and comes back the same. What makes no sense is left out, not an error.
 */
@Getter
@Setter
public class ProjectFilter {

	private String text = "";

	private @Nullable String department;

	private @Nullable String light;

	private String sort = "position";

	private boolean descending;

	private int page = 1;

	/** The query that the address means. */
	public ProjectQuery query() {
		return new ProjectQuery((this.text != null) ? this.text : "", number(this.department),
				constant(ProgressLight.class, this.light), sorting(), this.descending);
	}

	/** Whether anything is left out of the list. */
	public boolean isNarrowed() {
		ProjectQuery query = query();
		return !query.text().isBlank() || query.department() != null || query.light() != null;
	}

	/**
	 * The address of the list sorted by a column; by the same column again turns the
	 * order.
	 * @param path path of the list
	 * @param column name of a sort, in lower case
	 */
	public String sortedBy(String path, String column) {
		Map<String, Object> parameters = parameters();
		parameters.put("sort", column);
		parameters.put("descending", column.equals(this.sort) && !this.descending);
		return address(path, parameters) + "#list";
	}

	/**
	 * The address of the list up to the number of the page.
	 * @param path path of the list
	 */
	public String base(String path) {
		Map<String, Object> parameters = parameters();
		parameters.put("sort", this.sort);
		parameters.put("descending", this.descending);
		return address(path, parameters) + "&";
	}

	/**
	 * What a screen reader is told of a column's order.
	 * @param column name of a sort, in lower case
	 */
	public @Nullable String aria(String column) {
		return column.equals(this.sort) ? (this.descending ? "descending" : "ascending") : null;
	}

	private Map<String, Object> parameters() {
		ProjectQuery query = query();
		Map<String, Object> parameters = new LinkedHashMap<>();
		parameters.put("text", query.text());
		parameters.put("department", (query.department() != null) ? query.department() : "");
		parameters.put("light", (query.light() != null) ? query.light() : "");
		return parameters;
	}

	private static String address(String path, Map<String, Object> parameters) {
		UriComponentsBuilder address = UriComponentsBuilder.fromPath(path);
		parameters.forEach((name, value) -> address.queryParam(name, "{" + name + "}"));
		return address.encode().buildAndExpand(parameters).toUriString();
	}

	private ProjectQuery.Sort sorting() {
		ProjectQuery.Sort sorting = constant(ProjectQuery.Sort.class, this.sort);
		return (sorting != null) ? sorting : ProjectQuery.Sort.POSITION;
	}

	private static <E extends Enum<E>> @Nullable E constant(Class<E> type, @Nullable String name) {
		for (E constant : type.getEnumConstants()) {
			if (constant.name().equalsIgnoreCase(name)) {
				return constant;
			}
		}
		return null;
	}

	private static @Nullable Long number(@Nullable String text) {
		return (text != null && text.matches("\\d{1,18}")) ? Long.valueOf(text) : null;
	}

}
