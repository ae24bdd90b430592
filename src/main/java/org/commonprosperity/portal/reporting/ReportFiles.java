package org.commonprosperity.portal.reporting;

import java.io.InputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.audit.AuditService;
import org.commonprosperity.portal.audit.Difference;
import org.commonprosperity.portal.project.ProjectAccess;
import org.commonprosperity.portal.shared.NotOnRecord;
import org.commonprosperity.portal.shared.Refusal;
import org.commonprosperity.portal.shared.Submissions;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The photos and attachments of monthly reports: the responsible department adds and
 * removes them as long as it works on the report; who sees the project reads them; of
 * photos, and only of photos, everybody sees those that the latest approved version of a
 * report carries.
 */
@Service
@RequiredArgsConstructor
public class ReportFiles {

	/** The kind of record under which history and trail know a report. */
	private static final String RECORD = "report";

	private static final int LONGEST_CAPTION = 200;

	private static final String LINES = """
			select f.id, f.kind, f.caption, s.name, s.size, s.small_width, s.small_height
			from report_file f join stored_file s on s.id = f.file_id
			""";

	/** What was published in a version that a correction replaced may be withdrawn. */
	private static final String PUBLISHED = """
			from report_file f join progress_report r on r.id = f.report_id join stored_file s on s.id = f.file_id
			where f.kind = 'PHOTO' and f.removed_at is null and r.state = 'APPROVED' and exists (
				select 1 from report_file still join progress_report latest on latest.id = still.report_id
				where still.file_id = f.file_id and still.kind = 'PHOTO' and still.removed_at is null
					and latest.project_id = r.project_id and latest.month = r.month
					and latest.revision = (select max(a.revision) from progress_report a
						where a.project_id = r.project_id and a.month = r.month and a.state = 'APPROVED'))
			""";

	private final StoredFiles files;

	private final FileLimits limits;

	private final Submissions submissions;

	private final AuditService audit;

	private final JdbcClient jdbc;

	private final Clock clock;

	/**
	 * Makes sure, before anything of a form is looked at, that the project is of the
	 * official's department.
	 * @throws AccessDeniedException if it is not
	 */
	@Transactional(readOnly = true)
	public void requireEdit(String code, YearMonth month, Official by) {
		ProjectAccess.requireOwn(by, place(code, month).department());
	}

	/**
	 * Adds a file to the version of a report that is being worked on.
	 * @param code the project
	 * @param month the month reported on
	 * @param file what is added
	 * @param content the file itself
	 * @param submission the form's own number
	 * @param by an official of the responsible department
	 * @return false if the form was carried out before
	 * @throws Refusal if the report is locked, the file is not to be kept, or something
	 * is missing
	 * @throws AccessDeniedException if the project is not of the official's department
	 */
	@Transactional
	public boolean add(String code, YearMonth month, NewFile file, InputStream content, UUID submission, Official by) {
		long report = takeOpen(code, month, by);
		if (!this.submissions.first(submission)) {
			return false;
		}
		boolean photo = file.kind() == FileKind.PHOTO;
		if (photo && !file.agreed()) {
			throw new Refusal("agreed", "file.refusal.agreed");
		}
		if (photo && file.caption() == null) {
			throw new Refusal("caption", "file.refusal.caption");
		}
		int most = photo ? this.limits.photos() : this.limits.attachments();
		if (count(report, file.kind()) >= most) {
			throw new Refusal("file", photo ? "file.refusal.photos" : "file.refusal.attachments", most);
		}
		long id = photo ? this.files.keepPhoto(file.name(), content, by)
				: this.files.keepAttachment(file.name(), content, by);
		String caption = fitting((file.caption() != null) ? file.caption() : nameOf(id));
		this.jdbc.sql("""
				insert into report_file (report_id, file_id, kind, caption, people_agreed, position)
				values (?, ?, ?, ?, ?, (select coalesce(max(position), 0) + 1 from report_file where report_id = ?))""")
			.params(report, id, file.kind().name(), caption, file.agreed(), report)
			.update();
		changed(code, month, file.kind(), ".added", new Difference(file.kind().word(), null, null, caption), by);
		return true;
	}

	/**
	 * Removes a file from the version of a report that is being worked on; versions that
	 * were approved keep it.
	 * @param id the file's number within the reports
	 * @return which kind it was
	 * @throws Refusal if the report is locked
	 */
	@Transactional
	public FileKind remove(String code, YearMonth month, long id, Official by) {
		long report = takeOpen(code, month, by);
		ReportFileLine line = this.jdbc.sql(LINES + "where f.report_id = ? and f.id = ?")
			.params(report, id)
			.query((row, index) -> line(row))
			.optional()
			.orElseThrow(() -> notFound(id));
		int removed = this.jdbc.sql("update report_file set removed_at = ? where id = ? and removed_at is null")
			.params(Timestamp.from(this.clock.instant()), id)
			.update();
		if (removed > 0) {
			changed(code, month, line.kind(), ".removed",
					new Difference(line.kind().word(), null, line.caption(), null), by);
		}
		return line.kind();
	}

