package org.commonprosperity.portal.support;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;
import net.ttddyy.dsproxy.support.ProxyDataSource;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.aopalliance.intercept.MethodInterceptor;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Counts what the portal asks of the database, so that a test can hold a page to a number
 * of statements however many rows it shows. All threads count; the session's own
 * statements do not, because they depend on who asks and when, not on the page. The data
 * source stays what it is and only its connections are watched, so that pool, health and
 * metrics notice nothing.
 */
public class StatementCounter implements BeanPostProcessor, QueryExecutionListener {

	private final List<String> statements = new CopyOnWriteArrayList<>();

	/** Starts anew. */
	public void reset() {
		this.statements.clear();
	}

	/** The statements since the last reset, in their order; a batch is one. */
	public List<String> statements() {
		return List.copyOf(this.statements);
	}

	/**
	 * Fails if there were more statements since the last reset, and says which.
	 * @param most how many there may be
	 */
	public void expectAtMost(int most) {
		List<String> seen = statements();
		if (seen.size() > most) {
			throw new AssertionError("at most %d statements were expected, there were %d:%n%s".formatted(most,
					seen.size(), seen.stream().collect(Collectors.joining(System.lineSeparator()))));
		}
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String name) {
		if (!(bean instanceof DataSource source)) {
			return bean;
		}
		ProxyDataSource watched = ProxyDataSourceBuilder.create(source).listener(this).build();
		ProxyFactory factory = new ProxyFactory(source);
		factory.setProxyTargetClass(true);
		factory.addAdvice((MethodInterceptor) (call) -> {
			if (!call.getMethod().getName().equals("getConnection")) {
				return call.proceed();
			}
			@Nullable Object[] arguments = call.getArguments();
			return (arguments.length == 0) ? watched.getConnection()
					: watched.getConnection((String) arguments[0], (String) arguments[1]);
		});
		return factory.getProxy();
	}

	@Override
	public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {
		String text = queries.stream()
			.map((query) -> query.getQuery().strip().replaceAll("\\s+", " "))
			.distinct()
			.collect(Collectors.joining("; "));
		if (!text.toLowerCase(Locale.ROOT).contains("spring_session")) {
			this.statements.add(text);
		}
	}

	@Override
	public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {
		// counted before, so that a statement that fails counts too
	}

}
