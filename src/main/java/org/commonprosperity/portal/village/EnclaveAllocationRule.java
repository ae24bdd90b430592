package org.commonprosperity.portal.village;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.commonprosperity.portal.shared.Money;

/**
 * Shares what an enclave pays among its villages by the capital that each has put in:
 * floor to the fen, the fen left over by largest remainder, ties by the villages' codes.
 * It adds up to the payment exactly.
 */
public final class EnclaveAllocationRule {

	private EnclaveAllocationRule() {
	}

	/**
	 * Shares an amount.
	 * @param amount what is paid, not negative
	 * @param shares the shares that hold in the year, no village twice
	 * @return each village's part by its number, in the order of the codes; zero where
	 * the amount is too small to reach it
	 * @throws IllegalArgumentException if nobody has a share, or a capital is not
	 * positive, or the amount is negative
	 */
	public static Map<Long, Money> allocate(Money amount, List<Share> shares) {
		if (shares.isEmpty() || amount.yuan().signum() < 0
				|| shares.stream().anyMatch((share) -> share.capital().yuan().signum() <= 0)) {
			throw new IllegalArgumentException("an amount of at least nothing is shared by positive capitals");
		}
		List<Share> ordered = shares.stream().sorted(Comparator.comparing(Share::code)).toList();
		BigInteger fen = fen(amount);
		BigInteger capital = ordered.stream()
			.map((share) -> fen(share.capital()))
			.reduce(BigInteger.ZERO, BigInteger::add);
		List<Part> parts = new ArrayList<>();
		BigInteger given = BigInteger.ZERO;
		for (Share share : ordered) {
			BigInteger[] part = fen.multiply(fen(share.capital())).divideAndRemainder(capital);
			parts.add(new Part(share.villageId(), part[0], part[1]));
			given = given.add(part[0]);
		}
		int left = fen.subtract(given).intValueExact();
		List<Long> favoured = parts.stream()
			.sorted(Comparator.comparing(Part::remainder).reversed())
			.limit(left)
			.map(Part::villageId)
			.toList();
		Map<Long, Money> allocated = new LinkedHashMap<>();
		for (Part part : parts) {
			BigInteger whole = favoured.contains(part.villageId()) ? part.fen().add(BigInteger.ONE) : part.fen();
			allocated.put(part.villageId(), new Money(new BigDecimal(whole, 2)));
		}
		return allocated;
	}

	private static BigInteger fen(Money money) {
		return money.yuan().unscaledValue();
	}

	/**
	 * A village's share.
	 *
	 * @param villageId the village
	 * @param code its code, by which ties are broken
	 * @param capital what it has put in
	 */
	public record Share(long villageId, String code, Money capital) {
	}

	private record Part(long villageId, BigInteger fen, BigInteger remainder) {
	}

}
