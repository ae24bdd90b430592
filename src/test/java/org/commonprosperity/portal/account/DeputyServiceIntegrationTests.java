package org.commonprosperity.portal.account;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.commonprosperity.portal.shared.Refusal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Who may be named a deputy, by whom, for which days, and what a deputy may do, on real
 * PostgreSQL.
 */
@AccountTest
class DeputyServiceIntegrationTests {

	@Autowired
	private DeputyService service;

	@Autowired
	private DeputyOverview overview;

	@Autowired
	private AccountDirectory directory;

	@Autowired
	private AccountFixture fixture;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private Clock clock;

	private Official absent;

	private Official deputy;

	private LocalDate today;

	@BeforeEach
	void twoEditors() {
		this.absent = this.fixture.editor("王甲", "agriculture");
		this.deputy = this.fixture.editor("李乙", "economy");
		this.today = LocalDate.now(this.clock);
	}

	@Test
	void namesADeputyOnceAndWritesItDown() {
		UUID submission = UUID.randomUUID();
		this.service.nameOwn(this.absent, submission, terms(this.deputy, 0, 6));
		this.service.nameOwn(this.absent, submission, terms(this.deputy, 0, 6));
		assertThat(this.overview.own(this.absent)).singleElement()
			.satisfies((line) -> assertThat(line.deputy()).isEqualTo("李乙"))
			.satisfies((line) -> assertThat(line.state()).isEqualTo(DeputyLine.State.CURRENT));
		assertThat(this.overview.inForceFor(this.deputy)).singleElement()
			.extracting(DeputyLine::absent)
			.isEqualTo("王甲");
		assertThat(this.jdbc
			.sql("select differences::text from record_change where record_key = ? and action = 'deputy-named'")
			.param(this.absent.username())
			.query(String.class)
			.single())
			.contains("李乙", this.today.toString(), this.today.plusDays(6).toString(), "{deputy.reason.TRAVEL}");
	}

	@ParameterizedTest
	@MethodSource("impossibleDays")
	void refusesDaysThatAreNotPossible(int from, int until, String field, String key) {
		refused(() -> this.service.nameOwn(this.absent, UUID.randomUUID(), terms(this.deputy, from, until)), field,
				key);
		assertThat(this.overview.own(this.absent)).isEmpty();
	}

	static Stream<Arguments> impossibleDays() {
		return Stream.of(Arguments.of(-1, 5, "fromDay", "past"), Arguments.of(3, 2, "untilDay", "order"),
				Arguments.of(0, 90, "untilDay", "long"));
	}

	@Test
	void takesOneDayAndNinety() {
		this.service.nameOwn(this.absent, UUID.randomUUID(), terms(this.deputy, 0, 0));
		this.service.nameOwn(this.absent, UUID.randomUUID(), terms(this.deputy, 1, 90));
		assertThat(this.overview.own(this.absent)).extracting(DeputyLine::state)
			.containsExactly(DeputyLine.State.COMING, DeputyLine.State.CURRENT);
	}

	@Test
	void refusesDaysThatAreTakenUntilTheEarlierOneIsEnded() {
		this.service.nameOwn(this.absent, UUID.randomUUID(), terms(this.deputy, 0, 6));
		Official other = this.fixture.editor("赵丙", "social");
		refused(() -> this.service.nameOwn(this.absent, UUID.randomUUID(), terms(other, 6, 9)), "fromDay", "taken");
		assertThatExceptionOfType(DataIntegrityViolationException.class)
			.isThrownBy(() -> insert(this.absent, other, this.today.plusDays(6), this.today.plusDays(9)));
		this.service.end(this.absent, only(this.absent));
		this.service.nameOwn(this.absent, UUID.randomUUID(), terms(other, 0, 9));
		assertThat(this.overview.own(this.absent)).hasSize(2);
	}

