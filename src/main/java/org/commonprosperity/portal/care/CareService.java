package org.commonprosperity.portal.care;

import java.io.InputStream;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.audit.Difference;
import org.commonprosperity.portal.care.CareRecords.Stored;
import org.commonprosperity.portal.entry.Entries;
import org.commonprosperity.portal.entry.Entry;
import org.commonprosperity.portal.entry.NewEntry;
import org.commonprosperity.portal.project.ProjectOverview;
import org.commonprosperity.portal.project.ProjectSheet.MilestoneLine;
import org.commonprosperity.portal.shared.Gathered;
import org.commonprosperity.portal.shared.NotOnRecord;
import org.commonprosperity.portal.shared.Photos;
import org.commonprosperity.portal.shared.Refusal;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes in what clerks enter of their own community; nothing of it holds before a
 * coordinator approved it.
 */
@Service
@RequiredArgsConstructor
public class CareService {

	/** The kinds of entries, which history and trail know too. */
	public static final String FACILITY = "care-facility";

	/** A service of a facility. */
	public static final String SERVICE = "care-service";

	/** An activity. */
	public static final String ACTIVITY = "care-activity";

	/** Where a community walks from, and how far. */
	public static final String NEAR = "care-near";

	/** By what minutes are computed. */
	public static final String WALKING = "care-walking";

	/** The key of the one setting. */
	static final String PACE = "pace";

	private final JdbcClient jdbc;

	private final CareRecords records;

	private final Entries entries;

	private final ProjectOverview projects;

	private final Photos photos;

	private final Clock clock;

	/**
	 * Enters a facility.
	 * @param code its code, or null for a new one
	 * @param content as it would be; its community is kept where there is a code
	 * @param photo a new photo, or null
	 * @param version the version that the form was drawn from
	 * @param by a clerk of the community
	 * @return the code
	 * @throws Refusal if something is not to be taken
	 */
	@Transactional
	public String enterFacility(@Nullable String code, FacilityContent content, @Nullable NewPhoto photo, long version,
			UUID submission, Official by) {
		return enterFacility(code, content, photo, false, version, submission, by);
	}

	/**
	 * Enters a facility.
	 * @param work whether somebody says that a mobile number is an office's
	 */
	@Transactional
	public String enterFacility(@Nullable String code, FacilityContent content, @Nullable NewPhoto photo, boolean work,
			long version, UUID submission, Official by) {
		Stored<FacilityContent> stored = (code != null) ? this.records.findFacility(code).orElse(null) : null;
		if (code != null && stored == null) {
			requireEntered(FACILITY, code, by);
		}
		Gathered wrong = new Gathered();
		String place = (stored != null) ? stored.content().community() : content.community();
		wrong.require(!place.isEmpty(), "community", "care.refusal.communityMissing");
		CareCommunity of = place.isEmpty() ? null : this.records.community(place);
		if (of != null) {
			CareAccess.requireOwn(by, of.id());
		}
		List<CareKind> kinds = this.records.kinds(false);
		wrong.require(kinds.stream().anyMatch((kind) -> kind.code().equals(content.kind())), "kind",
				"care.refusal.kind");
		FacilityContent taken = wrong.of(() -> with(content, photo, stored, by));
		CareChecks.check((taken != null) ? taken : content, LocalDate.now(this.clock), wrong);
		CareChecks.requirePublic(wrong, content.telephone(), (stored != null) ? stored.content().telephone() : null,
				work);
		wrong.refuse();
		CareCommunity community = Objects.requireNonNull(of);
		FacilityContent kept = Objects.requireNonNull(taken);
		requireOwnName(code, kept.name(), community);
		Map<Long, String> milestones = milestones(kept.project(), (stored != null) ? stored.content().project() : null);
		if (!milestones.keySet().containsAll(kept.milestones())) {
			throw new Refusal("milestones", "care.refusal.milestones");
		}
		Function<Long, String> names = (id) -> milestones.getOrDefault(id, "#" + id);
		List<Difference> differences = CareDifferences.of((stored != null) ? stored.content() : null, kept, name(kinds),
				name(this.records.projectNames()), names);
		requireFresh(stored, version, differences);
		String key = (code != null) ? code : newCode(community);
		enter(FACILITY, key, community, kept.name(), kept, differences, submission, by);
		return key;
	}

