package org.commonprosperity.portal.spreadsheet;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

import lombok.RequiredArgsConstructor;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.DataValidation;
import org.apache.poi.ss.usermodel.DataValidationConstraint;
import org.apache.poi.ss.usermodel.DataValidationHelper;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.usermodel.Font;
import org.apache.poi.ss.usermodel.IndexedColors;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.VerticalAlignment;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.ss.util.CellRangeAddressList;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/**
 * Writes the empty table that people fill in: headings with units, required ones with a
 * star, drop-downs for choices, a note at each heading, cells of identifiers that keep
 * all their digits, and a second sheet that explains every column. The headings are those
 * that the reader knows; it takes star and unit off.
 */
@Component
@RequiredArgsConstructor
public class TemplateWriter {

	/** Longer than this a list does not fit a drop-down and stands in a sheet. */
	private static final int MOST_LISTED = 255;

	/** The rows that are made ready to be filled in. */
	private static final int READY = 5000;

	private static final int WIDTH = 256;

	private static final int LEAST_WIDTH = 12;

	private static final int MOST_WIDTH = 40;

	private final MessageSource messages;

	/**
	 * Writes the template.
	 * @param name the name of the table, in the reader's language; the sheet's name
	 * @param columns the columns that the feature declares for the official
	 * @param out takes the workbook; it stays open
	 */
	public void write(String name, List<Column> columns, OutputStream out) throws IOException {
		try (XSSFWorkbook workbook = new XSSFWorkbook()) {
			Sheet sheet = workbook.createSheet(SheetName.of(name, 1));
			table(workbook, sheet, columns);
			explain(workbook, columns);
			choices(workbook, sheet, columns);
			workbook.setActiveSheet(0);
			workbook.write(out);
		}
	}

	private void table(XSSFWorkbook workbook, Sheet sheet, List<Column> columns) {
		CellStyle optional = heading(workbook, IndexedColors.GREY_25_PERCENT);
		CellStyle required = heading(workbook, IndexedColors.LIGHT_YELLOW);
		Row row = sheet.createRow(0);
		Notes notes = new Notes(sheet);
		for (int at = 0; at < columns.size(); at++) {
			Column column = columns.get(at);
			Cell cell = row.createCell(at);
			cell.setCellValue(heading(column));
			cell.setCellStyle(column.required() ? required : optional);
			notes.put(cell, String.join("\n", told(column)));
			CellStyle style = workbook.createCellStyle();
			style.setDataFormat(workbook.createDataFormat().getFormat(format(column.type())));
			sheet.setDefaultColumnStyle(at, style);
			int width = Math.min(MOST_WIDTH, Math.max(LEAST_WIDTH, SafeText.width(heading(column)) + 4));
			sheet.setColumnWidth(at, width * WIDTH);
		}
		sheet.createFreezePane(0, 1);
		sheet.setRepeatingRows(new CellRangeAddress(0, 0, -1, -1));
		sheet.getPrintSetup().setLandscape(true);
		sheet.setFitToPage(true);
		sheet.getPrintSetup().setFitHeight((short) 0);
	}

	private static CellStyle heading(XSSFWorkbook workbook, IndexedColors colour) {
		Font bold = workbook.createFont();
		bold.setBold(true);
		CellStyle style = workbook.createCellStyle();
		style.setFont(bold);
		style.setFillForegroundColor(colour.getIndex());
		style.setFillPattern(FillPatternType.SOLID_FOREGROUND);
		style.setVerticalAlignment(VerticalAlignment.CENTER);
		style.setWrapText(true);
		return style;
	}

	/** Text is kept as text, so that a heading-like 3-1 does not become a date. */
	private static String format(ColumnType type) {
		return switch (type) {
			case TEXT, IDENTIFIER, CHOICE -> "@";
			case AMOUNT -> "#,##0.00";
			case DECIMAL, PERCENT -> "0.00";
			case INTEGER, YEAR -> "0";
			case DATE -> "yyyy-mm-dd";
		};
	}

	/** The heading with a star where it has to be filled, and with its unit. */
	private static String heading(Column column) {
		String unit = switch (column.type()) {
			case AMOUNT -> column.heading().contains("元") ? "" : "（元）";
			case PERCENT -> column.heading().contains("%") ? "" : "（%）";
			default -> "";
		};
		return (column.required() ? "*" : "") + column.heading() + unit;
	}

