package org.commonprosperity.planted.modules.ground;

import org.commonprosperity.planted.modules.floor.Floor;

/**
 * Calls a module above its own.
 */
public class Ground {

	public String height(Floor floor) {
		return floor.name();
	}

}
