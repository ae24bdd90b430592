package org.commonprosperity.portal.audit;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.account.Role;
import org.commonprosperity.portal.shared.Slice;
import org.commonprosperity.portal.support.PortalTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.transaction.annotation.Transactional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@PortalTest
@Transactional
class AuditLogIntegrationTests {

	private static final String WHO = "审计日志测试员";

	private static final Official AUDITOR = official(Role.AUDITOR);

	@Autowired
	private AuditLog log;

	@Autowired
	private AuditService audit;

	@Autowired
	private JdbcClient jdbc;

	@Test
	void aChangeOfARecordIsALineWithoutTheValues() {
		long account = this.jdbc.sql("""
				insert into account (username, name, unit, created_at) values ('trail-writer', ?, '测试', now())
				returning id""").param(WHO).query(Long.class).single();
		Official writer = new Official(account, "trail-writer", WHO, "测试", Set.of(Role.EDITOR), Set.of(), Set.of());
		this.audit.changed("project", "wharf", "met.proposed", writer, null,
				List.of(new Difference("metOn", "桩基", null, "2026-11-24")));
		assertThat(of(WHO).items()).singleElement().satisfies((line) -> {
			assertThat(line.kind()).isEqualTo(AuditKind.CHANGE);
			assertThat(line.action()).isEqualTo("met.proposed");
			assertThat(line.actorName()).isEqualTo(WHO);
			assertThat(line.subject()).isEqualTo("project/wharf");
			assertThat(line.toString()).doesNotContain("桩基");
		});
	}

