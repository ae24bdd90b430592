package org.commonprosperity.portal.shared;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * What can be told of a telephone number by the number alone.
 */
public final class Telephones {

	/** A mobile number of the mainland, with or without the country's code. */
	private static final Pattern MOBILE = Pattern.compile("(?:00)?(?:86)?1[3-9]\\d{9}");

	private Telephones() {
	}

	/**
	 * Whether a number is a mobile one, which is somebody's own unless somebody says that
	 * it is an office's.
	 */
	public static boolean isMobile(@Nullable String number) {
		return number != null && MOBILE.matcher(number.replaceAll("[^0-9]", "")).matches();
	}

}
