package org.commonprosperity.portal.dividend;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.commonprosperity.portal.shared.Money;

/**
 * How a resolved pool is shared (二次分红), from the rules of the domain: by weight, floor to
 * the fen, the fen left over by largest remainder, ties by contributor number. It adds up
 * to the pool exactly.
 */
public final class AllocationRule {

	private static final BigInteger FEN = BigInteger.valueOf(100);

	private AllocationRule() {
	}

	/**
	 * Shares a pool.
	 * @param pool what is shared, not below zero
	 * @param shares at least one, no contributor twice
	 * @return what each gets by its number as a row, in the order of the contributors'
	 * numbers
	 * @throws IllegalArgumentException if there is nobody to share with
	 */
	public static Map<Long, Money> allocate(Money pool, List<Share> shares) {
		BigInteger total = shares.stream().map(Share::scaled).reduce(BigInteger.ZERO, BigInteger::add);
		if (total.signum() <= 0 || pool.yuan().signum() < 0) {
			throw new IllegalArgumentException("nothing to share, or nobody to share it with");
		}
		BigInteger fen = pool.yuan().unscaledValue();
		List<Part> parts = new ArrayList<>();
		BigInteger left = fen;
		for (Share share : shares) {
			BigInteger[] quotient = fen.multiply(share.scaled()).divideAndRemainder(total);
			parts.add(new Part(share, quotient[0], quotient[1]));
			left = left.subtract(quotient[0]);
		}
		parts.sort(Comparator.comparing(Part::remainder).reversed().thenComparing((part) -> part.share().number()));
		Map<Long, BigInteger> allotted = new LinkedHashMap<>();
		for (int i = 0; i < parts.size(); i++) {
			Part part = parts.get(i);
			boolean further = BigInteger.valueOf(i).compareTo(left) < 0;
			if (allotted.put(part.share().contributorId(),
					further ? part.floor().add(BigInteger.ONE) : part.floor()) != null) {
				throw new IllegalArgumentException("contributor " + part.share().number() + " twice");
			}
		}
		Map<Long, Money> result = new LinkedHashMap<>();
		shares.stream()
			.sorted(Comparator.comparing(Share::number))
			.forEach((share) -> result.put(share.contributorId(),
					new Money(new BigDecimal(allotted.get(share.contributorId()), 2))));
		return result;
	}

	/**
	 * A contributor and what its part is reckoned by.
	 *
	 * @param contributorId number of the row
	 * @param number the contributor's number, by which ties are broken
	 * @param weight principal in yuan, or principal times days; not below zero
	 */
	public record Share(long contributorId, String number, BigDecimal weight) {

		public Share {
			if (weight.signum() < 0 || weight.stripTrailingZeros().scale() > 2) {
				throw new IllegalArgumentException("a weight is an amount: " + weight.toPlainString());
			}
		}

		BigInteger scaled() {
			return this.weight.multiply(new BigDecimal(FEN)).toBigIntegerExact();
		}

	}

	private record Part(Share share, BigInteger floor, BigInteger remainder) {
	}

}
