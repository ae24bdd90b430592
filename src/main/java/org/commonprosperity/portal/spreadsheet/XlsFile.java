package org.commonprosperity.portal.spreadsheet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.apache.poi.hssf.record.BOFRecord;
import org.apache.poi.hssf.record.BoolErrRecord;
import org.apache.poi.hssf.record.BoundSheetRecord;
import org.apache.poi.hssf.record.CellRecord;
import org.apache.poi.hssf.record.DateWindow1904Record;
import org.apache.poi.hssf.record.EOFRecord;
import org.apache.poi.hssf.record.ExtendedFormatRecord;
import org.apache.poi.hssf.record.FilePassRecord;
import org.apache.poi.hssf.record.FormatRecord;
import org.apache.poi.hssf.record.FormulaRecord;
import org.apache.poi.hssf.record.LabelRecord;
import org.apache.poi.hssf.record.LabelSSTRecord;
import org.apache.poi.hssf.record.MergeCellsRecord;
import org.apache.poi.hssf.record.MulRKRecord;
import org.apache.poi.hssf.record.NumberRecord;
import org.apache.poi.hssf.record.RKRecord;
import org.apache.poi.hssf.record.RecordInputStream;
import org.apache.poi.hssf.record.SSTRecord;
import org.apache.poi.hssf.record.StringRecord;
import org.apache.poi.poifs.filesystem.DirectoryNode;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.ss.usermodel.FormulaError;
import org.apache.poi.ss.util.CellRangeAddress;
import org.commonprosperity.portal.shared.Refusal;
import org.commonprosperity.portal.spreadsheet.FileCell.Kind;
import org.commonprosperity.portal.spreadsheet.FileCell.Merge;
import org.jspecify.annotations.Nullable;

/**
 * A workbook as Excel and WPS wrote it before 2007. Only the records that hold cells and
 * what they are shown as are made into objects; a whole workbook of them would not fit
 * the memory.
 */
final class XlsFile implements OpenedFile {

	private static final int BIFF8 = 0x0600;

	/** As many different texts as fit the memory beside everything else. */
	private static final int MOST_TEXTS = 600_000;

	private final byte[] workbook;

	private final SpreadsheetLimits limits;

	private final List<BoundSheetRecord> bound = new ArrayList<>();

	private final Map<Integer, String> visible = new LinkedHashMap<>();

	private final Map<Integer, Outline> outlines = new HashMap<>();

	private final Map<Integer, String> codes = new HashMap<>();

	private final List<CellFormat> formats = new ArrayList<>();

	private final List<Integer> used = new ArrayList<>();

	private @Nullable SSTRecord texts;

	private boolean from1904;

	private XlsFile(byte[] workbook, SpreadsheetLimits limits) {
		this.workbook = workbook;
		this.limits = limits;
	}

	/**
	 * Opens an old workbook.
	 * @param fileName the name it was sent with, to tell what to do about one that is
	 * none
	 * @throws Refusal if it is another document, older still, damaged, or opens with a
	 * password only
	 */
	static XlsFile open(Path file, String fileName, SpreadsheetLimits limits) {
		XlsFile opened = new XlsFile(workbook(file, fileName, limits), limits);
		try {
			opened.readGlobals();
		}
		catch (Refusal ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			// the library fails in many ways on what only looks like a workbook
			throw FileRefusal.damaged();
		}
		if (opened.visible.isEmpty()) {
			throw FileRefusal.noSheet();
		}
		return opened;
	}

	private static byte[] workbook(Path file, String fileName, SpreadsheetLimits limits) {
		try (POIFSFileSystem store = new POIFSFileSystem(file.toFile(), true)) {
			DirectoryNode root = store.getRoot();
			if (root.hasEntryCaseInsensitive("EncryptedPackage")) {
				throw FileRefusal.encrypted();
			}
			if (!root.hasEntryCaseInsensitive("Workbook")) {
				throw root.hasEntryCaseInsensitive("Book") ? FileRefusal.old() : FileRefusal.foreign(fileName);
			}
			try (InputStream input = root.createDocumentInputStream(root.getEntryCaseInsensitive("Workbook"))) {
				return input.readNBytes(Math.toIntExact(limits.file().toBytes()));
			}
		}
		catch (Refusal ex) {
			throw ex;
		}
		catch (IOException | RuntimeException ex) {
			throw FileRefusal.damaged();
		}
	}

