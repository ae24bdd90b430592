package org.commonprosperity.portal.publication.web;

import java.time.Duration;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.reporting.ReportFiles;
import org.commonprosperity.portal.reporting.ReportFiles.PublishedPhoto;
import org.commonprosperity.portal.shared.NotOnRecord;

import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * The photos of approved reports. A correction can withdraw a photo, so a browser keeps
 * it only shortly before it asks again.
 */
@Controller
@RequiredArgsConstructor
class PhotoController {

	private static final Duration KEPT = Duration.ofMinutes(10);

	private final ReportFiles files;

	@GetMapping("/photos/{id}")
	ResponseEntity<byte[]> photo(@PathVariable long id) {
		return answer(id, false);
	}

	@GetMapping("/photos/{id}/small")
	ResponseEntity<byte[]> small(@PathVariable long id) {
		return answer(id, true);
	}

	private ResponseEntity<byte[]> answer(long id, boolean small) {
		PublishedPhoto photo = this.files.publishedPhoto(id, small).orElseThrow(() -> new NotOnRecord("photo " + id));
		return ResponseEntity.ok()
			.contentType(MediaType.IMAGE_JPEG)
			.cacheControl(CacheControl.maxAge(KEPT).cachePublic())
			.eTag(photo.tag())
			.body(photo.jpeg());
	}

}
