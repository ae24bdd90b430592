package org.commonprosperity.portal.reporting;

import java.time.YearMonth;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * A page with nothing on it but the files of a report, to add to or to read only.
 */
@TestConfiguration(proxyBeanMethods = false)
@Import({ ReportFixture.class, ReportFilesPage.Page.class })
class ReportFilesPage {

	static final String ADDRESS = "/office/test-files/";

	@Controller
	static class Page {

		private final ReportFiles files;

		Page(ReportFiles files) {
			this.files = files;
		}

		@GetMapping(ADDRESS + "{report}/{month}/{part}")
		String show(@PathVariable long report, @PathVariable YearMonth month, @PathVariable String part,
				@RequestParam @Nullable String wrong, Model model) {
			model.addAttribute("files", this.files.list(ReportFixture.CODE, month, report));
			if (wrong != null) {
				model.addAttribute("fileKind", wrong);
				model.addAttribute("fileErrors", Map.of("file", "文件有问题", "caption", "说明有问题", "agreed", "没有打勾"));
				model.addAttribute("fileCaption", "写过的说明");
			}
			return "test-files-" + part;
		}

	}

}
