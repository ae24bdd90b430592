package org.commonprosperity.portal.spreadsheet.web;

import lombok.Getter;
import lombok.Setter;
import org.commonprosperity.portal.shared.web.OfficeForm;
import org.jspecify.annotations.Nullable;

import org.springframework.web.multipart.MultipartFile;

/**
 * A spreadsheet that is sent in.
 */
@Getter
@Setter
class ImportUploadForm extends OfficeForm {

	private @Nullable String sheet;

	private @Nullable MultipartFile file;

}
