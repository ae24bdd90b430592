package org.commonprosperity.portal.village;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import jakarta.persistence.CollectionTable;
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
import org.commonprosperity.portal.shared.Money;
import org.commonprosperity.portal.shared.Refusal;
import org.commonprosperity.portal.village.IncomeContent.Entry;
import org.jspecify.annotations.Nullable;

/**
 * A version of what a village states of a year, or of a quarter. Its verbs are the steps
 * of its way; each refuses where the return is not, and says where it is.
 */
@Entity
@Getter
@NoArgsConstructor(access = AccessLevel.PROTECTED)
class IncomeReturn {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	private @Nullable Long id;

	private long communityId;

	private int year;

	private @Nullable Integer quarter;

	private int revision;

	@Enumerated(EnumType.STRING)
	private IncomeState state = IncomeState.DRAFT;

	private @Nullable BigDecimal target;

	private @Nullable BigDecimal disposableIncome;

	private @Nullable Integer population;

	private @Nullable BigDecimal collectiveAssets;

	private @Nullable String note;

	@ElementCollection
	@CollectionTable(name = "income_line", joinColumns = @JoinColumn(name = "return_id"))
	@Getter(AccessLevel.NONE)
	private List<StoredLine> lines = new ArrayList<>();

	private @Nullable String correctionReason;

	private long sourceId;

	private @Nullable Instant submittedAt;

	private @Nullable Instant decidedAt;

	private Instant updatedAt;

	@Version
	private long version;

	/** The first version of a village's return. */
	IncomeReturn(long communityId, IncomePeriod period, long sourceId, Instant now) {
		this.communityId = communityId;
		this.year = period.year();
		this.quarter = period.quarter();
		this.revision = 1;
		this.sourceId = sourceId;
		this.updatedAt = now;
	}

	/** The correction of an approved version, which stays as it is. */
	IncomeReturn(IncomeReturn approved, String reason, Instant now) {
		if (approved.state != IncomeState.APPROVED) {
			throw new Refusal(null, "income.refusal.correct." + approved.state);
		}
		this.communityId = approved.communityId;
		this.year = approved.year;
		this.quarter = approved.quarter;
		this.revision = approved.revision + 1;
		this.sourceId = approved.sourceId;
		this.correctionReason = reason;
		this.updatedAt = now;
		take(approved.content());
	}

	IncomePeriod period() {
		return new IncomePeriod(this.year, this.quarter);
	}

	IncomeContent content() {
		return new IncomeContent(
				this.lines.stream()
					.map((line) -> new Entry(line.source(), line.payerId(), line.enclaveId(), new Money(line.amount())))
					.toList(),
				money(this.target), money(this.disposableIncome), this.population, money(this.collectiveAssets),
				this.note);
	}

	/** Whether its village can write in it. */
	boolean isOpen() {
		return this.state == IncomeState.DRAFT || this.state == IncomeState.RETURNED;
	}

	void write(IncomeContent content, Instant now) {
		if (!isOpen()) {
			throw new Refusal(null, "income.refusal.write." + this.state);
		}
		take(content);
		this.updatedAt = now;
	}

	void submit(Instant now) {
		if (!isOpen()) {
			throw new Refusal(null, "income.refusal.submit." + this.state);
		}
		this.state = IncomeState.SUBMITTED;
		this.submittedAt = now;
		this.updatedAt = now;
	}

	/** Takes it back before it was decided. */
	void withdraw(Instant now) {
		if (this.state != IncomeState.SUBMITTED) {
			throw new Refusal(null, "income.refusal.withdraw." + this.state, "");
		}
		this.state = IncomeState.DRAFT;
		this.updatedAt = now;
	}

	void sendBack(Instant now) {
		if (this.state != IncomeState.SUBMITTED) {
			throw new Refusal(null, "income.refusal.return." + this.state, "");
		}
		this.state = IncomeState.RETURNED;
		this.decidedAt = now;
		this.updatedAt = now;
	}

	void approve(Instant now) {
		if (this.state != IncomeState.SUBMITTED) {
			throw new Refusal(null, "income.refusal.approve." + this.state, "");
		}
		this.state = IncomeState.APPROVED;
		this.decidedAt = now;
		this.updatedAt = now;
	}

	private void take(IncomeContent content) {
		boolean annual = this.quarter == null;
		this.target = annual ? yuan(content.target()) : null;
		this.disposableIncome = annual ? yuan(content.disposableIncome()) : null;
		this.population = annual ? content.population() : null;
		this.collectiveAssets = annual ? yuan(content.collectiveAssets()) : null;
		this.note = content.note();
		List<StoredLine> written = content.entries()
			.stream()
			.map((entry) -> new StoredLine(entry.source(), entry.payerId(), entry.enclaveId(), entry.amount().yuan()))
			.toList();
		if (!this.lines.equals(written)) {
			this.lines.clear();
			this.lines.addAll(written);
		}
	}

	private static @Nullable Money money(@Nullable BigDecimal yuan) {
		return (yuan != null) ? new Money(yuan) : null;
	}

	private static @Nullable BigDecimal yuan(@Nullable Money money) {
		return (money != null) ? money.yuan() : null;
	}

}
