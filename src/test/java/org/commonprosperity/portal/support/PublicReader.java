package org.commonprosperity.portal.support;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.YearMonth;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import org.apache.poi.xwpf.extractor.XWPFWordExtractor;
import org.apache.poi.xwpf.usermodel.XWPFDocument;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.HtmlUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A reader who is not signed in, follows every link, opens every file, also those that
 * are packed, and guesses every month.
 */
public final class PublicReader {

	private static final Pattern LINK = Pattern.compile("(?:href|src)=\"([^\"]+)\"");

	/** What leads elsewhere or only turns a preference over. */
	private static final Pattern LEFT_OUT = Pattern
		.compile("/(office|login|logout|assets)(/.*)?|.*[?&](lang|mode)=.*|.*page=\\d{2,}.*");

	private final HttpClient browser = HttpClient.newHttpClient();

	private final int port;

	private final RequestMappingHandlerMapping mappings;

	private final JdbcClient jdbc;

	private final Clock clock;

	public PublicReader(int port, RequestMappingHandlerMapping mappings, JdbcClient jdbc, Clock clock) {
		this.port = port;
		this.mappings = mappings;
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/** Every address that a reader comes to, with what it says. */
	public Map<String, String> crawl() throws Exception {
		Map<String, String> read = new LinkedHashMap<>();
		Deque<String> next = new ArrayDeque<>(List.of("/", "/sitemap", "/feed.atom"));
		next.addAll(PublicPages.files());
		Set<String> guessed = new TreeSet<>(guesses());
		next.addAll(guessed);
		while (!next.isEmpty()) {
			String address = next.removeFirst();
			if (read.containsKey(address)) {
				continue;
			}
			HttpResponse<byte[]> answer = this.browser.send(HttpRequest.newBuilder(here(address)).build(),
					BodyHandlers.ofByteArray());
			assertThat(answer.statusCode()).as(address)
				.isIn(guessed.contains(address) ? List.of(200, 404, 410) : List.of(200));
			String text = text(answer.body());
			read.put(address, text);
			Matcher link = LINK.matcher(isPacked(answer.body()) ? "" : text);
			while (link.find()) {
				URI to = here(address).resolve(HtmlUtils.htmlUnescape(link.group(1)));
				if (to.getPort() != this.port || LEFT_OUT.matcher(path(to)).matches()) {
					continue;
				}
				next.add(path(to));
			}
		}
		return read;
	}

	/** What nothing leads to: each month of each project, every bulletin, every photo. */
	private List<String> guesses() {
		List<String> guesses = new ArrayList<>(PublicPages.addresses(this.mappings));
		List<String> codes = this.jdbc.sql("select code from project order by code").query(String.class).list();
		for (int back = -1; back < 14; back++) {
			YearMonth month = YearMonth.now(this.clock).minusMonths(back);
			codes.forEach((code) -> guesses.add("/projects/" + code + "/months/" + month));
			guesses.add("/bulletins/" + month);
			guesses.add("/bulletins/" + month + ".docx");
		}
		this.jdbc.sql("select id from report_file").query(Long.class).list().forEach((file) -> {
			guesses.add("/photos/" + file);
			guesses.add("/photos/" + file + "/small");
		});
		return guesses;
	}

	private URI here(String address) {
		return URI.create("http://localhost:" + this.port + address);
	}

	private static String path(URI address) {
		return address.getRawPath() + ((address.getRawQuery() != null) ? "?" + address.getRawQuery() : "");
	}

	/** What an answer says, a workbook and a document unpacked. */
	public static String text(byte[] body) throws IOException {
		if (!isPacked(body)) {
			return new String(body, StandardCharsets.UTF_8);
		}
		StringBuilder text = new StringBuilder();
		boolean words = false;
		// streamed workbooks say their sizes behind the parts, which only a file's list
		// tells
		Path file = Files.createTempFile("answer", ".zip");
		try {
			Files.write(file, body);
			try (ZipFile parts = new ZipFile(file.toFile())) {
				for (ZipEntry part : Collections.list(parts.entries())) {
					String xml = new String(parts.getInputStream(part).readAllBytes(), StandardCharsets.UTF_8);
					text.append(HtmlUtils.htmlUnescape(xml)).append('\n');
					words |= part.getName().equals("word/document.xml");
				}
			}
		}
		finally {
			Files.delete(file);
		}
		if (words) {
			// words that are broken by their formatting, put together again
			try (XWPFWordExtractor whole = new XWPFWordExtractor(new XWPFDocument(new ByteArrayInputStream(body)))) {
				text.append(whole.getText());
			}
		}
		return text.toString();
	}

	private static boolean isPacked(byte[] body) {
		return body.length > 3 && body[0] == 'P' && body[1] == 'K' && body[2] == 3;
	}

}
