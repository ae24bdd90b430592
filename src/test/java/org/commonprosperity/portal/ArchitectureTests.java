package org.commonprosperity.portal;

import java.util.List;
import java.util.Map;
import java.util.Set;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The rules of the design hold for the portal, and each of them is seen to fail on a
 * class that was planted to break it.
 */
class ArchitectureTests {

	private static final String PORTAL = "org.commonprosperity.portal";

	private static final String PLANTED = "org.commonprosperity.planted.architecture";

	private static final Map<String, ArchRule> RULES = ArchitectureRules.of(PORTAL);

	private static final Map<String, ArchRule> RULES_FOR_PLANTED = ArchitectureRules.of(PLANTED);

	private static final JavaClasses PORTAL_CLASSES = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages(PORTAL);

	private static final JavaClasses PLANTED_CLASSES = new ClassFileImporter().importPackages(PLANTED);

	/** Each rule with the classes that break it. */
	private static final Map<String, List<String>> BREACHES = Map.ofEntries(
			Map.entry("no field is injected", List.of("project.InjectedField")),
			Map.entry("no method is injected", List.of("project.InjectedMethod")),
			Map.entry("beans have no state but what they are made with or is volatile",
					List.of("project.StatefulBean")),
			Map.entry("repositories are interfaces named as collections", List.of("project.ThingRepository")),
			Map.entry("read models read in read-only transactions", List.of("project.ThingOverview")),
			Map.entry("controllers live in web packages", List.of("project.StrayController")),
			Map.entry("controllers are package-private", List.of("project.web.PublicController")),
			Map.entry("no controller has a transaction",
					List.of("project.web.TransactionalController", "project.web.WhollyTransactionalController")),
			Map.entry("no entity is bound to a request", List.of("project.web.BindingController")),
			Map.entry("no form holds an entity", List.of("project.web.ThingForm")),
			Map.entry("the outcome of a validation is looked at", List.of("project.web.UnheedingController")),
			Map.entry("only web code uses web code", List.of("project.WebUser")),
			Map.entry("only config and account know the security filters", List.of("project.web.FilterUser")),
			Map.entry("publication never sees an account", List.of("publication.AccountReader")),
			Map.entry("rules are pure", List.of("project.TimelyRule")),
			Map.entry("web code reads and writes no table", List.of("project.web.TableReader")),
			Map.entry("entities have no setters", List.of("project.SettableThing")),
			Map.entry("entities are not equal by their fields", List.of("project.EqualThing")),
			Map.entry("collections leave an entity unmodifiable", List.of("project.LeakyThing")),
			Map.entry("associations are lazy", List.of("project.EagerThing")),
			Map.entry("enums are stored by name", List.of("project.OrdinalThing")),
			Map.entry("no amount is a floating-point number", List.of("project.FloatingAmount")),
			Map.entry("time comes from the clock", List.of("project.OwnTime")),
			Map.entry("logs go through SLF4J", List.of("project.OwnLogger")),
			Map.entry("nothing is printed", List.of("project.Printer")),
			Map.entry("every package is null-marked", List.of("unmarked.Unmarked")));

	@ParameterizedTest
	@MethodSource("rules")
	void thePortalKeepsTheRule(String rule) {
		RULES.get(rule).check(PORTAL_CLASSES);
	}

	@ParameterizedTest
	@MethodSource("rules")
	void theRuleFindsItsPlantedBreachAndNothingElse(String rule) {
		List<String> found = RULES_FOR_PLANTED.get(rule).evaluate(PLANTED_CLASSES).getFailureReport().getDetails();
		List<String> breaches = BREACHES.getOrDefault(rule, List.of())
			.stream()
			.map((name) -> PLANTED + "." + name)
			.toList();
		assertThat(breaches).as("planted for \"%s\"", rule).isNotEmpty();
		for (String breach : breaches) {
			assertThat(found).as(rule).anyMatch((line) -> line.contains(breach));
		}
		assertThat(found).as(rule).allMatch((line) -> breaches.stream().anyMatch(line::contains));
	}

	@Test
	void thePortalIsLookedAt() {
		assertThat(PORTAL_CLASSES).hasSizeGreaterThan(40);
	}

	static Set<String> rules() {
		return RULES.keySet();
	}

}
