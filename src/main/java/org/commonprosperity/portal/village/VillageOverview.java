package org.commonprosperity.portal.village;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.shared.Money;
import org.commonprosperity.portal.shared.NotOnRecord;
import org.commonprosperity.portal.village.ApprovedReturn.Period;
import org.commonprosperity.portal.village.DistrictIncome.EnclaveName;
import org.commonprosperity.portal.village.DistrictIncome.Village;
import org.commonprosperity.portal.village.VillageIncomeRule.Line;
import org.commonprosperity.portal.village.VillageIncomeRule.Posting;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The public read side of village income: approved returns and posted payments only, from
 * six statements however many villages and years there are.
 */
@Service
@RequiredArgsConstructor
@Transactional(readOnly = true)
public class VillageOverview {

	private final JdbcClient jdbc;

	private final IncomeSources sources;

	private final Clock clock;

	/** What is public of all villages. */
	public DistrictIncome district() {
		return book().district();
	}

	/**
	 * What is public of one village.
	 * @param code code of the village
	 * @throws NotOnRecord if there is no such village
	 */
	public VillageSheet sheet(String code) {
		IncomeBook book = book();
		Village village = book.villages()
			.stream()
			.filter((one) -> one.code().equals(code))
			.findFirst()
			.orElseThrow(() -> new NotOnRecord("village " + code));
		DistrictIncome district = book.district();
		return new VillageSheet(village, district, district.incomesOf(village), district.figuresOf(village),
				book.corrections(village));
	}

	/** The villages that have a page, in the order of the record. */
	public List<Village> names() {
		return villages();
	}

	private IncomeBook book() {
		return new IncomeBook(villages(), this.sources.all(), enclaves(), returns(), postings());
	}

	/** Villages, and whoever else has an approved return. */
	private List<Village> villages() {
		return this.jdbc.sql("""
				select c.id, c.code, c.name, c.name_en, rank() over (order by c.name collate "zh-x-icu") as name_order
				from community c
				where (c.kind = 'VILLAGE' and c.active)
					or exists (select from income_return r where r.community_id = c.id and r.state = 'APPROVED')
				order by c.id""")
			.query((row, index) -> new Village(row.getLong("id"), row.getString("code"), row.getString("name"),
					row.getString("name_en"), row.getLong("name_order")))
			.list();
	}

	private List<EnclaveName> enclaves() {
		return this.jdbc.sql("select id, code, name, name_en, project_id from enclave order by id")
			.query((row, index) -> new EnclaveName(row.getLong("id"), row.getString("code"), row.getString("name"),
					row.getString("name_en"), row.getLong("project_id")))
			.list();
	}

	private List<ApprovedReturn> returns() {
		Map<Long, List<Line>> lines = lines();
		return this.jdbc.sql("""
				select r.*, s.code as source_code, s.title, s.title_en
				from income_return r join source s on s.id = r.source_id
				where r.state = 'APPROVED'
				order by r.community_id, r.year, r.quarter nulls first, r.revision""")
			.query((row, index) -> new ApprovedReturn(row.getLong("id"), row.getLong("community_id"),
					row.getInt("year"), row.getObject("quarter", Integer.class), row.getInt("revision"),
					money(row, "target"), money(row, "disposable_income"), row.getObject("population", Integer.class),
					money(row, "collective_assets"), row.getString("note"), row.getString("correction_reason"),
					LocalDate.ofInstant(row.getTimestamp("submitted_at").toInstant(), this.clock.getZone()),
					row.getTimestamp("decided_at").toInstant(),
					new VillageIncome.Origin(row.getString("source_code"), row.getString("title"),
							row.getString("title_en")),
					lines.getOrDefault(row.getLong("id"), List.of())))
			.list();
	}

	private Map<Long, List<Line>> lines() {
		return this.jdbc.sql("""
				select l.return_id, l.source, i.recurring, l.payer_id, l.enclave_id, l.amount
				from income_line l join income_return r on r.id = l.return_id join income_source i on i.code = l.source
				where r.state = 'APPROVED' order by l.return_id, i.position, l.id""")
			.query((row, index) -> Map.entry(row.getLong("return_id"),
					new Line(row.getString("source"), row.getBoolean("recurring"),
							row.getObject("payer_id", Long.class), row.getObject("enclave_id", Long.class),
							new Money(row.getBigDecimal("amount")))))
			.list()
			.stream()
			.collect(Collectors.groupingBy(Map.Entry::getKey,
					Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
	}

	private Map<Period, List<Posting>> postings() {
		return this.jdbc.sql("""
				select p.community_id, e.year, e.enclave_id, p.amount
				from enclave_posting p join enclave_payment e on e.id = p.payment_id
				where e.state = 'POSTED' order by p.community_id, e.year, e.id""")
			.query((row, index) -> Map.entry(new Period(row.getLong("community_id"), row.getInt("year"), null),
					new Posting(row.getLong("enclave_id"), new Money(row.getBigDecimal("amount")))))
			.list()
			.stream()
			.collect(Collectors.groupingBy(Map.Entry::getKey,
					Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
	}

	private static @Nullable Money money(ResultSet row, String column) throws SQLException {
		BigDecimal yuan = row.getBigDecimal(column);
		return (yuan != null) ? new Money(yuan) : null;
	}

}
