package org.commonprosperity.portal.support;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

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

	static {
		EXAMPLES.put("/", List.of("/"));
		EXAMPLES.put("/projects", List.of("/projects", "/projects?light=RED&sort=deadline&descending=true",
				"/projects?text=%E6%B2%A1%E6%9C%89%E7%9A%84%E9%A1%B9%E7%9B%AE"));
		EXAMPLES.put("/projects/{code}", List.of("/projects/wharf", "/projects/boutique-line", "/projects/grid"));
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

	/** All of them, and one that does not exist. */
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
		assertThat(served).as("public addresses").isEqualTo(new TreeSet<>(EXAMPLES.keySet()));
		List<String> addresses = new ArrayList<>();
		EXAMPLES.values().forEach(addresses::addAll);
		addresses.add("/there-is-no-such-page");
		return addresses;
	}

}
