package org.commonprosperity.portal.entry;

import java.time.LocalDate;
import java.util.List;

import org.commonprosperity.portal.account.Official;
import org.jspecify.annotations.Nullable;

/**
 * A sort of record that is entered by one person and approved by another, declared by the
 * feature that keeps it.
 */
public interface EntryKind {

	/** Its code, the last part of a message key {@code change.}. */
	String kind();

	/** Whether the official may see what was entered. */
	boolean maySee(Entry entry, Official by);

	/**
	 * Carries an entry out, in the transaction of the decision.
	 * @throws org.commonprosperity.portal.shared.Refusal if it cannot be carried out any
	 * more, saying why
	 */
	void apply(Entry entry, Official by);

	/** Where officials see the record, a path on this portal. */
	String address(Entry entry);

	/** What should be looked at once more before it is approved. */
	default List<Remark> remarks(Entry entry) {
		return List.of();
	}

	/**
	 * From which day on everybody sees what is approved; null: at once.
	 */
	default @Nullable LocalDate shownFrom(Entry entry) {
		return null;
	}

}
