package org.commonprosperity.portal.spreadsheet.web;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import org.commonprosperity.portal.shared.web.Show;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * What every export says in the same words: as of when, what it was narrowed to, and what
 * an empty cell means.
 */
@Component
public class ExportWords {

	private final Show show;

	private final Clock clock;

	private final boolean demo;

	public ExportWords(Show show, Clock clock, @Value("${portal.demo:false}") boolean demo) {
		this.show = show;
		this.clock = clock;
		this.demo = demo;
	}

	/**
	 * The lines below a title.
	 * @param narrowed what the list was narrowed to and sorted by, in words; what is null
	 * or empty was not asked for
	 */
	public List<String> lines(@Nullable String... narrowed) {
		List<String> lines = new ArrayList<>(demo());
		lines.add(this.show.text("export.asof", this.show.moment(this.clock.instant())));
		List<String> asked = Arrays.stream(narrowed)
			.filter(Objects::nonNull)
			.map(Objects::requireNonNull)
			.filter((one) -> !one.isBlank())
			.toList();
		if (!asked.isEmpty()) {
			lines.add(this.show.text("export.narrowed", String.join(this.show.text("export.join"), asked)));
		}
		lines.add(this.show.text("export.blank"));
		return lines;
	}

	/** What a table of a public page says in demo mode; nothing otherwise. */
	public List<String> demo() {
		return this.demo ? List.of(this.show.text("site.demo")) : List.of();
	}

	/** What a list is sorted by, in words. */
	public String sorted(String by) {
		return this.show.text("export.sorted", by);
	}

	/** A moment in the district's time, for a cell; null stays empty. */
	public @Nullable LocalDateTime moment(@Nullable Instant moment) {
		return (moment != null) ? LocalDateTime.ofInstant(moment, this.clock.getZone()) : null;
	}

}
