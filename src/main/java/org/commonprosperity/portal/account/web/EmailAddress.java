package org.commonprosperity.portal.account.web;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * An e-mail address as mail servers take it, or nothing.
 */
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Size(max = 254, message = "{account.invalid.email}")
@Pattern(
		regexp = "\\s*([A-Za-z0-9!#$%&'*+/=?^_{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_{|}~-]+)*"
				+ "@([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\\.)+[A-Za-z]([A-Za-z0-9-]*[A-Za-z0-9])?)?\\s*",
		message = "{account.invalid.email}")
@Constraint(validatedBy = {})
@interface EmailAddress {

	String message() default "{account.invalid.email}";

	Class<?>[] groups() default {};

	Class<? extends Payload>[] payload() default {};

}