	/**
	 * Says otherwise what a file of the version shows or is that is being worked on;
	 * versions that were approved keep what they say.
	 * @param id the file's number within the reports
	 * @return which kind it was
	 * @throws Refusal if the report is locked, or a photo would lose its caption
	 */
	@Transactional
	public FileKind recaption(String code, YearMonth month, long id, @Nullable String caption, Official by) {
		long report = takeOpen(code, month, by);
		ReportFileLine line = this.jdbc.sql(LINES + "where f.report_id = ? and f.id = ? and f.removed_at is null")
			.params(report, id)
			.query((row, index) -> line(row))
			.optional()
			.orElseThrow(() -> notFound(id));
		if (caption == null && line.kind() == FileKind.PHOTO) {
			throw new Refusal("caption", "file.refusal.caption");
		}
		String fresh = fitting((caption != null) ? caption : line.name());
		if (!fresh.equals(line.caption())) {
			this.jdbc.sql("update report_file set caption = ? where id = ?").params(fresh, id).update();
			changed(code, month, line.kind(), ".captioned",
					new Difference(line.kind().word(), null, line.caption(), fresh), by);
		}
		return line.kind();
	}

	/** What one version has of files that another has not, or describes otherwise. */
	List<Difference> differences(long was, long is) {
		return this.jdbc.sql("""
				select coalesce(o.kind, n.kind) as kind, o.caption as before, n.caption as after
				from (select * from report_file where report_id = ? and removed_at is null) o
				full join (select * from report_file where report_id = ? and removed_at is null) n
					on n.file_id = o.file_id
				where o.caption is distinct from n.caption
				order by coalesce(n.position, o.position), coalesce(n.id, o.id)""")
			.params(was, is)
			.query((row, index) -> new Difference(FileKind.valueOf(row.getString("kind")).word(), null,
					row.getString("before"), row.getString("after")))
			.list();
	}

	/**
	 * The files of a version of a report. Whether the official may see the report is
	 * asked by whoever shows it.
	 * @param report number of the version; null if there is none yet
	 */
	@Transactional(readOnly = true)
	public ReportFileList list(String code, YearMonth month, @Nullable Long report) {
		List<ReportFileLine> lines = (report == null) ? List.of()
				: this.jdbc.sql(LINES + "where f.report_id = ? and f.removed_at is null order by f.position, f.id")
					.param(report)
					.query((row, index) -> line(row))
					.list();
		return new ReportFileList(code, month, lines, this.limits);
	}

	/**
	 * A file for an official who may see the project, any version of the report; that it
	 * was fetched is in the audit trail.
	 * @param id the file's number within the reports
	 */
	@Transactional
	public StoredContent download(String code, YearMonth month, long id, Official by) {
		long file = fileOf(code, month, id, by);
		this.audit.exported("report-file", by, RECORD + "/" + code + "/" + month, String.valueOf(id));
		return this.files.open(file).orElseThrow(() -> notFound(id));
	}

	/** The small version of a photo, for an official who may see the project. */
	@Transactional(readOnly = true)
	public StoredContent small(String code, YearMonth month, long id, Official by) {
		return this.files.openSmall(fileOf(code, month, id, by)).orElseThrow(() -> notFound(id));
	}

	/**
	 * Lets a correction begin with the files of the version that it corrects.
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public void copyTo(long fromReport, long toReport) {
		this.jdbc.sql("""
				insert into report_file (report_id, file_id, kind, caption, people_agreed, position)
				select ?, file_id, kind, caption, people_agreed, position from report_file
				where report_id = ? and removed_at is null order by position, id""")
			.params(toReport, fromReport)
			.update();
	}

	/** Lets the files of a correction go with it that was never sent. */
	@Transactional(propagation = Propagation.MANDATORY)
	public void forget(long report) {
		this.jdbc.sql("delete from report_file where report_id = ?").param(report).update();
	}

	/**
	 * The photos that everybody may see, by report.
	 * @param reports numbers of versions of reports; of one that is not approved there
	 * are none
	 */
	@Transactional(readOnly = true)
	public Map<Long, List<PublishedReport.Photo>> publishedPhotos(Collection<Long> reports) {
		Map<Long, List<PublishedReport.Photo>> photos = new HashMap<>();
		if (reports.isEmpty()) {
			return photos;
		}
		this.jdbc
			.sql("select f.id, f.report_id, f.caption, s.small_width, s.small_height " + PUBLISHED
					+ "and f.report_id in (:reports) order by f.report_id, f.position, f.id")
			.param("reports", reports)
			.query((row) -> {
				photos.computeIfAbsent(row.getLong("report_id"), (report) -> new ArrayList<>())
					.add(new PublishedReport.Photo(row.getLong("id"), row.getString("caption"),
							row.getInt("small_width"), row.getInt("small_height")));
			});
		return photos;
	}

