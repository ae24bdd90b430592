package org.commonprosperity.portal.reporting;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.reporting.OrderDetail.Attached;
import org.commonprosperity.portal.reporting.OrderDetail.Step;
import org.commonprosperity.portal.shared.NotOnRecord;
import org.commonprosperity.portal.shared.Slice;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The read side of the supervision orders, for officials within their scope; the public
 * never reads any of it. Each list and page comes from a fixed number of queries.
 */
@Service
@RequiredArgsConstructor
@Transactional(readOnly = true)
public class OrderOverview {

	private static final String COLUMNS = """
			select o.*, p.code as project_code, p.name as project_name, p.name_en as project_name_en,
				d.name as department, d.name_en as department_en
			""";

	private static final String ORDERS = """
			from supervision_order o join project p on p.id = o.project_id join department d on d.id = o.department_id
			""";

	private static final String IN_SCOPE = """
			where (:all or o.department_id in (:departments)) and (:proposed or o.state not in ('PROPOSED', 'DISMISSED'))
			""";

	private final JdbcClient jdbc;

	private final StoredFiles files;

	private final Clock clock;

	/**
	 * The orders that an official asked for and may see.
	 * @param page the page asked for, from 1; one that does not exist becomes the nearest
	 * @param size rows a page
	 * @throws AccessDeniedException if the official has nothing to do with orders
	 */
	public Slice<OrderLine> list(OrderQuery query, int page, int size, Official by) {
		Map<String, @Nullable Object> asked = scopeOf(by);
		String where = IN_SCOPE + narrowed(query, asked);
		long total = this.jdbc.sql("select count(*) " + ORDERS + where).params(asked).query(Long.class).single();
		int number = (int) Math.min(Math.max(1, page), Math.max(1, (total + size - 1) / size));
		asked.put("size", size);
		asked.put("offset", (number - 1L) * size);
		LocalDate today = LocalDate.now(this.clock);
		List<OrderLine> lines = this.jdbc
			.sql(COLUMNS + ORDERS + where + " order by " + query.sort().columns() + " limit :size offset :offset")
			.params(asked)
			.query((row, index) -> line(row, today))
			.list();
		return new Slice<>(lines, number, size, total);
	}

	/**
	 * How many orders that are not done with carry which word today, of those that the
	 * official may see; a word without orders is there with zero.
	 */
	public Map<OrderWord, Long> openCounts(Official by) {
		LocalDate today = LocalDate.now(this.clock);
		Map<OrderWord, Long> counts = new EnumMap<>(OrderWord.class);
		EnumSet.range(OrderAccess.seesProposed(by) ? OrderWord.TO_ISSUE : OrderWord.TO_SIGN, OrderWord.TO_VERIFY)
			.forEach((word) -> counts.put(word, 0L));
		this.jdbc
			.sql("select o.state, o.deadline, count(*) as n " + ORDERS + IN_SCOPE
					+ "and o.state in ('PROPOSED', 'ISSUED', 'SIGNED', 'REPLIED') group by o.state, o.deadline")
			.params(scopeOf(by))
			.query((row) -> {
				counts.merge(OrderWordRule.of(OrderState.valueOf(row.getString("state")), date(row, "deadline"), today),
						row.getLong("n"), Long::sum);
			});
		return counts;
	}

	/** The years of the numbers that there are, the latest first. */
	public List<Integer> years() {
		return this.jdbc.sql("select year from order_counter order by year desc").query(Integer.class).list();
	}

	/**
	 * All of an order.
	 * @throws NotOnRecord if there is none with the number
	 * @throws AccessDeniedException if the official may not see it
	 */
	public OrderDetail one(long id, Official by) {
		OrderAccess.requireSeeAny(by);
		LocalDate today = LocalDate.now(this.clock);
		List<Step> steps = steps(id);
		OrderDetail order = this.jdbc.sql(COLUMNS + ORDERS + "where o.id = ?").param(id).query((row, index) -> {
			OrderLine line = line(row, today);
			return new OrderDetail(line, row.getLong("version"), OrderCause.valueOf(row.getString("cause")),
					row.getString("why"), row.getString("requirement"), row.getString("lead_official"), steps,
					possible(line, by));
		}).optional().orElseThrow(() -> new NotOnRecord("order " + id));
		OrderAccess.requireSee(by, order.line().departmentId(), order.line().state());
		return order;
	}