	/** The content with the photo that is kept; one that stays is the one on record. */
	private FacilityContent with(FacilityContent content, @Nullable NewPhoto photo,
			@Nullable Stored<FacilityContent> stored, Official by) {
		Long kept = content.photo();
		if (photo != null) {
			if (!photo.agreed()) {
				throw new Refusal("agreed", "file.refusal.agreed");
			}
			if (content.photoCaption() == null) {
				throw new Refusal("photoCaption", "care.refusal.caption");
			}
			kept = this.photos.keep(photo.name(), photo.content(), by.id());
		}
		else if (kept != null && (stored == null || !kept.equals(stored.content().photo()))
				&& !isPhotoEntered(kept, by)) {
			throw new Refusal("file", "care.refusal.photo");
		}
		return new FacilityContent((stored != null) ? stored.content().community() : content.community(),
				content.kind(), content.state(), content.name(), content.nameEn(), content.address(), content.rooms(),
				content.places(), content.opened(), content.hours(), content.telephone(), content.accessible(),
				content.latitude(), content.longitude(), kept, (kept != null) ? content.photoCaption() : null,
				content.project(), content.milestones(), content.note());
	}

	/** Whether the official entered the photo before, so that it came back with it. */
	private boolean isPhotoEntered(long photo, Official by) {
		return this.jdbc
			.sql("""
					select exists (select from entry where kind = ? and entered_for = ? and state in ('RETURNED', 'WITHDRAWN')
						and (content ->> 'photo')::bigint = ?)""")
			.params(FACILITY, by.postId(), photo)
			.query(Boolean.class)
			.single();
	}

	/** A name tells facilities of a community apart, those that wait included. */
	private void requireOwnName(@Nullable String code, @Nullable String name, CareCommunity community) {
		boolean taken = this.jdbc
			.sql("""
					select exists (select from care_facility where community_id = :community and name = :name and code <> :code)
						or exists (select from entry where kind = :kind and state = 'SUBMITTED' and community_id = :community
							and content ->> 'name' = :name and record_key <> :code)""")
			.param("community", community.id())
			.param("name", name)
			.param("code", (code != null) ? code : "")
			.param("kind", FACILITY)
			.query(Boolean.class)
			.single();
		if (taken) {
			throw new Refusal("name", "care.refusal.nameTaken");
		}
	}

	/** The milestones of projects, by number. */
	private Map<Long, String> milestones(@Nullable String project, @Nullable String before) {
		Map<Long, String> names = new HashMap<>();
		for (String code : Arrays.asList(before, project)) {
			if (code != null) {
				try {
					this.projects.sheet(code).milestones().forEach((one) -> names.put(one.id(), one.name()));
				}
				catch (NotOnRecord ex) {
					throw new Refusal("project", "care.refusal.project");
				}
			}
		}
		return (project != null) ? names : Map.of();
	}

	/**
	 * Enters a service of a facility.
	 * @param by a clerk of the facility's community
	 */
	@Transactional
	public void enterService(ServiceContent content, long version, UUID submission, Official by) {
		Stored<FacilityContent> facility = this.records.facility(content.facility());
		CareAccess.requireOwn(by, facility.communityId());
		CareKind kind = this.records.kinds(true)
			.stream()
			.filter((one) -> one.code().equals(content.kind()))
			.findFirst()
			.orElseThrow(() -> new Refusal("kind", "care.refusal.service"));
		CareChecks.check(content);
		Stored<ServiceContent> stored = this.records.service(content.facility(), content.kind()).orElse(null);
		List<Difference> differences = CareDifferences.of((stored != null) ? stored.content() : null, content);
		requireFresh(stored, version, differences);
		enter(SERVICE, content.facility() + "/" + content.kind(),
				this.records.community(facility.content().community()), facility.content().name() + " · " + kind.name(),
				content, differences, submission, by);
	}

	/**
	 * Enters an activity.
	 * @param code its code, or null for a new one
	 * @param by a clerk of the community
	 * @return the code
	 */
	@Transactional
	public String enterActivity(@Nullable String code, ActivityContent content, long version, UUID submission,
			Official by) {
		return enterActivity(code, content, false, version, submission, by);
	}

