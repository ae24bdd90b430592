package org.commonprosperity.portal.reporting.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.reporting.OrderAction;
import org.commonprosperity.portal.reporting.OrderDetail;
import org.commonprosperity.portal.reporting.OrderDetail.Attached;
import org.commonprosperity.portal.reporting.OrderDetail.Step;
import org.commonprosperity.portal.shared.web.Show;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Fits an order onto the one page that offices pass from hand to hand: the largest type
 * size in which all of it fits, and if it fits in none, texts cut at the end of a line
 * with a word that says where the whole is.
 */
@Component
@RequiredArgsConstructor
class OrderPrint {

	private static final int PARTICULAR = 13;

	private final Show show;

	/** The texts of the sheet and the size in which they fit. */
	Sheet sheet(OrderDetail order) {
		Step reply = order.last(OrderAction.REPLIED);
		String done = (reply != null) ? String.valueOf(reply.note()) : "";
		if (reply != null && !reply.files().isEmpty()) {
			done += "\n" + this.show.text("order.print.files",
					reply.files().stream().map(Attached::name).collect(Collectors.joining(", ")));
		}
		Step verdict = verdict(order);
		String opinion = (verdict != null) ? String.valueOf(verdict.note()) : "";
		if (verdict != null && verdict.action() != OrderAction.CLOSED) {
			opinion = this.show.text("order.step." + verdict.action()) + " · " + opinion;
		}
		List<String> texts = List.of((order.why() != null) ? order.why() : "", order.requirement(), done, opinion);
		int besides = Math.max(lineOf(order.line().department()), lineOf(order.leadOfficial())) - 1
				+ lineOf(order.line().projectName()) / 2;
		return fitted(texts, besides, this.show.text("order.print.cut"));
	}

	/** The last word of the coordinating office on the reply, or on the order. */
	private static @Nullable Step verdict(OrderDetail order) {
		Step verdict = null;
		for (Step step : order.steps()) {
			if (step.action() == OrderAction.CLOSED || step.action() == OrderAction.RETURNED
					|| step.action() == OrderAction.CANCELLED) {
				verdict = step;
			}
			else if (step.action() == OrderAction.REPLIED) {
				verdict = null;
			}
		}
		return verdict;
	}

	/** How many lines a particular takes in its half of the table. */
	private static int lineOf(@Nullable String particular) {
		return (particular != null) ? (particular.length() - 1) / PARTICULAR + 1 : 1;
	}

	/**
	 * Fits four texts onto the sheet.
	 * @param besides how many lines the particulars take more than they usually do
	 * @param cut what is said where a text is cut
	 */
	static Sheet fitted(List<String> texts, int besides, String cut) {
		for (Size size : Size.values()) {
			if (texts.stream().mapToInt((text) -> size.lines(text).size()).sum() <= size.room(besides)) {
				return new Sheet(size, texts.get(0), texts.get(1), texts.get(2), texts.get(3));
			}
		}
		Size size = Size.SMALL;
		List<String> fitting = new ArrayList<>(texts);
		int left = size.room(besides);
		for (int at = 0; at < texts.size(); at++) {
			// each text that is still to come has at least a fair share of what is left
			int share = Math.max(left / (texts.size() - at), left - linesFrom(texts, at + 1, size));
			List<String> lines = size.lines(texts.get(at));
			if (lines.size() > share) {
				lines = lines.subList(0, share - 1);
				fitting.set(at, String.join("", lines).stripTrailing() + "\n" + cut);
				left -= share;
			}
			else {
				left -= lines.size();
			}
		}
		return new Sheet(size, fitting.get(0), fitting.get(1), fitting.get(2), fitting.get(3));
	}

	private static int linesFrom(List<String> texts, int from, Size size) {
		return texts.subList(from, texts.size()).stream().mapToInt((text) -> size.lines(text).size()).sum();
	}

	/**
	 * A type size, how many characters fit onto a line of it, and how many lines onto the
	 * page. The style sheet knows it by its name.
	 */
	enum Size {

		/** Large, with room for handwriting. */
		ROOMY(35, 8, 1), LARGE(35, 21, 1), MIDDLE(44, 28, 2), SMALL(56, 39, 2);

		private final int width;

		private final int lines;

		private final int besides;

		Size(int width, int lines, int besides) {
			this.width = width;
			this.lines = lines;
			this.besides = besides;
		}

		/**
		 * How many lines are left for the texts.
		 * @param besides how many lines the particulars take more than they usually do
		 */
		int room(int besides) {
			return Math.max(8, this.lines - this.besides * besides);
		}

		/** The lines into which a text falls, each with its line end if it has one. */
		List<String> lines(String text) {
			List<String> lines = new ArrayList<>();
			StringBuilder line = new StringBuilder();
			int halves = 0;
			for (int point : text.codePoints().toArray()) {
				boolean narrow = point < 0x2000 && !Character.isUpperCase(point) && "mw@%&".indexOf(point) < 0;
				int needs = narrow ? 1 : 2;
				if (halves + needs > 2 * this.width) {
					lines.add(line.toString());
					line.setLength(0);
					halves = 0;
				}
				line.appendCodePoint(point);
				halves += needs;
				if (point == '\n') {
					lines.add(line.toString());
					line.setLength(0);
					halves = 0;
				}
			}
			if (!line.isEmpty()) {
				lines.add(line.toString());
			}
			return lines;
		}

		public String style() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

	/**
	 * What the sheet says.
	 *
	 * @param size the type size
	 * @param why why it was proposed
	 * @param requirement what is to be done
	 * @param done what the department did
	 * @param opinion what the coordinating office found
	 */
	record Sheet(Size size, String why, String requirement, String done, String opinion) {
	}

}
