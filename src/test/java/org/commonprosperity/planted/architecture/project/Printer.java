package org.commonprosperity.planted.architecture.project;

/**
 * Prints.
 */
class Printer {

	void print(Exception ex) {
		System.out.println("planted");
		ex.printStackTrace();
	}

}
