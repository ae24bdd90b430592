package org.commonprosperity.portal.project.web;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.Locale;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.project.LightAssessment;
import org.commonprosperity.portal.project.LightRule;
import org.commonprosperity.portal.project.ProgressLight;
import org.commonprosperity.portal.shared.web.Show;

import org.springframework.modulith.NamedInterface;
import org.springframework.stereotype.Component;

/**
 * A light in words: the one sentence that says why, in the reader's language. Templates
 * reach it as {@code lights}.
 */
@Component("lights")
@RequiredArgsConstructor
@NamedInterface("words")
public class LightWords {

	private final Show show;

	/** The sentence that says why the light shows. */
	public String why(LightAssessment assessment) {
		StringBuilder sentence = new StringBuilder();
		for (LightAssessment.Reason reason : assessment.reasons()) {
			if (!sentence.isEmpty()) {
				sentence.append(this.show.text("light.join"));
			}
			sentence.append(clause(reason));
		}
		return sentence.toString();
	}

	private String clause(LightAssessment.Reason reason) {
		Object[] words = reason.arguments()
			.stream()
			.map((argument) -> (argument instanceof YearMonth month) ? this.show.month(month.atDay(1))
					: argument.toString())
			.toArray();
		return this.show.text("light.why." + reason.key(), words);
	}

	/**
	 * The class under which the style sheet knows a light.
	 * @param light name of a {@link ProgressLight}; any other is drawn as a ring
	 */
	public String style(String light) {
		return switch (light) {
			case "RED" -> "red";
			case "YELLOW" -> "amber";
			case "GREEN" -> "green";
			default -> "none";
		};
	}

	/** Where the mark of the plan stands on a bar of 100 units. */
	public String mark(BigDecimal planned) {
		return planned.subtract(new BigDecimal("0.7")).max(BigDecimal.ZERO).min(new BigDecimal("98.6")).toPlainString();
	}

	/** Where the light edge of that mark begins, so that it shows on the dark bar too. */
	public String edge(BigDecimal planned) {
		return new BigDecimal(mark(planned)).subtract(new BigDecimal("1.1")).toPlainString();
	}

	/** The length of a bar of 100 units. */
	public String length(BigDecimal actual) {
		return String.format(Locale.ROOT, "%.2f", actual);
	}

	/** The version of the rule in force. */
	public String ruleVersion() {
		return LightRule.VERSION;
	}

}
