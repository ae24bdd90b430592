package org.commonprosperity.portal.publication.web;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.indicator.IndicatorOverview;
import org.commonprosperity.portal.indicator.web.IndicatorTable;
import org.commonprosperity.portal.spreadsheet.web.SpreadsheetDownload;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.View;

/**
 * The district's headline figures, all periods and corrections.
 */
@Controller
@RequiredArgsConstructor
class IndicatorPagesController {

	private final IndicatorOverview overview;

	private final IndicatorTable table;

	private final SpreadsheetDownload download;

	@GetMapping("/indicators")
	String indicators(Model model) {
		model.addAttribute("figures", this.overview.all());
		return "publication/indicators";
	}

	@GetMapping({ "/indicators.xlsx", "/indicators.csv" })
	View table() {
		return this.download.of(this.table.of(this.overview.all()));
	}

}
