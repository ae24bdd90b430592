package org.commonprosperity.portal.account.web;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;

/**
 * A name to sign in with, as the database wants it; capitals are made small before it is
 * kept.
 */
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@NotBlank(message = "{account.invalid.username}")
@Pattern(regexp = "\\s*[A-Za-z][A-Za-z0-9-]{2,39}\\s*|\\s*", message = "{account.invalid.username}")
@Constraint(validatedBy = {})
@interface Username {

	String message() default "{account.invalid.username}";

	Class<?>[] groups() default {};

	Class<? extends Payload>[] payload() default {};

}
