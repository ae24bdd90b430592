package org.commonprosperity.portal;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.core.Violations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Holds the modules to the floors of the design: which module may use which is declared
 * in its package-info, and here once more that a declaration is there at all.
 */
class ModularityTests {

	private static final ApplicationModules MODULES = ApplicationModules.of(PortalApplication.class);

	@Test
	void modulesUseOnlyWhatTheyDeclare() {
		MODULES.verify();
	}

	@Test
	void everyModuleStandsOnItsFloor() {
		Map<String, Integer> floors = new TreeMap<>(Map.of("shared", 0, "organisation", 1, "account", 2, "project", 3,
				"spreadsheet", 3, "audit", 3, "entry", 3, "indicator", 3));
		for (String feature : Set.of("reporting", "dividend", "village", "employment", "care", "alliance")) {
			floors.put(feature, 4);
		}
		for (String top : Set.of("publication", "office", "demo")) {
			floors.put(top, 5);
		}
		floors.put("config", 6);
		for (ApplicationModule module : MODULES) {
			String name = module.getIdentifier().toString();
			assertThat(floors).as("the floors of the design").containsKey(name);
			module.getDirectDependencies(MODULES)
				.uniqueModules()
				.map((used) -> used.getIdentifier().toString())
				.forEach((used) -> assertThat(isBelow(used, name, floors)).as("%s uses %s", name, used).isTrue());
		}
	}

	/** Audit, entry and spreadsheet serve every feature, those of their own floor too. */
	private static boolean isBelow(String used, String user, Map<String, Integer> floors) {
		boolean serves = Set.of("audit", "entry", "spreadsheet").contains(used);
		return floors.get(used) < floors.get(user) || (serves && floors.get(used).equals(floors.get(user)));
	}

	@Test
	void aLowerModuleThatCallsAnUpperOneIsFound() {
		ApplicationModules planted = ApplicationModules.of("org.commonprosperity.planted.modules",
				(location) -> location.contains("/planted/modules/"));
		assertThat(planted.stream().map((module) -> module.getIdentifier().toString()))
			.containsExactlyInAnyOrder("ground", "floor");
		assertThatExceptionOfType(Violations.class).isThrownBy(planted::verify)
			.withMessageContaining("Module 'ground' depends on module 'floor'");
	}

}
