package org.commonprosperity.portal.reporting;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.apache.poi.poifs.filesystem.DirectoryEntry;
import org.apache.poi.poifs.filesystem.DirectoryNode;
import org.apache.poi.poifs.filesystem.Entry;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.commonprosperity.portal.shared.Refusal;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Which kind of document of Word, Excel or PowerPoint (or WPS) a file is, old or new,
 * found out from its content. One with macros is refused, and so is one that unfolds into
 * more than it should.
 */
enum OfficeDocument {

	DOCX("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
	XLSX("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
	PPTX("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
	DOC("doc", "application/msword"), XLS("xls", "application/vnd.ms-excel"),
	PPT("ppt", "application/vnd.ms-powerpoint");

	private static final String CONTENT_TYPES = "[Content_Types].xml";

	private static final int LONGEST_CONTENT_TYPES = 1_000_000;

	private static final int MOST_ENTRIES = 5000;

	private static final int DEEPEST = 20;

	/** Parts that hold a program; a document within a document may hold one too. */
	private static final Pattern PROGRAM = Pattern.compile(
			"(?i).*(vbaproject|vbadata|macrosheets/|activex/|\\.(docm|dotm|xlsm|xltm|xlsb|pptm|ppsm|exe|dll|js|vbs|bat"
					+ "|cmd|ps1|scr|hta|jar)$).*");

	private static final Set<String> STORED_PROGRAMS = Set.of("macros", "vba", "_vba_project_cur", "_vba_project");

	final String extension;

	final String mediaType;

	OfficeDocument(String extension, String mediaType) {
		this.extension = extension;
		this.mediaType = mediaType;
	}

	static boolean isPacked(byte[] content) {
		return Bytes.startWith(content, 'P', 'K', 3, 4);
	}

	static boolean isOld(byte[] content) {
		return Bytes.startWith(content, 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1);
	}

	/**
	 * Looks at a document as Office has written it since 2007.
	 * @param unpacked bytes that it may unfold into
	 * @throws Refusal if it is another archive, broken, too large unpacked, or holds
	 * macros
	 */
	static OfficeDocument packed(byte[] content, long unpacked) {
		if (Bytes.count(content, 'P', 'K', 1, 2) > MOST_ENTRIES) {
			throw new Refusal("file", "file.refusal.unpacked");
		}
		try (ZipFile archive = ZipFile.builder()
			.setSeekableByteChannel(new SeekableInMemoryByteChannel(content))
			.get()) {
			Set<String> parts = measured(archive, unpacked);
			OfficeDocument document = mainPart(types(archive), parts);
			if (document == null) {
				throw new Refusal("file", "file.refusal.kind");
			}
			return document;
		}
		catch (IOException | SAXException | RuntimeException ex) {
			throw refusal(ex);
		}
	}

	/** The names of all parts, once each was unfolded and none was too much. */
	private static Set<String> measured(ZipFile archive, long unpacked) throws IOException {
		Set<String> parts = new HashSet<>();
		long room = unpacked;
		byte[] buffer = new byte[65_536];
		for (Enumeration<ZipArchiveEntry> entries = archive.getEntries(); entries.hasMoreElements();) {
			ZipArchiveEntry entry = entries.nextElement();
			if (!parts.add(entry.getName()) || !archive.canReadEntryData(entry)) {
				throw new IOException("an entry twice, or one that cannot be read");
			}
			if (PROGRAM.matcher(entry.getName()).matches()) {
				throw new Refusal("file", "file.refusal.macro");
			}
			try (InputStream input = archive.getInputStream(entry)) {
				for (int read = input.read(buffer); read >= 0; read = input.read(buffer)) {
					room -= read;
					if (room < 0) {
						throw new Refusal("file", "file.refusal.unpacked");
					}
				}
			}
		}
		return parts;
	}

	/** The parts that have a type of their own, by that type. */
	private static Map<String, String> types(ZipFile archive) throws IOException, SAXException {
		ZipArchiveEntry entry = archive.getEntry(CONTENT_TYPES);
		if (entry == null) {
			return Map.of();
		}
		byte[] text;
		try (InputStream input = archive.getInputStream(entry)) {
			text = input.readNBytes(LONGEST_CONTENT_TYPES);
		}
		Map<String, String> types = new HashMap<>();
		NodeList overrides = parse(text).getElementsByTagNameNS("*", "Override");
		for (int at = 0; at < overrides.getLength(); at++) {
			if (overrides.item(at) instanceof Element override) {
				String type = override.getAttribute("ContentType");
				if (type.toLowerCase(Locale.ROOT).contains("macro")) {
					throw new Refusal("file", "file.refusal.macro");
				}
				types.put(type, override.getAttribute("PartName"));
			}
		}
		return types;
	}

	private static Element parse(byte[] text) throws IOException, SAXException {
		try {
			DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
			factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
			factory.setXIncludeAware(false);
			DocumentBuilder builder = factory.newDocumentBuilder();
			builder.setErrorHandler(null);
			return builder.parse(new ByteArrayInputStream(text)).getDocumentElement();
		}
		catch (ParserConfigurationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static @Nullable OfficeDocument mainPart(Map<String, String> types, Set<String> parts) {
		for (OfficeDocument document : new OfficeDocument[] { DOCX, XLSX, PPTX }) {
			String part = types.get(document.mediaType + ".main+xml");
			if (part != null && parts.contains(part.replaceFirst("^/", ""))) {
				return document;
			}
		}
		return null;
	}

	/**
	 * Looks at a document as Office wrote it before 2007.
	 * @throws Refusal if it is something else, broken, opens with a password only, or
	 * holds macros
	 */
	static OfficeDocument old(byte[] content) {
		try (POIFSFileSystem store = new POIFSFileSystem(new ByteArrayInputStream(content))) {
			DirectoryNode root = store.getRoot();
			if (root.hasEntryCaseInsensitive("EncryptedPackage")) {
				throw new Refusal("file", "file.refusal.password");
			}
			if (holdsProgram(root, 0)) {
				throw new Refusal("file", "file.refusal.macro");
			}
			if (root.hasEntryCaseInsensitive("WordDocument")) {
				return DOC;
			}
			for (String workbook : new String[] { "Workbook", "Book" }) {
				if (root.hasEntryCaseInsensitive(workbook)) {
					refuseIf(holdsMacroSheet(stream(root, workbook)));
					return XLS;
				}
			}
			if (root.hasEntryCaseInsensitive("PowerPoint Document")) {
				refuseIf(saysMacros(stream(root, "PowerPoint Document")));
				return PPT;
			}
			throw new Refusal("file", "file.refusal.kind");
		}
		catch (IOException | RuntimeException ex) {
			throw refusal(ex);
		}
	}

	private static byte[] stream(DirectoryNode root, String name) throws IOException {
		try (InputStream input = root.createDocumentInputStream(root.getEntryCaseInsensitive(name))) {
			return input.readAllBytes();
		}
	}

	private static boolean holdsProgram(DirectoryEntry directory, int depth) throws IOException {
		if (depth > DEEPEST) {
			throw new IOException("too deep");
		}
		for (Iterator<Entry> entries = directory.getEntries(); entries.hasNext();) {
			Entry entry = entries.next();
			if (STORED_PROGRAMS.contains(entry.getName().toLowerCase(Locale.ROOT))
					|| entry instanceof DirectoryEntry inner && holdsProgram(inner, depth + 1)) {
				return true;
			}
		}
		return false;
	}

	/** Sheets of a workbook come with their kind; 1 and 6 are sheets of commands. */
	private static boolean holdsMacroSheet(byte[] workbook) {
		int at = 0;
		while (at + 4 <= workbook.length) {
			int record = (workbook[at] & 0xFF) | (workbook[at + 1] & 0xFF) << 8;
			int length = (workbook[at + 2] & 0xFF) | (workbook[at + 3] & 0xFF) << 8;
			boolean sheet = record == 0x85 && length >= 6 && at + 9 < workbook.length;
			if (sheet && (workbook[at + 9] == 1 || workbook[at + 9] == 6)) {
				return true;
			}
			at += 4 + length;
		}
		return false;
	}

	/** A presentation has one record that says whether there are macros. */
	private static boolean saysMacros(byte[] presentation) {
		for (int at = 0; at + 16 <= presentation.length; at++) {
			if (Bytes.at(presentation, at, 2, 0, 0, 4, 12, 0, 0, 0) && presentation[at + 12] != 0) {
				return true;
			}
		}
		return false;
	}

	private static void refuseIf(boolean macros) {
		if (macros) {
			throw new Refusal("file", "file.refusal.macro");
		}
	}

	/** The readers fail in many ways on what only looks like a document. */
	private static Refusal refusal(Exception failure) {
		return (failure instanceof Refusal refusal) ? refusal : new Refusal("file", "file.refusal.broken");
	}

}
