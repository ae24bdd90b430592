package org.commonprosperity.portal.reporting;

import java.time.YearMonth;
import java.util.Locale;
import java.util.stream.Collectors;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.project.LightAssessment;

import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * The sentence that says why a light shows, for a document that is kept: in the
 * district's language, whoever looks.
 */
@Component
@RequiredArgsConstructor
class LightSentence {

	private final MessageSource messages;

	String of(LightAssessment assessment) {
		return assessment.reasons()
			.stream()
			.map((reason) -> text("light.why." + reason.key(),
					reason.arguments().stream().map(LightSentence::word).toArray()))
			.collect(Collectors.joining(text("light.join")));
	}

	private static Object word(Object argument) {
		return (argument instanceof YearMonth month) ? month.getYear() + " 年 " + month.getMonthValue() + " 月"
				: argument.toString();
	}

	private String text(String key, Object... arguments) {
		return this.messages.getMessage(key, arguments, Locale.SIMPLIFIED_CHINESE);
	}

}
