package org.commonprosperity.portal.spreadsheet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.commonprosperity.portal.shared.Refusal;
import org.commonprosperity.portal.spreadsheet.XmlCursor.Token;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/**
 * A workbook as Excel, WPS and LibreOffice have written it since 2007, transitional or
 * strict.
 */
final class XlsxFile implements OpenedFile {

	private static final DataSize SMALL_PART = DataSize.ofMegabytes(8);

	private static final String CONTENT_TYPES = "[Content_Types].xml";

	private static final int MOST_SHEETS = 1000;

	private final PackedParts parts;

	private final SpreadsheetLimits limits;

	/** All sheets of cells, hidden ones too, by number: their parts. */
	private final Map<Integer, String> sheetParts = new HashMap<>();

	private final Map<Integer, String> visible = new LinkedHashMap<>();

	private final Map<Integer, Outline> outlines = new HashMap<>();

	private final SharedTexts texts = new SharedTexts();

	private List<CellFormat> formats = List.of();

	private boolean from1904;

	private XlsxFile(PackedParts parts, SpreadsheetLimits limits) {
		this.parts = parts;
		this.limits = limits;
	}

	/**
	 * Opens a packed file.
	 * @param fileName the name it was sent with, to tell what to do about one that is
	 * none
	 * @throws Refusal if it is another kind of packed file, damaged or too much
	 */
	static XlsxFile open(Path file, String fileName, SpreadsheetLimits limits) {
		try {
			PackedParts parts = new PackedParts(file, limits.unpacked());
			try {
				XlsxFile opened = new XlsxFile(parts, limits);
				opened.start(fileName);
				return opened;
			}
			catch (IOException | RuntimeException ex) {
				parts.close();
				throw ex;
			}
		}
		catch (IOException | IllegalArgumentException ex) {
			throw FileRefusal.damaged();
		}
	}

	private void start(String fileName) throws IOException {
		if (this.parts.has("mimetype") && this.parts.has("content.xml")) {
			throw new Refusal(null, "sheet.file.ods");
		}
		String workbook = related("_rels/.rels", "").values()
			.stream()
			.filter((part) -> part.type().endsWith("/officeDocument"))
			.map(Part::name)
			.filter(this.parts::has)
			.findFirst()
			.orElse("xl/workbook.xml");
		String type = type(workbook);
		if (type.contains(".binary.") || workbook.endsWith(".bin") || this.parts.has("xl/workbook.bin")) {
			throw new Refusal(null, "sheet.file.binary");
		}
		if (type.contains("macroenabled") || this.parts.hasLike("xl/vbaproject.*")) {
			throw new Refusal(null, "sheet.file.macro");
		}
		if (!this.parts.has(workbook) || !(type.isEmpty() || type.contains("spreadsheetml"))) {
			throw this.parts.has(CONTENT_TYPES) && this.parts.hasLike("xl/.*") ? FileRefusal.damaged()
					: FileRefusal.foreign(fileName);
		}
		readWorkbook(workbook);
		if (this.visible.isEmpty()) {
			throw FileRefusal.noSheet();
		}
	}

	/** The kind of a part in small letters, or an empty text. */
	private String type(String part) throws IOException {
		if (!this.parts.has(CONTENT_TYPES)) {
			return "";
		}
		String byEnding = "";
		try (XmlCursor xml = small(CONTENT_TYPES)) {
			for (Token token = xml.next(); token != Token.DONE; token = xml.next()) {
				if (token == Token.START) {
					String type = text(xml.attribute("ContentType")).toLowerCase(Locale.ROOT);
					if (xml.at("Override") && text(xml.attribute("PartName")).equalsIgnoreCase("/" + part)) {
						return type;
					}
					if (xml.at("Default") && part.endsWith("." + text(xml.attribute("Extension")))) {
						byEnding = type;
					}
				}
			}
		}
		return byEnding.endsWith("/xml") ? "" : byEnding;
	}

	private void readWorkbook(String workbook) throws IOException {
		int slash = workbook.lastIndexOf('/') + 1;
		String folder = workbook.substring(0, slash);
		Map<String, Part> related = related(folder + "_rels/" + workbook.substring(slash) + ".rels", folder);
		try (XmlCursor xml = small(workbook)) {
			int number = 0;
			for (Token token = xml.next(); token != Token.DONE; token = xml.next()) {
				if (token == Token.START && xml.at("workbookPr")) {
					this.from1904 = text(xml.attribute("date1904")).matches("1|true");
				}
				if (token == Token.START && xml.at("sheet") && number < MOST_SHEETS) {
					addSheet(number++, xml, related);
				}
			}
		}
		for (Part part : related.values()) {
			if (part.type().endsWith("/sharedStrings") && this.parts.has(part.name())) {
				try (XmlCursor xml = new XmlCursor(this.parts.open(part.name(), this.limits.texts()))) {
					this.texts.read(xml, this.limits.text());
				}
			}
			if (part.type().endsWith("/styles") && this.parts.has(part.name())) {
				try (XmlCursor xml = new XmlCursor(this.parts.open(part.name(), this.limits.styles()))) {
					this.formats = CellFormats.read(xml);
				}
			}
		}
	}