	@Test
	void theDatabaseRefusesOneselfAndNinetyOneDays() {
		assertThatExceptionOfType(DataIntegrityViolationException.class)
			.isThrownBy(() -> insert(this.absent, this.absent, this.today, this.today));
		assertThatExceptionOfType(DataIntegrityViolationException.class)
			.isThrownBy(() -> insert(this.absent, this.deputy, this.today, this.today.plusDays(90)));
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.INCLUDE, names = { "ADMIN", "SECURITY", "AUDITOR" })
	void keepsTheThreeRolesApart(Role role) {
		Official apart = this.fixture.with("钱丁", this.absent.unit(), new Grants(Set.of(role), Set.of(), Set.of()));
		refused(() -> this.service.nameOwn(apart, UUID.randomUUID(), terms(this.deputy, 0, 0)), null, "apart");
		refused(() -> this.service.name(security(), UUID.randomUUID(), apart.id(), terms(this.deputy, 0, 0)), null,
				"apart");
		refused(() -> this.service.nameOwn(this.absent, UUID.randomUUID(), terms(apart, 0, 0)), "deputyId", "nobody");
		refused(() -> this.service.name(security(), UUID.randomUUID(), this.absent.id(), terms(apart, 0, 0)),
				"deputyId", "nobody");
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.INCLUDE, names = { "ADMIN", "SECURITY", "AUDITOR" })
	void looksAtTheThreeRolesAgainWhenADeputyActs(Role role) {
		this.service.nameOwn(this.absent, UUID.randomUUID(), terms(this.deputy, 0, 0));
		long id = only(this.absent);
		become(this.deputy, role);
		refused(() -> this.service.act(this.deputy, id), null, "account");
		become(this.deputy, Role.LEADER);
		assertThat(this.service.act(this.deputy, id).roles()).containsExactly(Role.EDITOR);
		become(this.absent, role);
		refused(() -> this.service.act(this.deputy, id), null, "account");
	}

