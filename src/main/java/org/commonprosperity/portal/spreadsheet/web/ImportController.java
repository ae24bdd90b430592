package org.commonprosperity.portal.spreadsheet.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.shared.Refusal;
import org.commonprosperity.portal.shared.web.Forms;
import org.commonprosperity.portal.shared.web.Show;
import org.commonprosperity.portal.spreadsheet.CheckedRow.Outcome;
import org.commonprosperity.portal.spreadsheet.Column;
import org.commonprosperity.portal.spreadsheet.Fault;
import org.commonprosperity.portal.spreadsheet.ImportJob;
import org.commonprosperity.portal.spreadsheet.ImportService;
import org.commonprosperity.portal.spreadsheet.ImportState;
import org.commonprosperity.portal.spreadsheet.ImportView;
import org.commonprosperity.portal.spreadsheet.Recognition;
import org.commonprosperity.portal.spreadsheet.SpreadsheetFormat;
import org.commonprosperity.portal.spreadsheet.SpreadsheetLimits;
import org.commonprosperity.portal.spreadsheet.TemplateWriter;
import org.jspecify.annotations.Nullable;

import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The one way in for spreadsheets: what was imported, a file sent in, its preview, the
 * mending of columns and cells, and the writing and undoing.
 */
@Controller
@RequestMapping("/office/imports")
@RequiredArgsConstructor
class ImportController {

	private static final int PAGE = 20;

	private static final int ROWS = 50;

	private static final int NAME = 200;

	private static final MediaType WORKBOOK = MediaType.parseMediaType(SpreadsheetFormat.XLSX.mediaType());

	private static final String FORM = "form";

	private static final String FILE = "file";

	private static final String ACTION = "action";

	private static final String WHY = "reason";

	private static final int REASON = 500;

	/** A browser that opens a download all the same carries nothing of it out. */
	private static final String POLICY = "default-src 'none'; sandbox";

	private final ImportService imports;

	private final ImportWords words;

	private final TemplateWriter templates;

	private final SpreadsheetLimits limits;

	private final Show show;

	@GetMapping
	String list(@AuthenticationPrincipal Official by, @RequestParam(defaultValue = "1") int page, Model model) {
		model.addAttribute("imports", this.imports.list(by, page, PAGE));
		model.addAttribute("sheets", this.imports.offered(by));
		return "import/list";
	}

	@GetMapping("/new")
	String open(@AuthenticationPrincipal Official by, @RequestParam @Nullable String sheet, Model model) {
		ImportUploadForm form = new ImportUploadForm();
		form.setSheet(sheet);
		return upload(form, by, model);
	}

	@PostMapping("/new")
	String receive(@AuthenticationPrincipal Official by, @ModelAttribute(FORM) ImportUploadForm form,
			BindingResult binding, Model model) throws IOException {
		MultipartFile file = form.getFile();
		String sheet = form.getSheet();
		if (sheet == null || sheet.isEmpty()) {
			binding.rejectValue("sheet", "import.refusal.sheet");
		}
		if (file == null || file.isEmpty()) {
			binding.rejectValue(FILE,
					(file == null || file.getOriginalFilename() == null || file.getOriginalFilename().isEmpty())
							? "import.refusal.file" : "import.refusal.fileEmpty");
		}
		else if (file.getSize() > this.limits.file().toBytes()) {
			binding.rejectValue(FILE, "import.refusal.fileLarge", new Object[] { this.limits.file().toMegabytes() },
					null);
		}
		if (!binding.hasErrors() && sheet != null && file != null) {
			try {
				long id = this.imports.receive(sheet, nameOf(file), file.getBytes(), form.getSubmission(), by);
				return "redirect:/office/imports/" + id;
			}
			catch (Refusal refusal) {
				binding.reject(refusal.key(), refusal.arguments(), null);
			}
		}
		return upload(form, by, model);
	}

	private String upload(ImportUploadForm form, Official by, Model model) {
		List<String> sheets = this.imports.offered(by);
		if (sheets.size() == 1 && (form.getSheet() == null || form.getSheet().isEmpty())) {
			form.setSheet(sheets.get(0));
		}
		String sheet = form.getSheet();
		model.addAttribute(FORM, form);
		model.addAttribute("sheets", sheets);
		model.addAttribute("columns",
				(sheet != null && !sheet.isEmpty()) ? this.imports.columns(sheet, by) : List.of());
		model.addAttribute("limits", this.limits);
		return "import/new";
	}

