package org.commonprosperity.planted.architecture.unmarked;

/**
 * Lives in a package without a package-info.
 */
class Unmarked {

	String name() {
		return "unmarked";
	}

}
