package org.commonprosperity.portal.config;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;

/**
 * What every page needs to be drawn, for slices that test a controller with its template
 * and nothing else: {@code @WebMvcTest(useDefaultFilters = false)} with this and the
 * controller imported. Whatever puts values into words is found by its name.
 */
@TestConfiguration(proxyBeanMethods = false)
@EnableConfigurationProperties(PortalProperties.class)
@Import({ ClockConfiguration.class, WebConfiguration.class, PortalPageFilter.class, FormPages.class })
@ComponentScan(basePackages = "org.commonprosperity.portal", useDefaultFilters = false,
		includeFilters = @Filter(type = FilterType.REGEX,
				pattern = ".+\\.web\\.(Show|Forms|ErrorOrder|[A-Z]\\w+Words)"))
public class PageSlice {

}
