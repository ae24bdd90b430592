package org.commonprosperity.portal.village;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.audit.Difference;
import org.commonprosperity.portal.audit.HistoryEntry;
import org.commonprosperity.portal.shared.Money;
import org.commonprosperity.portal.village.IncomeContent.Entry;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What differs between two contents of a return, in the record's own words.
 */
@Component
@RequiredArgsConstructor
class IncomeDifferences {

	private static final IncomeContent NOTHING = IncomeContent.of(List.of());

	private static final Money NO_AMOUNT = new Money(BigDecimal.ZERO);

	private final JdbcClient jdbc;

	List<Difference> between(@Nullable IncomeContent before, IncomeContent after) {
		return between(before, after, names());
	}

	List<Difference> between(@Nullable IncomeContent before, IncomeContent after, Names names) {
		IncomeContent was = (before != null) ? before : NOTHING;
		Map<Entry, Money> wasLines = lines(was);
		Map<Entry, Money> isLines = lines(after);
		Set<Entry> keys = new LinkedHashSet<>(wasLines.keySet());
		keys.addAll(isLines.keySet());
		List<Difference> differences = new ArrayList<>();
		for (Entry key : keys) {
			differ(differences, "income", names.of(key), wasLines.get(key), isLines.get(key));
		}
		differ(differences, "target", null, was.target(), after.target());
		differ(differences, "disposableIncome", null, was.disposableIncome(), after.disposableIncome());
		differ(differences, "population", null, was.population(), after.population());
		differ(differences, "collectiveAssets", null, was.collectiveAssets(), after.collectiveAssets());
		differ(differences, "incomeNote", null, was.note(), after.note());
		return differences;
	}

	/**
	 * What a return says otherwise than the time before, from what its history says of
	 * both against the version before them; an import says itself what it changed.
	 */
	static List<Difference> since(HistoryEntry before, HistoryEntry after) {
		if (after.note() != null && after.note().contains(ImportedReturns.FROM)) {
			return after.differences();
		}
		Map<List<@Nullable String>, Difference> was = byField(before);
		Map<List<@Nullable String>, Difference> is = byField(after);
		Set<List<@Nullable String>> keys = new LinkedHashSet<>(was.keySet());
		keys.addAll(is.keySet());
		List<Difference> differences = new ArrayList<>();
		for (List<@Nullable String> key : keys) {
			Difference one = was.get(key);
			Difference other = is.get(key);
			differ(differences, String.valueOf(key.get(0)), key.get(1),
					(one != null) ? one.after() : Objects.requireNonNull(other).before(),
					(other != null) ? other.after() : Objects.requireNonNull(one).before());
		}
		return differences;
	}

	private static Map<List<@Nullable String>, Difference> byField(HistoryEntry entry) {
		Map<List<@Nullable String>, Difference> byField = new LinkedHashMap<>();
		entry.differences().forEach((one) -> byField.put(Arrays.asList(one.field(), one.subject()), one));
		return byField;
	}

	/** The names that differences are told with. */
	Names names() {
		Names names = new Names(new HashMap<>(), new HashMap<>(), new HashMap<>());
		this.jdbc.sql("""
				select 'S' as kind, code, cast(0 as bigint) as id, name from income_source
				union all select 'V', code, id, name from community
				union all select 'E', code, id, name from enclave""").query((row) -> {
			switch (row.getString("kind")) {
				case "S" -> names.sources.put(row.getString("code"), row.getString("name"));
				case "V" -> names.villages.put(row.getLong("id"), row.getString("name"));
				default -> names.enclaves.put(row.getLong("id"), row.getString("name"));
			}
		});
		return names;
	}

	private static Map<Entry, Money> lines(IncomeContent content) {
		Map<Entry, Money> lines = new LinkedHashMap<>();
		content.entries().forEach((entry) -> lines.put(key(entry), entry.amount()));
		return lines;
	}

	private static Entry key(Entry entry) {
		return new Entry(entry.source(), entry.payerId(), entry.enclaveId(), NO_AMOUNT);
	}

	private static void differ(List<Difference> differences, String field, @Nullable String subject,
			@Nullable Object was, @Nullable Object is) {
		if (!Objects.equals(was, is)) {
			differences.add(new Difference(field, subject, (was != null) ? was.toString() : null,
					(is != null) ? is.toString() : null));
		}
	}

	/**
	 * Names by code or number.
	 */
	record Names(Map<String, String> sources, Map<Long, String> villages, Map<Long, String> enclaves) {

		/** 经营收入（大力村支付）, 投资收益（飞地抱团）. */
		String of(Entry entry) {
			String source = this.sources.getOrDefault(entry.source(), entry.source());
			if (entry.payerId() != null) {
				return source + "（" + this.villages.get(entry.payerId()) + "支付）";
			}
			return (entry.enclaveId() != null) ? source + "（" + this.enclaves.get(entry.enclaveId()) + "）" : source;
		}

	}

}
