package org.commonprosperity.portal.spreadsheet;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How much a spreadsheet may hold that comes in. A request that is larger than
 * {@code spring.servlet.multipart.max-request-size} never gets here, so that must be more
 * than the size of a file.
 *
 * @param file size of the file as it comes
 * @param rows how many rows of a sheet may be filled
 * @param columns how many columns may be filled, counted from the first
 * @param text how many characters a cell may hold
 * @param unpacked what a packed workbook may be unpacked
 * @param texts what the list of a workbook's texts may be unpacked
 * @param styles what the list of a workbook's formats may be unpacked
 */
@ConfigurationProperties("portal.spreadsheet")
public record SpreadsheetLimits(@DefaultValue("20MB") DataSize file, @DefaultValue("200000") int rows,
		@DefaultValue("200") int columns, @DefaultValue("32767") int text, @DefaultValue("400MB") DataSize unpacked,
		@DefaultValue("64MB") DataSize texts, @DefaultValue("32MB") DataSize styles) {
}
