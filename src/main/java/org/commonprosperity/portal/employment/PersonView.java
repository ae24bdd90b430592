package org.commonprosperity.portal.employment;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * All that is on record of a person.
 *
 * @param communityId number of the village
 * @param particulars null once erased
 * @param placements the latest first
 * @param former what was on record before corrections, the latest first
 */
public record PersonView(UUID reference, long communityId, Named community, @Nullable Particulars particulars,
		@Nullable LocalDate consentOn, Instant createdAt, @Nullable Instant erasedAt, long version,
		List<PlacementView> placements, List<Former> former) {

	public PersonView {
		placements = List.copyOf(placements);
		former = List.copyOf(former);
	}

	/**
	 * A placement with what became of it.
	 *
	 * @param community number of the village
	 * @param follows what follow-ups found, in their order
	 * @param changes what was to become of it, the latest first
	 */
	public record PlacementView(UUID reference, UUID person, long community, PlacementEntry entry, Named workshop,
			String state, long version, Hands hands, List<FollowUp> follows, List<Change> changes) {

		public PlacementView {
			follows = List.copyOf(follows);
			changes = List.copyOf(changes);
		}

		/** How it stands, as {@link PlacementLine#standing}. */
		public String standing() {
			return !this.state.equals("APPROVED") ? this.state : (this.entry.endedOn() != null) ? "ENDED" : "RUNNING";
		}

		/** The change that waits, or null. */
		public @Nullable Change open() {
			return this.changes.stream().filter((change) -> change.state().equals("ENTERED")).findFirst().orElse(null);
		}

		/** The change that came back and was not entered anew, or null. */
		public @Nullable Change returned() {
			Change last = this.changes.isEmpty() ? null : this.changes.get(0);
			return (last != null && last.state().equals("RETURNED")) ? last : null;
		}

		/** The same, of a kind. */
		public @Nullable Change returned(String kind) {
			Change returned = returned();
			return (returned != null && returned.kind().equals(kind)) ? returned : null;
		}

		/** Who sent the placement or the change of it back, and with what word. */
		public @Nullable Hands sentBack() {
			Change returned = returned();
			return this.state.equals("RETURNED") ? this.hands : (returned != null) ? returned.hands() : null;
		}

		/** What the placement is once a change is approved; null once erased. */
		public @Nullable PlacementEntry after(Change change) {
			PlacementEntry is = change.entry();
			return (is != null && change.kind().equals("END"))
					? this.entry.ended(is.endedOn(), is.endReason(), is.note()) : is;
		}

		/**
		 * The months of follow-ups with the days on which they are due, and what was
		 * found.
		 */
		public List<Step> steps() {
			LocalDate started = this.entry.startedOn();
			if (started == null) {
				return List.of();
			}
			return EmploymentRule.FOLLOW_UPS.stream().map((month) -> {
				LocalDate due = EmploymentRule.dueOn(started, month);
				FollowUp done = this.follows.stream()
					.filter((follow) -> follow.month() == month)
					.reduce((first, second) -> second.found().equals("NOT_REACHED") ? first : second)
					.orElse(null);
				return new Step(month, due, done, this.entry.endedOn() != null && this.entry.endedOn().isBefore(due));
			}).toList();
		}

	}

	/**
	 * A follow-up as the plan has it.
	 *
	 * @param done what was found, or null
	 * @param over whether the placement had ended by then
	 */
	public record Step(int month, LocalDate due, @Nullable FollowUp done, boolean over) {
	}

	/**
	 * What a follow-up found.
	 */
	public record FollowUp(int month, LocalDate doneOn, String found, @Nullable String note, String by) {
	}

	/**
	 * A change of a placement.
	 *
	 * @param entry what it should be; null once erased
	 * @param workshop name of the workshop that it should be; null once erased
	 */
	public record Change(UUID reference, String kind, @Nullable PlacementEntry entry, @Nullable String workshop,
			@Nullable String reason, String state, long version, Hands hands) {
	}

	/**
	 * What was on record before.
	 */
	public record Former(Particulars particulars, String by, Instant until) {
	}

}
