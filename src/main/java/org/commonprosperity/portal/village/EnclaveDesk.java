package org.commonprosperity.portal.village;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.account.Role;
import org.commonprosperity.portal.project.ProjectAccess;
import org.commonprosperity.portal.shared.Money;
import org.commonprosperity.portal.shared.NotOnRecord;
import org.commonprosperity.portal.village.EnclaveSheet.Change;
import org.commonprosperity.portal.village.EnclaveSheet.Payment;
import org.commonprosperity.portal.village.EnclaveSheet.Posting;
import org.commonprosperity.portal.village.EnclaveSheet.Reconciled;
import org.commonprosperity.portal.village.EnclaveSheet.Share;
import org.commonprosperity.portal.village.IncomeRecord.Name;
import org.commonprosperity.portal.village.VillageIncomeRule.Reconciliation;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What officials see of the enclaves: all of them, or those of the official's
 * departments.
 */
@Service
@RequiredArgsConstructor
@Transactional(readOnly = true)
public class EnclaveDesk {

	private final JdbcClient jdbc;

	/**
	 * The enclaves that an official may see.
	 * @throws org.springframework.security.access.AccessDeniedException if there is none
	 * that the official may see
	 */
	public List<EnclaveSheet> sheets(Official by) {
		List<Found> found = found().stream().filter((one) -> ProjectAccess.maySee(by, one.departmentId())).toList();
		VillageAccess.require(!found.isEmpty() || VillageAccess.seesAll(by));
		return found.stream().map(this::sheet).toList();
	}

	/**
	 * An enclave that an official enters shares and payments of.
	 * @throws NotOnRecord if there is no such enclave
	 */
	public EnclaveSheet toEnter(String code, Official by) {
		Found found = found().stream()
			.filter((one) -> one.code().equals(code))
			.findFirst()
			.orElseThrow(() -> new NotOnRecord("enclave " + code));
		ProjectAccess.requireEdit(by, found.departmentId());
		return sheet(found);
	}

	/** Whether an official has anything to do with villages' income. */
	public boolean concerns(Official official) {
		if (VillageAccess.seesAll(official)) {
			return true;
		}
		if (official.is(Role.CLERK) && !official.communityIds().isEmpty()) {
			return this.jdbc.sql("select exists (select from community where kind = 'VILLAGE' and id in (:own))")
				.param("own", official.communityIds())
				.query(Boolean.class)
				.single();
		}
		return keeps(official);
	}

	/** Whether an official keeps the record of an enclave. */
	public boolean keeps(Official official) {
		return official.is(Role.EDITOR) && !official.departmentIds().isEmpty()
				&& this.jdbc.sql("""
						select exists (select from enclave e join project p on p.id = e.project_id
							where p.department_id in (:departments))""")
					.param("departments", official.departmentIds())
					.query(Boolean.class)
					.single();
	}

	/** How many shares and payments wait for a second person. */
	public long countWaiting() {
		return this.jdbc.sql("""
				select (select count(*) from enclave_payment where state = 'SUBMITTED')
					+ (select count(*) from enclave_share_change where state = 'SUBMITTED')""")
			.query(Long.class)
			.single();
	}

	private List<Found> found() {
		return this.jdbc.sql("""
				select e.id, e.code, e.name, e.name_en, p.department_id
				from enclave e join project p on p.id = e.project_id order by e.code""")
			.query((row, index) -> new Found(row.getLong("id"), row.getString("code"), name(row),
					row.getObject("department_id", Long.class)))
			.list();
	}

	private EnclaveSheet sheet(Found one) {
		return new EnclaveSheet(one.id(), one.code(), one.name(), one.departmentId(), shares(one.id()),
				changes(one.id()), payments(one.id()), reconciled(one.id()));
	}

