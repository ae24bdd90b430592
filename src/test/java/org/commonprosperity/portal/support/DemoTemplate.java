package org.commonprosperity.portal.support;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import org.springframework.test.annotation.DirtiesContext.HierarchyMode;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestContextManager;

/**
 * Loads the demo data once a run, by a portal that is started for it and stopped; the
 * databases of the tests are copies of what it leaves.
 */
@PortalTest(properties = "portal.test.database=" + DemoTemplate.NAME)
final class DemoTemplate {

	static final String NAME = "demo-template";

	private DemoTemplate() {
	}

	/**
	 * Loads the data.
	 * @return the name of the database
	 */
	static String load() {
		TestContext portal = new TestContextManager(DemoTemplate.class).getTestContext();
		try (Connection connection = portal.getApplicationContext().getBean(DataSource.class).getConnection()) {
			return connection.getCatalog();
		}
		catch (SQLException ex) {
			throw new IllegalStateException("the demo data cannot be loaded", ex);
		}
		finally {
			portal.markApplicationContextDirty(HierarchyMode.EXHAUSTIVE);
		}
	}

}