	private void readGlobals() {
		RecordInputStream records = records(0);
		while (records.hasNextRecord()) {
			records.nextRecord();
			switch (records.getSid()) {
				case BOFRecord.sid -> refuseOlder(records);
				case FilePassRecord.sid -> throw FileRefusal.encrypted();
				case DateWindow1904Record.sid -> this.from1904 = new DateWindow1904Record(records).getWindowing() == 1;
				case BoundSheetRecord.sid -> this.bound.add(new BoundSheetRecord(records));
				case FormatRecord.sid -> {
					FormatRecord format = new FormatRecord(records);
					this.codes.put(format.getIndexCode(), format.getFormatString());
				}
				case ExtendedFormatRecord.sid ->
					this.used.add((int) new ExtendedFormatRecord(records).getFormatIndex());
				case SSTRecord.sid -> this.texts = texts(records);
				case EOFRecord.sid -> {
					finish();
					return;
				}
				default -> records.readRemainder();
			}
		}
		throw FileRefusal.damaged();
	}

	private static void refuseOlder(RecordInputStream records) {
		int version = records.readUShort();
		records.readRemainder();
		if (version != BIFF8) {
			throw FileRefusal.old();
		}
	}

	private SSTRecord texts(RecordInputStream records) {
		records.mark(8);
		try {
			records.readInt();
			int different = records.readInt();
			records.reset();
			if (different < 0 || different > MOST_TEXTS) {
				throw FileRefusal.unpacked(this.limits.texts());
			}
		}
		catch (IOException ex) {
			throw FileRefusal.damaged();
		}
		return new SSTRecord(records);
	}

	private void finish() {
		Map<Integer, CellFormat> made = new HashMap<>();
		for (Integer id : this.used) {
			this.formats.add(made.computeIfAbsent(id, (number) -> CellFormat.of(number, this.codes.get(number))));
		}
		for (int number = 0; number < this.bound.size(); number++) {
			BoundSheetRecord sheet = this.bound.get(number);
			if (isOfCells(sheet) && !sheet.isHidden() && !sheet.isVeryHidden()) {
				this.visible.put(number, sheet.getSheetname());
			}
		}
	}

	/** Charts and sheets of commands have a sheet of their own, too. */
	private boolean isOfCells(BoundSheetRecord sheet) {
		int at = sheet.getPositionOfBof();
		return at >= 0 && at + 8 <= this.workbook.length && this.workbook[at] == 0x09 && this.workbook[at + 1] == 0x08
				&& this.workbook[at + 6] == 0x10 && this.workbook[at + 7] == 0;
	}

	private RecordInputStream records(int from) {
		return new RecordInputStream(
				new ByteArrayInputStream(this.workbook, from, Math.max(0, this.workbook.length - from)));
	}

	private RecordInputStream sheet(int number) {
		if (number < 0 || number >= this.bound.size() || !isOfCells(this.bound.get(number))) {
			throw FileRefusal.noSheet();
		}
		return records(this.bound.get(number).getPositionOfBof());
	}

	@Override
	public Map<Integer, String> sheets() {
		return Collections.unmodifiableMap(this.visible);
	}

	@Override
	public Rows rows(int sheet) {
		return new MergedRows(new XlsRows(sheet(sheet)), outline(sheet).merged(), this.limits.columns());
	}

	@Override
	public int lastRow(int sheet) {
		return outline(sheet).lastRow();
	}

	@Override
	public boolean from1904() {
		return this.from1904;
	}

	/** What is merged stands behind the cells, so that a sheet is gone through before. */
	private Outline outline(int sheet) {
		Outline known = this.outlines.get(sheet);
		if (known != null) {
			return known;
		}
		RecordInputStream records = sheet(sheet);
		try {
			Outline outline = outline(records);
			this.outlines.put(sheet, outline);
			return outline;
		}
		catch (RuntimeException ex) {
			throw FileRefusal.damaged();
		}
	}

