package org.commonprosperity.portal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import org.attoparser.ParseException;
import org.attoparser.config.ParseConfiguration;
import org.attoparser.simple.AbstractSimpleMarkupHandler;
import org.attoparser.simple.SimpleMarkupParser;
import org.jspecify.annotations.Nullable;

/**
 * What must be true of a template, found without drawing it, with the parser that
 * Thymeleaf itself uses. Answers with what is wrong, a line each.
 */
final class TemplateChecks {

	static final int LONGEST = 120;

	private static final Pattern LETTER = Pattern.compile("\\p{L}");

	private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}");

	private static final Pattern INLINE_ESCAPED = Pattern.compile("\\[\\[.*?]]", Pattern.DOTALL);

	/** An index that is a bare name, as {@code notes[note]}. */
	private static final Pattern BY_NAME = Pattern.compile("\\w\\[[A-Za-z_]\\w*]");

	/** A key of a map that is a bare name, as {@code (home): }. */
	private static final Pattern KEY_BY_NAME = Pattern.compile("[{,]\\s*\\(\\w+\\)\\s*:");

	/** Attributes that people read. */
	private static final Set<String> READ = Set.of("title", "alt", "aria-label", "placeholder", "data-h", "summary");

	/**
	 * What is written the same in every language: the names of the languages themselves.
	 */
	private static final Set<String> OWN_NAMES = Set.of("简体中文");

	private TemplateChecks() {
	}

	static List<String> of(String template) {
		List<String> complaints = new ArrayList<>();
		long lines = template.lines().count();
		if (lines > LONGEST) {
			complaints.add("the template has " + lines + " lines, " + LONGEST + " at most");
		}
		Reader reader = new Reader(complaints);
		try {
			new SimpleMarkupParser(ParseConfiguration.htmlConfiguration()).parse(template, reader);
		}
		catch (ParseException ex) {
			complaints.add("cannot be read: " + ex.getMessage());
		}
		return complaints;
	}

	private static final class Reader extends AbstractSimpleMarkupHandler {

		private final List<String> complaints;

		private final Deque<Element> open = new ArrayDeque<>();

		private final Set<String> elements = new HashSet<>();

		Reader(List<String> complaints) {
			this.complaints = complaints;
		}

		@Override
		public void handleOpenElement(String name, @Nullable Map<String, String> attributes, int line, int column) {
			Element element = new Element(name, (attributes != null) ? attributes : Map.of());
			this.open.push(element);
			look(element, line);
		}

		@Override
		public void handleStandaloneElement(String name, @Nullable Map<String, String> attributes, boolean minimized,
				int line, int column) {
			look(new Element(name, (attributes != null) ? attributes : Map.of()), line);
		}

		@Override
		public void handleCloseElement(String name, int line, int column) {
			this.open.poll();
		}

		@Override
		public void handleAutoCloseElement(String name, int line, int column) {
			this.open.poll();
		}

		@Override
		public void handleText(char[] buffer, int offset, int length, int line, int column) {
			String text = new String(buffer, offset, length);
			Element parent = this.open.peek();
			if (text.contains("[(")) {
				complain(line, "text that is not escaped: " + text.strip());
			}
			if (parent != null && parent.is("script", "style")) {
				if (!text.isBlank()) {
					complain(line, "inline " + parent.name);
				}
			}
			else if (LETTER.matcher(INLINE_ESCAPED.matcher(text).replaceAll("")).find()
					&& (parent == null || !parent.isReplaced())) {
				complain(line, "text that no message replaces: " + text.strip());
			}
		}

		private void look(Element element, int line) {
			if (element.is("style") || (element.is("script") && !element.has("src") && !element.has("th:src"))) {
				complain(line, "inline " + element.name);
			}
			boolean fragment = element.has("th:replace") || element.has("th:insert");
			if (fragment && (element.has("th:if") || element.has("th:unless") || element.has("th:each"))) {
				complain(line, "a condition beside th:replace or th:insert, which comes first and takes it away");
			}
			element.attributes.forEach((name, value) -> look(element, name, (value != null) ? value : "", line));
			this.elements.add(element.name.toLowerCase(Locale.ROOT));
		}

		private void look(Element element, String name, String value, int line) {
			String plain = name.replaceFirst("^(?:th:|data-th-)", "");
			boolean isThymeleaf = !plain.equals(name);
			if (isThymeleaf && plain.equals("utext")) {
				complain(line, name + " does not escape");
			}
			if (isThymeleaf && BY_NAME.matcher(value).find()) {
				complain(line,
						"[name] takes the name itself for the key of a map, not what it stands for; use get(name): "
								+ value);
			}
			if (isThymeleaf && KEY_BY_NAME.matcher(value).find()) {
				complain(line, "(name): is taken as a word for the key of a map; use (name + ''): " + value);
			}
			if (plain.equals("style") || plain.equals("styleappend") || plain.matches("on[a-z]+")) {
				complain(line, "inline " + name);
			}
			if (plain.matches("attr|attrappend|attrprepend") && value.matches("(?s).*\\b(?:style|on[a-z]+)\\s*=.*")) {
				complain(line, "inline style or handler in " + name);
			}
			if (isThymeleaf && plain.equals("fragment")) {
				String fragment = value.replaceFirst("\\s*\\(.*", "").strip();
				if (this.elements.contains(fragment)) {
					complain(line, "fragment " + fragment + " has the name of an element before it, which ~{:: "
							+ fragment + "} finds first");
				}
			}
			if (isThymeleaf && CHINESE.matcher(withoutOwnNames(value)).find()) {
				complain(line, "text in " + name + ": " + value);
			}
			if (!isThymeleaf && READ.contains(plain) && LETTER.matcher(value).find() && !element.has("th:" + plain)) {
				complain(line, "text in " + name + " that no message replaces: " + value);
			}
		}

		private static String withoutOwnNames(String value) {
			String left = value;
			for (String name : OWN_NAMES) {
				left = left.replace(name, "");
			}
			return left;
		}

		private void complain(int line, String what) {
			this.complaints.add("line " + line + ": " + what);
		}

	}

	private record Element(String name, Map<String, String> attributes) {

		boolean is(String... names) {
			return Set.of(names).contains(this.name.toLowerCase(Locale.ROOT));
		}

		boolean has(String attribute) {
			return this.attributes.containsKey(attribute);
		}

		boolean isReplaced() {
			return has("th:text") || has("th:replace") || has("th:remove");
		}

	}

}
