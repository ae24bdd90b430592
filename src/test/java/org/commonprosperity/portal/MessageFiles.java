package org.commonprosperity.portal;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The texts of the portal in both languages, and what must be true of them. Each check
 * answers with what is wrong, a line each.
 *
 * @param chinese the default texts by key
 * @param english the English ones by key
 * @param complaints what was wrong already when they were read
 */
record MessageFiles(Map<String, String> chinese, Map<String, String> english, List<String> complaints) {

	private static final Pattern ARGUMENT = Pattern.compile("\\{(\\w+)");

	private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}");

	private static final Pattern LETTER = Pattern.compile("\\p{L}");

	/**
	 * Reads all {@code messages*.properties} of a folder.
	 */
	static MessageFiles in(Path folder) {
		Map<String, String> texts = new TreeMap<>();
		try (Stream<Path> files = Files.list(folder)) {
			for (Path file : files.filter((path) -> path.getFileName().toString().matches("messages.*\\.properties"))
				.toList()) {
				texts.put(file.getFileName().toString(), Files.readString(file, StandardCharsets.UTF_8));
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return of(texts);
	}

	/**
	 * Takes files by name.
	 */
	static MessageFiles of(Map<String, String> files) {
		Map<String, String> chinese = new TreeMap<>();
		Map<String, String> english = new TreeMap<>();
		List<String> complaints = new ArrayList<>();
		files.forEach((name, text) -> {
			boolean isEnglish = name.endsWith("_en.properties");
			String twin = isEnglish ? name.replace("_en.properties", ".properties")
					: name.replace(".properties", "_en.properties");
			if (!files.containsKey(twin)) {
				complaints.add(name + " has no " + twin + " beside it");
			}
			else if (!isEnglish) {
				Set<String> here = load(name, text, new ArrayList<>()).keySet();
				Set<String> there = load(twin, files.get(twin), new ArrayList<>()).keySet();
				complaints.addAll(missing(here, there, twin));
				complaints.addAll(missing(there, here, name));
			}
			load(name, text, complaints).forEach((key, value) -> {
				if ((isEnglish ? english : chinese).put(key, value) != null) {
					complaints.add(key + " stands in two files, " + name + " is one of them");
				}
			});
		});
		return new MessageFiles(chinese, english, complaints);
	}

	private static List<String> missing(Set<String> keys, Set<String> others, String file) {
		return keys.stream().filter((key) -> !others.contains(key)).map((key) -> key + " is not in " + file).toList();
	}

	private static Map<String, String> load(String name, String text, List<String> complaints) {
		Map<String, String> loaded = new TreeMap<>();
		Properties properties = new Properties() {

			private static final long serialVersionUID = 1L;

			@Override
			public synchronized Object put(Object key, Object value) {
				if (loaded.put((String) key, (String) value) != null) {
					complaints.add(key + " stands twice in " + name);
				}
				return super.put(key, value);
			}

		};
		try (Reader reader = new StringReader(text)) {
			properties.load(reader);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return loaded;
	}

	/** The first parts of all keys. */
	Set<String> features() {
		Set<String> features = new TreeSet<>();
		this.chinese.keySet()
			.stream()
			.filter((key) -> key.contains("."))
			.forEach((key) -> features.add(key.substring(0, key.indexOf('.'))));
		return features;
	}

	List<String> empty() {
		List<String> found = new ArrayList<>();
		Stream.of(this.chinese, this.english).forEach((texts) -> texts.forEach((key, text) -> {
			if (text.isBlank()) {
				found.add(key + " is empty");
			}
		}));
		return found;
	}

	List<String> differentArguments() {
		List<String> found = new ArrayList<>();
		this.chinese.forEach((key, text) -> {
			String other = this.english.get(key);
			if (other != null && !arguments(text).equals(arguments(other))) {
				found.add(key + " takes " + arguments(text) + " in Chinese and " + arguments(other) + " in English");
			}
		});
		return found;
	}

	/** An apostrophe hides what follows it from being filled in; doubled it is one. */
	List<String> loneApostrophes() {
		List<String> found = new ArrayList<>();
		Stream.of(this.chinese, this.english).forEach((texts) -> texts.forEach((key, text) -> {
			boolean filled = !arguments(text).isEmpty();
			if (filled && text.replace("''", "").contains("'")) {
				found.add(key + " has an apostrophe that is to be doubled: " + text);
			}
			if (!filled && text.contains("''")) {
				found.add(key + " has no arguments, its apostrophe shows twice: " + text);
			}
		}));
		return found;
	}

	/**
	 * @param declared keys whose English may hold Chinese
	 */
	List<String> chineseInEnglish(Set<String> declared) {
		return this.english.entrySet()
			.stream()
			.filter((text) -> CHINESE.matcher(text.getValue()).find() && !declared.contains(text.getKey()))
			.map((text) -> text.getKey() + " is Chinese in the English file: " + text.getValue())
			.toList();
	}

	/**
	 * @param declared keys whose default is not Chinese; what has no letters at all needs
	 * not be among them
	 */
	List<String> notChinese(Set<String> declared) {
		return this.chinese.entrySet()
			.stream()
			.filter((text) -> LETTER.matcher(ARGUMENT.matcher(text.getValue()).replaceAll("{")).find()
					&& !CHINESE.matcher(text.getValue()).find() && !declared.contains(text.getKey()))
			.map((text) -> text.getKey() + " is not Chinese in the default file: " + text.getValue())
			.toList();
	}

	private static Set<String> arguments(String text) {
		Set<String> arguments = new TreeSet<>();
		Matcher matcher = ARGUMENT.matcher(text);
		while (matcher.find()) {
			arguments.add(matcher.group(1));
		}
		return arguments;
	}

}
