package org.commonprosperity.portal.dividend.web;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.dividend.DividendAccess;
import org.commonprosperity.portal.dividend.ProjectLedger;
import org.commonprosperity.portal.dividend.ProjectLedger.Waiting;
import org.commonprosperity.portal.shared.web.Show;

import org.springframework.stereotype.Component;

/**
 * What comes next in a project's ledger, for the official who looks at it: the one thing
 * that the ledger cannot go on without, and what waits.
 */
@Component
@RequiredArgsConstructor
class LedgerSteps {

	private static final String PROJECTS = LedgerPages.HOME + "/projects/";

	private final Show show;

	private final Clock clock;

	List<Step> of(ProjectLedger ledger, Official by) {
		List<Step> steps = new ArrayList<>();
		String home = PROJECTS + ledger.project().code();
		boolean edits = DividendAccess.mayEdit(by, ledger.departmentId());
		boolean decides = DividendAccess.mayDecide(by);
		Waiting waiting = ledger.waiting();
		if (decides) {
			add(steps, waiting.contributions() + waiting.changes(), "ledger.next.entries",
					LedgerPages.HOME + "/review");
			add(steps, waiting.terms(), "ledger.next.termsWaiting", home + "/terms");
			add(steps, waiting.starts(), "ledger.next.startWaiting", home + "/operation");
			add(steps, waiting.runs(), "ledger.next.runsWaiting", home + "/runs");
			add(steps, waiting.distributions(), "ledger.next.distributionsWaiting", home + "/distributions");
		}
		if (!ledger.terms() && DividendAccess.mayEnterTerms(by, ledger.departmentId())) {
			steps.add(new Step(this.show.text("ledger.next.terms"), home + "/terms/new"));
		}
		if (ledger.terms() && ledger.firstYear() == null && edits) {
			steps.add(new Step(this.show.text("ledger.next.contributions"), home + "/contributions/new"));
		}
		if (ledger.firstYear() != null && ledger.startedOn() == null && waiting.starts() == 0 && edits) {
			steps.add(new Step(this.show.text("ledger.next.start"), home + "/operation/new"));
		}
		Integer year = ledger.nextYear();
		if (year != null && year < LocalDate.now(this.clock).getYear() && waiting.runs() == 0
				&& DividendAccess.mayPrepare(by)) {
			steps.add(new Step(this.show.text("ledger.next.run", String.valueOf(year)), home + "/runs"));
		}
		return steps;
	}

	private void add(List<Step> steps, int waiting, String key, String address) {
		if (waiting > 0) {
			steps.add(new Step(this.show.text(key, waiting), address));
		}
	}

	/**
	 * Something to do.
	 *
	 * @param text what, in the reader's language
	 * @param address where
	 */
	record Step(String text, String address) {
	}

}
