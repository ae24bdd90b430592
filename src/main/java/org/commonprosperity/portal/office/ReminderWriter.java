package org.commonprosperity.portal.office;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.office.GroupTally.Count;
import org.commonprosperity.portal.shared.Todo;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * Puts reminders into words, in Chinese.
 */
@Component
@RequiredArgsConstructor
class ReminderWriter {

	/** To-dos that a message lists. */
	static final int MOST = 20;

	private static final int MOST_NAMES = 10;

	private static final Locale CHINESE = Locale.SIMPLIFIED_CHINESE;

	private final MessageSource messages;

	private final ITemplateEngine templates;

	private final ReminderSettings settings;

	/**
	 * The message to an official.
	 * @param todos what presses, most urgent first, not empty
	 */
	ReminderLetter letter(Official official, List<Todo> todos, LocalDate today) {
		List<Item> items = todos.stream().limit(MOST).map((todo) -> item(todo, today)).toList();
		String greeting = text("reminder.mail.greeting", official.fullName());
		String intro = text("reminder.mail.intro", todos.size());
		String more = (todos.size() > MOST) ? text("reminder.mail.more", todos.size() - MOST) : null;
		String office = this.settings.link("/office");
		StringBuilder plain = new StringBuilder(greeting).append("\n\n").append(intro).append("\n\n");
		for (int at = 0; at < items.size(); at++) {
			Item item = items.get(at);
			plain.append(at + 1).append(". ").append(item.text()).append('\n').append(item.link()).append('\n');
		}
		if (more != null) {
			plain.append(more).append('\n');
		}
		plain.append('\n').append(text("reminder.mail.open")).append(' ').append(office).append("\n\n");
		plain.append(text("reminder.mail.foot")).append('\n');
		Context context = new Context(CHINESE);
		context.setVariable("greeting", greeting);
		context.setVariable("intro", intro);
		context.setVariable("items", items);
		context.setVariable("more", more);
		context.setVariable("office", office);
		return new ReminderLetter(text("reminder.mail.subject", todos.size()), plain.toString(),
				this.templates.process("office/reminder", context));
	}

	/**
	 * The message to the group: numbers and names of projects, nobody's name.
	 */
	Markdown group(Map<String, Map<String, Count>> tally, LocalDate today) {
		StringBuilder text = new StringBuilder("### ").append(text("reminder.group.title", day(today))).append("\n\n");
		tally.forEach((unit, kinds) -> {
			long sum = kinds.values().stream().mapToLong(Count::number).sum();
			text.append("**").append(plain(unit)).append("** ").append(text("reminder.group.sum", sum)).append("\n\n");
			kinds.forEach((kind, count) -> text.append("- ").append(line(kind, count)).append('\n'));
			text.append('\n');
		});
		text.append('[')
			.append(text("reminder.group.open"))
			.append("](")
			.append(this.settings.link("/office"))
			.append(')');
		return new Markdown(text("reminder.group.title", day(today)), text.toString());
	}

	private String line(String kind, Count count) {
		String what = text("todo.kind." + kind);
		if (count.projects().isEmpty()) {
			return text("reminder.group.line", what, count.number());
		}
		return text("reminder.group.lineOf", what, count.number(), names(count.projects()));
	}

	private String names(Collection<String> projects) {
		String names = projects.stream()
			.limit(MOST_NAMES)
			.map(ReminderWriter::plain)
			.collect(Collectors.joining(text("reminder.group.join")));
		return (projects.size() > MOST_NAMES) ? text("reminder.group.andMore", names, projects.size()) : names;
	}

	/** Without what would be read as markup. */
	private static String plain(String text) {
		return text.replaceAll("[\\\\`*_\\[\\]#<>|~\\r\\n]", " ");
	}

	private Item item(Todo todo, LocalDate today) {
		StringBuilder text = new StringBuilder(text("todo.kind." + todo.kind())).append(text("reminder.mail.colon"));
		text.append(todo.counts() ? text("todo.count." + todo.kind(), todo.title()) : todo.title());
		if (todo.about() != null) {
			text.append(" · ").append(text(todo.about()));
		}
		if (todo.month() != null) {
			text.append(" · ").append(DateTimeFormatter.ofPattern(text("date.month"), CHINESE).format(todo.month()));
		}
		if (todo.subject() != null) {
			text.append(" · ").append(todo.subject());
		}
		if (todo.detail() != null && !todo.discreet()) {
			text.append(" · ").append(todo.detail());
		}
		if (todo.due() != null) {
			long late = ChronoUnit.DAYS.between(todo.due(), today);
			text.append(text("reminder.mail.when",
					(late > 0) ? text("projects.late", late) : text("office.due", day(todo.due()))));
		}
		else if (todo.returnedOn() != null) {
			text.append(text("reminder.mail.when", text("office.returned", day(todo.returnedOn()))));
		}
		return new Item(text.toString(), this.settings.link(todo.address()));
	}

	private String day(LocalDate day) {
		return DateTimeFormatter.ofPattern(text("date.day"), CHINESE).format(day);
	}

	private String text(String key, @Nullable Object... arguments) {
		return this.messages.getMessage(key, arguments, CHINESE);
	}

	/**
	 * A to-do as a line of a message.
	 *
	 * @param text what is to be done and by when
	 * @param link where
	 */
	record Item(String text, String link) {
	}

	/**
	 * A message to a group.
	 *
	 * @param title what stands in the list of messages
	 * @param text the message, in Markdown
	 */
	record Markdown(String title, String text) {
	}

}
