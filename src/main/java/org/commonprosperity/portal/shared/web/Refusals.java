package org.commonprosperity.portal.shared.web;

import org.commonprosperity.portal.shared.Refusal;

import org.springframework.beans.BeanWrapperImpl;
import org.springframework.validation.BindingResult;

/**
 * Shows a refusal of the domain where the reader can mend it: at the field that it
 * concerns, or above the form.
 */
public final class Refusals {

	private Refusals() {
	}

	/**
	 * Turns a refusal into an error of a form, each reason at its field.
	 * @param result the form's; a refusal of a field that the form does not have becomes
	 * an error of the form as a whole
	 */
	public static void into(BindingResult result, Refusal refusal) {
		refusal.all().forEach((reason) -> one(result, reason));
	}

	private static void one(BindingResult result, Refusal refusal) {
		String field = refusal.field();
		Object target = result.getTarget();
		boolean known = field != null && target != null && new BeanWrapperImpl(target).isReadableProperty(field);
		if (field != null && known) {
			result.rejectValue(field, refusal.key(), refusal.arguments(), null);
		}
		else {
			result.reject(refusal.key(), refusal.arguments(), null);
		}
	}

}
