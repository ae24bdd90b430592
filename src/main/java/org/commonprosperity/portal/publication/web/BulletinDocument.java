package org.commonprosperity.portal.publication.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.Date;
import java.util.List;
import java.util.Optional;

import org.apache.poi.ooxml.POIXMLProperties;
import org.apache.poi.xwpf.model.XWPFHeaderFooterPolicy;
import org.apache.poi.xwpf.usermodel.ParagraphAlignment;
import org.apache.poi.xwpf.usermodel.TableRowAlign;
import org.apache.poi.xwpf.usermodel.TableWidthType;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFFooter;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.apache.poi.xwpf.usermodel.XWPFStyle;
import org.apache.poi.xwpf.usermodel.XWPFStyles;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.apache.poi.xwpf.usermodel.XWPFTableRow;
import org.commonprosperity.portal.project.ProgressLight;
import org.commonprosperity.portal.project.web.LightWords;
import org.commonprosperity.portal.publication.Bulletin;
import org.commonprosperity.portal.reporting.MonthBoard.Closed;
import org.commonprosperity.portal.reporting.PublishedReport;
import org.commonprosperity.portal.shared.web.Show;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTFonts;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPageMar;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPageSz;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTRPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTSectPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTSpacing;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTStyle;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STLineSpacingRule;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STStyleType;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The bulletin as a file for Word and WPS, set as offices set their papers: A4 with the
 * margins of an official document, headings in 黑体 and 楷体, text in 仿宋, page numbers.
 */
@Component
class BulletinDocument {

	/**
	 * Font, half points, and outline level of each style; the first is the text's own.
	 */
	private static final List<Face> FACES = List.of(new Face("Normal", "仿宋", 32, false, -1),
			new Face("Title", "宋体", 44, true, -1), new Face("Subtitle", "楷体", 32, false, -1),
			new Face("Heading1", "黑体", 32, false, 0), new Face("Heading2", "楷体", 32, true, 1),
			new Face("Cell", "仿宋", 22, false, -1), new Face("Note", "仿宋", 24, false, -1));

	private static final int[] COLUMNS = { 2500, 1900, 1500, 1100, 1100, 1600 };

	private final BulletinWords words;

	private final LightWords lights;

	private final Show show;

	private final boolean demo;

	BulletinDocument(BulletinWords words, LightWords lights, Show show, @Value("${portal.demo:false}") boolean demo) {
		this.words = words;
		this.lights = lights;
		this.show = show;
		this.demo = demo;
	}

