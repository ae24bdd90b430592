package org.commonprosperity.portal.project;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import org.commonprosperity.portal.project.ProjectQuery.Sort;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Lists are narrowed and ordered as asked, and the order is full: shuffled rows come out
 * the same.
 */
class ProjectQueryTests {

	private final List<ProjectLine> lines = List.of(
			line(1, "wharf", "公共码头", 10L, "农业农村办", ProgressLight.YELLOW, "78", LocalDate.of(2027, 1, 4)),
			line(2, "factory", "共富工厂", 20L, "经济发展办", ProgressLight.RED, "40", LocalDate.of(2027, 1, 9)),
			line(3, "enclave", "飞地抱团", 10L, "农业农村办", ProgressLight.COMPLETED, "100", LocalDate.of(2026, 10, 26)),
			line(4, "grid", "网格智治", null, null, ProgressLight.NO_PLAN, "0", null));

	@Test
	void findsByPartOfNameOrDepartment() {
		assertThat(codes("码头", null, null, Sort.POSITION, false)).containsExactly("wharf");
		assertThat(codes("农业", null, null, Sort.POSITION, false)).containsExactly("wharf", "enclave");
		assertThat(codes(" EN wharf ", null, null, Sort.POSITION, false)).containsExactly("wharf");
		assertThat(codes("没有", null, null, Sort.POSITION, false)).isEmpty();
	}

	@Test
	void narrowsByDepartmentAndLight() {
		assertThat(codes("", 10L, null, Sort.POSITION, false)).containsExactly("wharf", "enclave");
		assertThat(codes("", 10L, ProgressLight.YELLOW, Sort.POSITION, false)).containsExactly("wharf");
	}

	@Test
	void sortsByUrgencyAndDatesAndKeepsTheUnknownLast() {
		assertThat(codes("", null, null, Sort.LIGHT, false)).containsExactly("factory", "wharf", "grid", "enclave");
		assertThat(codes("", null, null, Sort.DEADLINE, false)).containsExactly("enclave", "wharf", "factory", "grid");
		assertThat(codes("", null, null, Sort.DEADLINE, true)).containsExactly("factory", "wharf", "enclave", "grid");
		assertThat(codes("", null, null, Sort.PROGRESS, true)).containsExactly("enclave", "wharf", "factory", "grid");
	}

	@Test
	void ordersShuffledRowsTheSameWay() {
		List<ProjectLine> many = new ArrayList<>();
		for (int i = 0; i < 50; i++) {
			many.add(line(i % 5, "p" + i, "项目", null, null, ProgressLight.GREEN, "50", null));
		}
		Random random = new Random(7);
		for (Sort sort : Sort.values()) {
			for (boolean descending : new boolean[] { false, true }) {
				ProjectQuery query = new ProjectQuery("", null, null, sort, descending);
				List<ProjectLine> expected = query.of(many);
				Collections.shuffle(many, random);
				assertThat(query.of(many)).isEqualTo(expected);
			}
		}
	}

	private List<String> codes(String text, @Nullable Long department, @Nullable ProgressLight light, Sort sort,
			boolean descending) {
		return new ProjectQuery(text, department, light, sort, descending).of(this.lines)
			.stream()
			.map(ProjectLine::code)
			.toList();
	}

	private static ProjectLine line(int position, String code, String name, @Nullable Long departmentId,
			@Nullable String department, ProgressLight light, String actual, @Nullable LocalDate deadline) {
		return new ProjectLine(position, code, position, name, "EN " + code, position, Classification.FLAGSHIP,
				departmentId, department, null, null, null, deadline, null, Instant.EPOCH,
				new LightAssessment(light, BigDecimal.ZERO, new BigDecimal(actual), List.of()), List.of());
	}

}
