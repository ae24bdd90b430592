package org.commonprosperity.portal.reporting.web;

import lombok.Getter;
import lombok.Setter;
import org.commonprosperity.portal.reporting.FileKind;
import org.commonprosperity.portal.reporting.ReportFiles;
import org.commonprosperity.portal.shared.web.Forms;
import org.commonprosperity.portal.shared.web.OfficeForm;
import org.jspecify.annotations.Nullable;

import org.springframework.validation.Errors;
import org.springframework.web.multipart.MultipartFile;

/**
 * A photo or attachment that is added to a report.
 */
@Getter
@Setter
class ReportFileForm extends OfficeForm {

	private @Nullable MultipartFile file;

	private @Nullable String caption;

	private boolean agreed;

	private FileKind kind = FileKind.PHOTO;

	/** Says all at once what is missing. */
	void check(Errors errors) {
		boolean photo = this.kind == FileKind.PHOTO;
		if (this.file == null || this.file.getOriginalFilename() == null || this.file.getOriginalFilename().isEmpty()) {
			errors.rejectValue("file", photo ? "file.refusal.noPhoto" : "file.refusal.noFile");
		}
		if (photo && Forms.text(this.caption) == null) {
			errors.rejectValue("caption", "file.refusal.caption");
		}
		if (photo && !this.agreed) {
			errors.rejectValue("agreed", "file.refusal.agreed");
		}
	}

	ReportFiles.NewFile newFile(MultipartFile chosen) {
		String name = chosen.getOriginalFilename();
		return new ReportFiles.NewFile(this.kind, (name != null) ? name : "", Forms.text(this.caption), this.agreed);
	}

}
