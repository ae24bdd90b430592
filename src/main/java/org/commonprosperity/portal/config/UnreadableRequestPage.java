package org.commonprosperity.portal.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/**
 * What a reader sees of a request that the server itself cannot read, as an address with
 * a stray percent sign: a page of the portal that says what to do, where the server would
 * name itself in English. It is drawn before any filter, so it is the same for everybody.
 */
public class UnreadableRequestPage extends ErrorReportValve {

	@Override
	protected void report(Request request, Response response, @Nullable Throwable throwable) {
		int status = response.getStatus();
		if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
			return;
		}
		try (InputStream page = UnreadableRequestPage.class.getResourceAsStream("/static/unreadable.html")) {
			if (page != null) {
				response.setContentType("text/html");
				response.setCharacterEncoding("UTF-8");
				response.getReporter().write(new String(page.readAllBytes(), StandardCharsets.UTF_8));
				response.finishResponse();
			}
		}
		catch (IOException ex) {
			this.container.getLogger().debug("the reader has left", ex);
		}
	}

}
