package org.commonprosperity.portal.project.web;

import java.time.LocalDate;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import lombok.Getter;
import lombok.Setter;
import org.commonprosperity.portal.project.DeclaredState;
import org.commonprosperity.portal.project.ProjectChange.DeclareState;
import org.commonprosperity.portal.project.ProjectChange.ReviseRecord;
import org.commonprosperity.portal.project.ProjectSheet;
import org.commonprosperity.portal.shared.web.Forms;
import org.commonprosperity.portal.shared.web.OfficeForm;
import org.jspecify.annotations.Nullable;

/**
 * The forms of a project's particulars.
 */
final class RecordForms {

	private RecordForms() {
	}

	/** What is done, by whom and by when. */
	@Getter
	@Setter
	static class Particulars extends OfficeForm {

		@Size(max = 4000, message = "{project.invalid.length}")
		private @Nullable String content;

		@Size(max = 4000, message = "{project.invalid.length}")
		private @Nullable String contentEn;

		@Size(max = 100, message = "{project.invalid.length}")
		private @Nullable String leadOfficial;

		private @Nullable Long departmentId;

		private @Nullable LocalDate start;

		private @Nullable LocalDate deadline;

		void fill(ProjectSheet sheet) {
			this.content = sheet.content();
			this.contentEn = sheet.contentEn();
			this.leadOfficial = sheet.line().leadOfficial();
			this.departmentId = sheet.line().departmentId();
			this.start = sheet.line().start();
			this.deadline = sheet.line().deadline();
		}

		void fill(ReviseRecord change) {
			this.content = change.content();
			this.contentEn = change.contentEn();
			this.leadOfficial = change.leadOfficial();
			this.departmentId = change.departmentId();
			this.start = change.start();
			this.deadline = change.deadline();
		}

		ReviseRecord change(@Nullable Long department) {
			return new ReviseRecord(Forms.text(this.content), Forms.text(this.contentEn), Forms.text(this.leadOfficial),
					department, this.start, this.deadline);
		}

	}

	/** How the department sees it. */
	@Getter
	@Setter
	static class State extends OfficeForm {

		@NotNull(message = "{project.required.state}")
		private @Nullable DeclaredState state;

		@Size(max = 500, message = "{project.invalid.length}")
		private @Nullable String reason;

		void fill(DeclareState change) {
			this.state = change.state();
			this.reason = change.reason();
		}

		DeclareState change() {
			return new DeclareState(this.state, Forms.text(this.reason));
		}

	}

	/** A page with a button and nothing to fill in. */
	static class Confirm extends OfficeForm {

	}

}
