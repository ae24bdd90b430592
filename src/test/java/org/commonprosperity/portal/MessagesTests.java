package org.commonprosperity.portal;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The texts are there, in both languages, and no more of them than are used.
 */
class MessagesTests {

	/** Proper names and patterns: the default need not be Chinese. */
	private static final Set<String> NOT_CHINESE = Set.of("export.csv", "export.xlsx");

	/** Names that English keeps in Chinese. */
	private static final Set<String> CHINESE_IN_ENGLISH = Set.of();

	/** Keys that the framework makes up. */
	private static final Pattern OF_THE_FRAMEWORK = Pattern.compile("typeMismatch(\\..+)?");

	/** Texts in the code that look like keys and are none. */
	private static final Set<String> NO_KEYS = Set.of();

	/**
	 * What stands for the asterisk in keys that are put together while the portal runs. A
	 * pattern that is not here makes a test fail, so that nobody forgets the texts.
	 */
	private static final Map<String, Supplier<Set<String>>> PARTS = Map.ofEntries(
			Map.entry("error.*.title", MessagesTests::errorPages), Map.entry("error.*.text", MessagesTests::errorPages),
			Map.entry("error.*.do", MessagesTests::errorPages),
			Map.entry("account.filter.*", () -> Set.of("enabled", "disabled")),
			Map.entry("account.sort.*", () -> Set.of("name", "unit", "last")),
			Map.entry("approval.order.*", () -> Set.of("oldest", "newest")),
			Map.entry("template.takes.*", constants("spreadsheet.ColumnType")),
			Map.entry("calculator.*",
					() -> Set.of("project", "class", "principal", "paidIn", "operationStart", "through")),
			Map.entry("jobs.state.*", () -> Set.of("PREPARING", "OPEN", "PAUSED", "CLOSED")),
			Map.entry("jobs.word.*", MessagesTests::jobWords), Map.entry("jobs.word.*.text", MessagesTests::jobWords),
			Map.entry("dividends.kind.*", constants("dividend.PublishedKind")),
			Map.entry("dividends.phase.*", constants("dividend.DividendPhase")),
			Map.entry("dividends.word.*", () -> Set.of("fixed", "second", "owed", "notice", "withheld")),
			Map.entry("dividends.word.*.text", () -> Set.of("fixed", "second", "owed", "notice", "withheld")),
			Map.entry("villages.field.*", constants("village.IncomeCorrection$Field")),
			Map.entry("villages.word.*", MessagesTests::incomeWords),
			Map.entry("villages.word.*.text", MessagesTests::incomeWords),
			Map.entry("import.type.*", constants("spreadsheet.ColumnType")),
			Map.entry("import.state.*", constants("spreadsheet.ImportState")),
			Map.entry("import.refusal.moved.*", constants("spreadsheet.ImportState")),
			Map.entry("import.running.*", () -> Set.of("READING", "WRITING", "UNDOING")),
			Map.entry("import.outcome.*", constants("spreadsheet.CheckedRow$Outcome")),
			Map.entry("import.skipped.*", constants("spreadsheet.ReadRow$Skipped")),
			Map.entry("sheet.name.*", literals("Sheet.java", "String code\\(\\) \\{\\s+return \"([a-z-]+)\";")),
			Map.entry("sheet.hint.*", literals("Sheet.java", "String code\\(\\) \\{\\s+return \"([a-z-]+)\";")),
			Map.entry("sheet.written.*", literals("Sheet.java", "String code\\(\\) \\{\\s+return \"([a-z-]+)\";")),
			Map.entry("account.next.*", constants("account.AccountState", "ACTIVE", "DISABLED")),
			Map.entry("account.refusal.*",
					() -> Set.of("departments.missing", "departments.pointless", "communities.missing",
							"communities.pointless")),
			Map.entry("account.refusal.last.*", () -> Set.of("ADMIN", "SECURITY")),
			Map.entry("account.role.*", constants("account.Role")),
			Map.entry("account.role.does.*", constants("account.Role")),
			Map.entry("account.state.*", constants("account.AccountState")),
			Map.entry("approval.refusal.decided.*", constants("project.Proposal$State", "PENDING")),
			Map.entry("audit.action.*",
					literals("", "(?:AuditKind\\.\\w+|tell\\(\\w+, \\w+|password|getUsername\\(\\)), \"([a-z-]+)\"")),
			Map.entry("audit.kind.*", constants("audit.AuditKind")),
			Map.entry("audit.reason.*", constants("account.SignInRefused$Reason")),
			Map.entry("care.accessible.*", () -> Set.of("true", "false")),
			Map.entry("care.again.*", () -> Set.of("night", "morning", "noon", "afternoon", "evening")),
			Map.entry("care.band.*", constants("care.CoverageRule$Band")),
			Map.entry("care.offered.*", () -> Set.of("true", "false")),
			Map.entry("care.part.*", () -> Set.of("night", "morning", "noon", "afternoon", "evening")),
			Map.entry("care.state.*", constants("care.FacilityContent$State")),
			Map.entry("change.*",
					both(literals("project/ProjectChange.java", "name = \"([\\w-]+)\""),
							lowerCase(constants("reporting.FileKind")))),
			Map.entry("classification.*", constants("project.Classification")),
			Map.entry("declared.*", constants("project.DeclaredState")),
			Map.entry("dividend.phase.*", constants("dividend.DividendPhase")),
			Map.entry("deputy.over.*", constants("account.DeputyOverview$Over")),
			Map.entry("deputy.reason.*", constants("account.DeputyReason")),
			Map.entry("deputy.state.*", constants("account.DeputyLine$State")),
			Map.entry("field.*", literals("project/ProjectSnapshot.java", "put\\([^,]+, [^,]+, \"(\\w+)\"")),
			Map.entry("file.kind.*", constants("reporting.FileKind")),
			Map.entry("history.*", literals("project/ProjectService.java", "\"\\.([a-z]+)\"")),
			Map.entry("employment.workshop.*", () -> Set.of("PREPARING", "OPEN", "PAUSED", "CLOSED")),
			Map.entry("enclave.state.*", () -> Set.of("SUBMITTED", "RETURNED", "POSTED")),
			Map.entry("income.flash.submitted.*", constants("project.Outcome", "APPLIED")),
			Map.entry("income.refusal.approve.*", constants("village.IncomeState", "SUBMITTED")),
			Map.entry("income.refusal.correct.*", constants("village.IncomeState", "APPROVED")),
			Map.entry("income.refusal.return.*", constants("village.IncomeState", "SUBMITTED")),
			Map.entry("income.refusal.submit.*", constants("village.IncomeState", "DRAFT", "RETURNED")),
			Map.entry("income.refusal.withdraw.*", constants("village.IncomeState", "SUBMITTED")),
			Map.entry("income.refusal.write.*", constants("village.IncomeState", "DRAFT", "RETURNED")),
			Map.entry("ledger.back.*", () -> Set.of("retract", "drop")),
			Map.entry("ledger.change.*", () -> Set.of("NEW", "WITHDRAWAL", "TRANSFER", "CORRECTION", "END_CORRECTION")),
			Map.entry("ledger.contributor.change.*", () -> Set.of("ACCOUNT", "CLASS")),
			Map.entry("ledger.entry.*", () -> Set.of("OPENING", "ACCRUAL", "ADJUSTMENT", "REVERSAL")),
			Map.entry("ledger.field.*", () -> required("dividend/web")),
			Map.entry("ledger.form.*", MessagesTests::formsOfAContribution),
			Map.entry("ledger.form.*.lead", MessagesTests::formsOfAContribution),
			Map.entry("ledger.gap.*", constants("dividend.Entitlement$Gap$Reason")),
			Map.entry("ledger.gap.*.do", constants("dividend.Entitlement$Gap$Reason")),
			Map.entry("ledger.kind.*", constants("dividend.ContributorKind")),
			Map.entry("ledger.origin.*", () -> Set.of("TRANSFERRED", "REMAINDER", "CORRECTION")),
			Map.entry("ledger.reason.*",
					() -> Set.of("OPERATION_START", "WITHDRAWAL", "TRANSFER", "CORRECTION", "CLASS", "TERMS", "FACTS")),
			Map.entry("ledger.rule.*", constants("dividend.NewDistribution$Rule")),
			Map.entry("ledger.running.*", () -> Set.of("PREPARING", "POSTING")),
			Map.entry("ledger.standing.*", constants("dividend.ContributionRoll$Standing")),
			Map.entry("ledger.state.*",
					() -> Set.of("ENTERED", "APPROVED", "RETURNED", "RETRACTED", "SUPERSEDED", "WITHDRAWN",
							"TRANSFERRED", "CORRECTED", "PREPARING", "PREPARED", "FAILED", "DROPPED", "POSTING",
							"POSTED")),
			Map.entry("light.*", constants("project.ProgressLight")),
			Map.entry("light.why.*",
					literals("project/LightRule.java", "Reason\\.of\\((?:\\w+ \\? )?\"(\\w+)\"(?: : \"(\\w+)\")?")),
			Map.entry("month.short.*", constants("reporting.MonthState")),
			Map.entry("month.state.*", constants("reporting.MonthState")),
			Map.entry("milestone.state.*", () -> Set.of("met", "metLate", "overdue", "running", "waiting")),
			Map.entry("order.cause.*", constants("reporting.OrderCause")),
			Map.entry("order.now.*", constants("reporting.OrderState")),
			Map.entry("order.refusal.state.*", constants("reporting.OrderState")),
			Map.entry("order.sort.*", constants("reporting.OrderQuery$Sort")),
			Map.entry("order.state.*", constants("reporting.OrderState")),
			Map.entry("order.step.*", constants("reporting.OrderAction")),
			Map.entry("order.word.*", constants("reporting.OrderWord")),
			Map.entry("overview.count.*", constants("project.ProgressLight")),
			Map.entry("password.link.*", constants("account.PasswordService$State", "OPEN")),
			Map.entry("payment.age.*", constants("dividend.DueSheet$Age")),
			Map.entry("payment.kind.*",
					() -> Set.of("OPENING", "ACCRUAL", "ADJUSTMENT", "SECOND_DISTRIBUTION", "PAYMENT",
							"RETURNED_PAYMENT", "REVERSAL")),
			Map.entry("payment.line.*", constants("dividend.PaymentLine$State")),
			Map.entry("payment.state.*", constants("dividend.PaymentBatch$State")),
			Map.entry("payment.why.share.*", () -> Set.of("principal", "principal_days")),
			Map.entry("placing.change.*", () -> Set.of("NEW", "END", "CORRECTION")),
			Map.entry("placing.change.waits.*", () -> Set.of("END", "CORRECTION")),
			Map.entry("placing.entry.lead.*", constants("employment.JobKind")),
			Map.entry("placing.field.*", () -> required("employment/web")),
			Map.entry("placing.found.*", () -> Set.of("AT_WORK", "LEFT", "NOT_REACHED")),
			Map.entry("placing.kind.*", constants("employment.JobKind")),
			Map.entry("placing.standing.*",
					() -> Set.of("ENTERED", "APPROVED", "RUNNING", "ENDED", "RETURNED", "RETRACTED")),
			Map.entry("project.flash.*", constants("project.Outcome")),
			Map.entry("projects.sort.*", lowerCase(constants("project.ProjectQuery$Sort"))),
			Map.entry("wall.light.*", constants("project.ProgressLight")),
			Map.entry("report.flash.submitted.*", constants("project.Outcome", "APPLIED")),
			Map.entry("report.lock.*", constants("reporting.ReportLock$Reason")),
			Map.entry("report.locked.*", constants("reporting.ReportLock$Reason")),
			Map.entry("report.refusal.approve.*", constants("reporting.ReportState", "SUBMITTED")),
			Map.entry("report.refusal.correct.*", constants("reporting.ReportState", "APPROVED")),
			Map.entry("report.refusal.return.*", constants("reporting.ReportState", "SUBMITTED")),
			Map.entry("report.refusal.sign.*", constants("reporting.ReportState", "SUBMITTED", "APPROVED")),
			Map.entry("report.refusal.submit.*", constants("reporting.ReportState", "DRAFT", "RETURNED")),
			Map.entry("report.refusal.withdraw.*", constants("reporting.ReportState", "SUBMITTED")),
			Map.entry("report.refusal.write.*", constants("reporting.ReportState", "DRAFT", "RETURNED")),
			Map.entry("report.state.*",
					() -> Set.of("NONE", "DRAFT", "SUBMITTED", "RETURNED", "APPROVED", "MISSING", "NOT_OWED")),
			Map.entry("report.step.*",
					literals("reporting/ReportService.java",
							"step\\(report, (?:sign \\? )?\"([A-Z]+)\"(?: : \"([A-Z]+)\")?")),
			Map.entry("signin.note.*", literals("account/web/SignInNote.java", "= \"(\\w+)\"")),
			Map.entry("todo.begin.*", () -> Set.of("deputy")),
			Map.entry("todo.count.*",
					() -> Set.of("approve", "dividendEntries", "enclaveWaiting", "entries", "followUps", "incomes",
							"personsToErase", "placementsWaiting", "reports")),
			Map.entry("todo.kind.*", literals("", "new Todo\\(\"([\\w-]+)\"")));

