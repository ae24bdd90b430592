package org.commonprosperity.portal.employment.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.audit.Difference;
import org.commonprosperity.portal.employment.PersonView.Change;
import org.commonprosperity.portal.employment.PersonView.PlacementView;
import org.commonprosperity.portal.employment.PlacementEntry;
import org.commonprosperity.portal.shared.web.Show;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/**
 * What a change that waits would change of a placement, field by field, as people read
 * it. Only for pages of who may see the placement; none of it is kept.
 */
@Component
@RequiredArgsConstructor
class PlacementDifferences {

	private final Show show;

	/**
	 * What differs, by the address of the change that waits.
	 * @param model of a page that shows people, which has the names of codes
	 */
	Map<UUID, List<Difference>> of(Collection<PlacementView> placements, Model model) {
		Map<UUID, List<Difference>> differences = new LinkedHashMap<>();
		for (PlacementView placement : placements) {
			Change change = placement.open();
			PlacementEntry after = (change != null) ? placement.after(change) : null;
			if (change != null && after != null) {
				differences.put(change.reference(), between(placement.entry(), after, model));
			}
		}
		return differences;
	}

	private List<Difference> between(PlacementEntry was, PlacementEntry is, Model model) {
		List<Difference> differences = new ArrayList<>();
		add(differences, "workshop", name(model, "workshops", was.workshop()), name(model, "workshops", is.workshop()));
		add(differences, "opening", name(model, "openings", was.opening()), name(model, "openings", is.opening()));
		add(differences, "post", was.post(), is.post());
		add(differences, "personGroup", name(model, "groups", was.group()), name(model, "groups", is.group()));
		add(differences, "startedWork", day(was.startedOn()), day(is.startedOn()));
		add(differences, "endedWork", day(was.endedOn()), day(is.endedOn()));
		add(differences, "endReason", name(model, "endReasons", was.endReason()),
				name(model, "endReasons", is.endReason()));
		add(differences, "wage", text(was.wage()), text(is.wage()));
		add(differences, "insurance", name(model, "insurances", was.insurance()),
				name(model, "insurances", is.insurance()));
		add(differences, "placementNote", was.note(), is.note());
		return differences;
	}

	private static void add(List<Difference> differences, String field, @Nullable String was, @Nullable String is) {
		if (!Objects.equals(was, is)) {
			differences.add(new Difference(field, null, was, is));
		}
	}

	private static @Nullable String name(Model model, String names, @Nullable Object code) {
		String key = text(code);
		Object name = (key != null && model.getAttribute(names) instanceof Map<?, ?> all) ? all.get(key) : null;
		return (name != null) ? name.toString() : key;
	}

	private @Nullable String day(@Nullable LocalDate day) {
		return (day != null) ? this.show.dayOfYearInWords(day) : null;
	}

	private static @Nullable String text(@Nullable Object value) {
		return (value != null) ? value.toString() : null;
	}

}
