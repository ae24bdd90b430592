package org.commonprosperity.portal.spreadsheet.web;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.spreadsheet.ExportTable;
import org.commonprosperity.portal.spreadsheet.ExportTrail;
import org.commonprosperity.portal.spreadsheet.SpreadsheetFormat;
import org.commonprosperity.portal.spreadsheet.SpreadsheetWriter;
import org.jspecify.annotations.Nullable;

import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.View;

/**
 * Answers a request with a table, as the file that its address ends in ({@code .xlsx} or
 * {@code .csv}). The answer is a view, because what fails while a view is drawn is not
 * made into a page: if it fails before anything went out, the reader gets the error page,
 * and afterwards the connection breaks off, so that half a file never passes for a whole
 * one.
 */
@Component
@RequiredArgsConstructor
public class SpreadsheetDownload {

	/** What is kept back, so that a failure at the beginning still becomes a page. */
	private static final int KEPT_BACK = 65_536;

	private final SpreadsheetWriter writer;

	private final ExportTrail trail;

	/**
	 * A table of a public page.
	 */
	public View of(ExportTable<?> table) {
		return new Download(table, null);
	}

	/**
	 * A table of an office page; who takes it out is written down.
	 */
	public View of(ExportTable<?> table, Official by) {
		return new Download(table, by);
	}

	private final class Download implements View {

		private final ExportTable<?> table;

		private final @Nullable Official by;

		private Download(ExportTable<?> table, @Nullable Official by) {
			this.table = table;
			this.by = by;
		}

		@Override
		public void render(@Nullable Map<String, ?> model, HttpServletRequest request, HttpServletResponse response)
				throws IOException {
			SpreadsheetFormat format = SpreadsheetFormat.ofAddress(request.getRequestURI());
			if (this.by != null) {
				SpreadsheetDownload.this.trail.record(this.by, request.getRequestURI());
			}
			try {
				head(format, request, response);
				OutputStream out = new BufferedOutputStream(response.getOutputStream(), KEPT_BACK);
				SpreadsheetDownload.this.writer.write(this.table, format, out);
				out.flush();
			}
			catch (IOException | RuntimeException ex) {
				if (!response.isCommitted()) {
					response.reset();
				}
				throw ex;
			}
		}

		private void head(SpreadsheetFormat format, HttpServletRequest request, HttpServletResponse response) {
			String path = request.getRequestURI();
			String plain = path.substring(path.lastIndexOf('/') + 1).replaceAll("[^A-Za-z0-9._-]", "_");
			response.setContentType(format.mediaType());
			response.setHeader(HttpHeaders.CONTENT_DISPOSITION,
					disposition(plain, this.table.name() + "." + format.ending()));
			response.setHeader("X-Robots-Tag", "noindex");
		}

		/** The name in Chinese, and beside it one that any program can read. */
		private static String disposition(String plain, String name) {
			String encoded = ContentDisposition.attachment()
				.filename(name.replaceAll("[\\p{Cntrl}\\\\/:*?\"<>|]+", " ").strip(), StandardCharsets.UTF_8)
				.build()
				.toString();
			return "attachment; filename=\"" + plain + "\"; " + encoded.substring(encoded.indexOf("filename*="));
		}

	}

}