	/**
	 * Beginnings of keys that have other parts too, from data or from many places: what
	 * is there counts as used.
	 */
	private static final Set<String> OPEN = Set.of("audit.action.*", "change.*", "field.*", "history.*");

	/** Keys that come from the code as they are; there they are found. */
	private static final Set<String> FROM_THE_CODE = Set.of("${elsewhere}", "${note}", "${refusal.key()}");

	private static final MessageFiles MESSAGES = MessageFiles.in(Sources.RESOURCES);

	private static final MessageUse USE = useOfThePortal();

	@Test
	void bothFilesHaveTheSameKeysOnceEach() {
		assertThat(MESSAGES.complaints()).isEmpty();
	}

	@Test
	void noTextIsEmpty() {
		assertThat(MESSAGES.empty()).isEmpty();
	}

	@Test
	void bothLanguagesTakeTheSameArguments() {
		assertThat(MESSAGES.differentArguments()).isEmpty();
	}

	@Test
	void apostrophesHideNothing() {
		assertThat(MESSAGES.loneApostrophes()).isEmpty();
	}

	@Test
	void englishIsEnglish() {
		assertThat(MESSAGES.chineseInEnglish(CHINESE_IN_ENGLISH)).isEmpty();
	}

	@Test
	void theDefaultIsChinese() {
		assertThat(MESSAGES.notChinese(NOT_CHINESE)).isEmpty();
	}

