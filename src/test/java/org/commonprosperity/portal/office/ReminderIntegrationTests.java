package org.commonprosperity.portal.office;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

import com.icegreen.greenmail.util.GreenMail;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import org.commonprosperity.portal.account.AccountDirectory;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.organisation.WorkingDays;
import org.commonprosperity.portal.shared.Todo;
import org.commonprosperity.portal.support.PortalTest;
import org.commonprosperity.portal.support.Together;
import org.commonprosperity.portal.support.TestClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ApplicationContext;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.scheduling.TaskScheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Reminders, sent to a real mail server and a real web server on this machine.
 */
@Import(ReminderServers.class)
@ExtendWith(OutputCaptureExtension.class)
@PortalTest(properties = { "portal.test.database=reminders", "spring.mail.host=localhost",
		"portal.reminders.mail.enabled=true", "portal.reminders.mail.from=portal@example.org",
		"portal.reminders.address=https://portal.example.org/", "portal.reminders.webhook.secret=SEC-of-the-group",
		"portal.reminders.webhook.timeout=2s", "portal.reminders.check=-" })
class ReminderIntegrationTests {

	private static final String EDITOR = "editor-economy";

	private static final String EDITOR_MAIL = "wang.mou@example.org";

	@Autowired
	private Reminders reminders;

	@Autowired
	private ReminderBook book;

	@Autowired
	private ReminderWriter writer;

	@Autowired
	private GroupTally tally;

	@Autowired
	private TodoList todos;

	@Autowired
	private AccountDirectory accounts;

	@Autowired
	private WorkingDays workingDays;

	@Autowired
	private TestClock clock;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private JsonMapper json;

	@Autowired
	private MessageSource messages;

	@Autowired
	private ApplicationContext context;

	@Autowired
	private GreenMail mail;

	@Autowired
	private Robot robot;

	@BeforeEach
	void aWorkingMorning() throws Exception {
		this.jdbc.sql("delete from reminder").update();
		this.jdbc.sql("delete from calendar_day").update();
		this.jdbc.sql("update account set email = null").update();
		this.mail.purgeEmailFromAllMailboxes();
		this.robot.reset();
		this.clock.set(DayOfWeek.TUESDAY, LocalTime.of(8, 31));
	}

	@AfterEach
	void nothingIsLeftHalfDone() {
		assertThat(this.jdbc.sql("select count(*) from reminder where state = 'CLAIMED'").query(Long.class).single())
			.isZero();
	}

	@Test
	void writesEachOfficialWithAnAddressOneMessageOfWhatPresses() throws Exception {
		address(EDITOR, EDITOR_MAIL);
		address("coordinator", "coordinator@example.org");
		this.reminders.run();
		assertThat(this.mail.getReceivedMessages()).hasSize(2);
		MimeMessage message = messageTo(EDITOR_MAIL);
		assertThat(message.getFrom()[0].toString()).contains("portal@example.org");
		assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
		int pressing = pressing(EDITOR);
		assertThat(pressing).isPositive();
		assertThat(message.getSubject()).isEqualTo("您有 " + pressing + " 项待办需要处理");
		for (String part : List.of(part(message, 0), part(message, 1))) {
			assertThat(part).contains("演示填报员乙，您好", "节点已逾期：共富工厂 · 厂房改造竣工（已逾期",
					"https://portal.example.org/office/projects/factory");
		}
		assertThat(part(message, 1)).contains("<a href=\"https://portal.example.org/office\"");
		assertThat(part(messageTo("coordinator@example.org"), 0)).contains("项改动待审核",
				"https://portal.example.org/office/approvals");
	}

