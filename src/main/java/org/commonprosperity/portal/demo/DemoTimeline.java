package org.commonprosperity.portal.demo;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What happened in the demo, carried out in the order of its days, each thing at its own
 * time; what lies ahead does not happen.
 */
final class DemoTimeline {

	private final DemoTime time;

	private final Clock clock;

	private final List<Event> events = new ArrayList<>();

	DemoTimeline(DemoTime time, Clock clock) {
		this.time = time;
		this.clock = clock;
	}

	void add(LocalDate day, int hour, Runnable what) {
		this.events.add(new Event(day.atTime(hour, 0).atZone(this.clock.getZone()).toInstant(), what));
	}

	void run() {
		Instant now = this.clock.instant();
		this.events.stream()
			.sorted(Comparator.comparing(Event::at))
			.filter((event) -> event.at().isBefore(now))
			.forEach((event) -> this.time.at(event.at(), event.what()));
	}

	private record Event(Instant at, Runnable what) {
	}

}
