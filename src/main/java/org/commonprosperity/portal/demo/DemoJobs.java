package org.commonprosperity.portal.demo;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import lombok.RequiredArgsConstructor;
import org.commonprosperity.portal.account.AccountDirectory;
import org.commonprosperity.portal.account.Official;
import org.commonprosperity.portal.employment.JobKind;
import org.commonprosperity.portal.employment.EntryService;
import org.commonprosperity.portal.employment.PersonEntry;
import org.commonprosperity.portal.employment.PlacementEntry;
import org.commonprosperity.portal.employment.PlacementService;
import org.commonprosperity.portal.employment.QuarterCloser;
import org.commonprosperity.portal.entry.EntryDesk;
import org.commonprosperity.portal.shared.Money;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Synthetic workshops and people placed in them, plainly so by their names: identifiers
 * of no district that there is, telephone numbers that nobody has. They came over the
 * last quarters, some left, some were placed again; one thing of each kind waits.
 */
@Component
@Profile("demo")
@RequiredArgsConstructor
class DemoJobs {

	private static final List<String> GROUPS = List.of("DISABLED", "DIBAO", "DISABLED", "DIBAO_MARGIN", "OLDER_WORKER",
			"DISABLED", "OLDER_WORKER", "DIBAO", "DISABLED", "OTHER");

	private static final List<String> POSTS = List.of("包装", "缝纫", "分拣", "种植", "直播助理", "保洁");

	private static final List<String> REASONS = List.of("RESIGNED", "HEALTH", "OTHER_POST", "TERM_OVER", "FAMILY");