	private List<Share> shares(long enclaveId) {
		return this.jdbc.sql("""
				select s.*, c.name, c.name_en from enclave_share s join community c on c.id = s.community_id
				where s.enclave_id = ? order by c.code, s.first_year desc""")
			.param(enclaveId)
			.query((row, index) -> new Share(name(row), row.getInt("first_year"),
					row.getObject("last_year", Integer.class), new Money(row.getBigDecimal("capital"))))
			.list();
	}

	private List<Change> changes(long enclaveId) {
		return this.jdbc.sql("""
				select s.*, c.name, c.name_en from enclave_share_change s join community c on c.id = s.community_id
				where s.enclave_id = ? and s.state in ('SUBMITTED', 'RETURNED') order by s.id desc limit 20""")
			.param(enclaveId)
			.query((row, index) -> new Change(row.getLong("id"), name(row), row.getInt("first_year"),
					new Money(row.getBigDecimal("capital")), row.getString("state"), row.getString("entered_by_name"),
					row.getTimestamp("entered_at").toInstant(), row.getString("decided_by_name"),
					row.getString("decision_note")))
			.list();
	}

	private List<Payment> payments(long enclaveId) {
		Map<Long, List<Posting>> postings = new HashMap<>();
		this.jdbc.sql("""
				select g.payment_id, g.amount, c.name, c.name_en from enclave_posting g
				join enclave_payment p on p.id = g.payment_id join community c on c.id = g.community_id
				where p.enclave_id = ? order by g.payment_id, c.code""").param(enclaveId).query((row) -> {
			postings.computeIfAbsent(row.getLong("payment_id"), (id) -> new ArrayList<>())
				.add(new Posting(name(row), new Money(row.getBigDecimal("amount"))));
		});
		return this.jdbc.sql("""
				select p.*, exists (select from enclave_payment r where r.reverses_id = p.id
					and r.state in ('SUBMITTED', 'POSTED')) as reversed
				from enclave_payment p where p.enclave_id = ? order by p.year desc, p.id desc""")
			.param(enclaveId)
			.query((row, index) -> new Payment(row.getLong("id"), row.getInt("year"),
					new Money(row.getBigDecimal("amount")), row.getString("note"),
					row.getObject("reverses_id", Long.class), row.getBoolean("reversed"), row.getString("state"),
					row.getLong("version"), row.getString("entered_by_name"),
					row.getTimestamp("entered_at").toInstant(), row.getString("decided_by_name"),
					row.getString("decision_note"), postings.getOrDefault(row.getLong("id"), List.of())))
			.list();
	}

	private List<Reconciled> reconciled(long enclaveId) {
		return this.jdbc
			.sql("""
					with posted as (
						select p.year, g.community_id, sum(g.amount) as amount from enclave_posting g
						join enclave_payment p on p.id = g.payment_id where p.enclave_id = :enclave group by 1, 2),
					own as (
						select r.year, r.community_id, l.amount from income_line l join income_return r on r.id = l.return_id
						where l.enclave_id = :enclave and r.quarter is null and r.state = 'APPROVED' and not exists (
							select from income_return later where later.community_id = r.community_id and later.year = r.year
								and later.quarter is null and later.state = 'APPROVED' and later.revision > r.revision))
					select year, c.name, c.name_en, o.amount as own, p.amount as posted
					from posted p full join own o using (year, community_id) join community c on c.id = community_id
					order by year desc, c.code""")
			.param("enclave", enclaveId)
			.query((row, index) -> {
				BigDecimal own = row.getBigDecimal("own");
				BigDecimal posted = row.getBigDecimal("posted");
				return new Reconciled(row.getInt("year"), name(row), Reconciliation.of(enclaveId,
						(own != null) ? new Money(own) : null, new Money((posted != null) ? posted : BigDecimal.ZERO)));
			})
			.list();
	}

	private static Name name(ResultSet row) throws SQLException {
		return new Name(row.getString("name"), row.getString("name_en"));
	}

	private record Found(long id, String code, Name name, @Nullable Long departmentId) {
	}

}