	@Test
	void letsAnOfficialChooseAmongColleaguesAndTheSecurityAdministratorAmongAll() {
		Official colleague = this.fixture.with("孙戊", this.absent.unit(),
				new Grants(Set.of(Role.LEADER), Set.of(), Set.of()));
		Official stranger = this.fixture.with("周己", "别处", new Grants(Set.of(Role.FINANCE), Set.of(), Set.of()));
		assertThat(this.overview.candidates(this.absent.id(), false)).extracting(DeputyOverview.Candidate::id)
			.contains(colleague.id(), this.deputy.id())
			.doesNotContain(stranger.id(), this.absent.id());
		refused(() -> this.service.nameOwn(this.absent, UUID.randomUUID(), terms(stranger, 0, 0)), "deputyId",
				"nobody");
		this.service.name(security(), UUID.randomUUID(), this.absent.id(), terms(stranger, 0, 0));
		assertThat(this.overview.inForceFor(stranger)).hasSize(1);
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SECURITY")
	void letsNobodyElseNameSomebodysDeputyOrEndIt(Role role) {
		this.service.nameOwn(this.absent, UUID.randomUUID(), terms(this.deputy, 0, 6));
		long id = only(this.absent);
		Official other = this.fixture.with(role);
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> this.service.name(other, UUID.randomUUID(), this.absent.id(), terms(this.deputy, 7, 8)));
		assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> this.service.end(other, id));
	}

	@Test
	void isEndedByTheSecurityAdministratorToo() {
		this.service.nameOwn(this.absent, UUID.randomUUID(), terms(this.deputy, 0, 6));
		long id = only(this.absent);
		assertThat(this.service.end(security(), id)).isEqualTo(this.absent.id());
		refused(() -> this.service.end(this.absent, id), null, "over");
		refused(() -> this.service.act(this.deputy, id), null, "notInForce");
	}

	@Test
	void actsWithTheAbsentOfficialsRolesAndTheOwnName() {
		this.service.nameOwn(this.absent, UUID.randomUUID(), terms(this.deputy, 0, 6));
		Official acting = this.service.act(this.deputy, only(this.absent));
		assertThat(acting.id()).isEqualTo(this.deputy.id());
		assertThat(acting.username()).isEqualTo(this.deputy.username());
		assertThat(acting.departmentIds()).isEqualTo(this.absent.departmentIds());
		assertThat(acting.signature()).isEqualTo("李乙（代王甲）");
		assertThat(acting.postId()).isEqualTo(this.absent.id());
		assertThat(acting.isSamePersonAs(this.deputy.id())).isTrue();
		assertThat(acting.isSamePersonAs(this.absent.id())).isTrue();
		assertThat(acting.isSamePersonAs(security().id())).isFalse();
		assertThat(this.overview.over(acting)).isEmpty();
		assertThat(this.service.stop(acting)).isEqualTo(this.deputy);
	}

	@Test
	void doesNotActBeforeTheFirstDayNorInAnothersPlace() {
		this.service.nameOwn(this.absent, UUID.randomUUID(), terms(this.deputy, 1, 6));
		long id = only(this.absent);
		refused(() -> this.service.act(this.deputy, id), null, "notInForce");
		Official other = this.fixture.editor("赵丙", "social");
		assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> this.service.act(other, id));
	}

	@Test
	void doesNotActForADisabledAccount() {
		this.service.nameOwn(this.absent, UUID.randomUUID(), terms(this.deputy, 0, 6));
		long id = only(this.absent);
		this.jdbc.sql("update account set enabled = false where id = ?").param(this.absent.id()).update();
		refused(() -> this.service.act(this.deputy, id), null, "account");
		assertThat(this.overview.standingInFor(this.deputy)).isEmpty();
	}

	@Test
	void namesNobodyWhoIsAwayToo() {
		Official third = this.fixture.editor("赵丙", "social");
		this.service.nameOwn(this.deputy, UUID.randomUUID(), terms(third, 2, 3));
		refused(() -> this.service.nameOwn(this.absent, UUID.randomUUID(), terms(this.deputy, 0, 2)), "deputyId",
				"away");
		this.service.nameOwn(this.absent, UUID.randomUUID(), terms(this.deputy, 0, 1));
		assertThat(this.overview.own(this.absent)).hasSize(1);
	}

	@Test
	void passesNothingOn() {
		Official third = this.fixture.editor("赵丙", "social");
		this.service.nameOwn(this.absent, UUID.randomUUID(), terms(this.deputy, 0, 6));
		this.service.nameOwn(this.deputy, UUID.randomUUID(), terms(third, 0, 6));
		long first = only(this.absent);
		long second = only(this.deputy);
		Official acting = this.service.act(third, second);
		assertThat(acting.departmentIds()).isEqualTo(this.deputy.departmentIds());
		assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> this.service.act(acting, first));
		Official deputy = this.service.act(this.deputy, first);
		refused(() -> this.service.act(deputy, first), null, "acting");
		assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> this.service.act(deputy, second));
	}

	@Test
	void namesAndEndsOnlyTheOwnDeputyWhileActing() {
		this.service.nameOwn(this.absent, UUID.randomUUID(), terms(this.deputy, 0, 6));
		long id = only(this.absent);
		Official acting = this.service.act(this.deputy, id);
		assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> this.service.end(acting, id));
		Official third = this.fixture.editor("赵丙", "social");
		this.service.nameOwn(acting, UUID.randomUUID(), terms(third, 7, 8));
		assertThat(this.overview.own(this.deputy)).singleElement().extracting(DeputyLine::namedByName).isEqualTo("李乙");
		assertThat(this.overview.own(this.absent)).hasSize(1);
	}

	private DeputyTerms terms(Official deputy, int from, int until) {
		return new DeputyTerms(deputy.id(), this.today.plusDays(from), this.today.plusDays(until), DeputyReason.TRAVEL);
	}

	private long only(Official absent) {
		List<DeputyLine> lines = this.overview.own(absent);
		assertThat(lines).hasSize(1);
		return lines.get(0).id();
	}

	private void become(Official official, Role role) {
		this.jdbc.sql("delete from account_role where account_id = ?").param(official.id()).update();
		this.jdbc.sql("insert into account_role (account_id, role) values (?, ?)")
			.params(official.id(), role.name())
			.update();
	}

	private void insert(Official absent, Official deputy, LocalDate from, LocalDate until) {
		this.jdbc
			.sql("""
					insert into deputy (account_id, deputy_id, from_day, until_day, reason, named_by, named_by_name, named_at)
					values (?, ?, ?, ?, 'LEAVE', ?, '王甲', now())""")
			.params(absent.id(), deputy.id(), from, until, absent.id())
			.update();
	}

	private static void refused(ThrowingCallable call, String field, String key) {
		assertThatExceptionOfType(Refusal.class).isThrownBy(call)
			.satisfies((refusal) -> assertThat(refusal.field()).isEqualTo(field))
			.satisfies((refusal) -> assertThat(refusal.key()).isEqualTo("deputy.refusal." + key));
	}

	private Official security() {
		return this.directory.findByUsername("security").orElseThrow();
	}

}
