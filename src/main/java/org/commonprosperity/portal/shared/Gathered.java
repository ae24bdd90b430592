package org.commonprosperity.portal.shared;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Gathers what is wrong with a form, so that all of it is said at once and nobody has to
 * send a form as often as it has fields. Of each field the first thing found wrong is
 * said.
 */
public final class Gathered {

	private final Map<String, Refusal> refusals = new LinkedHashMap<>();

	/** Notes a refusal unless a condition is kept. */
	public void require(boolean kept, @Nullable String field, String key, Object... arguments) {
		if (!kept) {
			add(new Refusal(field, key, arguments));
		}
	}

	/** Makes a check and notes what it refuses. */
	public void check(Runnable check) {
		of(() -> {
			check.run();
			return null;
		});
	}

	/**
	 * Makes a check that answers with what was checked, and notes what it refuses.
	 * @return the answer, null too where it refused
	 */
	public <T> @Nullable T of(Supplier<? extends @Nullable T> check) {
		try {
			return check.get();
		}
		catch (Refusal refusal) {
			refusal.all().forEach(this::add);
			return null;
		}
	}

	/**
	 * Refuses all that was noted.
	 * @throws Refusal if anything was
	 */
	public void refuse() {
		if (!this.refusals.isEmpty()) {
			throw Refusal.ofAll(List.copyOf(this.refusals.values()));
		}
	}

	private void add(Refusal refusal) {
		String field = refusal.field();
		this.refusals.putIfAbsent((field != null) ? field : " " + refusal.key(), refusal);
	}

}