	@Test
	void neverWritesTwiceOnADayAndWritesAgainOnTheNext() throws Exception {
		address(EDITOR, EDITOR_MAIL);
		this.reminders.run();
		this.reminders.run();
		this.clock.advance(Duration.ofHours(5));
		this.reminders.run();
		assertThat(this.mail.getReceivedMessages()).hasSize(1);
		assertThat(this.robot.requests()).hasSize(1);
		this.clock.set(today().plusDays(1), LocalTime.of(8, 29));
		this.reminders.run();
		assertThat(this.mail.getReceivedMessages()).hasSize(1);
		this.clock.advance(Duration.ofMinutes(1));
		this.reminders.run();
		assertThat(this.mail.getReceivedMessages()).hasSize(2);
		assertThat(this.robot.requests()).hasSize(2);
	}

	@Test
	void writesOnceWhenTwoInstancesLookAtTheSameMoment() throws Exception {
		IntStream.range(0, 6)
			.forEach((n) -> address(
					List.of("coordinator", EDITOR, "editor-agriculture", "editor-social", "security", "admin").get(n),
					"official-" + n + "@example.org"));
		List<Object> results = Together.press(IntStream.range(0, 4).<Callable<?>>mapToObj((n) -> () -> {
			this.reminders.run();
			return null;
		}).toList());
		assertThat(results).containsOnly("done");
		List<String> receivers = Arrays.stream(this.mail.getReceivedMessages())
			.map((message) -> receiver(message))
			.toList();
		assertThat(receivers).doesNotHaveDuplicates().contains("official-0@example.org", "official-1@example.org");
		assertThat(this.robot.requests()).hasSize(1);
		assertThat(this.jdbc.sql("select count(*) from reminder").query(Long.class).single()).isEqualTo(7);
	}

	@Test
	void doesNotWriteAgainWhatSomebodyWhoWasKilledHadClaimed() throws Exception {
		address(EDITOR, EDITOR_MAIL);
		ReminderBook.Claim claim = this.book.claim(today(), ReminderBook.Channel.MAIL, id(EDITOR)).orElseThrow();
		this.clock.advance(Duration.ofHours(2));
		this.reminders.run();
		assertThat(this.mail.getReceivedMessages()).isEmpty();
		this.book.nothing(claim);
	}

	@Test
	void writesNothingWhenNothingPresses() throws Exception {
		address("auditor", "auditor@example.org");
		assertThat(this.todos.of(official("auditor"))).isEmpty();
		this.reminders.run();
		assertThat(this.mail.getReceivedMessages()).isEmpty();
		assertThat(state("auditor")).isEqualTo("NOTHING");
	}

	@Test
	void writesNothingToWhoIsDisabled() {
		address(EDITOR, EDITOR_MAIL);
		this.jdbc.sql("update account set enabled = false where username = ?").param(EDITOR).update();
		try {
			this.reminders.run();
			assertThat(this.mail.getReceivedMessages()).isEmpty();
		}
		finally {
			this.jdbc.sql("update account set enabled = true where username = ?").param(EDITOR).update();
		}
	}

	@Test
	void keepsToWorkingDaysAndToItsHours() {
		address(EDITOR, EDITOR_MAIL);
		this.jdbc.sql("insert into calendar_day (day, working, name) values (?, false, '测试假日')")
			.param(today())
			.update();
		this.reminders.run();
		this.clock.set(DayOfWeek.SATURDAY, LocalTime.of(9, 0));
		this.reminders.run();
		this.clock.set(DayOfWeek.MONDAY, LocalTime.of(18, 0));
		this.reminders.run();
		assertThat(this.mail.getReceivedMessages()).isEmpty();
		assertThat(this.robot.requests()).isEmpty();
		this.clock.set(DayOfWeek.SATURDAY, LocalTime.of(9, 0));
		this.jdbc.sql("insert into calendar_day (day, working) values (?, true)").param(today()).update();
		this.reminders.run();
		assertThat(this.mail.getReceivedMessages()).hasSize(1);
		assertThat(this.robot.requests()).hasSize(1);
	}

