package org.commonprosperity.portal.publication.web;

import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.util.List;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.publication.Bulletin;
import org.commonprosperity.portal.publication.BulletinOverview;
import org.commonprosperity.portal.shared.Slice;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriUtils;

/**
 * The monthly bulletins, to read, to print and to take away as a Word file.
 */
@Controller
@RequiredArgsConstructor
class BulletinController {

	private static final int PAGE = 24;

	private static final MediaType WORD = MediaType
		.parseMediaType("application/vnd.openxmlformats-officedocument.wordprocessingml.document");

	private final BulletinOverview bulletins;

	private final BulletinWords words;

	private final BulletinDocument document;

	@GetMapping("/bulletins")
	String all(@RequestParam(defaultValue = "1") int page, Model model) {
		model.addAttribute("told", this.words);
		model.addAttribute("bulletins", Slice.of(this.bulletins.all(), page, PAGE));
		return "publication/bulletins";
	}

	@GetMapping("/bulletins/{month}")
	String show(@PathVariable String month, Model model) {
		YearMonth asked = MonthAddress.parse(month);
		Bulletin bulletin = this.bulletins.bulletin(asked);
		List<YearMonth> months = this.bulletins.all().stream().map(Bulletin.Standing::month).toList();
		int at = months.indexOf(asked);
		model.addAttribute("told", this.words);
		model.addAttribute("bulletin", bulletin);
		model.addAttribute("later", (at > 0) ? months.get(at - 1) : null);
		model.addAttribute("earlier", (at >= 0 && at + 1 < months.size()) ? months.get(at + 1) : null);
		return "publication/bulletin";
	}

	@GetMapping("/bulletins/{month}.docx")
	ResponseEntity<byte[]> download(@PathVariable String month) {
		Bulletin bulletin = this.bulletins.bulletin(MonthAddress.parse(month));
		String name = this.words.title(bulletin.month()).replaceAll("[\\s\\u00a0]", "") + ".docx";
		return ResponseEntity.ok()
			.contentType(WORD)
			.header(HttpHeaders.CONTENT_DISPOSITION,
					"attachment; filename=\"bulletin-" + bulletin.month() + ".docx\"; filename*=UTF-8''"
							+ UriUtils.encode(name, StandardCharsets.UTF_8))
			.body(this.document.write(bulletin));
	}

}
