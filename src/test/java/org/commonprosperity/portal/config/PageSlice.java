package org.commonprosperity.portal.config;

import org.commonprosperity.portal.shared.web.Show;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;

/**
 * What every page needs to be drawn, for slices that test a controller with its template:
 * {@code @WebMvcTest} leaves it out.
 */
@TestConfiguration(proxyBeanMethods = false)
@EnableConfigurationProperties(PortalProperties.class)
@Import({ ClockConfiguration.class, WebConfiguration.class })
@ComponentScan(basePackageClasses = Show.class)
public class PageSlice {

}
