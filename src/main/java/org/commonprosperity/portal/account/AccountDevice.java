package org.commonprosperity.portal.account;

import java.time.Duration;
import java.time.Instant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/**
 * A browser with which an official has signed in before. It opens nothing by itself; it
 * only tells the official's own tries from a stranger's, so that no stranger can use up
 * the official's.
 */
@Entity
@Getter
@NoArgsConstructor(access = AccessLevel.PROTECTED)
class AccountDevice {

	static final Duration REMEMBERED = Duration.ofDays(180);

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	private Long id;

	@Column(length = 64)
	@JdbcTypeCode(SqlTypes.CHAR)
	private String tokenHash;

	private Long accountId;

	private Instant createdAt;

	private Instant lastUsedAt;

	AccountDevice(String tokenHash, Long accountId, Instant now) {
		this.tokenHash = tokenHash;
		this.accountId = accountId;
		this.createdAt = now;
		this.lastUsedAt = now;
	}

	void used(Instant now) {
		this.lastUsedAt = now;
	}

}
