package org.commonprosperity.portal.care;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What of a service's hours lies outside the facility's.
 */
class OutsideHoursTests {

	@Test
	void onlyThePartOutsideIsTold() {
		OpeningHours open = HoursText.read("hours", "周一至周五 8:00-11:30 13:00-17:00");
		assertThat(HoursText.read("hours", "周一至周五 9:00-11:00 13:00-17:00").outside(open)).isNull();
		OpeningHours outside = HoursText.read("hours", "周一至周六 11:00-13:30").outside(open);
		assertThat(outside).isNotNull();
		assertThat(HoursText.open(outside)).isEqualTo("周一至周五 11:30-13:00；周六 11:00-13:30");
	}

}
