package org.commonprosperity.portal;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.properties.CanBeAnnotated;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaEnumConstant;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaParameter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.Enumerated;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.PersistenceContext;
import jakarta.validation.Valid;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.data.repository.Repository;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.validation.Errors;
import org.springframework.validation.annotation.Validated;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestMapping;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

/**
 * What the design demands of the code and a machine can see, by name. The rules know only
 * a base package, so that the same rules are laid on the portal and on planted breaches.
 */
final class ArchitectureRules {

	/** Calls that make a collection of their own, or a view that cannot be written to. */
	private static final Set<String> COPIES = Set.of("copyOf", "unmodifiableCollection", "unmodifiableList",
			"unmodifiableSet", "unmodifiableMap", "unmodifiableSortedSet", "unmodifiableSortedMap", "toList",
			"toUnmodifiableList", "toUnmodifiableSet", "toUnmodifiableMap");

	/** Types that know what time it is. */
	private static final Set<String> MOMENTS = Set.of(Instant.class.getName(), LocalDate.class.getName(),
			LocalDateTime.class.getName(), LocalTime.class.getName(), OffsetDateTime.class.getName(),
			Year.class.getName(), YearMonth.class.getName(), ZonedDateTime.class.getName());

	private final String base;

	private ArchitectureRules(String base) {
		this.base = base;
	}

	/**
	 * All rules.
	 * @param base the package whose direct sub-packages are the modules
	 * @return the rules by name
	 */
	static Map<String, ArchRule> of(String base) {
		ArchitectureRules rules = new ArchitectureRules(base);
		Map<String, ArchRule> all = new LinkedHashMap<>();
		rules.beans(all);
		rules.web(all);
		rules.layers(all);
		rules.entities(all);
		rules.values(all);
		rules.language(all);
		all.replaceAll((name, rule) -> rule.as(name).allowEmptyShould(true));
		return all;
	}

	private void beans(Map<String, ArchRule> rules) {
		rules.put("no field is injected",
				noFields().should()
					.beAnnotatedWith(Autowired.class)
					.orShould()
					.beAnnotatedWith(Value.class)
					.orShould()
					.beAnnotatedWith(Inject.class)
					.orShould()
					.beAnnotatedWith(Resource.class)
					.orShould()
					.beAnnotatedWith(PersistenceContext.class));
		rules.put("no method is injected", noMethods().should().beAnnotatedWith(Autowired.class));
		rules.put("beans have no state but what they are made with or is volatile",
				fields().that()
					.areDeclaredInClassesThat()
					.areMetaAnnotatedWith(Component.class)
					.and()
					.areDeclaredInClassesThat()
					.resideOutsideOfPackage(this.base + ".config..")
					.should()
					.beFinal()
					.orShould()
					.haveModifier(JavaModifier.VOLATILE));
		rules.put("repositories are interfaces named as collections",
				classes().that()
					.areAssignableTo(Repository.class)
					.should()
					.beInterfaces()
					.andShould()
					.haveNameMatching(".*s")
					.andShould()
					.haveSimpleNameNotEndingWith("Repositories")
					.andShould()
					.haveSimpleNameNotEndingWith("Repository"));
		rules.put("read models read in read-only transactions",
				classes().that()
					.haveNameMatching(".*(Overview|Log|ReadModel)")
					.and()
					.areMetaAnnotatedWith(Component.class)
					.should(readInReadOnlyTransactions()));
	}

