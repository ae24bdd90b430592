package org.commonprosperity.portal.publication.web;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.care.CareCommunity;
import org.commonprosperity.portal.care.CareDirectory;
import org.commonprosperity.portal.care.CareDirectory.Facility;
import org.commonprosperity.portal.care.CareDirectory.Found;
import org.commonprosperity.portal.care.CareKind;
import org.commonprosperity.portal.care.CareOverview;
import org.commonprosperity.portal.care.CareOverview.Activity;
import org.commonprosperity.portal.project.ProjectOverview;
import org.commonprosperity.portal.project.ProjectSheet;
import org.commonprosperity.portal.shared.NotOnRecord;
import org.commonprosperity.portal.shared.web.Show;
import org.commonprosperity.portal.spreadsheet.web.SpreadsheetDownload;
import org.jspecify.annotations.Nullable;

import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/**
 * The public pages of the old and the young: what is near, when it is open, whom to ring,
 * what is on.
 */
@Controller
@RequiredArgsConstructor
class CarePagesController {

	private static final Duration KEPT = Duration.ofMinutes(10);

	private final CareOverview overview;

	private final ProjectOverview projects;

	private final CareCalendar calendar;

	private final CareExports exports;

	private final SpreadsheetDownload download;

	private final Show show;

	private final Clock clock;

	@GetMapping("/care")
	String care(@RequestParam(required = false) @Nullable String community,
			@RequestParam(required = false) @Nullable String kind, Model model) {
		CareDirectory directory = this.overview.directory();
		CareCommunity place = community(directory, community);
		CareKind wanted = kind(directory, kind);
		CareKind meals = directory.kinds().stream().filter(CareKind::meals).findFirst().orElse(null);
		model.addAttribute("directory", directory);
		model.addAttribute("place", place);
		model.addAttribute("wanted", wanted);
		model.addAttribute("meals", meals);
		Found nearest = (place != null && meals != null) ? nearest(directory, place, meals) : null;
		boolean known = nearest != null && place != null
				&& (nearest.minutes() != null || nearest.facility().communityId() == place.id());
		model.addAttribute("nearest", known ? nearest : null);
		// where the way to none is known, none is called the nearest
		model.addAttribute("anywhere", (nearest != null && !known)
				? directory.find(place, meals).stream().filter((one) -> one.facility().isOpen()).toList() : List.of());
		model.addAttribute("found", directory.find(place, wanted));
		model.addAttribute("activities", of(place, this.overview.coming()));
		model.addAttribute("coverage", directory.coverage());
		model.addAttribute("map", CareMap.of(directory));
		model.addAttribute("now", LocalTime.now(this.clock));
		return "publication/care";
	}

	/** The nearest that is open; one of which the way is known goes first. */
	private static @Nullable Found nearest(CareDirectory directory, CareCommunity place, CareKind kind) {
		return directory.find(place, kind).stream().filter((one) -> one.facility().isOpen()).findFirst().orElse(null);
	}

	@GetMapping("/care/{code}")
	String facility(@PathVariable String code, Model model) {
		CareDirectory directory = this.overview.directory();
		Facility facility = directory.facility(code);
		if (facility == null) {
			throw new NotOnRecord("facility " + code);
		}
		String project = facility.project();
		ProjectSheet sheet = (project != null) ? this.projects.sheet(project) : null;
		model.addAttribute("directory", directory);
		model.addAttribute("one", facility);
		model.addAttribute("place", directory.community(facility.communityId()));
		model.addAttribute("project", sheet);
		model.addAttribute("milestones",
				(sheet != null) ? sheet.milestones()
					.stream()
					.filter((milestone) -> facility.milestones().contains(milestone.id()))
					.toList() : List.of());
		model.addAttribute("activities",
				this.overview.coming().stream().filter((activity) -> code.equals(activity.facility())).toList());
		model.addAttribute("now", LocalTime.now(this.clock));
		return "publication/care-facility";
	}

	@GetMapping("/care/{code}/photo")
	ResponseEntity<byte[]> photo(@PathVariable String code) {
		return photo(code, false);
	}

	@GetMapping("/care/{code}/photo/small")
	ResponseEntity<byte[]> small(@PathVariable String code) {
		return photo(code, true);
	}

	private ResponseEntity<byte[]> photo(String code, boolean small) {
		byte[] jpeg = this.overview.photo(code, small).orElseThrow(() -> new NotOnRecord("photo of " + code)).jpeg();
		return ResponseEntity.ok()
			.contentType(MediaType.IMAGE_JPEG)
			.cacheControl(CacheControl.maxAge(KEPT).cachePublic())
			.body(jpeg);
	}

	@GetMapping("/care/activities.ics")
	ResponseEntity<byte[]> calendar(@RequestParam(required = false) @Nullable String community) {
		CareCommunity place = (community == null || community.isBlank()) ? null
				: community(this.overview.directory(), community);
		List<Activity> activities = of(place, this.overview.coming());
		String name = (place != null)
				? this.show.text("care.activities.of", this.show.name(place.name(), place.nameEn()))
				: this.show.text("care.title");
		return ResponseEntity.ok()
			.contentType(new MediaType("text", "calendar", StandardCharsets.UTF_8))
			.header(HttpHeaders.CONTENT_DISPOSITION,
					ContentDisposition.inline().filename("activities.ics").build().toString())
			.body(this.calendar.of(name, activities));
	}

	@GetMapping({ "/care.xlsx", "/care.csv" })
	View facilities(@RequestParam(required = false) @Nullable String community,
			@RequestParam(required = false) @Nullable String kind) {
		CareDirectory directory = this.overview.directory();
		return this.download.of(this.exports.facilities(directory,
				directory.find(community(directory, community), kind(directory, kind))
					.stream()
					.map(Found::facility)
					.toList()));
	}

	@GetMapping({ "/care/activities.xlsx", "/care/activities.csv" })
	View activities() {
		return this.download.of(this.exports.activities(this.overview.coming()));
	}

	@GetMapping({ "/care/coverage.xlsx", "/care/coverage.csv" })
	View coverage() {
		return this.download.of(this.exports.coverage(this.overview.directory()));
	}

	private static List<Activity> of(@Nullable CareCommunity place, List<Activity> activities) {
		return (place != null) ? activities.stream().filter((one) -> one.community().equals(place.code())).toList()
				: activities;
	}

	private static @Nullable CareCommunity community(CareDirectory directory, @Nullable String code) {
		CareCommunity found = directory.community(code);
		if (found == null && code != null && !code.isBlank()) {
			throw new NotOnRecord("community " + code);
		}
		return found;
	}

	private static @Nullable CareKind kind(CareDirectory directory, @Nullable String code) {
		CareKind found = directory.kind(code);
		if (found == null && code != null && !code.isBlank()) {
			throw new NotOnRecord("kind of care " + code);
		}
		return found;
	}

}
