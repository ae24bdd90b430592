package org.commonprosperity.planted.modules.floor;

/**
 * What the lower module calls.
 */
public class Floor {

	public String name() {
		return "floor";
	}

}
