package org.commonprosperity.portal.spreadsheet;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.commonprosperity.portal.shared.Money;
import org.commonprosperity.portal.spreadsheet.CheckedRow.Outcome;

/**
 * Amounts that look as if they were in another unit than the heading says: more than ten
 * times as much or as little as what they are compared with. They may be right, so they
 * are remarked on and not refused.
 */
public final class UnitSlipRule {

	/** Against what is on record. */
	private static final String CHANGED = "import.remark.unit";

	private static final BigDecimal TEN = BigDecimal.TEN;

	private UnitSlipRule() {
	}

	/**
	 * Whether one amount is more than ten times the other; nothing is compared with zero.
	 */
	public static boolean isSlip(Money one, Money other) {
		BigDecimal less = one.yuan().abs().min(other.yuan().abs());
		BigDecimal more = one.yuan().abs().max(other.yuan().abs());
		return less.signum() > 0 && more.compareTo(less.multiply(TEN)) > 0;
	}

	/**
	 * What there is to remark on a row that changes amounts; told with the amount as it
	 * is to be and as it is.
	 */
	static List<CellError> remarks(CheckedRow checked) {
		List<CellError> remarks = new ArrayList<>();
		if (checked.outcome() == Outcome.CHANGED) {
			for (Map.Entry<String, String> before : checked.before().entrySet()) {
				Object value = checked.row().values().get(before.getKey());
				if (value instanceof Money is && !before.getValue().isEmpty()
						&& isSlip(is, new Money(new BigDecimal(before.getValue())))) {
					remarks
						.add(CellError.of(checked.row(), before.getKey(), CHANGED, is.toString(), before.getValue()));
				}
			}
		}
		return remarks;
	}

}
