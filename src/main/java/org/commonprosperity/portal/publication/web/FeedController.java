package org.commonprosperity.portal.publication.web;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;

import com.rometools.rome.feed.atom.Content;
import com.rometools.rome.feed.atom.Entry;
import com.rometools.rome.feed.atom.Feed;
import com.rometools.rome.feed.atom.Link;
import com.rometools.rome.feed.synd.SyndPerson;
import com.rometools.rome.feed.atom.Person;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.WireFeedOutput;
import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.publication.Bulletin;
import org.commonprosperity.portal.publication.BulletinOverview;
import org.commonprosperity.portal.reporting.PublishedReport;
import org.commonprosperity.portal.reporting.ReportOverview;
import org.commonprosperity.portal.shared.web.Show;

import org.jdom2.Document;
import org.jdom2.Namespace;
import org.jdom2.output.Format;
import org.jdom2.output.XMLOutputter;

import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * What was published, for whoever wants to be told of it: approved reports and finished
 * bulletins, the newest first.
 */
@Controller
@RequiredArgsConstructor
class FeedController {

	private static final int LATEST = 40;

	private static final int BULLETINS = 12;

	/** A name of the portal that stays, whatever host it is reached at. */
	private static final String TAG = "tag:commonprosperity.org,2026:";

	private final ReportOverview reports;

	private final BulletinOverview bulletins;

	private final BulletinWords words;

	private final Show show;

	@GetMapping("/feed.atom")
	ResponseEntity<byte[]> feed() throws FeedException {
		String home = ServletUriComponentsBuilder.fromCurrentContextPath().build().toUriString();
		List<Entry> entries = new ArrayList<>();
		this.reports.lately(LATEST).forEach((report) -> entries.add(entry(report, home)));
		this.bulletins.all()
			.stream()
			.filter(Bulletin.Standing::isComplete)
			.limit(BULLETINS)
			.forEach((standing) -> entries.add(entry(standing, home)));
		entries.sort(Comparator.comparing(Entry::getUpdated).reversed().thenComparing(Entry::getId));
		Feed feed = new Feed("atom_1.0");
		feed.setEncoding(StandardCharsets.UTF_8.name());
		feed.setId(TAG + "feed");
		feed.setTitleEx(text(this.show.text("feed.title", this.show.text("site.name"))));
		feed.setLanguage(LocaleContextHolder.getLocale().toLanguageTag());
		feed.setUpdated(entries.isEmpty() ? Date.from(Instant.EPOCH) : entries.get(0).getUpdated());
		feed.setAuthors(List.of(author()));
		feed.setAlternateLinks(List.of(link("alternate", home + "/", MediaType.TEXT_HTML)));
		feed.setOtherLinks(List.of(link("self", home + "/feed.atom", MediaType.APPLICATION_ATOM_XML)));
		feed.setEntries(entries);
		return ResponseEntity.ok()
			.contentType(new MediaType(MediaType.APPLICATION_ATOM_XML, StandardCharsets.UTF_8))
			.body(written(feed));
	}

	/** With the language, which the library leaves out. */
	private static byte[] written(Feed feed) throws FeedException {
		Document document = new WireFeedOutput().outputJDom(feed);
		document.getRootElement().setAttribute("lang", feed.getLanguage(), Namespace.XML_NAMESPACE);
		return new XMLOutputter(Format.getPrettyFormat().setTextMode(Format.TextMode.PRESERVE).setIndent(null))
			.outputString(document)
			.getBytes(StandardCharsets.UTF_8);
	}

	private Entry entry(PublishedReport report, String home) {
		String name = String.valueOf(this.show.name(report.projectName(), report.projectNameEn()));
		List<String> lines = new ArrayList<>();
		lines.add(report.done());
		lines.addAll(this.words.facts(report));
		lines.addAll(this.words.moved(report.differences()));
		return entry("report:" + report.projectCode() + ":" + report.month(),
				this.show.text("feed.report", name, this.show.month(report.month().atDay(1))), report.approvedAt(),
				home + "/projects/" + report.projectCode() + "/months/" + report.month(), String.join("\n", lines));
	}

	private Entry entry(Bulletin.Standing standing, String home) {
		Instant at = (standing.closedAt() != null) ? standing.closedAt() : Instant.EPOCH;
		return entry("bulletin:" + standing.month(), this.words.title(standing.month()), at,
				home + "/bulletins/" + standing.month(), this.words.standing(standing));
	}

	private static Entry entry(String id, String title, Instant updated, String address, String content) {
		Entry entry = new Entry();
		entry.setId(TAG + id);
		entry.setTitleEx(text(title));
		entry.setUpdated(Date.from(updated));
		entry.setAlternateLinks(List.of(link("alternate", address, MediaType.TEXT_HTML)));
		entry.setContents(List.of(text(content)));
		return entry;
	}

	private SyndPerson author() {
		Person author = new Person();
		author.setName(this.show.text("site.name"));
		return author;
	}

	private static Link link(String relation, String address, MediaType type) {
		Link link = new Link();
		link.setRel(relation);
		link.setHref(address);
		link.setType(type.toString());
		return link;
	}

	/** Text without the characters that XML does not know. */
	private static Content text(String value) {
		Content content = new Content();
		content.setType("text");
		content.setValue(value.replaceAll("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]", ""));
		return content;
	}

}
