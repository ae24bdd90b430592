package org.commonprosperity.portal.support;

import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every address that residents can open, with examples for those that have a variable
 * part. A public address which the portal serves and this list lacks fails the test that
 * asks for it, so no page escapes what must hold of all of them.
 */
public final class PublicPages {

	private static final Map<String, List<String>> EXAMPLES = new LinkedHashMap<>();

	/** What is no page: files to take away and feeds. */
	private static final Map<String, List<String>> FILES = new LinkedHashMap<>();

	/** A month that every demo closed. */
	private static final YearMonth CLOSED = YearMonth.now(ZoneId.of("Asia/Shanghai")).minusMonths(2);

	static {
		EXAMPLES.put("/", List.of("/"));
		EXAMPLES.put("/projects", List.of("/projects", "/projects?light=RED&sort=deadline&descending=true",
				"/projects?text=%E6%B2%A1%E6%9C%89%E7%9A%84%E9%A1%B9%E7%9B%AE"));
		EXAMPLES.put("/projects/{code}", List.of("/projects/wharf", "/projects/boutique-line", "/projects/grid"));
		EXAMPLES.put("/projects/{code}/months", List.of("/projects/wharf/months", "/projects/grid/months"));
		EXAMPLES.put("/projects/{code}/months/{month}",
				List.of("/projects/wharf/months/" + CLOSED, "/projects/factory/months/" + CLOSED.plusMonths(1)));
		EXAMPLES.put("/wall", List.of("/wall"));
		EXAMPLES.put("/lights", List.of("/lights", "/lights?year=" + CLOSED.getYear()));
		EXAMPLES.put("/bulletins", List.of("/bulletins"));
		EXAMPLES.put("/bulletins/{month}", List.of("/bulletins/" + CLOSED));
		FILES.put("/bulletins/{month}.docx", List.of("/bulletins/" + CLOSED + ".docx"));
		for (String ending : List.of("xlsx", "csv")) {
			FILES.put("/projects." + ending, List.of("/projects." + ending + "?light=GREEN&sort=name"));
			FILES.put("/projects/{code}." + ending, List.of("/projects/wharf." + ending));
			FILES.put("/projects/{code}/months." + ending, List.of("/projects/wharf/months." + ending));
			FILES.put("/lights." + ending, List.of("/lights." + ending));
		}
		FILES.put("/feed.atom", List.of("/feed.atom"));
		EXAMPLES.put("/villages", List.of("/villages", "/villages?sort=name&reversed=true"));
		EXAMPLES.put("/villages/{code}", List.of("/villages/dali", "/villages/zhongdai"));
		for (String ending : List.of("xlsx", "csv")) {
			FILES.put("/villages." + ending, List.of("/villages." + ending));
			FILES.put("/villages/{code}." + ending, List.of("/villages/dali." + ending));
		}
		EXAMPLES.put("/dividends", List.of("/dividends"));
		EXAMPLES.put("/dividends/calculator", List.of("/dividends/calculator",
				"/dividends/calculator?project=wharf&class=VILLAGE_COLLECTIVE&principal=1000000.00&paidIn=2022-11-01&operationStart=2024-01-01&until=2025-01-01",
				"/dividends/calculator?project=wharf&class=&principal=%E5%BE%88%E5%A4%9A&paidIn=2022-13-01&until=2020-01-01"));
		for (String ending : List.of("xlsx", "csv")) {
			FILES.put("/dividends." + ending, List.of("/dividends." + ending));
			for (String table : List.of("balances", "principals", "villages", "notices")) {
				FILES.put("/dividends/" + table + "." + ending, List.of("/dividends/" + table + "." + ending));
			}
		}
		EXAMPLES.put("/jobs", List.of("/jobs"));
		for (String ending : List.of("xlsx", "csv")) {
			FILES.put("/jobs." + ending, List.of("/jobs." + ending));
			FILES.put("/jobs/{table}." + ending,
					Stream.of("kinds", "villages", "quarters", "stays", "wages", "enterprises", "workshops", "posts")
						.map((table) -> "/jobs/" + table + "." + ending)
						.toList());
		}
		EXAMPLES.put("/care", List.of("/care", "/care?community=yongxing", "/care?community=dali&kind=meals"));
		EXAMPLES.put("/care/{code}", List.of("/care/lujiaqiao", "/care/yongxing-1", "/care/yongxing-3"));
		EXAMPLES.put("/care/{code}/photo", List.of());
		EXAMPLES.put("/care/{code}/photo/small", List.of());
		EXAMPLES.put("/indicators", List.of("/indicators"));
		FILES.put("/care/activities.ics", List.of("/care/activities.ics", "/care/activities.ics?community=yongxing"));
		for (String ending : List.of("xlsx", "csv")) {
			for (String table : List.of("/care", "/care/activities", "/care/coverage", "/indicators")) {
				FILES.put(table + "." + ending, List.of(table + "." + ending));
			}
		}
		EXAMPLES.put("/about", List.of("/about"));
		EXAMPLES.put("/sitemap", List.of("/sitemap"));
		EXAMPLES.put("/login", List.of("/login"));
		EXAMPLES.put("/password/{token}", List.of("/password/gone"));
		// pictures, looked at where the photos of reports are tested
		EXAMPLES.put("/photos/{id}", List.of());
		EXAMPLES.put("/photos/{id}/small", List.of());
		// there is nothing at this address once the portal has an administrator
		EXAMPLES.put("/setup", List.of());
	}

	private PublicPages() {
	}

	/** All pages, and one that does not exist. */
	public static List<String> addresses(RequestMappingHandlerMapping mappings) {
		Set<String> served = new TreeSet<>();
		mappings.getHandlerMethods().keySet().forEach((mapping) -> {
			Set<RequestMethod> methods = mapping.getMethodsCondition().getMethods();
			if (methods.isEmpty() || methods.contains(RequestMethod.GET)) {
				served.addAll(mapping.getPatternValues());
			}
		});
		served.removeIf((pattern) -> pattern.startsWith("/office") || pattern.startsWith("/actuator")
				|| pattern.startsWith("/error") || pattern.startsWith("/login/"));
		Set<String> known = new TreeSet<>(EXAMPLES.keySet());
		known.addAll(FILES.keySet());
		assertThat(served).as("public addresses").isEqualTo(known);
		List<String> addresses = new ArrayList<>();
		EXAMPLES.values().forEach(addresses::addAll);
		addresses.add("/there-is-no-such-page");
		return addresses;
	}

	/** What a browser does not show as a page: files and feeds. */
	public static List<String> files() {
		return FILES.values().stream().flatMap(List::stream).toList();
	}

}
