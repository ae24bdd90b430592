package org.commonprosperity.portal.shared;

import java.io.InputStream;
import java.util.Optional;

/**
 * Keeps photos for features that have no files of their own: encoded anew, without
 * anything but their pixels. Who may see a photo is asked where it is referred to.
 */
public interface Photos {

	/**
	 * Keeps a photo, in the caller's transaction.
	 * @param name the name that it came with
	 * @param content a JPEG or PNG
	 * @param account number of the account that sends it
	 * @return its number
	 * @throws Refusal of the field {@code file} if it is not to be kept
	 */
	long keep(String name, InputStream content, long account);

	/** A kept photo as JPEG, whole or small. */
	Optional<Photo> photo(long id, boolean small);

	/**
	 * A kept photo.
	 *
	 * @param jpeg the picture
	 */
	record Photo(byte[] jpeg) {
	}

}
