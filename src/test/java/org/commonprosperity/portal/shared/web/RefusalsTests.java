package org.commonprosperity.portal.shared.web;

import org.commonprosperity.portal.shared.Refusal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.BindingResult;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where a refusal is shown.
 */
class RefusalsTests {

	private final BindingResult result = new BeanPropertyBindingResult(new Form(), "form");

	@Test
	void standsAtTheFieldThatItConcerns() {
		Refusals.into(this.result, new Refusal("name", "some.key", 3));
		assertThat(this.result.getFieldError("name")).satisfies((error) -> {
			assertThat(error.getCodes()).contains("some.key");
			assertThat(error.getArguments()).containsExactly(3);
			assertThat(error.getDefaultMessage()).isNull();
		});
	}

	@Test
	void standsAboveTheFormWhenItConcernsNoFieldOfIt() {
		Refusals.into(this.result, new Refusal(null, "some.key"));
		Refusals.into(this.result, new Refusal("elsewhere", "other.key"));
		assertThat(this.result.getGlobalErrors()).extracting((error) -> error.getCode())
			.containsExactly("some.key", "other.key");
	}

	static class Form {

		public @Nullable String getName() {
			return null;
		}

	}

}
