package org.commonprosperity.portal.employment;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

import org.commonprosperity.portal.shared.CountSuppressionRule.Shown;
import org.ojalgo.optimisation.Expression;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.Variable;

import org.jspecify.annotations.Nullable;

/**
 * Somebody who knows all that was published of some quarters that follow each other, and
 * wants to know a hidden count. Everything known becomes a line of a linear program in
 * whole numbers; a count whose least and greatest value are the same is found out. It
 * knows nothing of how the rule goes about hiding.
 */
final class Attacker {

	private static final List<PublishedTable> STOCKS = List.of(PublishedTable.GROUP, PublishedTable.KIND,
			PublishedTable.VILLAGE);

	/** There are not so many people. */
	private static final int MOST = 10_000;

	private final List<QuarterCounts> quarters;

	private final ExpressionsBasedModel model = new ExpressionsBasedModel();

	private final Map<String, Variable> unknown = new LinkedHashMap<>();

	/** What it wants to know, with the true value that it does not see. */
	private final Map<String, Long> wanted = new LinkedHashMap<>();

	private int lines;

	/**
	 * Gathers what is known.
	 * @param quarters the quarters with what was published of each, the oldest first
	 */
	Attacker(List<QuarterCounts> quarters) {
		this.quarters = quarters;
		for (int at = 0; at < quarters.size(); at++) {
			addTables(at);
			if (at > 0) {
				addFlows(at);
			}
		}
	}

	private Set<String> codes(PublishedTable table) {
		Set<String> codes = new TreeSet<>();
		this.quarters.forEach((quarter) -> quarter.counts()
			.keySet()
			.stream()
			.filter((one) -> one.table() == table)
			.forEach((one) -> codes.add(one.row())));
		codes.remove("");
		return codes;
	}

	private List<Place> parts(PublishedTable table) {
		return codes(table).stream().map((row) -> new Place(table, row, "")).toList();
	}

	private void addTables(int at) {
		for (PublishedTable table : STOCKS) {
			adds(at, new Place(PublishedTable.GROUP, "", ""), parts(table));
		}
		Set<String> groups = codes(PublishedTable.GROUP);
		if (this.quarters.get(at).counts().containsKey(Place.stayed("", ""))) {
			for (String group : with(groups)) {
				adds(at, Place.stayed(group, ""),
						List.of(Place.stayed(group, Place.STAYED), Place.stayed(group, Place.LEFT)));
			}
			for (String column : List.of(Place.STAYED, Place.LEFT, "")) {
				adds(at, Place.stayed("", column),
						groups.stream().map((group) -> Place.stayed(group, column)).toList());
			}
		}
	}

	private static Set<String> with(Set<String> codes) {
		Set<String> all = new LinkedHashSet<>(codes);
		all.add("");
		return all;
	}

	/** Who is there was there before or came; and those who came were counted. */
	private void addFlows(int at) {
		STOCKS.forEach((table) -> addFlows(at, parts(table)));
		want("left " + at, this.quarters.get(at - 1).count(Place.inWork()) + this.quarters.get(at).count(Place.placed())
				- this.quarters.get(at).count(Place.inWork()));
	}

	private void addFlows(int at, List<Place> parts) {
		List<String> came = new ArrayList<>();
		List<String> went = new ArrayList<>();
		parts.forEach((part) -> flow(at, part, came, went));
		Line in = line();
		came.forEach((one) -> in.with(free(one), 1));
		in.with(at, Place.placed(), -1).end();
		Line out = line().with(free("left " + at), -1);
		went.forEach((one) -> out.with(free(one), 1));
		out.end();
	}

	private void flow(int at, Place place, List<String> came, List<String> went) {
		came.add("came " + at + " " + place);
		went.add("went " + at + " " + place);
		line().with(at, place, 1)
			.with(at - 1, place, -1)
			.with(free(came.get(came.size() - 1)), -1)
			.with(free(went.get(went.size() - 1)), 1)
			.end();
	}

