package org.commonprosperity.planted.architecture.project;

/**
 * Reckons in floating point.
 */
class FloatingAmount {

	private final double amount;

	FloatingAmount(double amount) {
		this.amount = amount;
	}

	Double amount() {
		return this.amount;
	}

}
