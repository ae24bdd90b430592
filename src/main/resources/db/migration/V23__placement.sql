-- People placed in work. Who a person is and what the person earns is sealed (AES-GCM, bound to the row); no plain column says it, and none holds free text.

-- A person on record of one village. Another village's record of the same person is a row of its own.
create table person (
	id bigint generated always as identity primary key,
	-- the address, which tells nothing of others; a seal is bound to it
	reference uuid not null unique,
	community_id bigint not null references community,
	-- the same for every record of one person, of whatever village: counts a person once. Not shown.
	subject_id bigint not null,
	-- name, identifier, telephone, consent document, note; null once erased
	sealed bytea,
	-- keyed digest of the identifier: the same for the same person, and of no use without the key
	mark bytea,
	consent_on date,
	created_at timestamptz not null,
	erased_at timestamptz,
	version bigint not null default 0,
	check ((erased_at is null) = (sealed is not null)),
	check (erased_at is null or (mark is null and consent_on is null)),
	check (erased_at is not null or (mark is not null and consent_on is not null))
);
create sequence person_subject;
create unique index person_mark on person (community_id, mark) where mark is not null;
create index person_community on person (community_id);
create index person_same on person (mark) where mark is not null;
create index person_subject_of on person (subject_id);

-- What a person's particulars were before a correction, until they are erased.
create table person_former (
	id bigint generated always as identity primary key,
	reference uuid not null unique,
	person_id bigint not null references person on delete cascade,
	sealed bytea not null,
	replaced_by bigint not null references account,
	replaced_by_name varchar(110) not null,
	replaced_at timestamptz not null
);
create index person_former_person on person_former (person_id, id);

-- A placement counts once it is APPROVED; it stays when its person is erased.
create table placement (
	id bigint generated always as identity primary key,
	reference uuid not null unique,
	person_id bigint not null references person,
	-- the village that placed the person, and that the placement counts for
	community_id bigint not null references community,
	group_code varchar(30) not null references person_group,
	workshop_id bigint not null references workshop,
	opening_id bigint references opening,
	-- the first day at work
	started_on date not null check (started_on >= date '1990-01-01'),
	-- the last day at work; null as long as it lasts
	ended_on date check (ended_on >= started_on),
	end_reason varchar(30) references end_reason,
	insurance varchar(30) not null references social_insurance,
	-- post, monthly wage in yuan to the fen, note of the end
	sealed bytea not null,
	state varchar(20) not null check (state in ('ENTERED', 'APPROVED', 'RETURNED', 'RETRACTED')),
	entered_by bigint not null references account,
	entered_for bigint not null references account,
	entered_by_name varchar(110) not null,
	entered_at timestamptz not null,
	decided_by bigint references account,
	decided_for bigint references account,
	decided_by_name varchar(110),
	decided_at timestamptz,
	-- what was said with the decision
	decision_sealed bytea,
	version bigint not null default 0,
	check ((ended_on is null) = (end_reason is null)),
	check ((state = 'ENTERED') = (decided_at is null)),
	constraint placement_two_persons check (state = 'RETRACTED' or (decided_by not in (entered_by, entered_for) and decided_for not in (entered_by, entered_for))),
	-- one person is in one workshop once at a time
	constraint placement_apart exclude using gist
		(person_id with =, workshop_id with =, daterange(started_on, ended_on, '[]') with &&) where (state in ('ENTERED', 'APPROVED'))
);
create index placement_person on placement (person_id, started_on);
create index placement_list on placement (community_id, started_on desc, id desc);
create index placement_started on placement (started_on desc, id desc);
create index placement_waiting on placement (entered_at, id) where state = 'ENTERED';
create index placement_workshop on placement (workshop_id);
create index placement_opening on placement (opening_id);

-- What is to become of an approved placement, until another person decides; when approved it is carried out on the placement.
create table placement_change (
	id bigint generated always as identity primary key,
	reference uuid not null unique,
	placement_id bigint not null references placement on delete cascade,
	kind varchar(20) not null check (kind in ('END', 'CORRECTION')),
	-- what the placement is to be, and why; null once the person is erased
	sealed bytea,
	-- what it was when the change was carried out
	sealed_before bytea,
	state varchar(20) not null check (state in ('ENTERED', 'APPROVED', 'RETURNED', 'RETRACTED')),
	entered_by bigint not null references account,
	entered_for bigint not null references account,
	entered_by_name varchar(110) not null,
	entered_at timestamptz not null,
	decided_by bigint references account,
	decided_for bigint references account,
	decided_by_name varchar(110),
	decided_at timestamptz,
	-- what was said with the decision
	decision_sealed bytea,
	version bigint not null default 0,
	check ((state = 'ENTERED') = (decided_at is null)),
	constraint placement_change_two_persons check (state = 'RETRACTED' or (decided_by not in (entered_by, entered_for) and decided_for not in (entered_by, entered_for)))
);
create index placement_change_placement on placement_change (placement_id, id);
create unique index placement_change_open on placement_change (placement_id) where state = 'ENTERED';

-- What was found at 1, 3, 6 and 12 months after the start. Due on the day that many months later (of the 31st, the last day of a shorter month).
create table follow_up (
	id bigint generated always as identity primary key,
	reference uuid not null unique,
	placement_id bigint not null references placement on delete cascade,
	month int not null check (month in (1, 3, 6, 12)),
	done_on date not null,
	found varchar(20) not null check (found in ('AT_WORK', 'LEFT', 'NOT_REACHED')),
	-- null: no note, or erased
	sealed bytea,
	entered_by bigint not null references account,
	entered_by_name varchar(110) not null,
	entered_at timestamptz not null
);
create index follow_up_placement on follow_up (placement_id, month);
-- A person who was not reached is asked again.
create unique index follow_up_once on follow_up (placement_id, month) where found <> 'NOT_REACHED';

-- What the district may set: versions, the newest holds.
create table employment_policy (
	version int primary key check (version >= 1),
	-- how long a person's particulars are kept after the last placement ended
	keep_months int not null check (keep_months between 1 and 600),
	-- so many days without work between two placements do not break a stay
	break_days int not null check (break_days between 0 and 366),
	document varchar(200) check (btrim(document) <> ''),
	set_by bigint references account,
	set_by_name varchar(110),
	set_at timestamptz not null
);
insert into employment_policy (version, keep_months, break_days, set_at) values (1, 36, 30, now());