	private void addSheet(int number, XmlCursor xml, Map<String, Part> related) throws IOException {
		Part part = related.get(text(xml.prefixed("id")));
		if (part == null || !part.type().endsWith("/worksheet") || !this.parts.has(part.name())) {
			return;
		}
		this.sheetParts.put(number, part.name());
		if (!text(xml.attribute("state")).toLowerCase(Locale.ROOT).endsWith("hidden")) {
			this.visible.put(number, text(xml.attribute("name")));
		}
	}

	/** What a part refers to, by the name of the reference. */
	private Map<String, Part> related(String list, String folder) throws IOException {
		Map<String, Part> related = new LinkedHashMap<>();
		if (!this.parts.has(list)) {
			return related;
		}
		try (XmlCursor xml = small(list)) {
			for (Token token = xml.next(); token != Token.DONE; token = xml.next()) {
				if (token == Token.START && xml.at("Relationship") && !"External".equals(xml.attribute("TargetMode"))) {
					related.put(text(xml.attribute("Id")),
							new Part(text(xml.attribute("Type")), resolved(folder, text(xml.attribute("Target")))));
				}
			}
		}
		return related;
	}

	private static String resolved(String folder, String target) {
		String path = target.replace('\\', '/');
		if (path.startsWith("/")) {
			return path.substring(1);
		}
		String base = folder;
		while (path.startsWith("./") || path.startsWith("../")) {
			if (path.startsWith("../")) {
				base = base.substring(0, base.lastIndexOf('/', Math.max(0, base.length() - 2)) + 1);
			}
			path = path.substring(path.indexOf('/') + 1);
		}
		return base + path;
	}

	private XmlCursor small(String part) throws IOException {
		return new XmlCursor(this.parts.open(part, SMALL_PART));
	}

	private static String text(@Nullable String attribute) {
		return (attribute != null) ? attribute : "";
	}

	@Override
	public Map<Integer, String> sheets() {
		return Collections.unmodifiableMap(this.visible);
	}

	@Override
	public Rows rows(int sheet) {
		Outline outline = outline(sheet);
		try {
			XmlCursor xml = new XmlCursor(this.parts.open(part(sheet)));
			return new MergedRows(new XlsxRows(xml, this.texts, this.formats, this.from1904, this.limits),
					outline.merged(), this.limits.columns());
		}
		catch (IOException ex) {
			throw FileRefusal.damaged();
		}
	}

	@Override
	public int lastRow(int sheet) {
		return outline(sheet).lastRow();
	}

	@Override
	public boolean from1904() {
		return this.from1904;
	}

	private String part(int sheet) {
		String part = this.sheetParts.get(sheet);
		if (part == null) {
			throw FileRefusal.noSheet();
		}
		return part;
	}

	/** What is merged stands behind the rows, so that a sheet is gone through before. */
	private Outline outline(int sheet) {
		Outline known = this.outlines.get(sheet);
		if (known != null) {
			return known;
		}
		List<MergedRange> merged = new ArrayList<>();
		int last = 0;
		try (XmlCursor xml = new XmlCursor(this.parts.open(part(sheet)))) {
			for (Token token = xml.next(); token != Token.DONE; token = xml.next()) {
				if (token == Token.START && xml.at("row")) {
					last++;
					String number = xml.attribute("r");
					last = (number != null) ? Math.max(last, XlsxRows.number(number)) : last;
				}
				else if (token == Token.START && xml.at("mergeCell") && merged.size() < this.limits.rows()) {
					MergedRange range = MergedRange.of(text(xml.attribute("ref")));
					if (range != null) {
						merged.add(range);
					}
				}
			}
		}
		catch (IOException ex) {
			throw FileRefusal.damaged();
		}
		Outline outline = new Outline(merged, last);
		this.outlines.put(sheet, outline);
		return outline;
	}

	@Override
	public void close() {
		try {
			this.parts.close();
		}
		catch (IOException ex) {
			// it was only read
		}
	}

	/**
	 * A part that another one refers to.
	 *
	 * @param type what it is to the other
	 * @param name its name
	 */
	private record Part(String type, String name) {
	}

	/**
	 * What has to be known of a sheet before its rows are read.
	 *
	 * @param merged its merged ranges
	 * @param lastRow the number of its last row
	 */
	private record Outline(List<MergedRange> merged, int lastRow) {
	}

}
