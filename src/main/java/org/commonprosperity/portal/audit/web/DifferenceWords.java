package org.commonprosperity.portal.audit.web;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.audit.Difference;
import org.commonprosperity.portal.shared.Money;
import org.commonprosperity.portal.shared.web.Show;
import org.jspecify.annotations.Nullable;

import org.springframework.modulith.NamedInterface;
import org.springframework.stereotype.Component;

/**
 * Differences and actions in words, in the reader's language. Templates reach it as
 * {@code words}.
 */
@Component("words")
@RequiredArgsConstructor
@NamedInterface("words")
public class DifferenceWords {

	private static final Pattern KEY = Pattern.compile("\\{([A-Za-z0-9_.-]+)}");

	/** An amount in yuan to the fen, as records write it. */
	private static final Pattern AMOUNT = Pattern.compile("\\d{1,13}\\.\\d{2}");

	private final Show show;

	/**
	 * The rows in which differences are read. A part of the record that is new, or gone,
	 * is one row with all that is known of it, not a row a field.
	 */
	public List<Row> rows(List<Difference> differences) {
		Map<Object, List<Difference>> parts = new LinkedHashMap<>();
		for (Difference difference : differences) {
			Object part = (difference.subject() != null) ? difference.subject() : difference;
			parts.computeIfAbsent(part, (key) -> new ArrayList<>()).add(difference);
		}
		List<Row> rows = new ArrayList<>();
		for (List<Difference> part : parts.values()) {
			if (part.size() > 1 && part.stream().allMatch((difference) -> difference.before() == null)) {
				rows.add(new Row(String.valueOf(part.get(0).subject()), null, joined(part, Difference::after)));
			}
			else if (part.size() > 1 && part.stream().allMatch((difference) -> difference.after() == null)) {
				rows.add(new Row(String.valueOf(part.get(0).subject()), joined(part, Difference::before), null));
			}
			else {
				part.forEach((difference) -> rows
					.add(new Row(label(difference), value(difference.before()), value(difference.after()))));
			}
		}
		return rows;
	}

	private @Nullable String joined(List<Difference> part, Function<Difference, @Nullable String> side) {
		return part.stream()
			.map((difference) -> this.show.text("difference.pair", this.show.text("field." + difference.field()),
					value(side.apply(difference))))
			.collect(Collectors.joining(this.show.text("difference.join")));
	}

	/** What differs, the part of the record first where it has parts. */
	private String label(Difference difference) {
		String field = this.show.text("field." + difference.field());
		return (difference.subject() != null) ? difference.subject() + " · " + field : field;
	}

	/**
	 * A value as it is read; a value in braces stands for a message, amounts are grouped.
	 */
	private @Nullable String value(@Nullable String value) {
		if (value == null) {
			return null;
		}
		if (AMOUNT.matcher(value).matches()) {
			return this.show.yuan(new Money(new BigDecimal(value)));
		}
		return KEY.matcher(value).matches() ? this.show.text(value.substring(1, value.length() - 1)) : value;
	}

	/** An action such as {@code met.approved}: what, and what was done with it. */
	public String action(String action) {
		int dot = action.lastIndexOf('.');
		return this.show.text("change." + action.substring(0, dot)) + " · "
				+ this.show.text("history." + action.substring(dot + 1));
	}

	/**
	 * A row to read.
	 *
	 * @param label what differs
	 * @param before what was, null if there was nothing
	 * @param after what is, null if there is nothing
	 */
	public record Row(String label, @Nullable String before, @Nullable String after) {
	}

}
