package org.commonprosperity.portal.config.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The part of a portal that a test kills: it holds a data folder until its end, and says
 * by a file that it does.
 */
final class EmbeddedDatabaseHolder {

	private EmbeddedDatabaseHolder() {
	}

	public static void main(String[] arguments) throws IOException, InterruptedException {
		EmbeddedDatabase database = new EmbeddedDatabase(Path.of(arguments[0]));
		database.start();
		Files.writeString(Path.of(arguments[1]), database.jdbcUrl());
		synchronized (database) {
			while (Files.exists(Path.of(arguments[1]))) {
				database.wait(100);
			}
		}
		database.stop();
	}

}
