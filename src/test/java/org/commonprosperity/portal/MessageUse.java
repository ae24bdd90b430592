package org.commonprosperity.portal;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which message keys templates and code ask for, found in their text. A key that is put
 * together while the portal runs is known by its pattern, an asterisk for each part that
 * the text does not tell: {@code error.*.title}.
 */
final class MessageUse {

	private static final String KEY = "[a-z][A-Za-z0-9]*(?:\\.[A-Za-z0-9_-]+)+";

	private static final Pattern WHOLE_KEY = Pattern.compile(KEY);

	/** Comments and text blocks first, so that what stands in them is no literal. */
	private static final Pattern JAVA = Pattern.compile(
			"/\\*[\\s\\S]*?\\*/|//[^\\n]*|\"\"\"[\\s\\S]*?\"\"\"|'(?:\\\\.|[^'\\\\])+'|\"((?:\\\\.|[^\"\\\\])*)\"(\\s*\\+)?");

	/** Where a literal is a key, whatever it looks like. */
	private static final Pattern JAVA_KEY = Pattern
		.compile("new Refusal\\(\\s*(?:[\\w.]+|\"[^\"]*\"),\\s*\"([^\"]+)\"\\s*[,)]|\\btext\\(\\s*\"([^\"]+)\"\\s*[,)]"
				+ "|addFlashAttribute\\(\\s*\"flash\",\\s*\"([^\"]+)\"\\s*\\)|message = \"\\{([^\"]+)}\"");

	private static final Pattern TEMPLATE_LITERAL = Pattern.compile("'([^'\\n]*)'(\\s*\\+)?");

	private static final Pattern TEMPLATE_KEY = Pattern
		.compile("(?:@show\\.text|#messages\\.msg\\w*)\\(\\s*'([^']+)'\\s*[,)]");

	private final Set<String> keys = new TreeSet<>();

	private final Set<String> candidates = new TreeSet<>();

	private final Set<String> patterns = new TreeSet<>();

	private final Set<String> literals = new TreeSet<>();

	/** Keys that must exist. */
	Set<String> keys() {
		return this.keys;
	}

	/** Texts that look like keys of features with the names. */
	Set<String> candidatesOf(Collection<String> features) {
		Set<String> found = new TreeSet<>();
		for (String candidate : this.candidates) {
			if (features.contains(candidate.substring(0, candidate.indexOf('.')))) {
				found.add(candidate);
			}
		}
		return found;
	}

	/** Patterns of keys that are put together. */
	Set<String> patterns() {
		return this.patterns;
	}

	/** Whether the key stands anywhere as it is. */
	boolean mentions(String key) {
		return this.keys.contains(key) || this.literals.contains(key);
	}

	/**
	 * Takes the text of a class.
	 * @param features first parts of keys: only a beginning with one of them is taken for
	 * the beginning of a key
	 */
	MessageUse java(String text, Collection<String> features) {
		Matcher literal = JAVA.matcher(text);
		while (literal.find()) {
			if (literal.group(1) != null) {
				String value = literal.group(1).startsWith("{") ? literal.group(1).substring(1) : literal.group(1);
				literal(value.endsWith("}") ? value.substring(0, value.length() - 1) : value, literal.group(2) != null,
						features);
			}
		}
		all(JAVA_KEY.matcher(text));
		return this;
	}

	/**
	 * Takes the text of a template.
	 * @param features as for a class
	 */
	MessageUse template(String text, Collection<String> features) {
		Matcher literal = TEMPLATE_LITERAL.matcher(text);
		while (literal.find()) {
			literal(literal.group(1), literal.group(2) != null, features);
		}
		all(TEMPLATE_KEY.matcher(text));
		for (int at = text.indexOf("#{"); at >= 0; at = text.indexOf("#{", at + 2)) {
			expression(text.substring(at + 2, end(text, at + 2)));
		}
		return this;
	}

	private void all(Matcher keys) {
		while (keys.find()) {
			for (int group = 1; group <= keys.groupCount(); group++) {
				if (keys.group(group) != null) {
					this.keys.add(keys.group(group));
				}
			}
		}
	}

	private void literal(String value, boolean goesOn, Collection<String> features) {
		this.literals.add(value);
		if (WHOLE_KEY.matcher(value).matches()) {
			this.candidates.add(value);
		}
		if (goesOn && value.matches("[a-z][A-Za-z0-9]*\\.(?:[A-Za-z0-9_-]+\\.)*")
				&& features.contains(value.substring(0, value.indexOf('.')))) {
			this.patterns.add(value + "*");
		}
	}

	/** The inside of #{…}: a key, perhaps with arguments, perhaps put together. */
	private void expression(String inside) {
		StringBuilder key = new StringBuilder();
		for (int at = 0; at < inside.length() && inside.charAt(at) != '('; at++) {
			if (inside.startsWith("${", at)) {
				key.append('*');
				at = end(inside, at + 2);
			}
			else if (inside.startsWith("__", at)) {
				at++;
			}
			else if (inside.charAt(at) != '|') {
				key.append(inside.charAt(at));
			}
		}
		String found = key.toString().strip();
		if (found.equals("*")) {
			int from = inside.indexOf("${");
			this.patterns.add(inside.substring(from, end(inside, from + 2) + 1));
		}
		else if (found.contains("*")) {
			this.patterns.add(found);
		}
		else {
			this.keys.add(found);
		}
	}

	/** Where the brace that was opened before is closed. */
	private static int end(String text, int from) {
		int depth = 1;
		for (int at = from; at < text.length(); at++) {
			if (text.charAt(at) == '{') {
				depth++;
			}
			else if (text.charAt(at) == '}' && --depth == 0) {
				return at;
			}
		}
		throw new IllegalArgumentException("a brace is not closed: " + text.substring(from));
	}

}