	/** As 2026 年 11 月 5 日前: the numbers stand apart, what follows does not. */
	@Test
	void datesAreWrittenInOneWay() {
		Pattern wrong = Pattern.compile("(\\d|[yMd])[年月日]|\\}[年月日](?!报|简|末)|[年月日] \\p{IsHan}");
		assertThat(MESSAGES.chinese().values()).filteredOn((text) -> wrong.matcher(text).find()).isEmpty();
		Pattern apart = Pattern.compile("\\} [前起止后]");
		assertThat(MESSAGES.chinese().get("office.due")).doesNotContainPattern(apart);
		assertThat(MESSAGES.chinese().get("report.due")).doesNotContainPattern(apart);
	}

	@Test
	void everyKeyThatIsAskedForExists() {
		assertThat(missing(USE, MESSAGES)).isEmpty();
	}

	@Test
	void everyPatternOfKeysIsKnown() {
		assertThat(unknown(USE, PARTS.keySet())).isEmpty();
	}

	@Test
	void noKnownPatternIsLeftOver() {
		assertThat(USE.patterns()).containsAll(PARTS.keySet());
	}

	@Test
	void everyPartOfAPatternHasItsText() {
		PARTS.forEach((pattern, parts) -> {
			assertThat(parts.get()).as(pattern).isNotEmpty();
			assertThat(MESSAGES.chinese().keySet()).as(pattern).containsAll(fill(pattern, parts.get()));
		});
	}

