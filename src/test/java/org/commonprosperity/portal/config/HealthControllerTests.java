package org.commonprosperity.portal.config;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.health.actuate.endpoint.AdditionalHealthEndpointPath;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.actuate.endpoint.HttpCodeStatusMapper;
import org.springframework.boot.health.actuate.endpoint.SimpleHttpCodeStatusMapper;
import org.springframework.boot.health.actuate.endpoint.SimpleStatusAggregator;
import org.springframework.boot.health.actuate.endpoint.StatusAggregator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.registry.DefaultHealthContributorRegistry;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

import static org.assertj.core.api.Assertions.assertThat;

class HealthControllerTests {

	private final DefaultHealthContributorRegistry registry = new DefaultHealthContributorRegistry();

	private final HealthController controller = new HealthController(new HealthEndpoint(this.registry, null,
			HealthEndpointGroups.of(new All(), Map.of()), Duration.ofMinutes(1)), Duration.ofMillis(300));

	private final CountDownLatch end = new CountDownLatch(1);

	@AfterEach
	void close() {
		this.end.countDown();
		this.controller.close();
	}

	@Test
	void saysUpAndNothingElse() {
		register(() -> Health.up().withDetail("secret", "detail").build());
		ResponseEntity<Map<String, String>> answer = this.controller.health();
		assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.OK);
		assertThat(answer.getBody()).isEqualTo(Map.of("status", "UP"));
		assertThat(answer.getHeaders().getCacheControl()).isEqualTo("no-store");
	}

	@Test
	void isUnavailableWhenSomethingIsDown() {
		register(() -> Health.down(new IllegalStateException("no connection")).build());
		ResponseEntity<Map<String, String>> answer = this.controller.health();
		assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
		assertThat(answer.getBody()).isEqualTo(Map.of("status", "DOWN"));
	}

	@Test
	void isUnavailableAfterOneLookWhenSomethingHangs() {
		AtomicInteger looks = new AtomicInteger();
		register(() -> {
			looks.incrementAndGet();
			awaitEnd();
			return Health.up().build();
		});
		assertThat(this.controller.health().getStatusCode()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
		assertThat(this.controller.health().getStatusCode()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
		assertThat(looks).hasValue(1);
	}

	private void register(HealthIndicator indicator) {
		this.registry.registerContributor("thing", indicator);
	}

	private void awaitEnd() {
		try {
			this.end.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static final class All implements HealthEndpointGroup {

		@Override
		public boolean isMember(String name) {
			return true;
		}

		@Override
		public boolean showComponents(SecurityContext securityContext) {
			return true;
		}

		@Override
		public boolean showDetails(SecurityContext securityContext) {
			return true;
		}

		@Override
		public StatusAggregator getStatusAggregator() {
			return new SimpleStatusAggregator();
		}

		@Override
		public HttpCodeStatusMapper getHttpCodeStatusMapper() {
			return new SimpleHttpCodeStatusMapper();
		}

		@Override
		public @Nullable AdditionalHealthEndpointPath getAdditionalPath() {
			return null;
		}

	}

}
