package org.commonprosperity.portal.spreadsheet;

/**
 * A sheet's name as Excel allows it: at most 31 characters, some of them not.
 */
final class SheetName {

	private static final int MOST = 31;

	private SheetName() {
	}

	/**
	 * The name of a sheet.
	 * @param wanted what it should be
	 * @param number which one of several that would have the same name, from 1
	 */
	static String of(String wanted, int number) {
		String ending = (number > 1) ? " " + number : "";
		String name = SafeText.clean(wanted).replaceAll("[\\[\\]:*?/\\\\\\s]+", " ").strip().replaceAll("^'+|'+$", "");
		if (name.isEmpty() || name.equalsIgnoreCase("history")) {
			name = "Sheet";
		}
		int most = MOST - ending.length();
		return ((name.length() > most) ? name.substring(0, most) : name) + ending;
	}

}