	/** What there is to know of a column, a sentence a line. */
	private List<String> told(Column column) {
		List<String> told = new ArrayList<>();
		told.add(text(column.required() ? "template.required" : "template.optional"));
		told.add(takes(column));
		if (column.note() != null) {
			told.add(column.note());
		}
		return told;
	}

	private String takes(Column column) {
		String takes = text("template.takes." + column.type());
		if (column.most() != null) {
			takes += text("template.most", column.most());
		}
		if (column.least() != null) {
			takes += text("template.least", column.least().toPlainString());
		}
		return takes;
	}

	private void explain(XSSFWorkbook workbook, List<Column> columns) {
		Sheet sheet = workbook.createSheet(SheetName.of(text("template.sheet"), 1));
		CellStyle head = heading(workbook, IndexedColors.GREY_25_PERCENT);
		CellStyle words = workbook.createCellStyle();
		words.setWrapText(true);
		words.setVerticalAlignment(VerticalAlignment.TOP);
		words.setDataFormat(workbook.createDataFormat().getFormat("@"));
		int at = 0;
		put(sheet.createRow(at++), head, text("template.column"), text("template.needed"), text("template.takes"),
				text("template.note"));
		for (Column column : columns) {
			String choices = String.join(text("template.separator"),
					column.choices().stream().map(Choice::name).toList());
			put(sheet.createRow(at++), words, heading(column), text(column.required() ? "template.yes" : "template.no"),
					takes(column) + (choices.isEmpty() ? "" : text("template.choices", choices)),
					(column.note() != null) ? column.note() : "");
		}
		at++;
		for (String rule : List.of(text("template.rule.headings"), text("template.rule.total"),
				text("template.rule.again"))) {
			sheet.createRow(at++).createCell(0).setCellValue(rule);
		}
		int[] widths = { 26, 10, 60, 50 };
		for (int column = 0; column < widths.length; column++) {
			sheet.setColumnWidth(column, widths[column] * WIDTH);
		}
		sheet.createFreezePane(0, 1);
	}

	private static void put(Row row, CellStyle style, String... values) {
		for (int at = 0; at < values.length; at++) {
			Cell cell = row.createCell(at);
			cell.setCellValue(SafeText.written(SafeText.clean(values[at])));
			cell.setCellStyle(style);
		}
	}

	private void choices(XSSFWorkbook workbook, Sheet sheet, List<Column> columns) {
		Sheet lists = null;
		for (int at = 0; at < columns.size(); at++) {
			Column column = columns.get(at);
			if (column.choices().isEmpty()) {
				continue;
			}
			List<String> names = column.choices().stream().map(Choice::name).map(SafeText::clean).toList();
			DataValidationHelper helper = sheet.getDataValidationHelper();
			boolean fits = String.join(",", names).length() <= MOST_LISTED
					&& names.stream().noneMatch((name) -> name.contains(",") || name.contains("\""));
			DataValidationConstraint constraint;
			if (fits) {
				constraint = helper.createExplicitListConstraint(names.toArray(String[]::new));
			}
			else {
				lists = (lists != null) ? lists : hidden(workbook);
				constraint = helper.createFormulaListConstraint(list(lists, at, names));
			}
			DataValidation validation = helper.createValidation(constraint, new CellRangeAddressList(1, READY, at, at));
			// a further name of a choice is understood too, so what is not in the list is
			// a
			// warning
			validation.setErrorStyle(DataValidation.ErrorStyle.WARNING);
			validation.createErrorBox(text("template.choice.title"), text("template.choice.text"));
			validation.setShowErrorBox(true);
			validation.setSuppressDropDownArrow(true);
			sheet.addValidationData(validation);
		}
	}

	private Sheet hidden(XSSFWorkbook workbook) {
		Sheet lists = workbook.createSheet(SheetName.of(text("template.lists"), 1));
		workbook.setSheetHidden(workbook.getSheetIndex(lists), true);
		return lists;
	}

	/** Writes a list down a column of its own; the formula that names it. */
	private static String list(Sheet lists, int column, List<String> names) {
		for (int at = 0; at < names.size(); at++) {
			Row row = lists.getRow(at);
			row = (row != null) ? row : lists.createRow(at);
			row.createCell(column).setCellValue(SafeText.written(names.get(at)));
		}
		String letter = CellReference.convertNumToColString(column);
		return "'" + lists.getSheetName().replace("'", "''") + "'!$" + letter + "$1:$" + letter + "$" + names.size();
	}

	private String text(String key, @Nullable Object... arguments) {
		return this.messages.getMessage(key, arguments, LocaleContextHolder.getLocale());
	}

}