	/**
	 * All of an order, for who may do something with it, be it possible just now or not.
	 * @throws AccessDeniedException if that is not the official's to do
	 */
	public OrderDetail toDo(long id, OrderAction action, Official by) {
		OrderDetail order = one(id, by);
		OrderAccess.require(action, by, order.line().departmentId(), order.line().state());
		return order;
	}

	/**
	 * Lets nobody but the coordinating office begin an order.
	 * @throws AccessDeniedException if the official is not of the coordinating office
	 */
	public void requireIssue(Official by) {
		OrderAccess.requireIssue(by);
	}

	/**
	 * A file beside a reply of an order that the official may see.
	 * @throws NotOnRecord if the order has no such file
	 */
	public StoredContent file(long id, long file, Official by) {
		if (one(id, by).steps()
			.stream()
			.flatMap((step) -> step.files().stream())
			.noneMatch((attached) -> attached.id() == file)) {
			throw new NotOnRecord("file " + file + " of order " + id);
		}
		return this.files.open(file).orElseThrow(() -> new NotOnRecord("file " + file));
	}

	private static Set<OrderAction> possible(OrderLine line, Official by) {
		EnumSet<OrderAction> possible = EnumSet.allOf(OrderAction.class);
		possible.removeIf(
				(action) -> !action.isPossibleIn(line.state()) || !OrderAccess.may(action, by, line.departmentId()));
		return possible;
	}

	private List<Step> steps(long id) {
		Map<Long, List<Attached>> attached = new HashMap<>();
		this.jdbc.sql("""
				select f.* from order_file f join order_step s on s.id = f.step_id
				where s.order_id = ? order by f.file_id""").param(id).query((row) -> {
			attached.computeIfAbsent(row.getLong("step_id"), (step) -> new ArrayList<>())
				.add(new Attached(row.getLong("file_id"), row.getString("name")));
		});
		return this.jdbc.sql("select * from order_step where order_id = ? order by id")
			.param(id)
			.query((row, index) -> new Step(row.getLong("id"), OrderAction.valueOf(row.getString("action")),
					row.getTimestamp("happened_at").toInstant(), row.getString("actor_name"), row.getString("note"),
					date(row, "old_deadline"), date(row, "new_deadline"),
					attached.getOrDefault(row.getLong("id"), List.of())))
			.list();
	}

	private static Map<String, @Nullable Object> scopeOf(Official by) {
		OrderAccess.requireSeeAny(by);
		Map<String, @Nullable Object> scope = new HashMap<>();
		scope.put("all", OrderAccess.seesAll(by));
		// never empty, as SQL has no empty list
		Collection<Long> departments = by.departmentIds().isEmpty() ? List.of(-1L) : by.departmentIds();
		scope.put("departments", departments);
		scope.put("proposed", OrderAccess.seesProposed(by));
		return scope;
	}

	private String narrowed(OrderQuery query, Map<String, @Nullable Object> asked) {
		StringBuilder where = new StringBuilder();
		if (query.word() != null) {
			OrderWordRule.Span span = OrderWordRule.span(query.word(), LocalDate.now(this.clock));
			where.append(" and o.state in (:states)");
			asked.put("states", span.states().stream().map(Enum::name).toList());
			narrow(where, asked, " and o.deadline >= :from", "from", span.from());
			narrow(where, asked, " and o.deadline <= :to", "to", span.to());
		}
		narrow(where, asked, " and o.department_id = :department", "department", query.department());
		narrow(where, asked, " and o.year = :year", "year", query.year());
		narrow(where, asked, " and p.code = :project", "project", query.project());
		return where.toString();
	}

	private static void narrow(StringBuilder where, Map<String, @Nullable Object> asked, String condition, String name,
			@Nullable Object value) {
		if (value != null) {
			where.append(condition);
			asked.put(name, value);
		}
	}

	private static OrderLine line(ResultSet row, LocalDate today) throws SQLException {
		OrderState state = OrderState.valueOf(row.getString("state"));
		LocalDate deadline = date(row, "deadline");
		return new OrderLine(row.getLong("id"), row.getObject("year", Integer.class),
				row.getObject("number", Integer.class), row.getString("matter"), row.getString("project_code"),
				row.getString("project_name"), row.getString("project_name_en"), row.getLong("department_id"),
				row.getString("department"), row.getString("department_en"), state,
				OrderWordRule.of(state, deadline, today), date(row, "issued_on"), deadline);
	}

	private static @Nullable LocalDate date(ResultSet row, String column) throws SQLException {
		return row.getObject(column, LocalDate.class);
	}

}
