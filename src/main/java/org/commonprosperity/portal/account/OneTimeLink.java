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
import org.jspecify.annotations.Nullable;

/**
 * A link with which an official sets a password, once. Only a hash of its secret is kept,
 * so that who reads the database cannot use it.
 */
@Entity
@Getter
@NoArgsConstructor(access = AccessLevel.PROTECTED)
class OneTimeLink {

	static final Duration VALIDITY = Duration.ofHours(24);

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	private Long id;

	@Column(length = 64)
	@JdbcTypeCode(SqlTypes.CHAR)
	private String tokenHash;

	private Long accountId;

	private Instant createdAt;

	private Instant expiresAt;

	private @Nullable Instant usedAt;

	OneTimeLink(String tokenHash, Long accountId, Instant now) {
		this.tokenHash = tokenHash;
		this.accountId = accountId;
		this.createdAt = now;
		this.expiresAt = now.plus(VALIDITY);
	}

	boolean isUsed() {
		return this.usedAt != null;
	}

	boolean isExpired(Instant now) {
		return !now.isBefore(this.expiresAt);
	}

	void use(Instant now) {
		this.usedAt = now;
	}

}