	@Test
	void everyTextIsUsed() {
		assertThat(unused(MESSAGES, USE, PARTS)).isEmpty();
	}

	@Test
	void plantedFilesAreFoundOut() {
		MessageFiles planted = MessageFiles.of(Map.of("messages.properties", """
				a.same=一样
				a.onlyHere=只在这里
				a.twice=一次
				a.twice=两次
				a.arguments={0} 和 {1}
				a.empty=
				a.english=English
				a.symbols={0} · {1}
				""", "messages_en.properties", """
				a.same=the same
				a.onlyThere=only there
				a.twice=once
				a.arguments={0} and {2}
				a.empty=
				a.english=中文
				a.symbols=it's {0} · {1}
				""", "messages-b.properties", "a.same=又一次"));
		assertThat(planted.complaints()).containsExactlyInAnyOrder("a.onlyHere is not in messages_en.properties",
				"a.onlyThere is not in messages.properties", "a.twice stands twice in messages.properties",
				"messages-b.properties has no messages-b_en.properties beside it",
				planted.complaints()
					.stream()
					.filter((line) -> line.startsWith("a.same stands in two files"))
					.findFirst()
					.orElse("a.same"));
		assertThat(planted.empty()).contains("a.empty is empty");
		assertThat(planted.differentArguments())
			.containsExactly("a.arguments takes [0, 1] in Chinese and [0, 2] in English");
		assertThat(planted.loneApostrophes()).singleElement().asString().startsWith("a.symbols");
		assertThat(planted.chineseInEnglish(Set.of())).singleElement().asString().startsWith("a.english");
		assertThat(planted.chineseInEnglish(Set.of("a.english"))).isEmpty();
		assertThat(planted.notChinese(Set.of())).singleElement().asString().startsWith("a.english");
		assertThat(planted.notChinese(Set.of("a.english"))).isEmpty();
	}