	@GetMapping("/{id}")
	String job(@AuthenticationPrincipal Official by, @PathVariable long id,
			@RequestParam(defaultValue = "") String outcome, @RequestParam(defaultValue = "0") int after,
			@RequestParam @Nullable Integer sheet, Model model) {
		Outcome shown = outcome(outcome);
		ImportActionForm action = new ImportActionForm();
		ImportView view = this.imports.view(id, shown, Math.max(0, after), ROWS, by);
		action.setVersion(view.job().version());
		model.addAttribute(ACTION, action);
		return show(view, shown, sheet, by, model);
	}

	private String show(ImportView view, @Nullable Outcome shown, @Nullable Integer sheet, Official by, Model model) {
		ImportJob job = view.job();
		model.addAttribute("job", job);
		model.addAttribute("view", view);
		model.addAttribute("outcome", shown);
		model.addAttribute("lines", this.words.lines(view.rows(), view.columns()));
		model.addAttribute("faults", this.words.faults(view.faults(), view.columns(), view.own()));
		model.addAttribute("fills", this.words.fills(view.faults(), view.columns()));
		model.addAttribute("remarks", this.words.remarks(view.remarks(), view.columns()));
		model.addAttribute("skipped", this.words.skipped(view));
		boolean correctable = view.own() && job.state().isOpen() && job.state() != ImportState.INTERRUPTED;
		Recognition.Offer offer = correctable ? this.imports.offer(job.id(), sheet, by) : null;
		model.addAttribute("converted", (offer != null) ? this.words.converted(offer, view.columns()) : "");
		model.addAttribute("offer", offer);
		model.addAttribute("letters", (offer != null) ? letters(offer) : List.of());
		return "import/job";
	}

	@PostMapping("/{id}/columns")
	String columns(@AuthenticationPrincipal Official by, @PathVariable long id, @ModelAttribute ColumnsForm form,
			RedirectAttributes redirect) {
		return step(id, redirect, null, () -> this.imports.recognise(id, form.getVersion(), form.getSheet(),
				form.getHeaderRow(), form.chosen(), by));
	}

	@PostMapping("/{id}/mend")
	String mend(@AuthenticationPrincipal Official by, @PathVariable long id, @ModelAttribute CellsForm form,
			RedirectAttributes redirect) {
		return step(id, redirect, "import.flash.mended",
				() -> this.imports.mend(id, form.getVersion(), form.mended(), Set.copyOf(form.getOut()),
						(form.getBack() != null) ? Set.of(form.getBack()) : Set.of(), Forms.text(form.getFill()), by));
	}

	@PostMapping("/{id}/again")
	String again(@AuthenticationPrincipal Official by, @PathVariable long id, @ModelAttribute ImportActionForm form,
			RedirectAttributes redirect) {
		return step(id, redirect, "import.flash.again", () -> this.imports.again(id, form.getVersion(), by));
	}

	@PostMapping("/{id}/write")
	String write(@AuthenticationPrincipal Official by, @PathVariable long id,
			@ModelAttribute(ACTION) ImportActionForm form, BindingResult binding, Model model,
			RedirectAttributes redirect) {
		return explained(id, form, binding, by, model, redirect, () -> {
			this.imports.write(id, form.getVersion(), Forms.text(form.getReason()), by);
			ImportJob job = this.imports.job(id, by);
			if (job.state() == ImportState.WRITTEN) {
				redirect.addFlashAttribute("flash", "import.flash.written");
				redirect.addFlashAttribute("flashArguments",
						List.of(job.touched(), this.show.text("sheet.written." + job.sheet())));
			}
		});
	}

	@PostMapping("/{id}/drop")
	String drop(@AuthenticationPrincipal Official by, @PathVariable long id, @ModelAttribute ImportActionForm form,
			RedirectAttributes redirect) {
		return step(id, redirect, "import.flash.dropped", () -> this.imports.drop(id, form.getVersion(), by));
	}

	@PostMapping("/{id}/undo")
	String undo(@AuthenticationPrincipal Official by, @PathVariable long id,
			@ModelAttribute(ACTION) ImportActionForm form, BindingResult binding, Model model,
			RedirectAttributes redirect) {
		return explained(id, form, binding, by, model, redirect,
				() -> this.imports.undo(id, form.getVersion(), Forms.text(form.getReason()), by));
	}