	@Test
	void triesAgainLaterAndNotForEverAndLogsNoAddress(CapturedOutput output) throws Exception {
		address(EDITOR, EDITOR_MAIL);
		address("coordinator", "coordinator@example.org");
		Reminders down = with(channel(closedPort()));
		down.run();
		assertThat(state(EDITOR)).isEqualTo("FAILED");
		assertThat(state("coordinator")).as("one that fails stops no other").isEqualTo("FAILED");
		this.reminders.run();
		assertThat(this.mail.getReceivedMessages()).as("not at once").isEmpty();

		this.clock.advance(ReminderBook.PAUSE.plusMinutes(1));
		this.reminders.run();
		assertThat(this.mail.getReceivedMessages()).hasSize(2);
		assertThat(state(EDITOR)).isEqualTo("SENT");

		this.clock.set(today().plusDays(1), LocalTime.of(8, 31));
		for (int attempt = 0; attempt <= ReminderBook.MOST_ATTEMPTS; attempt++) {
			down.run();
			this.clock.advance(ReminderBook.PAUSE.plusMinutes(1));
		}
		assertThat(attempts(EDITOR)).isEqualTo(ReminderBook.MOST_ATTEMPTS);
		this.reminders.run();
		assertThat(this.mail.getReceivedMessages()).as("enough for the day").hasSize(2);
		assertThat(output).contains("account " + id(EDITOR) + ") was not sent, attempt 1 of 3: ")
			.doesNotContain(EDITOR_MAIL, "coordinator@example.org", "\tat org.springframework.mail");
	}

	@Test
	void doesNotWriteAgainWhenTheServerTookTheTextAndDidNotAnswer() throws Exception {
		address(EDITOR, EDITOR_MAIL);
		try (SilentServer server = SilentServer.afterTheText()) {
			with(channel(server.port())).run();
		}
		assertThat(state(EDITOR)).isEqualTo("UNCERTAIN");
		this.clock.advance(Duration.ofHours(2));
		this.reminders.run();
		assertThat(this.mail.getReceivedMessages()).isEmpty();
	}

	@Test
	void givesUpAServerThatSaysNothingAndTriesAgain() throws Exception {
		address(EDITOR, EDITOR_MAIL);
		try (SilentServer server = SilentServer.fromTheStart()) {
			with(channel(server.port())).run();
		}
		assertThat(state(EDITOR)).isEqualTo("FAILED");
		this.clock.advance(ReminderBook.PAUSE.plusMinutes(1));
		this.reminders.run();
		assertThat(this.mail.getReceivedMessages()).hasSize(1);
	}

	@Test
	void holdsNoConnectionToTheDatabaseWhileItWaitsForAServer() throws Exception {
		address(EDITOR, EDITOR_MAIL);
		List<Long> open = new CopyOnWriteArrayList<>();
		this.robot.whileAsked(() -> {
			open.add(this.jdbc.sql("""
					select count(*) from pg_stat_activity where datname = current_database()
					and state like 'idle in transaction%'""").query(Long.class).single());
		});
		this.reminders.run();
		assertThat(open).containsExactly(0L);
	}

	@Test
	void listsTwentyAndSaysHowManyMore() {
		LocalDate today = today();
		List<Todo> many = IntStream.rangeClosed(1, 25)
			.mapToObj((n) -> new Todo("due", "项目<" + n + ">", "/office").withDue(today))
			.toList();
		ReminderLetter letter = this.writer.letter(official(EDITOR), many, today);
		assertThat(letter.subject()).isEqualTo("您有 25 项待办需要处理");
		assertThat(letter.text()).contains("20. 节点快到期：项目<20>", "另有 5 项").doesNotContain("项目<21>");
		assertThat(letter.html()).contains("项目&lt;20&gt;", "另有 5 项").doesNotContain("项目<20>", "项目&lt;21&gt;");
	}

