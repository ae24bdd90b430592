package org.commonprosperity.portal.shared;

import java.util.List;

/**
 * One page of a longer list.
 *
 * @param <T> what is listed
 * @param items the rows of this page
 * @param number the number of this page, from 1
 * @param size rows a page
 * @param total rows in all
 */
public record Slice<T>(List<T> items, int number, int size, long total) {

	public Slice {
		items = List.copyOf(items);
	}

	/**
	 * Cuts a page out of a list that is in memory as a whole.
	 * @param number the page asked for; one that does not exist becomes the nearest that
	 * does
	 */
	public static <T> Slice<T> of(List<T> all, int number, int size) {
		int pages = Math.max(1, (all.size() + size - 1) / size);
		int page = Math.min(Math.max(1, number), pages);
		int from = (page - 1) * size;
		return new Slice<>(all.subList(from, Math.min(all.size(), from + size)), page, size, all.size());
	}

	public int pages() {
		return (int) Math.max(1, (this.total + this.size - 1) / this.size);
	}

	public boolean hasPrevious() {
		return this.number > 1;
	}

	public boolean hasNext() {
		return this.number < pages();
	}

}