	/** A step that may ask why: without a reason its box stays open and says so. */
	private String explained(long id, ImportActionForm form, BindingResult binding, Official by, Model model,
			RedirectAttributes redirect, Runnable step) {
		if (form.getReason() != null && form.getReason().length() > REASON) {
			binding.rejectValue(WHY, "import.refusal.reasonLong");
		}
		else {
			try {
				step.run();
			}
			catch (Refusal refusal) {
				if (WHY.equals(refusal.field())) {
					binding.rejectValue(WHY, refusal.key(), refusal.arguments(), null);
				}
				else {
					redirect.addFlashAttribute("problem", this.show.text(refusal.key(), refusal.arguments()));
				}
			}
		}
		model.addAttribute("problems", binding.hasErrors() ? binding.getErrorCount() : null);
		return binding.hasErrors() ? show(this.imports.view(id, null, 0, ROWS, by), null, null, by, model)
				: "redirect:/office/imports/" + id;
	}

	private String step(long id, RedirectAttributes redirect, @Nullable String flash, Runnable step) {
		try {
			step.run();
			if (flash != null) {
				redirect.addFlashAttribute("flash", flash);
			}
		}
		catch (Refusal refusal) {
			redirect.addFlashAttribute("problem", this.show.text(refusal.key(), refusal.arguments()));
		}
		return "redirect:/office/imports/" + id;
	}

	@GetMapping("/{id}/file")
	ResponseEntity<byte[]> file(@AuthenticationPrincipal Official by, @PathVariable long id) {
		byte[] content = this.imports.file(id, by);
		return download(content, this.imports.job(id, by).fileName(), MediaType.APPLICATION_OCTET_STREAM);
	}

	@GetMapping("/{id}/marked")
	ResponseEntity<byte[]> marked(@AuthenticationPrincipal Official by, @PathVariable long id) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		ImportJob job = this.imports.job(id, by);
		Map<String, String> headings = new HashMap<>();
		this.imports.view(id, null, 0, 0, by)
			.columns()
			.forEach((column) -> headings.put(column.name(), column.heading()));
		this.imports.mark(id, (error) -> Fault.of(error, null, headings.get(error.column()),
				this.show.text(error.key(), error.arguments().toArray())), out, by);
		String name = job.fileName().replaceFirst("\\.[A-Za-z]{3,4}$", "");
		return download(out.toByteArray(), this.show.text("import.marked.name", name) + ".xlsx", WORKBOOK);
	}

	@GetMapping("/template/{sheet}.xlsx")
	ResponseEntity<byte[]> template(@AuthenticationPrincipal Official by, @PathVariable String sheet)
			throws IOException {
		List<Column> columns = this.imports.columns(sheet, by);
		String name = this.show.text("sheet.name." + sheet);
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		this.templates.write(name, columns, out);
		return download(out.toByteArray(), this.show.text("import.template.name", name) + ".xlsx", WORKBOOK);
	}

	private static ResponseEntity<byte[]> download(byte[] content, String name, MediaType type) {
		return ResponseEntity.ok()
			.contentType(type)
			.cacheControl(CacheControl.noStore().cachePrivate())
			.header(HttpHeaders.CONTENT_DISPOSITION,
					ContentDisposition.attachment().filename(name, StandardCharsets.UTF_8).build().toString())
			.header("Content-Security-Policy", POLICY)
			.header("X-Content-Type-Options", "nosniff")
			.body(content);
	}

	private static @Nullable Outcome outcome(String name) {
		return switch (name.toUpperCase(Locale.ROOT)) {
			case "ADDED" -> Outcome.ADDED;
			case "CHANGED" -> Outcome.CHANGED;
			case "LEFT" -> Outcome.LEFT;
			default -> null;
		};
	}

	/** The letters of the columns that are shown to correct by. */
	private static List<Map.Entry<Integer, String>> letters(Recognition.Offer offer) {
		int width = offer.first().stream().mapToInt((row) -> row.cells().size()).max().orElse(0);
		return IntStream.range(0, width).mapToObj((at) -> Map.entry(at, ImportWords.letters(at))).toList();
	}

	/** The file's own name: without a path, composed, without what cannot be seen. */
	private static String nameOf(MultipartFile file) {
		String given = (file.getOriginalFilename() != null) ? file.getOriginalFilename() : "";
		String last = given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1);
		String name = Normalizer.normalize(last, Normalizer.Form.NFC)
			.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}\\p{Cs}]", "")
			.strip();
		String kept = (name.codePointCount(0, name.length()) > NAME)
				? name.substring(0, name.offsetByCodePoints(0, NAME)) : name;
		return kept.isEmpty() ? "file" : kept;
	}

}
