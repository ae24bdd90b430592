package org.commonprosperity.portal.account.web;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.constraints.Pattern;

/**
 * A telephone number or nothing.
 */
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Pattern(regexp = "\\s*(\\+?[0-9][0-9 ()-]{2,28})?\\s*", message = "{account.invalid.telephone}")
@Constraint(validatedBy = {})
@interface Telephone {

	String message() default "{account.invalid.telephone}";

	Class<?>[] groups() default {};

	Class<? extends Payload>[] payload() default {};

}
