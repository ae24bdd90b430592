package org.commonprosperity.portal.shared.web;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.thymeleaf.spring6.util.DetailedError;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The order in which errors are told.
 */
class ErrorOrderTests {

	@Test
	void isTheOrderOfTheFieldsDownToThoseOfARow() {
		List<DetailedError> errors = List.of(error("last"), error("rows[10].second"), error("rows[2].second"),
				error("rows[2].first"), error("rows"), error("first"), error(""));
		assertThat(new ErrorOrder().of(errors, new Form())).extracting(DetailedError::getFieldName)
			.containsExactly("", "first", "rows", "rows[2].first", "rows[2].second", "rows[10].second", "last");
	}

	private static DetailedError error(String field) {
		return new DetailedError(field, "code", new Object[0], field);
	}

	static class Form {

		@Nullable String first;

		List<Row> rows = List.of();

		@Nullable String last;

	}

	static class Row {

		@Nullable String first;

		@Nullable String second;

	}

}
