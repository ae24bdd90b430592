package org.commonprosperity.portal.dividend;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.commonprosperity.portal.support.PortalTest;
import org.commonprosperity.portal.support.TestClock;

import org.springframework.context.annotation.Import;

/**
 * A test of payments: the portal with a clock in the test's hands, and projects whose
 * dividends are posted.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@PortalTest(properties = "portal.test.database=payment")
@Import({ TestClock.InPortal.class, Dividends.class, Payments.class })
@interface PaymentTest {

}
