package org.commonprosperity.portal.support;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.AliasFor;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.TestPropertySource;

/**
 * A test of the whole portal as it is in production, without demo data and accounts, on a
 * free port and a throw-away PostgreSQL.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@ActiveProfiles("test")
@Import({ TestDatabase.class, StatementCounter.class })
@TestPropertySource(properties = { "portal.embedded.enabled=false", "spring.session.jdbc.cleanup-cron=-",
		"portal.test.database=production", "management.server.port=-1", "portal.passwords.strength=4",
		"spring.datasource.hikari.minimum-idle=1", "portal.persons.key=MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=" })
public @interface ProductionTest {

	/**
	 * Further properties of the portal; other properties, another portal and another
	 * database.
	 */
	@AliasFor(annotation = SpringBootTest.class, attribute = "properties")
	String[] properties() default {};

}