	private void web(Map<String, ArchRule> rules) {
		rules.put("controllers live in web packages",
				classes().that()
					.areMetaAnnotatedWith(Controller.class)
					.should()
					.resideInAnyPackage("..web..", this.base + ".config.."));
		rules.put("controllers are package-private",
				classes().that().areMetaAnnotatedWith(Controller.class).should().bePackagePrivate());
		rules.put("no controller has a transaction", CompositeArchRule
			.of(noClasses().that().areMetaAnnotatedWith(Controller.class).should().beAnnotatedWith(Transactional.class))
			.and(noMethods().that()
				.areDeclaredInClassesThat()
				.areMetaAnnotatedWith(Controller.class)
				.should()
				.beAnnotatedWith(Transactional.class)));
		rules.put("no entity is bound to a request",
				methods().that(serveRequests()).should(haveNoParameterOf("an entity", isEntity())));
		rules.put("no form holds an entity",
				noFields().that()
					.areDeclaredInClassesThat(resideInAPackage("..web.."))
					.and(not(isStaticOrFinal()))
					.should()
					.haveRawType(isEntity()));
		rules.put("the outcome of a validation is looked at",
				methods().that(serveRequests()).should(takeErrorsAfterEachValidForm()));
	}

	private void layers(Map<String, ArchRule> rules) {
		String web = this.base + ".(*).web..";
		rules.put("only web code uses web code",
				noClasses().that()
					.resideOutsideOfPackages("..web..", this.base + ".config..")
					.should()
					.dependOnClassesThat()
					.resideInAPackage(web));
		rules.put("only config and account know the security filters",
				noClasses().that()
					.resideOutsideOfPackages(this.base + ".config..", this.base + ".account..")
					.should()
					.dependOnClassesThat()
					.resideInAnyPackage("org.springframework.security.web..", "org.springframework.security.config.."));
		rules.put("publication never sees an account",
				noClasses().that()
					.resideInAPackage(this.base + ".publication..")
					.should()
					.dependOnClassesThat()
					.resideInAPackage(this.base + ".account.."));
		rules.put("rules are pure", noClasses().that()
			.haveSimpleNameEndingWith("Rule")
			.should()
			.dependOnClassesThat(
					resideInAnyPackage("org.springframework..", "jakarta.persistence..", "java.sql..", "javax.sql..")
						.or(assignableTo(Clock.class))));
		rules.put("web code reads and writes no table",
				noClasses().that()
					.resideInAPackage("..web..")
					.should()
					.dependOnClassesThat()
					.resideInAnyPackage("java.sql..", "javax.sql..", "jakarta.persistence..", "org.hibernate..",
							"org.springframework.jdbc.."));
	}

	private void entities(Map<String, ArchRule> rules) {
		rules.put("entities have no setters",
				noMethods().that()
					.areDeclaredInClassesThat(isEntity())
					.and()
					.arePublic()
					.should()
					.haveNameMatching("set[A-Z].*"));
		rules.put("entities are not equal by their fields",
				noMethods().that().areDeclaredInClassesThat(isEntity()).should().haveName("canEqual"));
		rules.put("collections leave an entity unmodifiable",
				methods().that()
					.areDeclaredInClassesThat(isEntity())
					.and()
					.areNotPrivate()
					.and()
					.haveRawReturnType(isCollection())
					.should(handOutACopyOrAView()));
		rules.put("associations are lazy", fields().that().areDeclaredInClassesThat(isEntity()).should(beLazy()));
		rules.put("enums are stored by name",
				fields().that()
					.areDeclaredInClassesThat(isEntity())
					.and()
					.haveRawType(DescribedPredicate.describe("an enum", JavaClass::isEnum))
					.and()
					.areNotStatic()
					.should(beStoredByName()));
	}

	private void values(Map<String, ArchRule> rules) {
		DescribedPredicate<JavaClass> floating = DescribedPredicate.describe("a floating-point number",
				(type) -> Set.of("double", "float", "java.lang.Double", "java.lang.Float").contains(type.getName()));
		rules.put("no amount is a floating-point number",
				classes().that()
					.resideOutsideOfPackages("..web..", this.base + ".config..")
					.should(haveNothingOf(floating)));
		rules.put("time comes from the clock",
				noClasses().that()
					.haveSimpleNameNotEndingWith("ClockConfiguration")
					.and()
					.resideOutsideOfPackage(this.base + ".config.embedded..")
					.should(access("the time of the machine", ArchitectureRules::asksTheMachine)));
	}

