package org.commonprosperity.portal.employment;

import java.util.Set;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.account.Role;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;

/**
 * Who may see and do what with workshops and people. A clerk keeps the own village, the
 * coordinating office decides, the department responsible for the workshops reads and
 * keeps what belongs to no village, a lead official sees numbers and no person.
 */
@Component
@RequiredArgsConstructor
public class EmploymentScope {

	/** In place of no village at all, so that a list of them is never empty. */
	private static final Set<Long> NONE = Set.of(-1L);

	private final JdbcClient jdbc;

	/** What the official's scope is. */
	public Scope of(Official by) {
		boolean keeps = by.is(Role.EDITOR) && !by.departmentIds().isEmpty()
				&& this.jdbc
					.sql("select exists (select from project where code = 'workshops' and department_id in (:own))")
					.param("own", by.departmentIds())
					.query(Boolean.class)
					.single();
		boolean decides = by.is(Role.COORDINATOR);
		return new Scope(keeps || decides, by.is(Role.CLERK) ? by.communityIds() : Set.of(), by.is(Role.LEADER), keeps,
				decides);
	}

	/**
	 * What an official may.
	 *
	 * @param everyone sees the people of every village
	 * @param own villages that the official keeps
	 * @param numbers sees numbers and no person
	 * @param keeps is of the department responsible for the workshops
	 * @param decides approves and returns
	 */
	public record Scope(boolean everyone, Set<Long> own, boolean numbers, boolean keeps, boolean decides) {

		public Scope {
			own = Set.copyOf(own);
		}

		/** Whether workshops and placements concern the official at all. */
		public boolean concerns() {
			return this.numbers || seesPeople();
		}

		/** Whether the official sees people, at least those of one village. */
		public boolean seesPeople() {
			return this.everyone || !this.own.isEmpty();
		}

		/** Whether the official sees the people of a village. */
		public boolean sees(long community) {
			return this.everyone || this.own.contains(community);
		}

		/** Whether the official registers people of a village. */
		public boolean enters(long community) {
			return this.own.contains(community);
		}

		/** Whether the official enters workshops, open posts and stories of a village. */
		public boolean entersPlaces(long community) {
			return this.keeps || this.decides || this.own.contains(community);
		}

		/** Whether the official enters what belongs to no village. */
		public boolean entersEverywhere() {
			return this.keeps || this.decides;
		}

		/** Whether the official enters anything of workshops. */
		public boolean entersAny() {
			return entersEverywhere() || !this.own.isEmpty();
		}

		Set<Long> ownOrNone() {
			return this.own.isEmpty() ? NONE : this.own;
		}

		/** Refuses whoever this does not concern. */
		public void requireConcern() {
			require(concerns());
		}

		/** Refuses whoever sees nobody. */
		public void requirePeople() {
			require(seesPeople());
		}

		/** Refuses whoever does not decide. */
		public void requireDecide() {
			require(this.decides);
		}

		static void require(boolean allowed) {
			if (!allowed) {
				throw new AccessDeniedException("outside the official's scope");
			}
		}

	}

}
