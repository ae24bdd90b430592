package org.commonprosperity.portal.organisation;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import org.jspecify.annotations.Nullable;

/**
 * Where a fact on record comes from, so that a reader can judge it.
 */
@Entity
@Getter
@NoArgsConstructor(access = AccessLevel.PROTECTED)
public class Source {

	/**
	 * The code of the source of all that officials enter on this portal.
	 */
	public static final String PORTAL_RECORD = "portal-record";

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	private Long id;

	private String code;

	@Enumerated(EnumType.STRING)
	private Kind kind;

	private String title;

	private @Nullable String titleEn;

	/**
	 * What sort of source it is.
	 */
	public enum Kind {

		/** Something published elsewhere. */
		PUBLICATION,
		/** Entered here by the accountable official and approved. */
		PORTAL_RECORD,
		/** Synthetic, demo mode only. */
		DEMO

	}

}
