-- Payment of dividends: batches for the bank, the public notice (公示) before them, objections and answers.

-- What the district may set, version by version; the latest counts.
create table dividend_policy (
	id bigint generated always as identity primary key,
	-- how many days a notice stands
	notice_days int not null check (notice_days between 1 and 60),
	set_by bigint references account,
	set_by_name varchar(110),
	set_at timestamptz not null
);
create index dividend_policy_set_by on dividend_policy (set_by);
insert into dividend_policy (notice_days, set_at) values (7, now());

create table payment_batch (
	id bigint generated always as identity primary key,
	project_id bigint not null references project,
	-- the year whose dividend it pays; null: of several
	year int check (year between 1990 and 2999),
	-- PREPARED: its notice can stand; POSTED: goes to the bank; SETTLED: the bank answered for every line
	state varchar(20) not null check (state in ('PREPARED', 'DROPPED', 'RETURNED', 'POSTED', 'SETTLED')),
	note varchar(500),
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
	check (state not in ('POSTED', 'SETTLED', 'RETURNED') or decided_by is not null),
	constraint payment_batch_two_persons check (decided_by not in (prepared_by, prepared_for) and decided_for not in (prepared_by, prepared_for))
);
create index payment_batch_project on payment_batch (project_id, id);

create table payment_line (
	id bigint generated always as identity primary key,
	batch_id bigint not null references payment_batch,
	project_id bigint not null references project,
	contributor_id bigint not null references contributor,
	-- the year whose dividend it pays
	year int not null check (year between 1990 and 2999),
	amount numeric(15, 2) not null check (amount > 0),
	-- by which the bank's answer is known again
	reference varchar(40) not null unique,
	-- as they were when the batch was prepared; personal
	account_name varchar(100),
	bank_name varchar(100),
	bank_account varchar(40),
	state varchar(20) not null check (state in ('PENDING', 'DROPPED', 'PAID', 'FAILED', 'RETURNED')),
	paid_on date,
	bank_reference varchar(60) unique check (btrim(bank_reference) <> ''),
	-- why the bank did not pay, or sent it back
	failed_reason varchar(200),
	settled_at timestamptz,
	version bigint not null default 0,
	unique (batch_id, contributor_id, year),
	check ((state in ('PAID', 'RETURNED')) = (paid_on is not null and bank_reference is not null)),
	check (state not in ('FAILED', 'RETURNED') or failed_reason is not null)
);
-- What is owed for a year is on its way once.
create unique index payment_line_pending on payment_line (project_id, contributor_id, year) where state = 'PENDING';
create index payment_line_project on payment_line (project_id, year);
create index payment_line_contributor on payment_line (contributor_id);

create table public_notice (
	id bigint generated always as identity primary key,
	project_id bigint not null references project,
	batch_id bigint not null references payment_batch,
	-- stands from this day to that day, both counted
	from_day date not null,
	to_day date not null check (to_day >= from_day),
	published_by bigint not null references account,
	published_by_name varchar(110) not null,
	published_at timestamptz not null,
	withdrawn_at timestamptz,
	withdrawn_reason varchar(500),
	version bigint not null default 0,
	check ((withdrawn_at is null) = (withdrawn_reason is null))
);
create index public_notice_project on public_notice (project_id, from_day);
create unique index public_notice_batch_once on public_notice (batch_id) where withdrawn_at is null;
create index public_notice_batch on public_notice (batch_id);

-- What the notice says: totals by village and class, as they were when it was published.
create table notice_total (
	id bigint generated always as identity primary key,
	notice_id bigint not null references public_notice,
	community_id bigint not null references community,
	class_code varchar(30) references contributor_class,
	contributors int not null check (contributors > 0),
	amount numeric(15, 2) not null check (amount > 0),
	unique nulls not distinct (notice_id, community_id, class_code)
);
create index notice_total_community on notice_total (community_id);

-- For officials alone: who objects and to what may be personal.
create table notice_objection (
	id bigint generated always as identity primary key,
	notice_id bigint not null references public_notice,
	received_on date not null,
	objection varchar(2000) not null check (btrim(objection) <> ''),
	recorded_by bigint not null references account,
	recorded_by_name varchar(110) not null,
	recorded_at timestamptz not null,
	answer varchar(2000) check (btrim(answer) <> ''),
	answered_by bigint references account,
	answered_by_name varchar(110),
	answered_at timestamptz,
	version bigint not null default 0,
	check ((answer is null) = (answered_at is null) and (answer is null) = (answered_by is null))
);
create index notice_objection_notice on notice_objection (notice_id, id);
