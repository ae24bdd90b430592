package org.commonprosperity.portal.spreadsheet;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.audit.AuditService;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Writes down who took which list out of the portal, before its first row goes out.
 */
@Service
@RequiredArgsConstructor
public class ExportTrail {

	/** The last part of the message key {@code audit.action.} */
	private static final String ACTION = "table";

	private final AuditService audit;

	/**
	 * Records that an official takes a list out.
	 * @param address the address of the list, without what was looked for: that may be a
	 * person
	 */
	@Transactional
	public void record(Official by, String address) {
		this.audit.exported(ACTION, by, address, null);
	}

}
