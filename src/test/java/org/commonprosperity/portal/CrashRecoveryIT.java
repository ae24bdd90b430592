package org.commonprosperity.portal;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.commonprosperity.portal.support.PortalProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the portal has answered is kept, whenever it is killed: an editor states how much
 * of a milestone is done, again and again, and the portal is killed in the middle of it,
 * again and again.
 */
class CrashRecoveryIT {

	private static final int ROUNDS = Integer.getInteger("portal.crash.rounds", 20);

	private static final String PROJECT = "/office/projects/wharf";

	private static final Pattern HIDDEN = Pattern.compile("<input[^>]*type=\"hidden\"[^>]*>");

	private static final Pattern NAME = Pattern.compile("name=\"([^\"]*)\"");

	private static final Pattern VALUE = Pattern.compile("value=\"([^\"]*)\"");

	private final HttpClient client = HttpClient.newBuilder()
		.cookieHandler(new CookieManager())
		.connectTimeout(Duration.ofSeconds(10))
		.build();

	private final Random random = new Random(20221231);

	/** The numbers of the forms that were answered as saved. */
	private final List<String> answered = new ArrayList<>();

	/** Of a percent; grows with each save, since it never falls. */
	private int hundredths;

	@TempDir
	private Path folder;

	@Test
	void keepsEverySaveThatItHasAnswered() throws Exception {
		for (int round = 0; round < ROUNDS; round++) {
			try (PortalProcess portal = PortalProcess.ofDemo(this.folder)) {
				URI address = portal.awaitStart();
				if (round == 0) {
					signIn(address);
					this.hundredths = 100 * Integer.parseInt(
							query("select ceil(percent_done) from milestone where id = " + runningMilestone()).get(0));
				}
				else {
					assertNothingIsLost();
				}
				int before = this.answered.size();
				saveUntilKilled(address, 3 + this.random.nextInt(15), killing(portal, round % 2 == 1));
				assertThat(this.answered).hasSizeGreaterThan(before);
			}
		}
		try (PortalProcess portal = PortalProcess.ofDemo(this.folder)) {
			portal.awaitStart();
			assertNothingIsLost();
		}
	}

	private void assertNothingIsLost() throws SQLException, IOException {
		assertThat(query("select id::text from submission")).containsAll(this.answered);
		assertThat(query("select id::text from proposal where kind = 'percent'"))
			.hasSizeGreaterThanOrEqualTo(this.answered.size());
		assertThat(query("select id::text from record_change where action = 'percent.proposed'"))
			.hasSizeGreaterThanOrEqualTo(this.answered.size());
	}

	private void signIn(URI address) throws IOException, InterruptedException {
		Map<String, String> form = hiddenFields(get(address.resolve("/login")).body());
		form.put("username", "editor-agriculture");
		form.put("password", "gongfu-demo");
		assertThat(location(post(address.resolve("/login"), form))).isEqualTo("/office");
	}

	/**
	 * Kills the portal, which leaves its PostgreSQL running, or both, as a power cut
	 * does.
	 */
	private Runnable killing(PortalProcess portal, boolean both) throws IOException {
		ProcessHandle postgres = ProcessHandle.of(Long.parseLong(postmasterPid().get(0).strip())).orElseThrow();
		List<ProcessHandle> processes = Stream.concat(Stream.of(postgres), postgres.descendants()).toList();
		return () -> {
			portal.kill();
			if (both) {
				processes.forEach(ProcessHandle::destroyForcibly);
			}
		};
	}

	private void saveUntilKilled(URI address, int saves, Runnable killing) throws Exception {
		URI page = address.resolve(PROJECT + "/milestones/" + runningMilestone() + "/percent");
		CountDownLatch enough = new CountDownLatch(saves);
		Thread killer = new Thread(() -> {
			try {
				enough.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			LockSupport.parkNanos(this.random.nextInt(30_000_000));
			killing.run();
		});
		killer.start();
		try {
			while (true) {
				this.answered.add(save(page));
				enough.countDown();
			}
		}
		catch (IOException ex) {
			// The portal is gone, in the middle of a save as a rule: that one was not
			// answered and may be kept or not.
			assertThat(enough.getCount()).isZero();
		}
		finally {
			if (enough.getCount() > 0) {
				killer.interrupt();
			}
			killer.join();
		}
	}

	/**
	 * States one hundredth of a percent more.
	 * @return the number of the form
	 */
	private String save(URI page) throws IOException, InterruptedException {
		HttpResponse<String> answer = get(page);
		assertThat(answer.statusCode()).as("signed in after a kill as before").isEqualTo(200);
		Map<String, String> form = hiddenFields(answer.body());
		this.hundredths++;
		form.put("percent", this.hundredths / 100 + "." + this.hundredths / 10 % 10 + this.hundredths % 10);
		HttpResponse<String> saved = post(page, form);
		assertThat(location(saved)).as(saved.body()).isEqualTo(PROJECT);
		return form.get("submission");
	}

	private String runningMilestone() throws SQLException, IOException {
		return query("select m.id::text from milestone m join project p on p.id = m.project_id where p.code = 'wharf' "
				+ "and m.begun_on is not null and m.met_on is null and m.removed_at is null")
			.get(0);
	}

	private static Map<String, String> hiddenFields(String page) {
		// The page's own form is the one that carries most; forms of the frame around it
		// carry a token alone.
		Map<String, String> fields = new LinkedHashMap<>();
		Matcher inputs = HIDDEN.matcher(page);
		while (inputs.find()) {
			Matcher name = NAME.matcher(inputs.group());
			Matcher value = VALUE.matcher(inputs.group());
			if (name.find()) {
				fields.put(name.group(1), value.find() ? value.group(1) : "");
			}
		}
		return fields;
	}

	private static String location(HttpResponse<String> answer) {
		return answer.headers().firstValue("location").map((location) -> URI.create(location).getPath()).orElse("");
	}

	private HttpResponse<String> get(URI address) throws IOException, InterruptedException {
		return send(HttpRequest.newBuilder(address));
	}

	private HttpResponse<String> post(URI address, Map<String, String> form) throws IOException, InterruptedException {
		String body = form.entrySet()
			.stream()
			.map((field) -> encode(field.getKey()) + "=" + encode(field.getValue()))
			.collect(Collectors.joining("&"));
		return send(HttpRequest.newBuilder(address)
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(HttpRequest.BodyPublishers.ofString(body)));
	}

	private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
		return this.client.send(request.timeout(Duration.ofSeconds(30)).build(), HttpResponse.BodyHandlers.ofString());
	}

	private static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

	private List<String> postmasterPid() throws IOException {
		return Files.readAllLines(this.folder.resolve("data/postgres/postmaster.pid"));
	}

	private List<String> query(String sql) throws SQLException, IOException {
		String port = postmasterPid().get(3).strip();
		List<String> rows = new ArrayList<>();
		try (Connection connection = DriverManager.getConnection("jdbc:postgresql://localhost:" + port + "/postgres",
				"postgres", null);
				Statement statement = connection.createStatement();
				ResultSet result = statement.executeQuery(sql)) {
			while (result.next()) {
				rows.add(result.getString(1));
			}
		}
		return rows;
	}

}
