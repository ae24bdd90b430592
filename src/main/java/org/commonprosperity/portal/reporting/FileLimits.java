package org.commonprosperity.portal.reporting;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How much is taken in. A request that is larger than
 * {@code spring.servlet.multipart.max-request-size} never gets here, so that must be more
 * than either size.
 *
 * @param photo size of one photo as it comes
 * @param attachment size of one attachment
 * @param photos how many photos one report carries
 * @param attachments how many attachments one report carries
 * @param pixels how many pixels a picture may have
 * @param unpacked what a packed document may be unpacked
 */
@ConfigurationProperties("portal.files")
public record FileLimits(@DefaultValue("10MB") DataSize photo, @DefaultValue("20MB") DataSize attachment,
		@DefaultValue("9") int photos, @DefaultValue("10") int attachments, @DefaultValue("52000000") long pixels,
		@DefaultValue("200MB") DataSize unpacked) {
}
