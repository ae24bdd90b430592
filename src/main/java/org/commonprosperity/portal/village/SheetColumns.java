package org.commonprosperity.portal.village;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.spreadsheet.Choice;
import org.commonprosperity.portal.spreadsheet.Column;
import org.commonprosperity.portal.spreadsheet.ColumnType;
import org.commonprosperity.portal.village.IncomeSources.IncomeSource;
import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The columns that the villages' spreadsheets share, and how people write what goes into
 * them.
 */
@Component
@RequiredArgsConstructor
class SheetColumns {

	static final String VILLAGE = "village";

	static final String QUARTER = "quarter";

	static final String SOURCE = "source";

	static final String PAYER = "payer";

	static final String ENCLAVE = "enclave";

	/** The choice of a whole year where a quarter could be. */
	static final String WHOLE_YEAR = "Y";

	private static final List<String> ORDINALS = List.of("一", "二", "三", "四");

	private static final Map<String, List<String>> WRITTEN = Map.of("OPERATING",
			List.of("经营", "经营性收入", "经营收益", "村集体经营收入"), "CONTRACTING",
			List.of("发包收入", "发包上交收入", "发包及上交", "承包收入", "发包及上缴收入"), "INVESTMENT", List.of("投资", "投资收入", "对外投资收益"),
			"SUBSIDY", List.of("补助", "补贴收入", "财政补助收入", "政府补助", "上级补助收入"), "OTHER", List.of("其他", "其它收入", "其它"));

	private final JdbcClient jdbc;

	private final IncomeSources sources;

	private final MessageSource messages;

	Column village(Official official) {
		List<Choice> own = places().stream()
			.filter((place) -> VillageAccess.isOwn(official, place.id()))
			.map(Place::choice)
			.toList();
		return Column.of(VILLAGE, ColumnType.CHOICE, "村", "村名", "村庄", "行政村", "村社", "村（社区）", "单位", "Village")
			.oneOf(own)
			.needed()
			.asKey()
			.refusing("income.refusal.onlyOwn");
	}

	Column year() {
		return Column.of("year", ColumnType.YEAR, "年度", "年份", "年", "所属年度", "Year").needed().asKey();
	}

	Column quarter() {
		List<Choice> choices = new ArrayList<>();
		choices.add(new Choice(WHOLE_YEAR, "全年", "年度", "年报", "全年度", "Year", "0"));
		for (int quarter = 1; quarter <= ORDINALS.size(); quarter++) {
			String ordinal = ORDINALS.get(quarter - 1);
			choices.add(new Choice(String.valueOf(quarter), "第 " + quarter + " 季度", "第" + ordinal + "季度",
					ordinal + "季度", quarter + "季度", "Q" + quarter, ordinal + "季"));
		}
		return Column.of(QUARTER, ColumnType.CHOICE, "季度", "报告期", "期间", "Quarter")
			.oneOf(choices)
			.asKeyWhereEmptyIs(WHOLE_YEAR);
	}

	Column source() {
		List<Choice> choices = new ArrayList<>();
		for (IncomeSource source : this.sources.all()) {
			List<String> others = new ArrayList<>(WRITTEN.getOrDefault(source.code(), List.of()));
			others.add(source.nameEn());
			others.add(source.code());
			choices.add(new Choice(source.code(), source.name(), others));
		}
		return Column.of(SOURCE, ColumnType.CHOICE, "收入来源", "来源", "收入类别", "收入项目", "收入类型", "科目", "Source")
			.oneOf(choices)
			.needed()
			.asKey()
			.noted(this.sources.all()
				.stream()
				.filter((source) -> source.lastYear() != null)
				.map((source) -> text("income.sheet.until", source.name(), String.valueOf(source.lastYear())))
				.collect(Collectors.joining()));
	}

	private String text(String key, Object... arguments) {
		return this.messages.getMessage(key, arguments, LocaleContextHolder.getLocale());
	}

	Column payer() {
		return Column.of(PAYER, ColumnType.CHOICE, "支付村", "付款村", "支付方", "来自村", "Paying village")
			.oneOf(places().stream().map(Place::choice).toList())
			.asKey();
	}

	Column enclave() {
		List<Choice> choices = this.jdbc.sql("select code, name, name_en from enclave order by code")
			.query((row, index) -> {
				List<String> others = new ArrayList<>(
						List.of(row.getString("code"), row.getString("name").replaceAll("[“”\"]", "")));
				if (row.getString("name_en") != null) {
					others.add(row.getString("name_en"));
				}
				return new Choice(row.getString("code"), row.getString("name"), others);
			})
			.list();
		return Column.of(ENCLAVE, ColumnType.CHOICE, "飞地项目", "飞地", "抱团项目", "Enclave").oneOf(choices).asKey();
	}

	/** Numbers of the villages by code. */
	Map<String, Place> villages() {
		Map<String, Place> villages = new HashMap<>();
		places().forEach((place) -> villages.put(place.code(), place));
		return villages;
	}

	/** Numbers of the enclaves by code. */
	Map<String, Long> enclaves() {
		Map<String, Long> enclaves = new HashMap<>();
		this.jdbc.sql("select code, id from enclave").query((row) -> {
			enclaves.put(row.getString("code"), row.getLong("id"));
		});
		return enclaves;
	}

	/** The quarter of a choice; null for the whole year, chosen or left empty. */
	static @Nullable Integer quarter(@Nullable String choice) {
		return (choice == null || choice.equals(WHOLE_YEAR)) ? null : Integer.valueOf(choice);
	}

	private List<Place> places() {
		return this.jdbc.sql("select id, code, name, name_en from community where kind = 'VILLAGE' order by code")
			.query((row, index) -> new Place(row.getLong("id"), row.getString("code"), row.getString("name"),
					row.getString("name_en")))
			.list();
	}

	/**
	 * A village.
	 */
	record Place(long id, String code, String name, @Nullable String nameEn) {

		Choice choice() {
			List<String> others = new ArrayList<>(
					List.of(this.code, this.name.replaceFirst("村$", ""), this.name + "股份经济合作社"));
			if (this.nameEn != null) {
				others.add(this.nameEn);
			}
			return new Choice(this.code, this.name, others);
		}

	}

}