	@ParameterizedTest
	@EnumSource(names = "AUDITOR", mode = EnumSource.Mode.EXCLUDE)
	void nobodyButTheAuditorReadsIt(Role role) {
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> this.log.lines(everything(WHO), 1, 50, official(role)));
	}

	@Test
	void aLookAtTheTrailIsNotRecorded() {
		long before = this.log.lines(everything(null), 1, 1, AUDITOR).total();
		assertThat(this.log.lines(everything(null), 1, 1, AUDITOR).total()).isEqualTo(before);
	}

	@ParameterizedTest
	@ValueSource(strings = { "update audit_entry set action = 'x'", "delete from audit_entry",
			"update record_change set note = 'x'", "delete from record_change", "truncate audit_entry",
			"truncate record_change" })
	void theDatabaseRefusesRewriting(String statement) {
		line(AuditKind.CHANGE, WHO, null, "2026-03-01T00:00:00Z");
		this.jdbc.sql("""
				insert into record_change (record_type, record_key, action, happened_at, actor_name)
				values ('project', 'wharf', 'test', now(), ?)""").param(WHO).update();
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> this.jdbc.sql(statement).update())
			.withMessageContaining("append-only");
	}

	@Test
	void linesComeNewestFirstAndALineOnOnePageOnly() {
		for (int minute = 0; minute < 7; minute++) {
			line(AuditKind.LOOK, WHO, "a" + minute, "2026-03-01T00:0" + minute + ":00Z");
			line(AuditKind.LOOK, WHO, "b" + minute, "2026-03-01T00:0" + minute + ":00Z");
		}
		assertThat(subjects(this.log.lines(everything(WHO), 1, 5, AUDITOR))).containsExactly("b6", "a6", "b5", "a5",
				"b4");
		Slice<AuditLine> second = this.log.lines(everything(WHO), 2, 5, AUDITOR);
		assertThat(subjects(second)).containsExactly("a4", "b3", "a3", "b2", "a2");
		assertThat(second.total()).isEqualTo(14);
		assertThat(second.pages()).isEqualTo(3);
	}

	@Test
	void aPageThatDoesNotExistIsTheNearestThatDoes() {
		line(AuditKind.LOOK, WHO, "first", "2026-03-01T00:00:00Z");
		line(AuditKind.LOOK, WHO, "second", "2026-03-01T00:01:00Z");
		assertThat(subjects(this.log.lines(everything(WHO), Integer.MAX_VALUE, 1, AUDITOR))).containsExactly("first");
		assertThat(subjects(this.log.lines(everything(WHO), -1, 1, AUDITOR))).containsExactly("second");
		assertThat(this.log.lines(everything("nobody of this name"), 3, 1, AUDITOR).number()).isEqualTo(1);
	}

	@Test
	void findsByKind() {
		line(AuditKind.LOOK, WHO, "look", "2026-03-01T00:00:00Z");
		line(AuditKind.EXPORT, WHO, "export", "2026-03-01T00:00:00Z");
		assertThat(subjects(this.log.lines(new AuditQuery(AuditKind.EXPORT, WHO, null, null), 1, 50, AUDITOR)))
			.containsExactly("export");
	}

	@Test
	void findsByPartOfANameAsItIsWritten() {
		line(AuditKind.LOOK, "Ann_100%Test", "hers", "2026-03-01T00:00:00Z");
		line(AuditKind.LOOK, "AnnX100YTest", "another's", "2026-03-01T00:00:00Z");
		assertThat(subjects(of("ann_100%"))).containsExactly("hers");
		assertThat(subjects(of("%"))).contains("hers").doesNotContain("another's");
	}

	@Test
	void findsWhoWasNotSignedInByWhatTheyTried() {
		line(AuditKind.SIGN_IN, null, "tried-name-of-test", "2026-03-01T00:00:00Z");
		assertThat(subjects(of("tried-name-of"))).containsExactly("tried-name-of-test");
	}

	@Test
	void aDayBeginsAndEndsAtMidnightInShanghai() {
		line(AuditKind.LOOK, WHO, "last of February", "2026-02-28T15:59:59.999999Z");
		line(AuditKind.LOOK, WHO, "first of 1 March", "2026-02-28T16:00:00Z");
		line(AuditKind.LOOK, WHO, "last of 1 March", "2026-03-01T15:59:59.999999Z");
		line(AuditKind.LOOK, WHO, "first of 2 March", "2026-03-01T16:00:00Z");
		LocalDate day = LocalDate.of(2026, 3, 1);
		assertThat(subjects(days(day, day))).containsExactly("last of 1 March", "first of 1 March");
		assertThat(subjects(days(day, null))).containsExactly("first of 2 March", "last of 1 March",
				"first of 1 March");
		assertThat(subjects(days(null, day))).containsExactly("last of 1 March", "first of 1 March",
				"last of February");
	}

	@Test
	void daysFarAwayAreNoTrouble() {
		line(AuditKind.LOOK, WHO, "now", "2026-03-01T00:00:00Z");
		assertThat(subjects(days(LocalDate.of(1, 1, 1), LocalDate.of(9999, 12, 31)))).containsExactly("now");
	}

	private Slice<AuditLine> days(@Nullable LocalDate from, @Nullable LocalDate to) {
		return this.log.lines(new AuditQuery(null, WHO, from, to), 1, 50, AUDITOR);
	}

	private Slice<AuditLine> of(String who) {
		return this.log.lines(everything(who), 1, 50, AUDITOR);
	}

	private static AuditQuery everything(@Nullable String who) {
		return new AuditQuery(null, who, null, null);
	}

	private static List<String> subjects(Slice<AuditLine> lines) {
		return lines.items().stream().map(AuditLine::subject).toList();
	}

	private void line(AuditKind kind, @Nullable String who, @Nullable String subject, String when) {
		this.jdbc.sql("""
				insert into audit_entry (happened_at, kind, action, actor_name, subject)
				values (?, ?, 'test', ?, ?)""")
			.param(Timestamp.from(Instant.parse(when)))
			.param(kind.name())
			.param(who)
			.param(subject)
			.update();
	}

	/** Nobody on record: the number of an account is not what is tested. */
	private static Official official(Role role) {
		return new Official(1, "trail-reader", WHO, "测试", Set.of(role), Set.of(), Set.of());
	}

}
