package org.commonprosperity.portal.account;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.commonprosperity.portal.support.PortalTest;

import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;

/**
 * A test of accounts and sign-in on a portal and a database that only such tests share,
 * with a clock that can be moved and accounts made to order.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@PortalTest(properties = "portal.test.database=accounts")
@AutoConfigureMockMvc
@Import(AccountTestConfiguration.class)
public @interface AccountTest {

}
