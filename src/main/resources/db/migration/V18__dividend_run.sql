-- What is prepared by one person and posted by another: annual runs with their lines, and second distributions.

create table dividend_run (
	id bigint generated always as identity primary key,
	project_id bigint not null references project,
	year int not null check (year between 1990 and 2999),
	state varchar(20) not null check (state in ('PREPARING', 'PREPARED', 'FAILED', 'DROPPED', 'POSTING', 'POSTED', 'RETURNED')),
	prepared_by bigint not null references account,
	prepared_for bigint not null references account,
	prepared_by_name varchar(110) not null,
	prepared_at timestamptz not null,
	-- the day of operation's start that it was reckoned with
	operation_start date,
	-- lines of the preview, those of them that post something, what they add up to and what they post, yuan
	lines int not null default 0,
	differences int not null default 0,
	due numeric(17, 2) not null default 0,
	difference numeric(17, 2) not null default 0,
	unresolved int not null default 0,
	-- of all lines, so that nothing is posted but what was seen
	fingerprint char(64),
	-- why it could not be prepared or posted: a message key and its arguments
	refusal varchar(100),
	refusal_arguments text not null default '[]' check (refusal_arguments is json array),
	-- who posts or returns it
	decided_by bigint references account,
	decided_for bigint references account,
	decided_by_name varchar(110),
	decided_at timestamptz,
	decision_note varchar(500),
	version bigint not null default 0,
	check (state not in ('POSTING', 'POSTED', 'RETURNED') or decided_by is not null),
	constraint dividend_run_two_persons check (decided_by not in (prepared_by, prepared_for) and decided_for not in (prepared_by, prepared_for))
);
create index dividend_run_project on dividend_run (project_id, year, id);
create unique index dividend_run_open on dividend_run (project_id, year) where state in ('PREPARING', 'PREPARED', 'POSTING');
create trigger dividend_run_posted_stays before update or delete on dividend_run
	for each row when (old.state = 'POSTED') execute function refuse_change_of_decided();

-- How far the work at hand is, in a row of its own, so that it is seen while the work is one transaction.
create table dividend_run_progress (
	run_id bigint primary key references dividend_run on delete cascade,
	done int not null default 0,
	expected int not null default 0
);

-- A line of a preview: what is due, what of it was posted before, and so what is to be posted.
create table dividend_run_line (
	run_id bigint not null references dividend_run on delete cascade,
	number int not null,
	contribution_id bigint not null references contribution,
	contributor_id bigint not null references contributor,
	kind varchar(20) not null check (kind in ('ACCRUAL', 'ADJUSTMENT')),
	year int not null,
	phase varchar(20) not null check (phase in ('BEFORE_OPERATION', 'IN_OPERATION')),
	class_code varchar(30) references contributor_class,
	terms_id bigint not null references dividend_terms,
	principal numeric(15, 2) not null,
	rate numeric(9, 6) not null,
	days int not null check (days between 0 and year_days),
	year_days int not null check (year_days in (365, 366)),
	due numeric(15, 2) not null check (due >= 0),
	posted numeric(15, 2) not null,
	difference numeric(15, 2) not null generated always as (due - posted) stored,
	-- the how-manieth posting of that line it would be
	posting int not null check (posting >= 1),
	pay_by date not null,
	-- what changed since it was posted: codes, joined by commas
	reason varchar(100),
	primary key (run_id, number)
);
create index dividend_run_line_contributor on dividend_run_line (run_id, contributor_id, number);
create index dividend_run_line_contribution on dividend_run_line (contribution_id);

-- Days of a contribution that earn nothing yet, for the coordinating office to decide on.
create table dividend_run_gap (
	run_id bigint not null references dividend_run on delete cascade,
	number int not null,
	contribution_id bigint not null references contribution,
	contributor_id bigint not null references contributor,
	from_day date not null,
	-- the first day after it
	until_day date not null check (until_day > from_day),
	phase varchar(20) not null check (phase in ('BEFORE_OPERATION', 'IN_OPERATION')),
	class_code varchar(30) references contributor_class,
	reason varchar(20) not null check (reason in ('NO_CLASS', 'NO_TERMS')),
	primary key (run_id, number)
);
create index dividend_run_gap_contribution on dividend_run_gap (contribution_id);

create table second_distribution (
	id bigint generated always as identity primary key,
	project_id bigint not null references project,
	-- the year whose dividend it is
	year int not null check (year between 1990 and 2999),
	-- number or title of the resolution, and of the document that carries it
	resolution varchar(200) not null check (btrim(resolution) <> ''),
	resolved_on date not null,
	document varchar(200) not null check (btrim(document) <> ''),
	-- yuan
	pool numeric(15, 2) not null check (pool > 0),
	rule varchar(20) not null check (rule in ('PRINCIPAL', 'PRINCIPAL_DAYS')),
	-- by principal: what stood on this day
	record_day date,
	-- by principal-days: from this day on, until that day, which does not count
	from_day date,
	until_day date check (until_day > from_day),
	pay_by date not null,
	state varchar(20) not null check (state in ('PREPARED', 'DROPPED', 'POSTED', 'RETURNED')),
	prepared_by bigint not null references account,
	prepared_for bigint not null references account,
	prepared_by_name varchar(110) not null,
	prepared_at timestamptz not null,
	decided_by bigint references account,
	decided_for bigint references account,
	decided_by_name varchar(110),
	decided_at timestamptz,
	decision_note varchar(500),
	version bigint not null default 0,
	check ((rule = 'PRINCIPAL') = (record_day is not null)),
	check ((rule = 'PRINCIPAL_DAYS') = (from_day is not null and until_day is not null)),
	check (state not in ('POSTED', 'RETURNED') or decided_by is not null),
	constraint second_distribution_two_persons check (decided_by not in (prepared_by, prepared_for) and decided_for not in (prepared_by, prepared_for))
);
create index second_distribution_project on second_distribution (project_id, year, id);
-- A resolution is shared out once.
create unique index second_distribution_once on second_distribution (project_id, resolution) where state in ('PREPARED', 'POSTED');
create trigger second_distribution_posted_stays before update or delete on second_distribution
	for each row when (old.state = 'POSTED') execute function refuse_change_of_decided();

create table second_distribution_line (
	distribution_id bigint not null references second_distribution on delete cascade,
	contributor_id bigint not null references contributor,
	-- yuan, or yuan times days
	weight numeric(25, 2) not null check (weight > 0),
	amount numeric(15, 2) not null check (amount >= 0),
	primary key (distribution_id, contributor_id)
);
create index second_distribution_line_contributor on second_distribution_line (contributor_id);
