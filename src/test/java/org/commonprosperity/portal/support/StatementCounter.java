package org.commonprosperity.portal.support;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import javax.sql.DataSource;

import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;

import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Writes down every SQL statement that the portal sends, so that a test can hold a page
 * to a fixed number of them.
 */
public class StatementCounter implements BeanPostProcessor, QueryExecutionListener {

	private final List<String> statements = Collections.synchronizedList(new ArrayList<>());

	@Override
	public Object postProcessAfterInitialization(Object bean, String name) {
		return (bean instanceof DataSource source) ? ProxyDataSourceBuilder.create(source).listener(this).build()
				: bean;
	}

	/** Forgets what was sent so far. */
	public void reset() {
		this.statements.clear();
	}

	/** What was sent since, statement by statement. */
	public List<String> statements() {
		synchronized (this.statements) {
			return List.copyOf(this.statements);
		}
	}

	@Override
	public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {
		queries.forEach((query) -> this.statements.add(query.getQuery()));
	}

	@Override
	public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {
		// counted before, so that a statement that fails counts too
	}

}