	@Test
	void keysAreFoundInTemplates() {
		MessageUse use = new MessageUse().template("""
				<p th:text="#{a.plain}" title="#{a.filled(${x.y(1)}, #{a.inner})}">x</p>
				<p th:text="#{__|a.${b}.c|__}" th:title="#{|a.${map['}']}|}"></p>
				<p th:text="#{a.__${b}__}" th:title="#{${b}}"></p>
				<p th:text="${@show.text('gone')} ?: ${#messages.msgOrNull('a.' + b)}"></p>
				<p th:text="${x} ? 'a.choice' : 'b.choice'"></p>
				""".replace("map['}']", "map['b']"), Set.of("a"));
		assertThat(use.keys()).containsExactlyInAnyOrder("a.plain", "a.filled", "a.inner", "gone");
		assertThat(use.candidatesOf(Set.of("a"))).containsExactly("a.choice");
		assertThat(use.patterns()).containsExactlyInAnyOrder("a.*.c", "a.*", "${b}");
	}

	@Test
	void keysAreFoundInCode() {
		MessageUse use = new MessageUse().java("""
				// "a.comment" and show.text("comment")
				throw new Refusal(null, "refusal.key", x);
				throw new Refusal("field", "refusal.other");
				this.show.text("text.key", 1) + text("a." + x) + "a.b." + y + "sql. " + z;
				redirect.addFlashAttribute("flash", "flash.key");
				@Size(max = 3, message = "{size.key}")
				String state = "{a.state." + x + "}"; Refusals.refuse(binding, late ? "a.late" : "other.late");
				""", Set.of("a"));
		assertThat(use.keys()).contains("refusal.key", "refusal.other", "text.key", "flash.key", "size.key");
		assertThat(use.candidatesOf(Set.of("a"))).containsExactly("a.late");
		assertThat(use.patterns()).containsExactlyInAnyOrder("a.*", "a.b.*", "a.state.*");
	}

	@Test
	void whatIsMissingUnknownOrUnusedIsFoundOut() {
		MessageFiles messages = MessageFiles
			.of(Map.of("messages.properties", "a.one=一\na.two=二\na.kind.X=甲\nb.old=旧\ntypeMismatch.a=不对"));
		MessageUse use = new MessageUse().template("#{a.one} #{c.gone} #{|a.kind.${x}|} #{|a.state.${x}|}", Set.of("a"))
			.java("refuse(\"a.three\"); found(\"a.two\"); open(\"z.file\");", Set.of("a"));
		assertThat(missing(use, messages)).containsExactlyInAnyOrder("c.gone", "a.three");
		assertThat(unknown(use, Set.of("a.kind.*"))).containsExactly("a.state.*");
		assertThat(unused(messages, use, Map.of("a.kind.*", () -> Set.of("X")))).containsExactly("b.old");
		assertThat(fill("a.*.b", Set.of("x", "y"))).containsExactlyInAnyOrder("a.x.b", "a.y.b");
	}

	private static Set<String> missing(MessageUse use, MessageFiles messages) {
		Set<String> asked = new TreeSet<>(use.keys());
		asked.addAll(use.candidatesOf(messages.features()));
		asked.removeAll(NO_KEYS);
		asked.removeAll(messages.chinese().keySet());
		return asked;
	}

