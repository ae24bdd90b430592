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
 * A village or an urban community of the development area.
 */
@Entity
@Getter
@NoArgsConstructor(access = AccessLevel.PROTECTED)
public class Community {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	private Long id;

	private String code;

	@Enumerated(EnumType.STRING)
	private Kind kind;

	private String name;

	private @Nullable String nameEn;

	private @Nullable String note;

	private boolean active;

	/**
	 * Village (村) or urban community (社区).
	 */
	public enum Kind {

		/** A village with a collective economy of its own. */
		VILLAGE,
		/** An urban residents' community. */
		COMMUNITY

	}

}
