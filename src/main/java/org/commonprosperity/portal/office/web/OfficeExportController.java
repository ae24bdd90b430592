package org.commonprosperity.portal.office.web;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.AccountLine;
import org.commonprosperity.portal.account.AccountOverview;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.account.web.AccountListForm;
import org.commonprosperity.portal.audit.AuditLine;
import org.commonprosperity.portal.audit.AuditLog;
import org.commonprosperity.portal.audit.AuditQuery;
import org.commonprosperity.portal.audit.web.ActionWords;
import org.commonprosperity.portal.audit.web.AuditTrailForm;
import org.commonprosperity.portal.shared.web.Show;
import org.commonprosperity.portal.spreadsheet.ColumnType;
import org.commonprosperity.portal.spreadsheet.ExportColumn;
import org.commonprosperity.portal.spreadsheet.ExportTable;
import org.commonprosperity.portal.spreadsheet.web.ExportWords;
import org.commonprosperity.portal.spreadsheet.web.SpreadsheetDownload;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.View;

/**
 * The lists of accounts and of the audit trail, to take away. They are here because the
 * spreadsheets stand on accounts and trail, which so cannot know them.
 */
@Controller
@RequiredArgsConstructor
class OfficeExportController {

	private final AccountOverview accounts;

	private final AuditLog log;

	private final ActionWords actions;

	private final SpreadsheetDownload download;

	private final ExportWords words;

	private final Show show;

	@GetMapping({ "/office/accounts.xlsx", "/office/accounts.csv" })
	View accounts(@AuthenticationPrincipal Official by, @RequestParam(defaultValue = "") String q,
			@RequestParam(defaultValue = "") String role, @RequestParam(defaultValue = "") String state,
			@RequestParam(defaultValue = "") String sort) {
		AccountListForm form = new AccountListForm(q.strip(), role, state, sort);
		String roles = form.role().isEmpty() ? null
				: this.show.text(form.role().equals("NONE") ? "account.roles.none" : "account.role." + form.role());
		String states = form.state().isEmpty() ? null : this.show.text("account.filter." + form.state());
		String sorted = this.show.text("account.sort." + (form.sort().isEmpty() ? "name" : form.sort()));
		return this.download.of(ExportTable.of(this.show.text("account.title"), this.show.text("account.title"),
				this.words.lines(form.q(), roles, states, sorted), accountColumns(),
				this.accounts.all(by, form.query(1))), by);
	}

	private List<ExportColumn<AccountLine>> accountColumns() {
		return List.of(new ExportColumn<>(this.show.text("account.name"), ColumnType.TEXT, AccountLine::name),
				new ExportColumn<>(this.show.text("account.username"), ColumnType.IDENTIFIER, AccountLine::username),
				new ExportColumn<>(this.show.text("account.unit"), ColumnType.TEXT, AccountLine::unit),
				new ExportColumn<>(this.show.text("account.roles"), ColumnType.TEXT,
						(line) -> line.roles().isEmpty() ? this.show.text("account.roles.none") : joined(
								line.roles().stream().map((role) -> this.show.text("account.role." + role)).toList())),
				new ExportColumn<>(this.show.text("account.export.scope"), ColumnType.TEXT,
						(line) -> joined(line.scope()
							.stream()
							.map((scope) -> String.valueOf(this.show.name(scope.name(), scope.nameEn())))
							.toList())),
				new ExportColumn<>(this.show.text("account.lastSignIn"), ColumnType.DATE,
						(line) -> this.words.moment(line.lastSignInAt())),
				new ExportColumn<>(this.show.text("account.state"), ColumnType.TEXT,
						(line) -> this.show.text("account.state." + line.state())));
	}

	private String joined(Collection<String> names) {
		return names.stream().collect(Collectors.joining(this.show.text("account.separator")));
	}

	@GetMapping({ "/office/audit.xlsx", "/office/audit.csv" })
	ModelAndView trail(@ModelAttribute("trail") AuditTrailForm form, BindingResult binding,
			@AuthenticationPrincipal Official by) {
		form.check(binding);
		if (binding.hasErrors()) {
			// the page says what is wrong with what was asked for
			return new ModelAndView("redirect:" + form.address("/office/audit"));
		}
		AuditQuery query = form.query();
		String kind = (query.kind() != null) ? this.show.text("audit.kind." + query.kind()) : null;
		String from = (query.from() != null) ? this.show.text("audit.export.from", query.from().toString()) : null;
		String to = (query.to() != null) ? this.show.text("audit.export.to", query.to().toString()) : null;
		return new ModelAndView(this.download.of(new ExportTable<>(this.show.text("audit.title"),
				this.show.text("audit.title"), this.words.lines(kind, query.who(), from, to), trailColumns(),
				(sink) -> this.log.each(query, by, sink)), by));
	}

	private List<ExportColumn<AuditLine>> trailColumns() {
		return List.of(
				new ExportColumn<>(this.show.text("audit.column.when"), ColumnType.DATE,
						(line) -> this.words.moment(line.happenedAt())),
				new ExportColumn<>(this.show.text("audit.export.kind"), ColumnType.TEXT,
						(line) -> this.show.text("audit.kind." + line.kind())),
				new ExportColumn<>(this.show.text("audit.column.action"), ColumnType.TEXT,
						(line) -> this.actions.label(line.action())),
				new ExportColumn<>(this.show.text("audit.column.who"), ColumnType.TEXT, AuditLine::actorName),
				new ExportColumn<>(this.show.text("audit.column.subject"), ColumnType.TEXT, AuditLine::subject),
				new ExportColumn<>(this.show.text("audit.export.detail"), ColumnType.TEXT,
						(line) -> (line.detail() != null) ? this.actions.detail(line.detail()) : null),
				new ExportColumn<>(this.show.text("audit.column.address"), ColumnType.TEXT, AuditLine::address));
	}

}