	private static Set<String> unknown(MessageUse use, Set<String> known) {
		Set<String> unknown = new TreeSet<>(use.patterns());
		unknown.removeAll(known);
		unknown.removeAll(OPEN);
		unknown.removeAll(FROM_THE_CODE);
		return unknown;
	}

	private static Set<String> unused(MessageFiles messages, MessageUse use, Map<String, Supplier<Set<String>>> parts) {
		Set<String> unused = new TreeSet<>(messages.chinese().keySet());
		parts.forEach((pattern, part) -> unused.removeAll(fill(pattern, part.get())));
		unused.removeIf((key) -> use.mentions(key) || OF_THE_FRAMEWORK.matcher(key).matches()
				|| OPEN.stream().anyMatch((open) -> key.startsWith(open.substring(0, open.length() - 1))));
		return unused;
	}

	private static Set<String> fill(String pattern, Set<String> parts) {
		return parts.stream().map((part) -> pattern.replace("*", part)).collect(Collectors.toSet());
	}

	private static MessageUse useOfThePortal() {
		MessageUse use = new MessageUse();
		Sources.in(Sources.TEMPLATES, ".html").values().forEach((text) -> use.template(text, MESSAGES.features()));
		Sources.in(Sources.JAVA, ".java").values().forEach((text) -> use.java(text, MESSAGES.features()));
		return use;
	}

	private static Set<String> jobWords() {
		return Set.of("few", "withheld", "workshop", "placement", "stayed", "median");
	}

	private static Set<String> incomeWords() {
		return Set.of("recurring", "enclave", "growth", "target", "between");
	}

	/** What the forms of the ledger ask for by name. */
	private static Set<String> required(String folder) {
		Set<String> required = new TreeSet<>();
		Pattern calls = Pattern.compile("require\\(binding,([^;]+);|(?:WITHDRAW|TRANSFER|CORRECT|END)\\(([^)]+)\\)");
		Sources.in(Sources.JAVA.resolve("org/commonprosperity/portal/" + folder), ".java").values().forEach((text) -> {
			Matcher call = calls.matcher(text);
			while (call.find()) {
				Matcher name = Pattern.compile("\"(\\w+)\"").matcher(call.group());
				while (name.find()) {
					required.add(name.group(1));
				}
			}
		});
		return required;
	}

	private static Set<String> formsOfAContribution() {
		return Set.of("WITHDRAW", "TRANSFER", "CORRECT", "END");
	}

	private static Set<String> errorPages() {
		return Sources.in(Sources.TEMPLATES.resolve("error"), ".html")
			.keySet()
			.stream()
			.map((file) -> file.replace(".html", ""))
			.collect(Collectors.toSet());
	}

	private static Supplier<Set<String>> constants(String type, String... except) {
		return () -> {
			try {
				Class<?> found = Class.forName("org.commonprosperity.portal." + type);
				Set<String> names = Arrays.stream(found.getEnumConstants())
					.map((constant) -> ((Enum<?>) constant).name())
					.collect(Collectors.toCollection(TreeSet::new));
				names.removeAll(List.of(except));
				return names;
			}
			catch (ClassNotFoundException ex) {
				throw new IllegalStateException(ex);
			}
		};
	}

	private static Supplier<Set<String>> both(Supplier<Set<String>> some, Supplier<Set<String>> more) {
		return () -> {
			Set<String> all = new TreeSet<>(some.get());
			all.addAll(more.get());
			return all;
		};
	}

	private static Supplier<Set<String>> lowerCase(Supplier<Set<String>> parts) {
		return () -> parts.get().stream().map((part) -> part.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
	}

	/**
	 * What the groups of a pattern find in a class, or in all where none is named.
	 */
	private static Supplier<Set<String>> literals(String file, String pattern) {
		return () -> {
			Set<String> found = new TreeSet<>();
			Sources.in(Sources.JAVA, ".java").forEach((name, text) -> {
				Matcher matcher = Pattern.compile(pattern).matcher(name.endsWith(file) ? text : "");
				while (matcher.find()) {
					for (int group = 1; group <= matcher.groupCount(); group++) {
						if (matcher.group(group) != null) {
							found.add(matcher.group(group));
						}
					}
				}
			});
			return found;
		};
	}

}
