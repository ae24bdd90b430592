package org.commonprosperity.planted.architecture.account;

/**
 * An official, for others to know.
 */
public class Somebody {

	public String name() {
		return "somebody";
	}

}
