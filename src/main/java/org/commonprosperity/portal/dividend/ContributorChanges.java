package org.commonprosperity.portal.dividend;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.audit.AuditService;
import org.commonprosperity.portal.shared.NotOnRecord;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What officials in scope see of changes of a contributor's account and class: of an
 * account its last four characters, and all of it whoever decides on it or enters it
 * anew.
 */
@Service
@RequiredArgsConstructor
@Transactional(readOnly = true)
public class ContributorChanges {

	private static final String LINE = """
			select x.*, c.number, c.kind as contributor_kind, c.name, c.department_id,
				(select k.class_code from class_period k where k.contributor_id = c.id and k.replaced_at is null
					and k.valid_from <= x.class_from and (k.valid_until is null or k.valid_until > x.class_from)) as class_before
			from contributor_change x join contributor c on c.id = x.contributor_id
			""";

	private final JdbcClient jdbc;

	private final AccountSeals seals;

	private final AuditService audit;

	/** Changes of a contributor, the latest first; accounts by their last characters. */
	public List<Line> of(long contributor, Official by) {
		return this.jdbc.sql(LINE + "where x.contributor_id = ? and x.state <> 'RETRACTED' order by x.id desc")
			.param(contributor)
			.query((row, index) -> line(row, by, false))
			.list();
	}

	/** A change with all that it says, for whoever enters it anew. */
	public Line toMend(long id, Official by) {
		Line line = find(id, by, true);
		DividendAccess.requireEdit(by, line.departmentId());
		return line;
	}

	/**
	 * The number of the contributor that a change is of.
	 * @throws NotOnRecord if there is no such change
	 */
	public String contributorOf(long id, Official by) {
		return find(id, by, false).number();
	}

	/** How many wait for the coordinating office. */
	public int waiting() {
		return this.jdbc.sql("select count(*) from contributor_change where state = 'ENTERED'")
			.query(Integer.class)
			.single();
	}

	/**
	 * What waits for the coordinating office, the longest waiting first. A look at a
	 * household's account is written down.
	 * @param most how many
	 */
	@Transactional
	public List<Line> toDecide(int most, Official by) {
		DividendAccess.requireDecide(by);
		List<Line> lines = this.jdbc.sql(LINE + "where x.state = 'ENTERED' order by x.entered_at, x.id limit ?")
			.param(most)
			.query((row, index) -> line(row, by, true))
			.list();
		lines.stream()
			.filter((line) -> line.household() && line.account() != null)
			.forEach((line) -> this.audit.looked("contributor", by, ContributorService.RECORD + "/" + line.number()));
		return lines;
	}

	private Line find(long id, Official by, boolean whole) {
		Line found = this.jdbc.sql(LINE + "where x.id = ?")
			.param(id)
			.query((row, index) -> line(row, by, whole))
			.optional()
			.orElseThrow(() -> new NotOnRecord("contributor change " + id));
		DividendAccess.requireSee(by, found.departmentId());
		return found;
	}

	private Line line(ResultSet row, Official by, boolean whole) throws SQLException {
		byte[] content = row.getBytes("content");
		AccountChange account = (content != null)
				? this.seals.open(content, Objects.requireNonNull(row.getObject("reference", UUID.class))) : null;
		return new Line(row.getLong("id"), row.getString("number"), row.getString("name"),
				row.getString("contributor_kind").equals("HOUSEHOLD"), row.getLong("department_id"),
				row.getString("kind"), (account == null || whole) ? account : account.masked(),
				row.getString("class_before"), row.getString("class_code"),
				row.getObject("class_from", LocalDate.class), row.getString("reason"), row.getString("document"),
				row.getString("state"), Hands.of(row, "entered", by), row.getLong("version"));
	}

	/**
	 * A change of a contributor.
	 *
	 * @param kind ACCOUNT or CLASS
	 * @param account the identifier and the account, or null where it is the class
	 * @param classBefore the class on record for that day, or null
	 * @param contributorClass the class that it is to be, or null for none
	 * @param from the first day of the class
	 */
	public record Line(long id, String number, String name, boolean household, long departmentId, String kind,
			@Nullable AccountChange account, @Nullable String classBefore, @Nullable String contributorClass,
			@Nullable LocalDate from, @Nullable String reason, String document, String state, Hands hands,
			long version) {

		@Override
		public String toString() {
			return "Line[" + this.id + "]";
		}

	}

}
