package org.commonprosperity.portal;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import org.commonprosperity.portal.support.FormClient;
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

	private final FormClient client = new FormClient();

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
					assertThat(this.client.signIn(address, "editor-agriculture")).isEqualTo("/office");
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
		HttpResponse<String> answer = this.client.get(page);
		assertThat(answer.statusCode()).as("signed in after a kill as before").isEqualTo(200);
		Map<String, String> form = FormClient.hiddenFields(answer.body());
		this.hundredths++;
		form.put("percent", this.hundredths / 100 + "." + this.hundredths / 10 % 10 + this.hundredths % 10);
		HttpResponse<String> saved = this.client.post(page, form);
		assertThat(FormClient.location(saved)).as(saved.body()).isEqualTo(PROJECT);
		return form.get("submission");
	}

	private String runningMilestone() throws SQLException, IOException {
		return query("select m.id::text from milestone m join project p on p.id = m.project_id where p.code = 'wharf' "
				+ "and m.begun_on is not null and m.met_on is null and m.removed_at is null")
			.get(0);
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