	private void language(Map<String, ArchRule> rules) {
		rules.put("logs go through SLF4J",
				noClasses().should()
					.dependOnClassesThat()
					.resideInAnyPackage("java.util.logging..", "org.apache.commons.logging..", "org.apache.log4j..",
							"org.apache.logging.log4j.."));
		rules.put("nothing is printed", noClasses().should(access("the standard streams", (access) -> {
			String owner = access.getTargetOwner().getName();
			String name = access.getTarget().getName();
			return (owner.equals("java.lang.System") && (name.equals("out") || name.equals("err")))
					|| (name.equals("printStackTrace") && access.getTargetOwner().isAssignableTo(Throwable.class));
		})));
		rules.put("every package is null-marked",
				classes().should(condition("be in a package with @NullMarked",
						(type, events) -> report(type, type.getPackage().isAnnotatedWith(NullMarked.class),
								type.getName() + " lives in a package whose package-info has no @NullMarked",
								events))));
	}

	private static DescribedPredicate<JavaClass> isEntity() {
		return DescribedPredicate.describe("entities",
				(type) -> type.isAnnotatedWith(Entity.class) || type.isAnnotatedWith(Embeddable.class));
	}

	private static DescribedPredicate<JavaClass> isCollection() {
		return assignableTo(Collection.class).or(assignableTo(Map.class));
	}

	private static DescribedPredicate<JavaField> isStaticOrFinal() {
		return DescribedPredicate.describe("static or final",
				(field) -> field.getModifiers()
					.stream()
					.anyMatch((modifier) -> modifier == JavaModifier.STATIC || modifier == JavaModifier.FINAL));
	}

	private static DescribedPredicate<JavaMethod> serveRequests() {
		return DescribedPredicate.describe("serve requests", (method) -> method.getOwner()
			.isMetaAnnotatedWith(Controller.class)
				&& (method.isMetaAnnotatedWith(RequestMapping.class) || method.isAnnotatedWith(ModelAttribute.class)));
	}

	/** The class says so, or else each method that others call. */
	private static ArchCondition<JavaClass> readInReadOnlyTransactions() {
		return condition("be @Transactional(readOnly = true)", (type, events) -> {
			for (JavaMethod method : type.getMethods()) {
				if (method.getModifiers().contains(JavaModifier.PUBLIC)) {
					report(type,
							isReadOnly(method) || (isReadOnly(type) && !method.isAnnotatedWith(Transactional.class)),
							method.getFullName() + " may write", events);
				}
			}
		});
	}

	private static boolean isReadOnly(CanBeAnnotated annotated) {
		return annotated.isAnnotatedWith(DescribedPredicate.describe("@Transactional(readOnly = true)",
				(annotation) -> annotation.getRawType().isEquivalentTo(Transactional.class)
						&& annotation.get("readOnly").filter(Boolean.TRUE::equals).isPresent()));
	}

	private static ArchCondition<JavaMethod> haveNoParameterOf(String what, Predicate<JavaClass> type) {
		return condition("have no parameter of " + what,
				(method, events) -> method.getParameters()
					.forEach((parameter) -> report(method,
							parameter.getType().getAllInvolvedRawTypes().stream().noneMatch(type),
							method.getFullName() + " takes " + parameter.getType().getName(), events)));
	}

	private static ArchCondition<JavaMethod> takeErrorsAfterEachValidForm() {
		return condition("take a BindingResult after each valid form", (method, events) -> {
			List<JavaParameter> parameters = method.getParameters();
			for (int at = 0; at < parameters.size(); at++) {
				JavaParameter parameter = parameters.get(at);
				if (parameter.isAnnotatedWith(Valid.class) || parameter.isAnnotatedWith(Validated.class)) {
					report(method,
							at + 1 < parameters.size()
									&& parameters.get(at + 1).getRawType().isAssignableTo(Errors.class),
							method.getFullName() + " has no BindingResult after parameter " + (at + 1), events);
				}
			}
		});
	}

