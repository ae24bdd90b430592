package org.commonprosperity.portal.village;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.commonprosperity.portal.support.PortalTest;
import org.commonprosperity.portal.support.TestClock;

import org.springframework.context.annotation.Import;

/**
 * A test of village income: the portal with a clock in the test's hands and villages of
 * its own to work on.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@PortalTest(properties = "portal.test.database=village")
@Import({ TestClock.InPortal.class, Villages.class })
@interface VillageTest {

}
