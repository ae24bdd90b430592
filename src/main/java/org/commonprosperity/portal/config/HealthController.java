package org.commonprosperity.portal.config;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import jakarta.annotation.PreDestroy;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * Answers "are you well?" on the main port, where a load balancer or a container engine
 * asks, with one word and nothing else; all else of the actuator stays on the management
 * port. An answer comes within {@value #LIMIT_SECONDS} seconds even when the database
 * does not answer at all.
 */
@RestController
class HealthController {

	private static final Duration LIMIT = Duration.ofSeconds(3);

	private static final String ALL = "";

	private final HealthEndpoint endpoint;

	private final Duration limit;

	/**
	 * One look at a time for each group, so that a hanging database does not collect
	 * hanging threads.
	 */
	private final Map<String, CompletableFuture<Status>> looks = new ConcurrentHashMap<>();

	private final ExecutorService executor = Executors.newCachedThreadPool((task) -> {
		Thread thread = new Thread(task, "health");
		thread.setDaemon(true);
		return thread;
	});

	@Autowired
	HealthController(HealthEndpoint endpoint) {
		this(endpoint, LIMIT);
	}

	HealthController(HealthEndpoint endpoint, Duration limit) {
		this.endpoint = endpoint;
		this.limit = limit;
	}

	@GetMapping("/actuator/health")
	ResponseEntity<Map<String, String>> health() {
		return answer(ALL);
	}

	@GetMapping("/actuator/health/{group:liveness|readiness}")
	ResponseEntity<Map<String, String>> health(@PathVariable String group) {
		return answer(group);
	}

	@PreDestroy
	void close() {
		this.executor.shutdownNow();
	}

	private ResponseEntity<Map<String, String>> answer(String group) {
		Status status = inTime(group);
		boolean well = Status.UP.equals(status) || Status.UNKNOWN.equals(status);
		return ResponseEntity.status(well ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
			.cacheControl(CacheControl.noStore())
			.body(Map.of("status", status.getCode()));
	}

	private Status inTime(String group) {
		CompletableFuture<Status> look = this.looks.computeIfAbsent(group,
				(key) -> CompletableFuture.supplyAsync(() -> look(key), this.executor));
		look.whenComplete((status, failure) -> this.looks.remove(group, look));
		try {
			return look.get(this.limit.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (TimeoutException | ExecutionException ex) {
			return Status.DOWN;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return Status.DOWN;
		}
	}

	private Status look(String group) {
		HealthDescriptor health = group.equals(ALL) ? this.endpoint.health() : this.endpoint.healthForPath(group);
		return status(health);
	}

	private static Status status(@Nullable HealthDescriptor health) {
		return (health != null) ? health.getStatus() : Status.UNKNOWN;
	}

}
