package org.commonprosperity.portal.indicator;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.account.Role;
import org.commonprosperity.portal.audit.Difference;
import org.commonprosperity.portal.entry.Entries;
import org.commonprosperity.portal.entry.Entry;
import org.commonprosperity.portal.entry.EntryKind;
import org.commonprosperity.portal.entry.NewEntry;
import org.commonprosperity.portal.shared.Gathered;
import org.commonprosperity.portal.shared.Refusal;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes headline figures in, and writes those that were approved. A figure is never
 * rewritten: a correction is a further version of its period, with a reason.
 */
@Service
@RequiredArgsConstructor
public class IndicatorService {

	/** The kinds of entries, which history and trail know too. */
	public static final String FIGURE = "indicator-value";

	/** A new indicator. */
	public static final String INDICATOR = "indicator";

	private static final BigDecimal MOST = new BigDecimal("9999999999999.99");

	private static final int TEXT = 300;

	private static final int REASON = 500;

	private static final int FIRST_YEAR = 1950;

	private final JdbcClient jdbc;

	private final Entries entries;

	private final Clock clock;

	/** Whether an official reads the office page of the figures. */
	public static boolean maySee(Official by) {
		return by.isAny(Role.COORDINATOR, Role.EDITOR, Role.LEADER, Role.FINANCE);
	}

	/** Whether an official enters figures. */
	public static boolean mayEnter(Official by) {
		return by.isAny(Role.COORDINATOR, Role.EDITOR);
	}

	/** Refuses whoever does not read the office page of the figures. */
	public static void requireSee(Official by) {
		require(maySee(by));
	}

	/** Refuses whoever does not enter figures. */
	public static void requireEnter(Official by) {
		require(mayEnter(by));
	}

	/**
	 * Enters a figure of a period.
	 * @param by an editor or a coordinator; another coordinator approves
	 * @throws Refusal if something is not to be taken
	 */
	@Transactional
	public void enter(FigureContent content, UUID submission, Official by) {
		requireEnter(by);
		String name = this.jdbc.sql("select name from indicator where code = ? and active")
			.param(content.indicator())
			.query(String.class)
			.optional()
			.orElse(null);
		Gathered wrong = new Gathered();
		wrong.require(name != null, "indicator", "indicator.refusal.indicator");
		check(content, wrong);
		wrong.refuse();
		FigureContent before = onRecord(content).orElse(null);
		if (before != null && content.reason() == null) {
			throw new Refusal("reason", "indicator.refusal.reason");
		}
		String key = content.indicator() + "/" + content.periodStart() + "/" + content.periodEnd();
		this.entries
			.enter(new NewEntry(FIGURE, key, null, name + " " + content.periodStart() + " – " + content.periodEnd(),
					content, differences(before, content), content.reason()), submission, by);
	}

	private void check(FigureContent one, Gathered wrong) {
		LocalDate today = LocalDate.now(this.clock);
		LocalDate start = one.periodStart();
		LocalDate end = one.periodEnd();
		wrong.require(start != null && start.getYear() >= FIRST_YEAR, "periodStart", "indicator.refusal.start");
		wrong.require(end != null, "periodEnd", "indicator.refusal.end");
		wrong.require(start == null || end == null || !end.isBefore(start), "periodEnd", "indicator.refusal.order");
		wrong.require(end == null || !end.isAfter(today), "periodEnd", "indicator.refusal.ahead");
		BigDecimal value = one.value();
		wrong.require(value != null && value.abs().compareTo(MOST) <= 0, "value", "indicator.refusal.value");
		wrong.require(one.growth() == null || one.last() == null, "growth", "indicator.refusal.both");
		BigDecimal growth = one.growth();
		wrong.require(growth == null || growth.abs().compareTo(new BigDecimal("9999.99")) <= 0, "growth",
				"indicator.refusal.growth");
		LocalDate asOf = one.asOf();
		wrong.require(asOf != null && (start == null || !asOf.isBefore(start)) && !asOf.isAfter(today), "asOf",
				"indicator.refusal.asOf");
		String source = one.source();
		wrong.require(source != null && source.length() <= TEXT, "source", "indicator.refusal.source");
		String reason = one.reason();
		wrong.require(reason == null || reason.length() <= REASON, "reason", "indicator.refusal.long");
	}

	private static boolean fits(@Nullable String text, int most) {
		return text != null && text.length() <= most;
	}

	/** The figure that holds for a period. */
	private Optional<FigureContent> onRecord(FigureContent asked) {
		return this.jdbc
			.sql("""
					select v.*, coalesce(v.source_text, s.title) as source from indicator_value v join indicator i on i.id = v.indicator_id
					join source s on s.id = v.source_id
					where i.code = ? and v.period_start = ? and v.period_end = ? order by v.revision desc limit 1""")
			.params(asked.indicator(), asked.periodStart(), asked.periodEnd())
			.query((row, index) -> new FigureContent(asked.indicator(), asked.periodStart(), asked.periodEnd(),
					row.getBigDecimal("value"), row.getBigDecimal("growth_percent"), row.getBigDecimal("last_value"),
					row.getObject("as_of", LocalDate.class), row.getString("source"), null))
			.optional();
	}

	private static List<Difference> differences(@Nullable FigureContent before, FigureContent after) {
		Map<String, @Nullable String> was = (before != null) ? told(before) : Map.of();
		List<Difference> differences = new ArrayList<>();
		told(after).forEach((field, is) -> {
			if (!Objects.equals(was.get(field), is)) {
				differences.add(new Difference(field, null, was.get(field), is));
			}
		});
		return differences;
	}

