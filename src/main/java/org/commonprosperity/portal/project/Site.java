package org.commonprosperity.portal.project;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import org.commonprosperity.portal.organisation.Community;
import org.commonprosperity.portal.organisation.Source;
import org.jspecify.annotations.Nullable;

/**
 * A place of a project (点位), as on the boutique line.
 */
@Entity
@Getter
@NoArgsConstructor(access = AccessLevel.PROTECTED)
class Site {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	private @Nullable Long id;

	@ManyToOne(fetch = FetchType.LAZY, optional = false)
	private Project project;

	private int position;

	private String name;

	@ManyToOne(fetch = FetchType.LAZY)
	private @Nullable Community community;

	private @Nullable String note;

	@ManyToOne(fetch = FetchType.LAZY, optional = false)
	private Source source;

	Site(Project project, int position, String name, @Nullable Community community, @Nullable String note,
			Source source) {
		this.project = project;
		this.position = position;
		this.name = name;
		this.community = community;
		this.note = note;
		this.source = source;
	}

}