	private static Outline outline(RecordInputStream records) {
		List<MergedRange> merged = new ArrayList<>();
		int last = 0;
		int depth = 0;
		do {
			if (!records.hasNextRecord()) {
				throw FileRefusal.damaged();
			}
			records.nextRecord();
			int sid = records.getSid();
			depth += (sid == BOFRecord.sid) ? 1 : 0;
			depth -= (sid == EOFRecord.sid) ? 1 : 0;
			if (sid == MergeCellsRecord.sid) {
				MergeCellsRecord found = new MergeCellsRecord(records);
				for (int index = 0; index < found.getNumAreas(); index++) {
					CellRangeAddress area = found.getAreaAt(index);
					merged.add(new MergedRange(area.getFirstRow() + 1, area.getLastRow() + 1, area.getFirstColumn(),
							area.getLastColumn()));
				}
			}
			else {
				boolean cell = isCell(sid) && records.remaining() >= 2;
				last = cell ? Math.max(last, records.readUShort() + 1) : last;
				records.readRemainder();
			}
		}
		while (depth > 0);
		return new Outline(merged, last);
	}

	private static boolean isCell(int sid) {
		return sid == NumberRecord.sid || sid == RKRecord.sid || sid == MulRKRecord.sid || sid == LabelSSTRecord.sid
				|| sid == LabelRecord.sid || sid == FormulaRecord.sid || sid == BoolErrRecord.sid;
	}

	@Override
	public void close() {
		// the file was read when it was opened
	}

	/**
	 * What has to be known of a sheet before its rows are read.
	 *
	 * @param merged its merged ranges
	 * @param lastRow the number of its last row
	 */
	private record Outline(List<MergedRange> merged, int lastRow) {
	}

	/**
	 * The rows of a sheet, put together from its cells.
	 */
	private final class XlsRows implements Rows {

		private final RecordInputStream records;

		private @Nullable FileCell[] cells = new FileCell[256];

		private int width;

		/** Number of the row that cells are collected of, from 1. */
		private int row;

		private int filled;

		private int depth;

		private boolean done;

		/** A record of the next row that was read already. */
		private @Nullable Runnable kept;

		private int keptRow;

		/** A formula whose text comes with the next record. */
		private int awaited = -1;

		XlsRows(RecordInputStream records) {
			this.records = records;
		}

		@Override
		public @Nullable FileRow next() {
			while (!this.done) {
				try {
					collect();
				}
				catch (Refusal ex) {
					throw ex;
				}
				catch (RuntimeException ex) {
					throw FileRefusal.damaged();
				}
				if (this.width > 0) {
					return row();
				}
			}
			return null;
		}

		private FileRow row() {
			if (++this.filled > XlsFile.this.limits.rows()) {
				throw FileRefusal.rows(XlsFile.this.limits.rows());
			}
			FileRow found = new FileRow(this.row, Arrays.copyOf(this.cells, this.width));
			this.cells = new FileCell[256];
			this.width = 0;
			return found;
		}

		/** Reads until a row is over. */
		private void collect() {
			if (this.kept != null) {
				this.row = this.keptRow;
				this.kept.run();
				this.kept = null;
			}
			while (this.kept == null) {
				if (!this.records.hasNextRecord()) {
					throw FileRefusal.damaged();
				}
				this.records.nextRecord();
				int sid = this.records.getSid();
				this.depth += (sid == BOFRecord.sid) ? 1 : 0;
				this.depth -= (sid == EOFRecord.sid) ? 1 : 0;
				if (this.depth == 0) {
					this.done = true;
					return;
				}
				if (this.depth == 1) {
					read(sid);
				}
				else {
					this.records.readRemainder();
				}
			}
		}

