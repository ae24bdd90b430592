package org.commonprosperity.portal.reporting;

import org.springframework.core.io.InputStreamSource;

/**
 * A file that comes with a reply.
 *
 * @param name its name as the official's machine has it
 * @param content where its bytes are
 */
public record OrderEvidence(String name, InputStreamSource content) {
}
