package org.commonprosperity.portal.project;

import java.util.UUID;

/**
 * A form as it came in.
 *
 * @param number the form's own number, so that it counts once
 * @param version the version of the record that the form was drawn from: the milestone's
 * if it concerns one milestone's facts, else the project's
 */
public record Submission(UUID number, long version) {
}
