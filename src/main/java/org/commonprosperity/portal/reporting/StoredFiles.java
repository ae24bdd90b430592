package org.commonprosperity.portal.reporting;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Optional;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.shared.Photos;
import org.commonprosperity.portal.shared.Refusal;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.util.unit.DataSize;

/**
 * Keeps files that people send, in the database. What a file is comes from its content; a
 * picture is encoded anew; what may not be kept is refused with a sentence that says what
 * to do. Who may read a file is asked where it is referred to, not here.
 */
@Service
@RequiredArgsConstructor
public class StoredFiles implements Photos {

	private final JdbcClient jdbc;

	private final FileLimits limits;

	private final Clock clock;

	/**
	 * Keeps a photo: as JPEG, upright, without anything but its pixels, and a small one
	 * beside it.
	 * @param name the name that it came with
	 * @param content a JPEG or PNG
	 * @param by who sends it
	 * @return the file's number
	 * @throws Refusal of the field {@code file} if it is not to be kept
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public long keepPhoto(String name, InputStream content, Official by) {
		return keep(name, content, by.id());
	}

	@Override
	@Transactional(propagation = Propagation.MANDATORY)
	public long keep(String name, InputStream content, long account) {
		byte[] bytes = read(content, this.limits.photo());
		if (!Picture.is(bytes)) {
			throw AttachmentCheck.noPhoto(bytes);
		}
		return keepPicture(name, Picture.of(bytes, Picture.SHOWN, this.limits), account);
	}

	/**
	 * Keeps an attachment: a PDF, a document of Word, Excel or PowerPoint without macros,
	 * a picture (treated like a photo), a plain text or a CSV table.
	 * @param name the name that it came with
	 * @param content what is in it
	 * @param by who sends it
	 * @return the file's number
	 * @throws Refusal of the field {@code file} if it is not to be kept
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public long keepAttachment(String name, InputStream content, Official by) {
		byte[] bytes = read(content, this.limits.attachment());
		if (Picture.is(bytes)) {
			return keepPicture(name, Picture.of(bytes, Picture.READ, this.limits), by.id());
		}
		AttachmentCheck.Found found = AttachmentCheck.of(name, bytes, this.limits);
		return insert(FileName.of(name, found.extension()), found.mediaType(), bytes, null, by.id());
	}

	/** A kept file. */
	@Transactional(readOnly = true)
	public Optional<StoredContent> open(long id) {
		return this.jdbc.sql("select name, media_type, content from stored_file where id = ?")
			.param(id)
			.query((row, index) -> new StoredContent(row.getString("name"), row.getString("media_type"),
					row.getBytes("content")))
			.optional();
	}

	/** The small version of a kept picture. */
	@Transactional(readOnly = true)
	public Optional<StoredContent> openSmall(long id) {
		return this.jdbc.sql("select name, media_type, small from stored_file where id = ? and small is not null")
			.param(id)
			.query((row, index) -> new StoredContent(row.getString("name"), row.getString("media_type"),
					row.getBytes("small")))
			.optional();
	}

	@Override
	@Transactional(readOnly = true)
	public Optional<Photo> photo(long id, boolean small) {
		return (small ? openSmall(id) : open(id)).filter((file) -> file.mediaType().equals("image/jpeg"))
			.map((file) -> new Photo(file.content()));
	}

	private static byte[] read(InputStream content, DataSize limit) {
		byte[] bytes;
		try {
			bytes = content.readNBytes((int) limit.toBytes() + 1);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		if (bytes.length == 0) {
			throw new Refusal("file", "file.refusal.empty");
		}
		if (bytes.length > limit.toBytes()) {
			throw new Refusal("file", "file.refusal.size", limit.toMegabytes());
		}
		return bytes;
	}

	private long keepPicture(String name, Picture picture, long account) {
		return insert(FileName.of(name, "jpg"), "image/jpeg", picture.content(), picture, account);
	}

	private long insert(String name, String mediaType, byte[] content, @Nullable Picture picture, long account) {
		return this.jdbc.sql("""
				insert into stored_file (name, media_type, size, sha256, content, width, height, small, small_width,
					small_height, uploaded_by, uploaded_at)
				values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id""")
			.param(name)
			.param(mediaType)
			.param(content.length)
			.param(sha256(content))
			.param(content)
			.param((picture != null) ? picture.width() : null)
			.param((picture != null) ? picture.height() : null)
			.param((picture != null) ? picture.small() : null)
			.param((picture != null) ? picture.smallWidth() : null)
			.param((picture != null) ? picture.smallHeight() : null)
			.param(account)
			.param(Timestamp.from(this.clock.instant()))
			.query(Long.class)
			.single();
	}

	private static String sha256(byte[] content) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
