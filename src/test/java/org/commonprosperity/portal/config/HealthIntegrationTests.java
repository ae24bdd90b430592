package org.commonprosperity.portal.config;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import org.commonprosperity.portal.support.PortalTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

@PortalTest
class HealthIntegrationTests {

	@LocalServerPort
	private int port;

	@ParameterizedTest
	@ValueSource(strings = { "/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness" })
	void saysOneWordOnTheMainPortAndStartsNoSession(String path) throws IOException, InterruptedException {
		HttpResponse<String> answer = get(path);
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.body()).isEqualTo("{\"status\":\"UP\"}");
		assertThat(answer.headers().firstValue("set-cookie")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "/actuator", "/actuator/health/db", "/actuator/info", "/actuator/metrics", "/actuator/env" })
	void keepsAllElseOfTheActuatorOffTheMainPort(String path) throws IOException, InterruptedException {
		assertThat(get(path).statusCode()).isEqualTo(404);
	}

	private HttpResponse<String> get(String path) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path)).build();
		return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
	}

}