	private static final int[] WEIGHTS = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };

	/** How many people each village placed. */
	private static final Map<String, Integer> PEOPLE = Map.of("shenjianong", 26, "zhongdai", 30, "dali", 22, "yongxing",
			8);

	private final JdbcClient jdbc;

	private final AccountDirectory accounts;

	private final EntryService entries;

	private final EntryDesk desk;

	private final PlacementService placements;

	private final QuarterCloser closer;

	private final DemoTime time;

	private final Clock clock;

	private final Map<String, Official> officials = new HashMap<>();

	/** Enters what happened, each thing on its day; after the accounts. */
	void seed() {
		LocalDate today = LocalDate.now(this.clock);
		LocalDate first = today.withDayOfMonth(1).minusMonths(26);
		DemoTimeline line = new DemoTimeline(this.time, this.clock);
		places(line, first);
		int number = 0;
		for (String village : List.of("shenjianong", "zhongdai", "dali", "yongxing")) {
			for (int i = 0; i < PEOPLE.getOrDefault(village, 0); i++) {
				person(line, village, i, ++number, first, today);
			}
		}
		waiting(line, today);
		// a quarter is published with what was known in the middle of the month after it
		for (LocalDate day = first; day.isBefore(today); day = day.plusMonths(1)) {
			line.add(day.withDayOfMonth(17), 0, this.closer::closeDue);
		}
		line.run();
	}

	private void places(DemoTimeline line, LocalDate first) {
		LocalDate day = first.minusDays(20);
		entry(line, day, JobKind.ENTERPRISE, "coordinator",
				Map.of("name", "示例制造有限公司", "nameEn", "Example Manufacturing"));
		workshop(line, day, "示例缝纫车间", "Example sewing workshop", "workshop", "shenjianong", 40);
		workshop(line, day, "示例蔬菜农场", "Example vegetable farm", "farm", "zhongdai", 30);
		workshop(line, day, "示例包装车间", "Example packing workshop", "workshop", "dali", 35);
		workshop(line, day, "示例直播间", "Example live-streaming studio", "live-streaming", "zhongdai", 12);
		line.add(day.plusDays(3), 9, () -> {
			figure(day, "210", "18");
		});
		LocalDate recent = LocalDate.now(this.clock).minusDays(12);
		line.add(recent, 9, () -> opening(recent));
		LocalDate later = first.plusMonths(14);
		line.add(later, 9, () -> figure(later, "236", "24"));
		line.add(later, 10, () -> {
			approved(JobKind.STORY,
					Map.of("workshop", workshop("示例包装车间"), "title", "在家门口上班", "text",
							"一位听力残疾的工友在车间做包装，班车接送，班组长学了几句手语。（演示数据，本人为虚构）", "consentOn", later.minusDays(6).toString(),
							"consentDocument", "演示档案 1-1", "consented", "yes"),
					official("clerk-dali"));
		});
	}

	private void figure(LocalDate asOf, String employees, String disabled) {
		approved(JobKind.FIGURE, Map.of("enterprise", enterprise(), "asOf", asOf.toString(), "employees", employees,
				"disabledEmployees", disabled, "source", "portal-record"), official("editor-social"));
	}

	private void opening(LocalDate day) {
		for (String[] post : new String[][] { { "示例缝纫车间", "缝纫工", "clerk-shenjianong" },
				{ "示例蔬菜农场", "分拣工", "clerk-zhongdai" }, { "示例包装车间", "包装工", "clerk-dali" } }) {
			approved(JobKind.OPENING,
					Map.of("place", "w:" + workshop(post[0]), "post", post[1], "requirements", "能坐着做完一班，不要求经验",
							"places", "3", "payFrom", "2800", "payTo", "4200", "access", "HEARING,LIMBS,OLDER",
							"contact", "示例村便民服务中心", "telephone", "0573-00000000", "openedOn", day.toString()),
					official(post[2]));
		}
	}

	private void workshop(DemoTimeline line, LocalDate day, String name, String nameEn, String kind, String village,
			int capacity) {
		entry(line, day.plusDays(1), JobKind.WORKSHOP, "clerk-" + village,
				Map.of("name", name, "nameEn", nameEn, "kind", kind, "community", village, "openedOn",
						day.minusMonths(1).toString(), "capacity", String.valueOf(capacity), "state", "OPEN"));
	}

	private void entry(DemoTimeline line, LocalDate day, JobKind kind, String by, Map<String, String> content) {
		line.add(day, 9, () -> {
			// nobody decides on what is the own: the editor's hand where it is the
			// coordinator's
			approved(kind, content, official(by.equals("coordinator") ? "editor-social" : by));
		});
	}

	private void approved(JobKind kind, Map<String, String> content, Official by) {
		String key = this.entries.propose(kind, null, 0, content, UUID.randomUUID(), by);
		long id = this.jdbc.sql("select id from entry where record_key = ? and state = 'SUBMITTED'")
			.param(key)
			.query(Long.class)
			.single();
		this.desk.approve(id, official("coordinator"));
	}

	private void person(DemoTimeline line, String village, int at, int number, LocalDate first, LocalDate today) {
		List<String> workshops = switch (village) {
			case "shenjianong" -> List.of("示例缝纫车间");
			case "zhongdai" -> List.of("示例蔬菜农场", "示例蔬菜农场", "示例直播间");
			case "dali" -> List.of("示例包装车间", "示例包装车间", "示例缝纫车间");
			default -> List.of("示例包装车间");
		};
		LocalDate started = first.plusDays((at * 83L + number * 11L) % 730);
		String workshop = workshops.get(at % workshops.size());
		Official clerk = official("clerk-" + village);
		UUID[] person = new UUID[1];
		line.add(started.plusDays(2), 9, () -> {
			person[0] = this.placements.register(community(village),
					new PersonEntry("示例工友%03d".formatted(number), identifier(number, at),
							"9990000%04d".formatted(number), started.minusDays(5), "演示档案 2-" + number, null),
					entry(number, workshop, started, null), UUID.randomUUID(), clerk);
			approveAll();
		});
		boolean leaves = number % 4 == 0;
		LocalDate left = started.plusDays(40L + (number * 29L) % 500);
		LocalDate until = (leaves && left.isBefore(today.minusDays(10))) ? left : today.minusDays(12);
		for (int month : List.of(1, 3, 6, 12)) {
			LocalDate day = started.plusMonths(month).plusDays(3);
			// the last ones are left open, as to-dos
			if (day.isBefore(until) && day.isBefore(today.minusDays(25))) {
				line.add(day, 10, () -> this.placements.followUp(placementOf(person[0]), month, day, "AT_WORK", null,
						UUID.randomUUID(), clerk));
			}
		}
		if (leaves && left.isBefore(today.minusDays(10))) {
			line.add(left.plusDays(1), 9, () -> {
				UUID placement = placementOf(person[0]);
				this.placements.end(placement, version(placement), left, REASONS.get(number % REASONS.size()), null,
						UUID.randomUUID(), clerk);
				approveAll();
			});
			LocalDate again = left.plusDays((number % 8 == 0) ? 12 : 75);
			if (number % 3 != 0 && again.isBefore(today.minusDays(10))) {
				line.add(again.plusDays(1), 9, () -> {
					this.placements.placeAgain(person[0], entry(number + 1, workshop, again, null), UUID.randomUUID(),
							clerk);
					approveAll();
				});
			}
		}
	}

	/**
	 * What the start pages have to show: a placement, an end and a workshop to decide on.
	 */
	private void waiting(DemoTimeline line, LocalDate today) {
		LocalDate day = today.minusDays(4);
		Official clerk = official("clerk-dali");
		line.add(day, 9, () -> {
			this.placements.register(community("dali"),
					new PersonEntry("示例工友901", identifier(901, 3), "99900000901", day.minusDays(3), "演示档案 2-901", null),
					entry(901, "示例包装车间", day.minusDays(2), null), UUID.randomUUID(), clerk);
			this.entries.propose(JobKind.WORKSHOP, null, 0,
					Map.of("name", "示例手工车间", "kind", "workshop", "community", "dali", "state", "PREPARING"),
					UUID.randomUUID(), clerk);
			UUID running = this.jdbc.sql("""
					select p.reference from placement p join community m on m.id = p.community_id
					where m.code = 'dali' and p.state = 'APPROVED' and p.ended_on is null order by p.id limit 1""")
				.query(UUID.class)
				.single();
			this.placements.end(running, version(running), day.minusDays(1), "FAMILY", null, UUID.randomUUID(), clerk);
		});
	}

	private PlacementEntry entry(int number, String workshop, LocalDate started, @Nullable LocalDate ended) {
		BigDecimal wage = new BigDecimal("2751.37")
			.add(new BigDecimal("41.23").multiply(BigDecimal.valueOf(number % 60)));
		return new PlacementEntry(GROUPS.get(number % GROUPS.size()), Long.valueOf(workshop(workshop)),
				(number % 5 == 1) ? vacancy(workshop) : null, POSTS.get(number % POSTS.size()), started,
				new Money(wage), (number % 3 == 0) ? "EMPLOYEE" : (number % 3 == 1) ? "INJURY_ONLY" : "RESIDENT", ended,
				null, null);
	}

	private void approveAll() {
		List<Runnable> waiting = new ArrayList<>();
		this.jdbc.sql("select reference, version from placement where state = 'ENTERED' order by id").query((row) -> {
			UUID reference = row.getObject("reference", UUID.class);
			long version = row.getLong("version");
			waiting.add(() -> this.placements.approve(reference, version, official("coordinator")));
		});
		this.jdbc.sql("select reference, version from placement_change where state = 'ENTERED' order by id")
			.query((row) -> {
				UUID reference = row.getObject("reference", UUID.class);
				long version = row.getLong("version");
				waiting.add(() -> this.placements.approveChange(reference, version, official("coordinator")));
			});
		waiting.forEach(Runnable::run);
	}

	/** An identity number of a district that there is not, its check digit right. */
	private static String identifier(int number, int at) {
		String digits = "990000%04d%02d%02d%03d".formatted(1960 + (number * 7) % 40, 1 + at % 12, 1 + (number * 3) % 28,
				number);
		int sum = 0;
		for (int i = 0; i < WEIGHTS.length; i++) {
			sum += (digits.charAt(i) - '0') * WEIGHTS[i];
		}
		return digits + "10X98765432".charAt(sum % 11);
	}

	private UUID placementOf(UUID person) {
		return this.jdbc.sql("""
				select p.reference from placement p join person s on s.id = p.person_id where s.reference = ?
				order by p.id limit 1""").param(person).query(UUID.class).single();
	}

	private long version(UUID placement) {
		return this.jdbc.sql("select version from placement where reference = ?")
			.param(placement)
			.query(Long.class)
			.single();
	}

	private long community(String code) {
		return this.jdbc.sql("select id from community where code = ?").param(code).query(Long.class).single();
	}

	private String workshop(String name) {
		return this.jdbc.sql("select id::text from workshop where name = ?").param(name).query(String.class).single();
	}

	/** The open post of a workshop, or null. */
	private @Nullable Long vacancy(String workshop) {
		return this.jdbc.sql("""
				select min(o.id) from opening o join workshop w on w.id = o.workshop_id
				where w.name = ? and o.state = 'OPEN'""").param(workshop).query(Long.class).optional().orElse(null);
	}

	private String enterprise() {
		return this.jdbc.sql("select code from enterprise where name = '示例制造有限公司'").query(String.class).single();
	}

	private Official official(String username) {
		return this.officials.computeIfAbsent(username, (one) -> this.accounts.findByUsername(one).orElseThrow());
	}

}
