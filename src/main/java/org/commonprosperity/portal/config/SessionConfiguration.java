package org.commonprosperity.portal.config;

import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import lombok.extern.slf4j.Slf4j;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.support.GenericConversionService;
import org.springframework.core.serializer.support.DeserializingConverter;
import org.springframework.core.serializer.support.SerializationFailedException;
import org.springframework.core.serializer.support.SerializingConverter;
import org.springframework.session.jdbc.PostgreSqlJdbcIndexedSessionRepositoryCustomizer;
import org.springframework.web.servlet.FlashMap;
import org.springframework.web.servlet.FlashMapManager;
import org.springframework.web.servlet.support.SessionFlashMapManager;

/**
 * Sessions in PostgreSQL. Two requests of one session that set the same attribute at once
 * do not collide; and what an older version of the portal wrote and this one cannot read
 * any more signs its official out instead of showing an error.
 */
@Configuration(proxyBeanMethods = false)
@Slf4j
class SessionConfiguration {

	@Bean
	PostgreSqlJdbcIndexedSessionRepositoryCustomizer sessionsInPostgres() {
		return new PostgreSqlJdbcIndexedSessionRepositoryCustomizer();
	}

	/** Found by this name by Spring Session, and by nobody else. */
	@Bean(defaultCandidate = false)
	ConversionService springSessionConversionService() {
		GenericConversionService conversion = new GenericConversionService();
		DeserializingConverter reading = new DeserializingConverter(SessionConfiguration.class.getClassLoader());
		conversion.addConverter(Object.class, byte[].class, new SerializingConverter());
		conversion.addConverter(byte[].class, Object.class, (bytes) -> {
			try {
				return reading.convert(bytes);
			}
			catch (SerializationFailedException ex) {
				log.warn("Something in a session cannot be read any more and is dropped: {}", ex.getMessage());
				return null;
			}
		});
		return conversion;
	}

	/**
	 * Messages for after a redirect are for officials' pages; elsewhere, down to the last
	 * style sheet, looking for them would be a query for the session.
	 */
	@Bean
	FlashMapManager flashMapManager() {
		return new SessionFlashMapManager() {

			@Override
			protected @Nullable List<FlashMap> retrieveFlashMaps(HttpServletRequest request) {
				return request.getRequestURI().startsWith(request.getContextPath() + "/office")
						? super.retrieveFlashMaps(request) : null;
			}

		};
	}

}
