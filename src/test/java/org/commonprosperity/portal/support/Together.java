package org.commonprosperity.portal.support;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Several people who press at the same moment.
 */
public final class Together {

	private Together() {
	}

	/**
	 * Lets them all start at once and waits for all.
	 * @return what each got: a result or an exception, in their order
	 */
	public static List<Object> press(List<Callable<?>> people) throws Exception {
		CyclicBarrier start = new CyclicBarrier(people.size());
		ExecutorService threads = Executors.newFixedThreadPool(people.size());
		try {
			List<Future<Object>> all = new ArrayList<>();
			for (Callable<?> person : people) {
				all.add(threads.submit(() -> {
					start.await();
					try {
						Object result = person.call();
						return (result != null) ? result : "done";
					}
					catch (Exception ex) {
						return ex;
					}
				}));
			}
			List<Object> results = new ArrayList<>();
			for (Future<Object> one : all) {
				results.add(one.get());
			}
			return results;
		}
		finally {
			threads.shutdownNow();
		}
	}

}