	/**
	 * Enters an activity.
	 * @param work whether somebody says that a mobile number is an office's
	 */
	@Transactional
	public String enterActivity(@Nullable String code, ActivityContent content, boolean work, long version,
			UUID submission, Official by) {
		Stored<ActivityContent> stored = (code != null) ? this.records.findActivity(code).orElse(null) : null;
		if (code != null && stored == null) {
			requireEntered(ACTIVITY, code, by);
		}
		CareCommunity community = this.records.community(content.community());
		CareAccess.requireOwn(by, (stored != null) ? stored.communityId() : community.id());
		CareAccess.requireOwn(by, community.id());
		Gathered wrong = new Gathered();
		Stored<FacilityContent> facility = (content.facility() != null) ? this.records.facility(content.facility())
				: null;
		wrong.require(facility == null || facility.communityId() == community.id(), "facility",
				"care.refusal.facility");
		CareChecks.check(content, (stored != null) ? stored.content() : null, LocalDate.now(this.clock), wrong);
		CareChecks.requirePublic(wrong, content.telephone(), (stored != null) ? stored.content().telephone() : null,
				work);
		wrong.require(
				content.telephone() != null || content.cancelled()
						|| (facility != null && facility.content().telephone() != null),
				"telephone", (facility == null) ? "care.refusal.noTelephone" : "care.refusal.noTelephoneThere");
		Integer places = content.places();
		if (stored != null && places != null && places < signedUp(stored.id())) {
			wrong.require(false, "places", "care.refusal.placesTaken", signedUp(stored.id()));
		}
		wrong.refuse();
		List<Difference> differences = CareDifferences.of((stored != null) ? stored.content() : null, content);
		requireFresh(stored, version, differences);
		String key = (code != null) ? code : newCode(community);
		enter(ACTIVITY, key, community, content.day() + " " + content.title(), content, differences, submission, by);
		return key;
	}

	private int signedUp(long activity) {
		return this.jdbc.sql("select count(*) from care_sign_up where activity_id = ?")
			.param(activity)
			.query(Integer.class)
			.single();
	}

	/**
	 * Enters where a community walks from, and the minutes that somebody walked.
	 * @param by a clerk of the community
	 */
	@Transactional
	public void enterNear(NearContent content, long version, UUID submission, Official by) {
		CareCommunity community = this.records.community(content.community());
		CareAccess.requireOwn(by, community.id());
		CareChecks.check(content);
		Map<String, String> names = this.records.facilities(null)
			.stream()
			.collect(Collectors.toMap(Stored::code, (one) -> String.valueOf(one.content().name())));
		if (!names.keySet().containsAll(content.minutes().keySet())) {
			throw new NotOnRecord("facility of a walk");
		}
		Stored<NearContent> stored = this.records.near(community);
		List<Difference> differences = CareDifferences.of(stored.content(), content,
				(code) -> names.getOrDefault(code, code));
		requireFresh(stored, version, differences);
		enter(NEAR, community.code(), community, community.name(), content, differences, submission, by);
	}

	/**
	 * Enters by what minutes are computed.
	 * @param by a coordinator; another one approves
	 */
	@Transactional
	public void enterWalking(WalkingContent content, long version, UUID submission, Official by) {
		CareAccess.requireCoordinator(by);
		CareChecks.check(content);
		WalkRule.Pace pace = this.records.pace();
		List<Difference> differences = CareDifferences.of(new WalkingContent(pace.detour(), pace.metresPerMinute()),
				content);
		if (version != pace.version()) {
			throw new StaleCare(pace.version(), differences);
		}
		this.entries.enter(new NewEntry(WALKING, PACE, null, "步行时间", content, differences, null), submission, by);
	}

	private void enter(String kind, String key, CareCommunity community, @Nullable String title, Object content,
			List<Difference> differences, UUID submission, Official by) {
		this.entries.enter(
				new NewEntry(kind, key, community.id(), community.name() + " · " + title, content, differences, null),
				submission, by);
	}

	private static void requireFresh(@Nullable Stored<?> stored, long version, List<Difference> differences) {
		if (stored != null && stored.version() != version) {
			throw new StaleCare(stored.version(), differences);
		}
	}

	/** A new record that is entered once more has to have been entered before. */
	private void requireEntered(String kind, String code, Official by) {
		Entry entry = this.entries.open(kind, code);
		if (entry == null) {
			throw new NotOnRecord(kind + " " + code);
		}
		CareAccess.requireOwn(by, entry.communityId());
	}

	static Function<String, String> name(Map<String, String> names) {
		return (code) -> names.getOrDefault(code, code);
	}

	static Function<String, String> name(List<CareKind> kinds) {
		return (code) -> kinds.stream()
			.filter((kind) -> kind.code().equals(code))
			.map(CareKind::name)
			.findFirst()
			.orElse(code);
	}

	private String newCode(CareCommunity community) {
		return community.code() + "-" + this.jdbc.sql("select nextval('care_code')").query(Long.class).single();
	}

	/** The milestones of a project, to choose from. */
	@Transactional(readOnly = true)
	public List<MilestoneLine> milestonesOf(String project) {
		return this.projects.sheet(project).milestones();
	}

	/**
	 * A photo that is sent.
	 *
	 * @param name the name that it came with
	 * @param content the picture
	 * @param agreed whether all who can be known on it agreed
	 */
	public record NewPhoto(String name, InputStream content, boolean agreed) {
	}

}
