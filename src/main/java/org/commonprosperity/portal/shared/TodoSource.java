package org.commonprosperity.portal.shared;

import java.security.Principal;
import java.util.List;

/**
 * A feature that can tell an official what is to be done. The start page asks them all,
 * so that no feature needs to know the start page.
 */
public interface TodoSource {

	/**
	 * What the official has to do here.
	 * @param official who is signed in
	 * @return in any order; the start page sorts by urgency
	 */
	List<Todo> todosOf(Principal official);

}
