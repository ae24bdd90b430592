package org.commonprosperity.portal.config;

import java.util.Locale;

import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.account.Role;
import org.jspecify.annotations.Nullable;

import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What the layouts need to know of the page that is being drawn; at hand in every
 * template as {@code portal}, error pages included.
 *
 * @param properties settings of this installation
 * @param path path of the page
 * @param page path of the page that a link back to it opens: of the page that holds the
 * form, where this one answers a form that was sent
 * @param query query of the page, or null; null too where it answers a form
 * @param elder whether the reader chose elder mode
 * @param origin address under which the reader reached the portal, without a path
 */
public record PortalPage(PortalProperties properties, String path, String page, @Nullable String query, boolean elder,
		String origin) {

	/**
	 * The name under which templates find it.
	 */
	static final String ATTRIBUTE = "portal";

	public boolean isDemo() {
		return this.properties.demo();
	}

	public PortalProperties.Site site() {
		return this.properties.site();
	}

	public boolean english() {
		return Locale.ENGLISH.getLanguage().equals(LocaleContextHolder.getLocale().getLanguage());
	}

	public String lang() {
		return english() ? "en" : "zh-CN";
	}

	public String mode() {
		return this.elder ? "elder" : "standard";
	}

	/**
	 * The address of this page with a preference turned over.
	 * @param name {@code lang} or {@code mode}
	 * @param value what to turn it to
	 */
	public String with(String name, String value) {
		return UriComponentsBuilder.fromPath(this.page)
			.query(this.query)
			.replaceQueryParam(name, value)
			.build()
			.toUriString();
	}

	/**
	 * The whole address of this page, for paper; null where it is nobody else's to know.
	 */
	public @Nullable String printed() {
		if (this.path.startsWith("/password/") || this.path.startsWith("/setup")
				|| this.path.startsWith("/office/jobs/people/")) {
			return null;
		}
		return this.origin + UriComponentsBuilder.fromPath(this.path).query(this.query).build().toUriString();
	}

	/**
	 * The address of this page's table as a file, narrowed and sorted like the page.
	 * @param ending {@code xlsx} or {@code csv}
	 */
	public String download(String ending) {
		return UriComponentsBuilder.fromPath(this.path + "." + ending)
			.query(this.query)
			.replaceQueryParam("page")
			.build()
			.toUriString();
	}

	/**
	 * Whether the page belongs to a section of the navigation.
	 * @param prefix path of the section; the root is itself only
	 */
	public boolean in(String prefix) {
		if (prefix.equals("/") || prefix.equals("/office")) {
			return this.path.equals(prefix);
		}
		return this.path.equals(prefix) || this.path.startsWith(prefix + "/");
	}

	/**
	 * The official who is signed in, or null.
	 */
	public @Nullable Official official() {
		Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
		return (authentication != null && authentication.getPrincipal() instanceof Official official) ? official : null;
	}

	/**
	 * Whether the official who is signed in holds one of the roles.
	 * @param roles names of roles
	 */
	public boolean may(String... roles) {
		Official official = official();
		if (official == null) {
			return false;
		}
		for (String role : roles) {
			if (official.is(Role.valueOf(role))) {
				return true;
			}
		}
		return false;
	}

}
