package org.commonprosperity.portal.reporting;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.project.LightAssessment.Reason;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.stereotype.Component;

/**
 * The reasons of a light as they are stored with a close: dates and months keep what they
 * are, so that they can be put into words later as on the day itself.
 */
@Component
@RequiredArgsConstructor
class CloseReasons {

	private static final TypeReference<List<Stored>> STORED = new TypeReference<>() {
	};

	private final JsonMapper json;

	String write(List<Reason> reasons) {
		return this.json.writeValueAsString(reasons.stream()
			.map((reason) -> new Stored(reason.key(), reason.arguments().stream().map(CloseReasons::argument).toList()))
			.toList());
	}

	List<Reason> read(String stored) {
		return this.json.readValue(stored, STORED)
			.stream()
			.map((reason) -> new Reason(reason.key(), reason.arguments().stream().map(CloseReasons::value).toList()))
			.toList();
	}

	private static Argument argument(Object value) {
		String kind = (value instanceof LocalDate) ? "day" : (value instanceof YearMonth) ? "month" : "text";
		return new Argument(kind, value.toString());
	}

	private static Object value(Argument argument) {
		return switch (argument.kind()) {
			case "day" -> LocalDate.parse(argument.value());
			case "month" -> YearMonth.parse(argument.value());
			default -> argument.value();
		};
	}

	record Stored(String key, List<Argument> arguments) {
	}

	record Argument(String kind, String value) {
	}

}
