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
 * A person's name.
 */
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@NotBlank(message = "{account.invalid.name}")
@Size(max = 50, message = "{account.invalid.name.long}")
@Constraint(validatedBy = {})
@interface PersonName {

	String message() default "{account.invalid.name}";

	Class<?>[] groups() default {};

	Class<? extends Payload>[] payload() default {};

}