	@Test
	void tellsTheGroupNumbersAndProjectsAndNobodysName() throws Exception {
		// gives the administrators something to do, which is not the group's affair
		this.jdbc.sql("""
				insert into account (username, name, unit, created_at) values ('newcomer', '新来的某人', '新单位', now())
				on conflict do nothing""").update();
		assertThat(this.todos.of(official("admin"))).isNotEmpty();
		this.reminders.run();
		Robot.Request request = this.robot.requests().get(0);
		assertThat(request.contentType()).startsWith("application/json");
		assertThat(request.isSignedWith("SEC-of-the-group")).isTrue();
		assertThat(request.query()).containsEntry("timestamp", String.valueOf(this.clock.millis()));
		JsonNode body = this.json.readTree(request.body());
		assertThat(body.path("msgtype").asString()).isEqualTo("markdown");
		assertThat(body.path("at").path("isAtAll").asBoolean(true)).isFalse();
		assertThat(body.path("markdown").path("title").asString()).startsWith("共富项目待办（");
		String text = body.path("markdown").path("text").asString();
		long waiting = this.jdbc.sql("select count(*) from proposal where state = 'PENDING'")
			.query(Long.class)
			.single();
		assertThat(text).contains("**共富办**", "审核 " + waiting + " 项", "**经济发展办**", "节点已逾期 1 项：共富工厂",
				"(https://portal.example.org/office)");
		List<String> people = this.jdbc.sql("select name from account").query(String.class).list();
		assertThat(people).hasSizeGreaterThan(10);
		assertThat(text).doesNotContain(people.toArray(String[]::new)).doesNotContain(official("admin").unit());
	}

	@Test
	void takesARefusalOfTheRobotForAFailureAndTriesAgain(CapturedOutput output) {
		this.robot.answer(200, "{\"errcode\":310000,\"errmsg\":\"sign not match\"}");
		this.reminders.run();
		assertThat(groupState()).isEqualTo("FAILED errcode-310000");
		this.robot.answer(503, "");
		this.clock.advance(ReminderBook.PAUSE.plusMinutes(1));
		this.reminders.run();
		assertThat(groupState()).isEqualTo("FAILED status-503");
		this.robot.answer(200, "{\"errcode\":0,\"errmsg\":\"ok\"}");
		this.clock.advance(ReminderBook.PAUSE.plusMinutes(1));
		this.reminders.run();
		assertThat(groupState()).startsWith("SENT");
		assertThat(this.robot.requests()).hasSize(3);
		assertThat(output).doesNotContain("access_token", Robot.TOKEN, "SEC-of-the-group", "sign not match");
	}

	@Test
	void givesUpARobotThatHangsAndDoesNotAskItTwice() {
		this.robot.hang();
		this.reminders.run();
		assertThat(groupState()).startsWith("UNCERTAIN");
		this.robot.reset();
		this.clock.advance(Duration.ofHours(2));
		this.reminders.run();
		assertThat(this.robot.requests()).isEmpty();
	}

	@Test
	void refusesToStartWithoutAMailServer() {
		assertThatIllegalStateException().isThrownBy(() -> new MailChannel(mailAlone(), this.messages, null))
			.withMessageContaining("SPRING_MAIL_HOST");
		assertThatIllegalStateException()
			.isThrownBy(() -> new MailChannel(mailAlone(), this.messages, new JavaMailSenderImpl()));
	}

	@Test
	void talksToNobodyUnlessSwitchedOn() {
		address(EDITOR, EDITOR_MAIL);
		ReminderSettings off = new ReminderSettings(LocalTime.of(8, 30), LocalTime.of(18, 0), null,
				new ReminderSettings.Mail(false, null), new ReminderSettings.Webhook("", null, Duration.ofSeconds(2)));
		new Reminders(off, new MailChannel(off, this.messages, null), new GroupChannel(off, this.json, this.clock),
				this.book, this.writer, this.todos, this.tally, this.accounts, this.workingDays, this.clock)
			.run();
		assertThat(this.jdbc.sql("select count(*) from reminder").query(Long.class).single()).isZero();
		assertThat(this.mail.getReceivedMessages()).isEmpty();
		assertThat(this.robot.requests()).isEmpty();
	}