	private static Map<String, @Nullable String> told(FigureContent one) {
		Map<String, @Nullable String> told = new LinkedHashMap<>();
		told.put("indicatorValue", plain(one.value()));
		told.put("indicatorGrowth", plain(one.growth()));
		told.put("indicatorLast", plain(one.last()));
		told.put("indicatorAsOf", (one.asOf() != null) ? one.asOf().toString() : null);
		told.put("indicatorSource", one.source());
		return told;
	}

	private static @Nullable String plain(@Nullable BigDecimal number) {
		return (number != null) ? number.stripTrailingZeros().toPlainString() : null;
	}

	/**
	 * Enters a new indicator.
	 * @param by an editor or a coordinator; another coordinator approves
	 */
	@Transactional
	public void enter(IndicatorContent content, UUID submission, Official by) {
		requireEnter(by);
		String code = content.code();
		Gathered wrong = new Gathered();
		wrong.require(code != null && code.matches("[a-z][a-z0-9-]{1,39}"), "code", "indicator.refusal.code");
		wrong.require(fits(content.name(), 100), "name", "indicator.refusal.name");
		wrong.require(fits(content.nameEn(), 100), "nameEn", "indicator.refusal.name");
		wrong.require(fits(content.unit(), 20), "unit", "indicator.refusal.unit");
		wrong.require(fits(content.unitEn(), 40), "unitEn", "indicator.refusal.unit");
		boolean known = this.jdbc.sql("select exists (select from indicator where code = ? or name = ?)")
			.params(code, content.name())
			.query(Boolean.class)
			.single();
		wrong.require(!known, "code", "indicator.refusal.known");
		wrong.refuse();
		this.entries.enter(new NewEntry(INDICATOR, String.valueOf(code), null, String.valueOf(content.name()), content,
				List.of(new Difference("indicatorName", null, null, content.name() + " / " + content.nameEn()),
						new Difference("indicatorUnit", null, null, content.unit() + " / " + content.unitEn())),
				null), submission, by);
	}

	/** The indicators, by code. */
	@Transactional(readOnly = true)
	public List<Named> indicators() {
		return this.jdbc
			.sql("select code, name, name_en, unit, unit_en from indicator where active order by position, code")
			.query((row, index) -> new Named(row.getString("code"), row.getString("name"), row.getString("name_en"),
					row.getString("unit"), row.getString("unit_en")))
			.list();
	}

	/** What waits or came back. */
	@Transactional(readOnly = true)
	public List<Entry> open() {
		return this.entries.open(List.of(FIGURE, INDICATOR), null);
	}

	void write(Entry entry, Official by) {
		FigureContent one = this.entries.content(entry, FigureContent.class);
		this.jdbc.sql("select id from indicator where code = ? for update")
			.param(one.indicator())
			.query(Long.class)
			.single();
		int written = this.jdbc
			.sql("""
					insert into indicator_value (indicator_id, period_start, period_end, revision, value, growth_percent,
						last_value, as_of, reason, source_id, source_text, entry_id, approved_at)
					select i.id, :start, :end, coalesce((select max(v.revision) from indicator_value v where v.indicator_id = i.id
							and v.period_start = :start and v.period_end = :end), 0) + 1, :value, :growth, :last, :asOf, :reason,
						s.id, :source, :entry, :at
					from indicator i, source s where i.code = :code and s.code = 'portal-record'""")
			.param("start", one.periodStart())
			.param("end", one.periodEnd())
			.param("value", one.value())
			.param("growth", one.growth())
			.param("last", one.last())
			.param("asOf", one.asOf())
			.param("reason", one.reason())
			.param("source", one.source())
			.param("entry", entry.id())
			.param("at", Timestamp.from(this.clock.instant()))
			.param("code", one.indicator())
			.update();
		if (written != 1) {
			throw new IllegalStateException("a figure of no indicator");
		}
	}

	void define(Entry entry, Official by) {
		IndicatorContent one = this.entries.content(entry, IndicatorContent.class);
		int written = this.jdbc.sql("""
				insert into indicator (code, position, name, name_en, unit, unit_en)
				select ?, coalesce(max(position), 0) + 1, ?, ?, ?, ? from indicator on conflict (code) do nothing""")
			.params(one.code(), one.name(), one.nameEn(), one.unit(), one.unitEn())
			.update();
		if (written == 0) {
			throw new Refusal(null, "indicator.refusal.known");
		}
	}

	private static void require(boolean allowed) {
		if (!allowed) {
			throw new AccessDeniedException("has nothing to do with headline figures");
		}
	}

	/** An indicator. */
	public record Named(String code, String name, String nameEn, String unit, String unitEn) {
	}

	/**
	 * Declares what is approved.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Kinds {

		@Bean
		EntryKind indicatorFigures(IndicatorService service) {
			return new Kind(FIGURE, service::write);
		}

		@Bean
		EntryKind indicators(IndicatorService service) {
			return new Kind(INDICATOR, service::define);
		}

	}

	private record Kind(String kind, BiConsumer<Entry, Official> writer) implements EntryKind {

		@Override
		public boolean maySee(Entry entry, Official by) {
			return IndicatorService.maySee(by);
		}

		@Override
		public void apply(Entry entry, Official by) {
			this.writer.accept(entry, by);
		}

		@Override
		public String address(Entry entry) {
			return "/office/indicators";
		}

	}

}
