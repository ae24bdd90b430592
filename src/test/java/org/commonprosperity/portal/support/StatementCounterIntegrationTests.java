package org.commonprosperity.portal.support;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.DataSourceUnwrapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@PortalTest
class StatementCounterIntegrationTests {

	@Autowired
	private StatementCounter counter;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private DataSource source;

	@Autowired
	private SessionRepository<? extends Session> sessions;

	@BeforeEach
	void reset() {
		this.counter.reset();
	}

	@Test
	void countsStatementsSinceTheLastReset() {
		this.jdbc.sql("select 1").query(Integer.class).single();
		this.counter.reset();
		this.jdbc.sql("select\n\t2").query(Integer.class).single();
		this.jdbc.sql("select ?").param(3).query(Integer.class).single();
		assertThat(this.counter.statements()).containsExactly("select 2", "select ?");
	}

	@Test
	void tellsTheStatementsWhenThereAreTooMany() {
		this.jdbc.sql("select 4").query(Integer.class).single();
		assertThatCode(() -> this.counter.expectAtMost(1)).doesNotThrowAnyException();
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> this.counter.expectAtMost(0))
			.withMessageContaining("there were 1")
			.withMessageContaining("select 4");
	}

	@Test
	void leavesOutTheSessionsOwnStatements() {
		saveAndFind(this.sessions);
		assertThat(this.counter.statements()).isEmpty();
	}

	@Test
	void thePoolStaysThePool() {
		assertThat(this.source).isInstanceOf(HikariDataSource.class);
		HikariDataSource pool = DataSourceUnwrapper.unwrap(this.source, HikariDataSource.class);
		assertThat(pool).isNotNull();
		assertThat(pool.getHikariPoolMXBean().getTotalConnections()).isPositive();
	}

	private static <S extends Session> void saveAndFind(SessionRepository<S> sessions) {
		S session = sessions.createSession();
		session.setAttribute("name", "value");
		sessions.save(session);
		assertThat(sessions.findById(session.getId())).isNotNull();
		sessions.deleteById(session.getId());
	}

}