	private static ArchCondition<JavaClass> haveNothingOf(DescribedPredicate<JavaClass> kind) {
		return condition("have no field, parameter or result that is " + kind.getDescription(), (type, events) -> {
			for (JavaField field : type.getFields()) {
				report(type, field.getType().getAllInvolvedRawTypes().stream().noneMatch(kind),
						field.getFullName() + " is " + kind.getDescription(), events);
			}
			for (JavaCodeUnit code : type.getCodeUnits()) {
				boolean returned = code.getReturnType().getAllInvolvedRawTypes().stream().anyMatch(kind);
				boolean taken = code.getParameterTypes()
					.stream()
					.anyMatch((parameter) -> parameter.getAllInvolvedRawTypes().stream().anyMatch(kind));
				report(type, !returned && !taken, code.getFullName() + " takes or returns " + kind.getDescription(),
						events);
			}
		});
	}

	private static ArchCondition<JavaMethod> handOutACopyOrAView() {
		return condition("hand out a copy or a view",
				(method, events) -> report(method,
						method.getMethodCallsFromSelf()
							.stream()
							.anyMatch((call) -> COPIES.contains(call.getTarget().getName())
									|| (call.getTargetOwner().equals(method.getOwner())
											&& isCollection().test(call.getTarget().getRawReturnType()))),
						method.getFullName() + " lets go of a collection of the entity", events));
	}

	private static ArchCondition<JavaField> beLazy() {
		return condition("be lazy", (field, events) -> {
			for (Class<?> eager : List.of(ManyToOne.class, OneToOne.class, OneToMany.class, ManyToMany.class)) {
				field.tryGetAnnotationOfType(eager.getName())
					.ifPresent((association) -> report(field, "LAZY".equals(enumName(association, "fetch")),
							field.getFullName() + " is loaded with its entity", events));
			}
		});
	}

	private static ArchCondition<JavaField> beStoredByName() {
		return condition("be stored by name",
				(field, events) -> report(field,
						field.tryGetAnnotationOfType(Enumerated.class.getName())
							.map((enumerated) -> "STRING".equals(enumName(enumerated, "value")))
							.orElse(false),
						field.getFullName() + " is stored by its ordinal", events));
	}

	private static @Nullable String enumName(JavaAnnotation<?> annotation, String property) {
		return annotation.get(property)
			.filter(JavaEnumConstant.class::isInstance)
			.map((constant) -> ((JavaEnumConstant) constant).name())
			.orElse(null);
	}

	private static boolean asksTheMachine(JavaAccess<?> access) {
		String owner = access.getTargetOwner().getName();
		String name = access.getTarget().getName();
		if (MOMENTS.contains(owner) && name.equals("now")) {
			return !(access.getTarget() instanceof CodeUnitCallTarget call)
					|| call.getRawParameterTypes().stream().noneMatch((type) -> type.isEquivalentTo(Clock.class));
		}
		return (owner.equals(System.class.getName()) && name.equals("currentTimeMillis"))
				|| (owner.equals(Clock.class.getName()) && name.startsWith("system"))
				|| (owner.equals(ZoneId.class.getName()) && name.equals("systemDefault"))
				|| (owner.equals(Date.class.getName()) && name.equals("<init>"));
	}

	/** A condition for noClasses(): an event for each access that is of the kind. */
	private static ArchCondition<JavaClass> access(String what, Predicate<JavaAccess<?>> kind) {
		return condition("use " + what, (type, events) -> {
			for (JavaAccess<?> access : type.getAccessesFromSelf()) {
				if (kind.test(access)) {
					events.add(SimpleConditionEvent.satisfied(type, access.getDescription()));
				}
			}
		});
	}

	private static <T> ArchCondition<T> condition(String description, BiConsumer<T, ConditionEvents> check) {
		return new ArchCondition<>(description) {

			@Override
			public void check(T item, ConditionEvents events) {
				check.accept(item, events);
			}

		};
	}

	private static void report(Object item, boolean holds, String message, ConditionEvents events) {
		events.add(new SimpleConditionEvent(item, holds, message));
	}

}
