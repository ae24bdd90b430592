package org.commonprosperity.portal.account.web;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/**
 * Where a person works, in words.
 */
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@NotBlank(message = "{account.invalid.unit}")
@Size(max = 100, message = "{account.invalid.unit.long}")
@Constraint(validatedBy = {})
@interface Unit {

	String message() default "{account.invalid.unit}";

	Class<?>[] groups() default {};

	Class<? extends Payload>[] payload() default {};

}