		private void read(int sid) {
			switch (sid) {
				case NumberRecord.sid -> {
					NumberRecord cell = new NumberRecord(this.records);
					take(cell, number(BigDecimal.valueOf(cell.getValue()), cell.getXFIndex()));
				}
				case RKRecord.sid -> {
					RKRecord cell = new RKRecord(this.records);
					take(cell, number(BigDecimal.valueOf(cell.getRKNumber()), cell.getXFIndex()));
				}
				case MulRKRecord.sid -> {
					MulRKRecord many = new MulRKRecord(this.records);
					take(many.getRow(), () -> {
						for (int index = 0; index < many.getNumColumns(); index++) {
							put(many.getFirstColumn() + index,
									number(BigDecimal.valueOf(many.getRKNumberAt(index)), many.getXFAt(index)));
						}
					});
				}
				case LabelSSTRecord.sid -> {
					LabelSSTRecord cell = new LabelSSTRecord(this.records);
					take(cell, worded(text(cell.getSSTIndex())));
				}
				case LabelRecord.sid -> {
					LabelRecord cell = new LabelRecord(this.records);
					take(cell.getRow(), () -> put(cell.getColumn(), worded(cell.getValue())));
				}
				case BoolErrRecord.sid -> {
					BoolErrRecord cell = new BoolErrRecord(this.records);
					take(cell, cell.isBoolean() ? logical(cell.getBooleanValue()) : error(cell.getErrorValue()));
				}
				case FormulaRecord.sid -> {
					FormulaRecord cell = new FormulaRecord(this.records);
					take(cell, formula(cell));
				}
				case StringRecord.sid -> {
					String text = new StringRecord(this.records).getString();
					if (this.awaited >= 0) {
						int column = this.awaited;
						this.awaited = -1;
						put(column, worded(text));
					}
				}
				default -> this.records.readRemainder();
			}
		}

		private void take(CellRecord record, @Nullable FileCell cell) {
			take(record.getRow(), () -> put(record.getColumn(), cell));
		}

		private void take(int from0, Runnable cell) {
			int number = from0 + 1;
			if (number < this.row) {
				throw FileRefusal.damaged();
			}
			if (number == this.row || this.width == 0) {
				this.row = number;
				cell.run();
			}
			else {
				this.keptRow = number;
				this.kept = cell;
			}
		}

		private @Nullable FileCell formula(FormulaRecord cell) {
			if (cell.hasCachedResultString()) {
				this.awaited = cell.getColumn();
				return null;
			}
			return switch (cell.getCachedResultTypeEnum()) {
				case BOOLEAN -> logical(cell.getCachedBooleanValue());
				case ERROR -> error((byte) cell.getCachedErrorValue());
				case NUMERIC -> number(BigDecimal.valueOf(cell.getValue()), cell.getXFIndex());
				default -> null;
			};
		}

		private FileCell logical(boolean value) {
			return new FileCell(Kind.BOOLEAN, value ? "TRUE" : "FALSE", CellFormat.GENERAL, Merge.NONE);
		}

		private FileCell error(byte code) {
			String text = FormulaError.isValidCode(code) ? FormulaError.forInt(code).getString() : "#?";
			return new FileCell(Kind.ERROR, text, CellFormat.GENERAL, Merge.NONE);
		}

		private FileCell number(BigDecimal number, int format) {
			CellFormat shown = (format >= 0 && format < XlsFile.this.formats.size()) ? XlsFile.this.formats.get(format)
					: CellFormat.GENERAL;
			return new FileCell(Kind.NUMBER, number.toString(), shown, Merge.NONE);
		}

		private @Nullable FileCell worded(String text) {
			if (text.length() > XlsFile.this.limits.text()) {
				throw FileRefusal.text(this.row, XlsFile.this.limits.text());
			}
			return text.isEmpty() ? null : FileCell.text(EscapedText.lines(text));
		}

		private String text(int index) {
			SSTRecord all = XlsFile.this.texts;
			if (all == null || index < 0 || index >= all.getNumUniqueStrings()) {
				throw FileRefusal.damaged();
			}
			return all.getString(index).getString();
		}

		private void put(int column, @Nullable FileCell cell) {
			if (cell == null) {
				return;
			}
			if (column < 0 || column >= this.cells.length) {
				throw FileRefusal.damaged();
			}
			if (column >= XlsFile.this.limits.columns()) {
				throw FileRefusal.columns(this.row, XlsFile.this.limits.columns());
			}
			this.cells[column] = cell;
			this.width = Math.max(this.width, column + 1);
		}

		@Override
		public void close() {
			// nothing is open
		}

	}

}
