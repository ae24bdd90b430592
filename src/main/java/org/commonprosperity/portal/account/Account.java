package org.commonprosperity.portal.account;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Version;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import org.jspecify.annotations.Nullable;

/**
 * An official's account: one person in one post. Who takes over the post gets an account
 * of their own, so that every line of history stays with the person who wrote it.
 */
@Entity
@Getter
@NoArgsConstructor(access = AccessLevel.PROTECTED)
class Account {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	private Long id;

	private String username;

	private String name;

	private String unit;

	private @Nullable String telephone;

	/** Where reminders go. */
	private @Nullable String email;

	private @Nullable String passwordHash;

	private @Nullable Instant passwordSetAt;

	private boolean enabled;

	private @Nullable Long predecessorId;

	private Instant createdAt;

	private @Nullable Instant lastSignInAt;

	@Version
	private long version;

	@ElementCollection
	@CollectionTable(name = "account_role", joinColumns = @JoinColumn(name = "account_id"))
	@Column(name = "role")
	@Enumerated(EnumType.STRING)
	private Set<Role> roles = new HashSet<>();

	@ElementCollection
	@CollectionTable(name = "account_department", joinColumns = @JoinColumn(name = "account_id"))
	@Column(name = "department_id")
	private Set<Long> departmentIds = new HashSet<>();

	@ElementCollection
	@CollectionTable(name = "account_community", joinColumns = @JoinColumn(name = "account_id"))
	@Column(name = "community_id")
	private Set<Long> communityIds = new HashSet<>();

	static Account open(Particulars particulars, Instant now) {
		Account account = new Account();
		account.username = particulars.username();
		account.name = particulars.name();
		account.unit = particulars.unit();
		account.telephone = particulars.telephone();
		account.email = particulars.email();
		account.enabled = true;
		account.createdAt = now;
		return account;
	}

	/** The account of whoever takes over the post of this one. */
	Account successor(Particulars particulars, Instant now) {
		Account account = open(particulars, now);
		account.predecessorId = this.id;
		return account;
	}

	void rename(String name, String unit, @Nullable String telephone, @Nullable String email) {
		this.name = name;
		this.unit = unit;
		this.telephone = telephone;
		this.email = email;
	}

	void disable() {
		this.enabled = false;
	}

	void enable() {
		this.enabled = true;
	}

	void setPassword(String hash, Instant now) {
		this.passwordHash = hash;
		this.passwordSetAt = now;
	}

	void grant(Grants grants) {
		become(this.roles, grants.roles());
		become(this.departmentIds, grants.departmentIds());
		become(this.communityIds, grants.communityIds());
	}

	private static <T> void become(Set<T> held, Set<T> wanted) {
		held.retainAll(wanted);
		held.addAll(wanted);
	}

	Grants grants() {
		return new Grants(this.roles, this.departmentIds, this.communityIds);
	}

	boolean is(Role role) {
		return this.roles.contains(role);
	}

	Set<Role> getRoles() {
		return this.roles.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(this.roles));
	}

	Set<Long> getDepartmentIds() {
		return Collections.unmodifiableSet(this.departmentIds);
	}

	Set<Long> getCommunityIds() {
		return Collections.unmodifiableSet(this.communityIds);
	}

	Official asOfficial() {
		return new Official(this.id, this.username, this.name, this.unit, this.roles, this.departmentIds,
				this.communityIds);
	}

}
