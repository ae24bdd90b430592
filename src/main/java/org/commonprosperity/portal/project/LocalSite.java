package org.commonprosperity.portal.project;

import org.jspecify.annotations.Nullable;

/**
 * A place of a project, as the village in which it lies sees it.
 */
public record LocalSite(long projectId, String name, @Nullable String note) {
}
