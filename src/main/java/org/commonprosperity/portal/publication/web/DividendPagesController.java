package org.commonprosperity.portal.publication.web;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.dividend.DividendOverview;
import org.commonprosperity.portal.spreadsheet.web.SpreadsheetDownload;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.View;

/**
 * The public page of dividends, and its tables to take away.
 */
@Controller
@RequiredArgsConstructor
class DividendPagesController {

	private final DividendOverview dividends;

	private final DividendWords words;

	private final DividendExports exports;

	private final SpreadsheetDownload download;

	@GetMapping("/dividends")
	String dividends(Model model) {
		model.addAttribute("sheets", this.dividends.sheets());
		model.addAttribute("notices", this.dividends.notices());
		model.addAttribute("dividend", this.words);
		return "publication/dividends";
	}

	@GetMapping({ "/dividends.xlsx", "/dividends.csv" })
	View earned() {
		return this.download.of(this.exports.earned(this.dividends.sheets()));
	}

	@GetMapping({ "/dividends/balances.xlsx", "/dividends/balances.csv" })
	View balances() {
		return this.download.of(this.exports.balances(this.dividends.sheets()));
	}

	@GetMapping({ "/dividends/principals.xlsx", "/dividends/principals.csv" })
	View principals() {
		return this.download.of(this.exports.principals(this.dividends.sheets()));
	}

	@GetMapping({ "/dividends/villages.xlsx", "/dividends/villages.csv" })
	View villages() {
		return this.download.of(this.exports.villages(this.dividends.sheets()));
	}

	@GetMapping({ "/dividends/notices.xlsx", "/dividends/notices.csv" })
	View notices() {
		return this.download.of(this.exports.notices(this.dividends.notices()));
	}

}