	/**
	 * A photo for everybody.
	 * @param id the file's number within the reports
	 * @param small whether the small version is wanted
	 * @return empty if there is none, or it is not public (any more)
	 */
	@Transactional(readOnly = true)
	public Optional<PublishedPhoto> publishedPhoto(long id, boolean small) {
		return this.jdbc
			.sql("select s.sha256, " + (small ? "s.small" : "s.content") + " as jpeg " + PUBLISHED + "and f.id = ?")
			.param(id)
			.query((row, index) -> new PublishedPhoto(row.getString("sha256"), row.getBytes("jpeg")))
			.optional();
	}

	private static ReportFileLine line(ResultSet row) throws SQLException {
		return new ReportFileLine(row.getLong("id"), FileKind.valueOf(row.getString("kind")), row.getString("caption"),
				row.getString("name"), row.getInt("size"), row.getInt("small_width"), row.getInt("small_height"));
	}

	private static String fitting(String caption) {
		if (caption.codePointCount(0, caption.length()) > LONGEST_CAPTION) {
			throw new Refusal("caption", "file.refusal.captionLong", LONGEST_CAPTION);
		}
		return caption;
	}

	/** Takes the latest version of a report for changing, if it is being worked on. */
	private long takeOpen(String code, YearMonth month, Official by) {
		Place place = place(code, month);
		ProjectAccess.requireOwn(by, place.department());
		Version version = this.jdbc.sql("""
				select id, state from progress_report where project_id = ? and month = ?
				order by revision desc limit 1 for update""")
			.params(place.project(), place.month())
			.query((row, index) -> new Version(row.getLong("id"), row.getString("state")))
			.optional()
			.orElseThrow(() -> new Refusal(null, "file.refusal.noReport"));
		return switch (version.state()) {
			case "DRAFT", "RETURNED" -> version.id();
			case "SUBMITTED" -> throw new Refusal(null, "file.refusal.submitted");
			default -> throw new Refusal(null, "file.refusal.approved");
		};
	}

	private long fileOf(String code, YearMonth month, long id, Official by) {
		Place place = place(code, month);
		ProjectAccess.requireSee(by, place.department());
		return this.jdbc.sql("""
				select f.file_id from report_file f join progress_report r on r.id = f.report_id
				where f.id = ? and f.removed_at is null and r.project_id = ? and r.month = ?""")
			.params(id, place.project(), place.month())
			.query(Long.class)
			.optional()
			.orElseThrow(() -> notFound(id));
	}

	private Place place(String code, YearMonth month) {
		if (month.getYear() < 2000 || month.getYear() > 2200) {
			throw new NotOnRecord("month " + month);
		}
		return this.jdbc.sql("select id, department_id from project where code = ?")
			.param(code)
			.query((row, index) -> new Place(row.getLong("id"), row.getObject("department_id", Long.class),
					month.atDay(1)))
			.optional()
			.orElseThrow(() -> new NotOnRecord("project " + code));
	}

	private int count(long report, FileKind kind) {
		return this.jdbc.sql("select count(*) from report_file where report_id = ? and kind = ? and removed_at is null")
			.params(report, kind.name())
			.query(Integer.class)
			.single();
	}

	private String nameOf(long file) {
		return this.jdbc.sql("select name from stored_file where id = ?").param(file).query(String.class).single();
	}

	private void changed(String code, YearMonth month, FileKind kind, String step, Difference difference, Official by) {
		this.audit.changed(RECORD, code + "/" + month, kind.word() + step, by, null, List.of(difference));
	}

	private static NotOnRecord notFound(long id) {
		return new NotOnRecord("file " + id + " of a report");
	}

	/**
	 * What is said of a file that is added.
	 *
	 * @param kind photo or attachment
	 * @param name the file's name as it came
	 * @param caption what it shows or is; an attachment without one goes by its name
	 * @param agreed whether everybody who can be recognised agreed, or nobody can be
	 */
	public record NewFile(FileKind kind, String name, @Nullable String caption, boolean agreed) {
	}

	/**
	 * A photo that everybody may see.
	 *
	 * @param tag changes when the picture does
	 * @param jpeg the picture
	 */
	public record PublishedPhoto(String tag, byte[] jpeg) {
	}

	private record Place(long project, @Nullable Long department, LocalDate month) {
	}

	private record Version(long id, String state) {
	}

}
