package org.commonprosperity.portal.support;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Gives each Spring context a new database, so that contexts never see what another has
 * written.
 */
@TestConfiguration(proxyBeanMethods = false)
class TestDatabase {

	@Bean
	JdbcConnectionDetails testConnectionDetails(@Value("${portal.test.database:shared}") String name,
			Environment environment) {
		boolean copied = environment.matchesProfiles("demo") && !name.equals(DemoTemplate.NAME);
		String url = copied ? TestCluster.createDemoDatabase(name) : TestCluster.createDatabase(name);
		return new JdbcConnectionDetails() {

			@Override
			public String getUsername() {
				return TestCluster.USER;
			}

			@Override
			public @Nullable String getPassword() {
				return null;
			}

			@Override
			public String getJdbcUrl() {
				return url;
			}

		};
	}

}
