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
 * A test of the whole portal in demo mode, on a free port and a throw-away PostgreSQL.
 * All classes that use it plainly share one portal and one database. A class that commits
 * changes and wants a database of its own names it:
 * {@code @PortalTest(properties = "portal.test.database=wharf-approval")}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@ActiveProfiles({ "demo", "test" })
@Import({ TestDatabase.class, StatementCounter.class })
@TestPropertySource(properties = { "portal.embedded.enabled=false", "spring.session.jdbc.cleanup-cron=-",
		"portal.dividends.kept=0s", "portal.passwords.strength=4", "spring.datasource.hikari.minimum-idle=1" })
public @interface PortalTest {

	/**
	 * Further properties of the portal; other properties, another portal and another
	 * database.
	 */
	@AliasFor(annotation = SpringBootTest.class, attribute = "properties")
	String[] properties() default {};

}