	/** The file's bytes. */
	byte[] write(Bulletin bulletin) {
		try (XWPFDocument document = new XWPFDocument(); ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
			styles(document.createStyles());
			properties(document.getProperties(), bulletin);
			head(document, bulletin);
			lights(document, bulletin);
			moved(document, bulletin);
			late(document, bulletin);
			next(document, bulletin);
			paragraph(document, "Note", this.words.basis(bulletin.standing()));
			if (this.demo) {
				paragraph(document, "Note", this.show.text("site.demo"));
			}
			page(document);
			document.write(bytes);
			return bytes.toByteArray();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void head(XWPFDocument document, Bulletin bulletin) {
		paragraph(document, "Title", this.words.title(bulletin.month())).setAlignment(ParagraphAlignment.CENTER);
		paragraph(document, "Subtitle",
				this.show.text("site.district") + " · " + this.words.standing(bulletin.standing()))
			.setAlignment(ParagraphAlignment.CENTER);
	}

	private void lights(XWPFDocument document, Bulletin bulletin) {
		paragraph(document, "Heading1", this.show.text("bulletin.section.lights"));
		this.words.counts(bulletin).forEach((line) -> text(document, line));
		this.words.turns(bulletin).forEach((line) -> text(document, line));
		table(document, bulletin);
		if (!bulletin.others().isEmpty()) {
			text(document, this.words.others(bulletin));
		}
	}

	private void table(XWPFDocument document, Bulletin bulletin) {
		XWPFTable table = document.createTable(1, COLUMNS.length);
		table.setWidthType(TableWidthType.PCT);
		table.setWidth("100%");
		table.setTableAlignment(TableRowAlign.CENTER);
		table.getRow(0).setRepeatHeader(true);
		row(table.getRow(0), this.show.text("bulletin.column.project"), this.show.text("field.department"),
				this.show.text("bulletin.column.light"), this.show.text("bulletin.column.planned"),
				this.show.text("bulletin.column.actual"), this.show.text("bulletin.column.report"));
		for (Bulletin.Line line : bulletin.lines()) {
			Closed close = line.close();
			String department = this.show.name(line.project().department(), line.project().departmentEn());
			row(table.createRow(), this.words.name(line.project()),
					Optional.ofNullable(department).orElse(this.show.text("unknown")),
					(close != null) ? shape(close.assessment().light()) + this.words.light(close.assessment().light())
							: this.show.text("bulletin.open"),
					(close != null) ? this.show.share(close.assessment().planned()) : this.show.text("none"),
					(close != null) ? this.show.share(close.assessment().actual()) : this.show.text("none"),
					this.show.text("month.state." + line.cell().state()));
		}
	}

	/** The shape that goes with a light; the word beside it says the same. */
	private String shape(ProgressLight light) {
		return switch (this.lights.style(light.name())) {
			case "green" -> "●";
			case "amber" -> "▲";
			case "red" -> "■";
			default -> "○";
		} + " ";
	}

	private static void row(XWPFTableRow row, String... cells) {
		row.setCantSplitRow(true);
		for (int i = 0; i < cells.length; i++) {
			row.getCell(i).setWidth(String.valueOf(COLUMNS[i]));
			XWPFParagraph paragraph = row.getCell(i).getParagraphs().get(0);
			paragraph.setStyle("Cell");
			paragraph.createRun().setText(cells[i]);
		}
	}

	private void moved(XWPFDocument document, Bulletin bulletin) {
		paragraph(document, "Heading1", this.show.text("bulletin.section.done"));
		for (Bulletin.Line line : bulletin.reported()) {
			PublishedReport report = line.report();
			if (report == null) {
				continue;
			}
			paragraph(document, "Heading2", this.words.name(line.project()));
			report.done().lines().filter((part) -> !part.isBlank()).forEach((part) -> text(document, part.strip()));
			this.words.facts(report).forEach((fact) -> text(document, fact));
			this.words.moved(report.differences()).forEach((change) -> text(document, change));
		}
		this.words.unreported(bulletin).forEach((line) -> text(document, line));
	}

	private void late(XWPFDocument document, Bulletin bulletin) {
		paragraph(document, "Heading1", this.show.text("bulletin.section.late"));
		for (Bulletin.Late late : bulletin.late()) {
			paragraph(document, "Heading2", this.words.name(late.project()) + this.show.text("bulletin.dash")
					+ this.words.light(late.close().assessment().light()));
			this.words.late(late).forEach((line) -> text(document, line));
		}
		if (bulletin.late().isEmpty()) {
			text(document, this.show.text("bulletin.late.none"));
		}
	}

	private void next(XWPFDocument document, Bulletin bulletin) {
		paragraph(document, "Heading1", this.show.text("bulletin.section.next"));
		for (Bulletin.Next next : bulletin.next()) {
			paragraph(document, "Heading2", this.words.name(next.project()));
			this.words.next(next).forEach((line) -> line.lines().forEach((part) -> text(document, part)));
		}
		if (bulletin.next().isEmpty()) {
			text(document, this.show.text("bulletin.next.none"));
		}
	}

	/** A paragraph of text, its first line two characters in. */
	private static void text(XWPFDocument document, String text) {
		XWPFParagraph paragraph = paragraph(document, "Normal", text);
		paragraph.getCTP().getPPr().addNewInd().setFirstLineChars(BigInteger.valueOf(200));
	}

	private static XWPFParagraph paragraph(XWPFDocument document, String style, String text) {
		XWPFParagraph paragraph = document.createParagraph();
		paragraph.setStyle(style);
		XWPFRun run = paragraph.createRun();
		run.setText(text);
		return paragraph;
	}

	private static void styles(XWPFStyles styles) {
		for (Face face : FACES) {
			CTStyle style = CTStyle.Factory.newInstance();
			style.setStyleId(face.id());
			style.addNewName().setVal(face.level() < 0 ? face.id() : "heading " + (face.level() + 1));
			style.setType(STStyleType.PARAGRAPH);
			if (face.id().equals("Normal")) {
				style.setDefault(true);
			}
			else {
				style.addNewBasedOn().setVal("Normal");
			}
			style.addNewQFormat();
			CTSpacing spacing = style.addNewPPr().addNewSpacing();
			spacing.setLine(BigInteger.valueOf(face.size() * 35L / 2));
			spacing.setLineRule(STLineSpacingRule.AT_LEAST);
			if (face.level() >= 0) {
				style.getPPr().addNewKeepNext();
				style.getPPr().addNewOutlineLvl().setVal(BigInteger.valueOf(face.level()));
			}
			CTRPr run = style.addNewRPr();
			CTFonts fonts = run.addNewRFonts();
			fonts.setAscii("Times New Roman");
			fonts.setHAnsi("Times New Roman");
			fonts.setCs("Times New Roman");
			fonts.setEastAsia(face.font());
			if (face.bold()) {
				run.addNewB();
			}
			run.addNewSz().setVal(BigInteger.valueOf(face.size()));
			run.addNewLang().setEastAsia("zh-CN");
			styles.addStyle(new XWPFStyle(style));
		}
	}

	/** A title, and whose paper it is: the portal's, not a person's. */
	private void properties(POIXMLProperties properties, Bulletin bulletin) {
		POIXMLProperties.CoreProperties core = properties.getCoreProperties();
		core.setTitle(this.words.title(bulletin.month()));
		core.setCreator(this.show.text("site.name"));
		core.setLastModifiedByUser(this.show.text("site.name"));
		Optional<Date> at = Optional.ofNullable(bulletin.standing().closedAt()).map(Date::from);
		core.setCreated(at);
		core.setModified(at);
		properties.getExtendedProperties().getUnderlyingProperties().setApplication(this.show.text("site.name"));
	}

	/**
	 * A4, the margins of an official document, and the number of the page at its foot.
	 */
	private static void page(XWPFDocument document) {
		CTSectPr section = document.getDocument().getBody().addNewSectPr();
		XWPFFooter footer = new XWPFHeaderFooterPolicy(document, section).createFooter(XWPFHeaderFooterPolicy.DEFAULT);
		XWPFParagraph paragraph = footer.getParagraphs().isEmpty() ? footer.createParagraph()
				: footer.getParagraphs().get(0);
		paragraph.setStyle("Note");
		paragraph.setAlignment(ParagraphAlignment.CENTER);
		paragraph.createRun().setText("— ");
		paragraph.getCTP().addNewFldSimple().setInstr("PAGE");
		paragraph.createRun().setText(" —");
		CTPageSz size = section.addNewPgSz();
		size.setW(BigInteger.valueOf(11906));
		size.setH(BigInteger.valueOf(16838));
		CTPageMar margins = section.addNewPgMar();
		margins.setTop(BigInteger.valueOf(2098));
		margins.setBottom(BigInteger.valueOf(1984));
		margins.setLeft(BigInteger.valueOf(1587));
		margins.setRight(BigInteger.valueOf(1474));
		margins.setHeader(BigInteger.valueOf(851));
		margins.setFooter(BigInteger.valueOf(1400));
		margins.setGutter(BigInteger.ZERO);
	}

	private record Face(String id, String font, int size, boolean bold, int level) {
	}

}