	private void want(String name, long value) {
		if (value > 0 && value < 5) {
			this.wanted.put(name, value);
		}
	}

	private void adds(int at, Place total, List<Place> parts) {
		Line line = line().with(at, total, -1);
		parts.forEach((part) -> line.with(at, part, 1));
		line.end();
	}

	private Variable free(String name) {
		return this.unknown.computeIfAbsent(name,
				(key) -> this.model.newVariable(key).lower(0).upper(MOST).integer(true));
	}

	private @Nullable Variable hidden(int at, Place place) {
		QuarterCounts quarter = this.quarters.get(at);
		Shown as = quarter.shown(place);
		if (as == Shown.COUNT) {
			return null;
		}
		String name = at + " " + place;
		Variable variable = free(name);
		if (this.wanted.put(name, quarter.count(place)) == null) {
			variable.lower((as == Shown.FEW) ? 1 : (as == Shown.WITHHELD) ? 5 : 0);
			if (as == Shown.FEW) {
				variable.upper(4);
			}
		}
		return variable;
	}

	private Line line() {
		return new Line();
	}

	/** The counts that it finds out, with their values. */
	Set<String> findsOut(Random random) {
		Set<String> open = new LinkedHashSet<>(this.wanted.keySet());
		Map<String, Set<Long>> seen = new LinkedHashMap<>();
		for (int tries = 0; tries < 12 && !open.isEmpty(); tries++) {
			for (String name : this.unknown.keySet()) {
				this.unknown.get(name).weight(open.contains(name) ? random.nextInt(21) - 10 : 0);
			}
			look(false, tries % 2 == 0, open, seen);
		}
		Set<String> found = new TreeSet<>();
		for (String name : List.copyOf(open)) {
			if (open.contains(name)) {
				this.unknown.values().forEach((one) -> one.weight(0));
				this.unknown.get(name).weight(1);
				look(true, true, open, seen);
				look(true, false, open, seen);
				if (open.contains(name)) {
					found.add(name + " = " + this.wanted.get(name));
				}
			}
		}
		return found;
	}

	private void look(boolean whole, boolean most, Set<String> open, Map<String, Set<Long>> seen) {
		this.unknown.values().forEach((one) -> one.integer(whole));
		Optimisation.Result result = most ? this.model.maximise() : this.model.minimise();
		if (!result.getState().isFeasible()) {
			throw new IllegalStateException("what is published contradicts itself: " + result.getState());
		}
		Map<String, Long> values = new LinkedHashMap<>();
		int at = 0;
		for (String name : this.unknown.keySet()) {
			BigDecimal value = result.get(at++);
			long rounded = Math.round(value.doubleValue());
			if (Math.abs(value.doubleValue() - rounded) > 1e-6) {
				return;
			}
			values.put(name, rounded);
		}
		open.removeIf((name) -> {
			Set<Long> all = seen.computeIfAbsent(name, (key) -> new HashSet<>());
			all.add(values.get(name));
			return all.size() > 1;
		});
	}

	private final class Line {

		private final Expression expression = Attacker.this.model.newExpression("line " + Attacker.this.lines++);

		private long known;

		private final Map<Variable, Integer> factors = new LinkedHashMap<>();

		Line with(Variable variable, int factor) {
			this.factors.merge(variable, factor, Integer::sum);
			return this;
		}

		Line with(int at, Place place, int factor) {
			Variable variable = hidden(at, place);
			if (variable != null) {
				return with(variable, factor);
			}
			this.known += factor * Attacker.this.quarters.get(at).count(place);
			return this;
		}

		void end() {
			this.factors.forEach(this.expression::set);
			this.expression.level(-this.known);
			if (this.factors.isEmpty() && this.known != 0) {
				throw new IllegalStateException("what is published contradicts itself");
			}
		}

	}

}
