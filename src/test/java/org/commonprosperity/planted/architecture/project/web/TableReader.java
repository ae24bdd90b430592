package org.commonprosperity.planted.architecture.project.web;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads a table from a page.
 */
class TableReader {

	long count(JdbcClient jdbc) {
		return jdbc.sql("select count(*) from thing").query(Long.class).single();
	}

}
