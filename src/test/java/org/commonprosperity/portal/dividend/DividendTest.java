package org.commonprosperity.portal.dividend;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.commonprosperity.portal.support.PortalTest;
import org.commonprosperity.portal.support.TestClock;

import org.springframework.context.annotation.Import;

/**
 * A test of the dividend ledger: the portal with a clock in the test's hands and projects
 * of its own to keep a ledger for.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@PortalTest(properties = "portal.test.database=dividend")
@Import({ TestClock.InPortal.class, Dividends.class })
@interface DividendTest {

}
