package org.commonprosperity.portal.spreadsheet;

import java.math.BigDecimal;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A column that a feature declares.
 *
 * @param name the field's name in code
 * @param type what it holds
 * @param heading its heading in the template, 简体中文
 * @param headings further headings by which it is recognised, English among them
 * @param required whether each row has to fill it
 * @param key whether it is part of what a row is told from others by
 * @param totalled whether a total row has to add it up
 * @param choices what a column of choices takes, else empty
 * @param most the most characters of a text, or null
 * @param least the least number or amount in yuan, or null
 * @param note what the template says about it, or null
 * @param empty code of the choice that an empty cell of a key means, or null
 * @param refusal message key of what is said to a choice that there is none of, with the
 * names of those that there are; null for the usual words
 */
public record Column(String name, ColumnType type, String heading, List<String> headings, boolean required, boolean key,
		boolean totalled, List<Choice> choices, @Nullable Integer most, @Nullable BigDecimal least,
		@Nullable String note, @Nullable String empty, @Nullable String refusal) {

	public Column {
		headings = List.copyOf(headings);
		choices = List.copyOf(choices);
	}

	/**
	 * A column that may stay empty.
	 */
	public static Column of(String name, ColumnType type, String heading, String... headings) {
		return new Column(name, type, heading, List.of(headings), false, false, false, List.of(), null, null, null,
				null, null);
	}

	/** The same column, to be filled in each row. */
	public Column needed() {
		return new Column(this.name, this.type, this.heading, this.headings, true, this.key, this.totalled,
				this.choices, this.most, this.least, this.note, this.empty, this.refusal);
	}

	/**
	 * The same column as a part of the key; where it may stay empty, empty is a value.
	 */
	public Column asKey() {
		return new Column(this.name, this.type, this.heading, this.headings, this.required, true, this.totalled,
				this.choices, this.most, this.least, this.note, this.empty, this.refusal);
	}

	/**
	 * The same column as a part of the key in which an empty cell and a choice are the
	 * same: the year as a whole, written out or not.
	 * @param code the code of that choice
	 */
	public Column asKeyWhereEmptyIs(String code) {
		return new Column(this.name, this.type, this.heading, this.headings, this.required, true, this.totalled,
				this.choices, this.most, this.least, this.note, code, this.refusal);
	}

	/** The same column, added up by total rows. */
	public Column addedUp() {
		return new Column(this.name, this.type, this.heading, this.headings, this.required, this.key, true,
				this.choices, this.most, this.least, this.note, this.empty, this.refusal);
	}

	/** The same column with its choices. */
	public Column oneOf(List<Choice> from) {
		return new Column(this.name, this.type, this.heading, this.headings, this.required, this.key, this.totalled,
				from, this.most, this.least, this.note, this.empty, this.refusal);
	}

	/** The same column with a limit of characters. */
	public Column atMost(int characters) {
		return new Column(this.name, this.type, this.heading, this.headings, this.required, this.key, this.totalled,
				this.choices, characters, this.least, this.note, this.empty, this.refusal);
	}

	/** The same column with a least number, or amount in yuan. */
	public Column atLeast(long number) {
		return new Column(this.name, this.type, this.heading, this.headings, this.required, this.key, this.totalled,
				this.choices, this.most, BigDecimal.valueOf(number), this.note, this.empty, this.refusal);
	}

	/** The same column with a word for the template. */
	public Column noted(String text) {
		return new Column(this.name, this.type, this.heading, this.headings, this.required, this.key, this.totalled,
				this.choices, this.most, this.least, text, this.empty, this.refusal);
	}

	/**
	 * The same column of choices with its own words to what is none of them.
	 * @param key message key, told with the names of the choices
	 */
	public Column refusing(String key) {
		return new Column(this.name, this.type, this.heading, this.headings, this.required, this.key, this.totalled,
				this.choices, this.most, this.least, this.note, this.empty, key);
	}

}
