package org.commonprosperity.portal.reporting;

import lombok.RequiredArgsConstructor;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Gives out the numbers of a year, one after the other. The next one is held until the
 * transaction ends: whoever issues at the same time waits, and an issue that fails leaves
 * no gap.
 */
@Component
@RequiredArgsConstructor
class OrderNumbers {

	private final JdbcClient jdbc;

	@Transactional(propagation = Propagation.MANDATORY)
	public int next(int year) {
		return this.jdbc.sql("""
				insert into order_counter (year, last) values (?, 1)
				on conflict (year) do update set last = order_counter.last + 1 returning last""")
			.param(year)
			.query(Integer.class)
			.single();
	}

}
