package org.commonprosperity.portal.reporting.web;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.reporting.FileKind;
import org.commonprosperity.portal.reporting.ReportFiles;
import org.commonprosperity.portal.reporting.ReportService;
import org.commonprosperity.portal.reporting.StoredContent;
import org.commonprosperity.portal.shared.Refusal;
import org.commonprosperity.portal.shared.web.Forms;
import org.commonprosperity.portal.shared.web.Refusals;
import org.commonprosperity.portal.shared.web.Show;

import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.validation.BindingResult;
import org.springframework.validation.FieldError;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Takes in and gives out the photos and attachments of a report. The page that shows them
 * is the report's own; every answer to a form leads back there.
 */
@Controller
@RequestMapping("/office/reports/{code}/{month}/files")
@RequiredArgsConstructor
class ReportFileController {

	/** A browser that opens a download all the same carries nothing of it out. */
	private static final String POLICY = "default-src 'none'; sandbox";

	private final ReportFiles files;

	private final ReportService service;

	private final ReportForms forms;

	private final Show show;

	@PostMapping
	String add(@PathVariable String code, @PathVariable YearMonth month, @ModelAttribute("file") ReportFileForm form,
			BindingResult binding, @AuthenticationPrincipal Official by, RedirectAttributes redirect)
			throws IOException {
		this.files.requireEdit(code, month, by);
		form.check(binding);
		MultipartFile chosen = form.getFile();
		if (!binding.hasErrors() && chosen != null) {
			try (InputStream content = chosen.getInputStream()) {
				boolean first = this.service.add(code, month, () -> this.forms.opening(code, month, by),
						form.newFile(chosen), content, form.getSubmission(), by);
				flash(redirect, first ? "file.flash.added" : "file.flash.repeated", form.getKind());
				return back(code, month);
			}
			catch (Refusal refusal) {
				Refusals.into(binding, refusal);
			}
		}
		if (binding.hasGlobalErrors()) {
			redirect.addFlashAttribute("problem", this.show.text(binding.getGlobalErrors().get(0)));
		}
		else {
			redirect.addFlashAttribute("fileErrors", errors(binding));
			redirect.addFlashAttribute("fileKind", form.getKind().name());
			redirect.addFlashAttribute("fileCaption", form.getCaption());
			redirect.addFlashAttribute("fileAgreed", form.isAgreed());
		}
		return back(code, month);
	}

	@PostMapping("/{id}/remove")
	String remove(@PathVariable String code, @PathVariable YearMonth month, @PathVariable long id,
			@AuthenticationPrincipal Official by, RedirectAttributes redirect) {
		try {
			flash(redirect, "file.flash.removed", this.files.remove(code, month, id, by));
		}
		catch (Refusal refusal) {
			redirect.addFlashAttribute("problem", this.show.text(refusal.key(), refusal.arguments()));
		}
		return back(code, month);
	}

	@PostMapping("/{id}/caption")
	String recaption(@PathVariable String code, @PathVariable YearMonth month, @PathVariable long id,
			@RequestParam(defaultValue = "") String caption, @AuthenticationPrincipal Official by,
			RedirectAttributes redirect) {
		try {
			flash(redirect, "file.flash.captioned", this.files.recaption(code, month, id, Forms.text(caption), by));
		}
		catch (Refusal refusal) {
			redirect.addFlashAttribute("problem", this.show.text(refusal.key(), refusal.arguments()));
		}
		return back(code, month);
	}

	@GetMapping("/{id}")
	ResponseEntity<byte[]> download(@PathVariable String code, @PathVariable YearMonth month, @PathVariable long id,
			@AuthenticationPrincipal Official by) {
		StoredContent file = this.files.download(code, month, id, by);
		return answer(file, ContentDisposition.attachment().filename(file.name(), StandardCharsets.UTF_8).build());
	}

	@GetMapping("/{id}/small")
	ResponseEntity<byte[]> small(@PathVariable String code, @PathVariable YearMonth month, @PathVariable long id,
			@AuthenticationPrincipal Official by) {
		return answer(this.files.small(code, month, id, by), ContentDisposition.inline().build());
	}

	private static ResponseEntity<byte[]> answer(StoredContent file, ContentDisposition disposition) {
		return ResponseEntity.ok()
			.contentType(MediaType.parseMediaType(file.mediaType()))
			.cacheControl(CacheControl.noStore().cachePrivate())
			.header(HttpHeaders.CONTENT_DISPOSITION, disposition.toString())
			.header("Content-Security-Policy", POLICY)
			.header("X-Content-Type-Options", "nosniff")
			.body(file.content());
	}

	/** What is wrong, by field, in the order of the form. */
	private Map<String, String> errors(BindingResult binding) {
		Map<String, String> errors = new LinkedHashMap<>();
		for (String field : List.of("file", "caption", "agreed")) {
			FieldError error = binding.getFieldError(field);
			if (error != null) {
				errors.put(field, this.show.text(error));
			}
		}
		return errors;
	}

	private void flash(RedirectAttributes redirect, String key, FileKind kind) {
		redirect.addFlashAttribute("flash", key);
		redirect.addFlashAttribute("flashArguments", List.of(this.show.text("file.kind." + kind)));
	}

	private static String back(String code, YearMonth month) {
		return "redirect:/office/reports/" + code + "/" + month + "#files";
	}

}