	@Test
	void looksOnAThreadOfItsOwnAndLeavesHealthAlone() {
		assertThat(this.context.getBeansOfType(TaskScheduler.class)).containsOnlyKeys("taskScheduler",
				"reminderScheduler");
		assertThat(this.context.getBeanNamesForType(HealthIndicator.class)).doesNotContain("mailHealthContributor",
				"mailHealthIndicator");
		assertThat(this.context.getBean(ReminderSettings.class).toString())
			.isEqualTo("ReminderSettings[mail=true, webhook=true]");
	}

	private Reminders with(MailChannel channel) {
		return new Reminders(mailAlone(), channel, new GroupChannel(mailAlone(), this.json, this.clock), this.book,
				this.writer, this.todos, this.tally, this.accounts, this.workingDays, this.clock);
	}

	private MailChannel channel(int port) {
		JavaMailSenderImpl sender = new JavaMailSenderImpl();
		sender.setHost("localhost");
		sender.setPort(port);
		sender.getJavaMailProperties().put("mail.smtp.connectiontimeout", "1000");
		sender.getJavaMailProperties().put("mail.smtp.timeout", "1000");
		return new MailChannel(mailAlone(), this.messages, sender);
	}

	private static ReminderSettings mailAlone() {
		return new ReminderSettings(LocalTime.of(8, 30), LocalTime.of(18, 0), "https://portal.example.org",
				new ReminderSettings.Mail(true, "portal@example.org"),
				new ReminderSettings.Webhook(null, null, Duration.ofSeconds(2)));
	}

	private LocalDate today() {
		return this.clock.today();
	}

	private void address(String username, String email) {
		this.jdbc.sql("update account set email = ? where username = ?").params(email, username).update();
	}

	private Official official(String username) {
		return this.accounts.findByUsername(username).orElseThrow();
	}

	private long id(String username) {
		return official(username).id();
	}

	private int pressing(String username) {
		return (int) this.todos.of(official(username))
			.stream()
			.filter((todo) -> TodoList.isPressing(todo, today()))
			.count();
	}

	private String state(String username) {
		return this.jdbc.sql("select state from reminder where day = ? and account_id = ?")
			.params(today(), id(username))
			.query(String.class)
			.single();
	}

	private int attempts(String username) {
		return this.jdbc.sql("select attempts from reminder where day = ? and account_id = ?")
			.params(today(), id(username))
			.query(Integer.class)
			.single();
	}

	private String groupState() {
		return this.jdbc
			.sql("select state || coalesce(' ' || failure, '') from reminder where day = ? and channel = 'GROUP'")
			.param(today())
			.query(String.class)
			.single();
	}

	private MimeMessage messageTo(String address) {
		return Arrays.stream(this.mail.getReceivedMessages())
			.filter((message) -> receiver(message).equals(address))
			.findFirst()
			.orElseThrow();
	}

	private static String receiver(MimeMessage message) {
		try {
			return message.getAllRecipients()[0].toString();
		}
		catch (MessagingException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** The plain text, or the HTML, that a mail program shows. */
	private static String part(MimeMessage message, int at) throws Exception {
		return text((MimeMultipart) message.getContent()).get(at);
	}

	private static List<String> text(MimeMultipart parts) throws Exception {
		List<String> texts = new ArrayList<>();
		for (int at = 0; at < parts.getCount(); at++) {
			Object content = parts.getBodyPart(at).getContent();
			if (content instanceof MimeMultipart inner) {
				texts.addAll(text(inner));
			}
			else {
				texts.add(String.valueOf(content));
			}
		}
		return texts;
	}

	private static int closedPort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

}
