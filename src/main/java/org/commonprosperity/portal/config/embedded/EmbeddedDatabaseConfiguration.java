package org.commonprosperity.portal.config.embedded;

import java.nio.file.Path;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/**
 * Puts the embedded database in the place of the configured one. Tests that bring their
 * own throw-away database switch it off with {@code portal.embedded.enabled=false}.
 */
@Configuration(proxyBeanMethods = false)
@Profile("embedded")
@ConditionalOnClass(EmbeddedPostgres.class)
@ConditionalOnBooleanProperty(name = "portal.embedded.enabled", matchIfMissing = true)
class EmbeddedDatabaseConfiguration {

	@Bean(initMethod = "start", destroyMethod = "stop")
	EmbeddedDatabase embeddedDatabase(@Value("${portal.embedded.directory:data/postgres}") String directory) {
		return new EmbeddedDatabase(Path.of(directory));
	}

	@Bean
	JdbcConnectionDetails embeddedConnectionDetails(EmbeddedDatabase database) {
		return new JdbcConnectionDetails() {

			@Override
			public String getUsername() {
				return EmbeddedDatabase.USER;
			}

			@Override
			public @Nullable String getPassword() {
				return null;
			}

			@Override
			public String getJdbcUrl() {
				return database.jdbcUrl();
			}

		};
	}

}
