package org.commonprosperity.portal.entry.web;

import java.util.List;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.entry.Entry;
import org.commonprosperity.portal.entry.EntryDesk;
import org.commonprosperity.portal.shared.web.Show;

import org.springframework.stereotype.Component;

/**
 * What should be looked at once more of an entry, in sentences. Templates reach it as
 * {@code @entryRemarks}.
 */
@Component("entryRemarks")
@RequiredArgsConstructor
public class EntryRemarks {

	private final EntryDesk desk;

	private final Show show;

	/** The sentences; none where nothing is to be said. */
	public List<String> of(Entry entry) {
		return this.desk.remarks(entry)
			.stream()
			.map((remark) -> this.show.text(remark.key(), remark.arguments().toArray()))
			.toList();
	}

}
