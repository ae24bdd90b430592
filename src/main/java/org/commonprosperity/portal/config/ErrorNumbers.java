package org.commonprosperity.portal.config;

import java.util.concurrent.ThreadLocalRandom;

import lombok.extern.slf4j.Slf4j;

import org.springframework.stereotype.Component;

/**
 * Gives a failure a number: the reader can tell it, and it leads to the failure in the
 * log, whose text no reader sees.
 */
@Component
@Slf4j
class ErrorNumbers {

	/** Without letters and digits that are taken for each other. */
	private static final String ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

	private static final int LENGTH = 8;

	String record(Throwable failure, String method, String path) {
		StringBuilder number = new StringBuilder(LENGTH);
		ThreadLocalRandom.current()
			.ints(LENGTH, 0, ALPHABET.length())
			.forEach((index) -> number.append(ALPHABET.charAt(index)));
		log.error("Error {}: {} {}", number, method, path, failure);
		return number.toString();
	}

}
