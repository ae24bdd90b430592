-- Collective income of the villages: returns by year or quarter with their lines, and what enclaves pay.

-- Sources of income, with the years in which the accounting rules know them.
create table income_source (
	code varchar(20) primary key check (code ~ '^[A-Z_]+$'),
	position int not null unique,
	name varchar(50) not null unique,
	name_en varchar(80) not null,
	first_year int not null check (first_year between 1900 and 2999),
	-- null as long as it is in use
	last_year int check (last_year >= first_year),
	recurring boolean not null
);
insert into income_source (code, position, name, name_en, first_year, last_year, recurring) values
	('OPERATING', 1, '经营收入', 'Operating income', 1950, null, true),
	('CONTRACTING', 2, '发包及上交收入', 'Contracting and turned-in income', 1950, 2023, true),
	('INVESTMENT', 3, '投资收益', 'Investment income', 1950, null, true),
	('SUBSIDY', 4, '补助收入', 'Subsidies', 1950, null, false),
	('OTHER', 5, '其他收入', 'Other income', 1950, null, false);

-- Pooled enclave investments (飞地抱团) and what each village has put in, from which year on.
create table enclave (
	id bigint generated always as identity primary key,
	code varchar(40) not null unique check (code ~ '^[a-z][a-z0-9-]*$'),
	name varchar(100) not null unique check (btrim(name) <> ''),
	name_en varchar(100),
	-- the project it belongs to: its department keeps the enclave's record
	project_id bigint not null references project,
	note varchar(500),
	source_id bigint not null references source,
	version bigint not null default 0
);
create index enclave_project on enclave (project_id);
create table enclave_share (
	id bigint generated always as identity primary key,
	enclave_id bigint not null references enclave,
	community_id bigint not null references community,
	first_year int not null check (first_year between 1900 and 2999),
	-- the last year that it holds for; null as long as it does
	last_year int check (last_year >= first_year),
	-- yuan put in
	capital numeric(15, 2) not null check (capital > 0),
	constraint enclave_share_apart exclude using gist
		(enclave_id with =, community_id with =, int4range(first_year, last_year, '[]') with &&)
);
create index enclave_share_community on enclave_share (community_id);

-- A share as somebody entered it, until another person decides: from the year on it takes the place of the one before.
create table enclave_share_change (
	id bigint generated always as identity primary key,
	enclave_id bigint not null references enclave,
	community_id bigint not null references community,
	first_year int not null check (first_year between 1900 and 2999),
	-- yuan; 0: the village has no share any more
	capital numeric(15, 2) not null check (capital >= 0),
	state varchar(20) not null check (state in ('SUBMITTED', 'RETURNED', 'WITHDRAWN', 'APPLIED')),
	entered_by bigint not null references account,
	entered_for bigint not null references account,
	entered_by_name varchar(110) not null,
	entered_at timestamptz not null,
	decided_by bigint references account,
	decided_by_name varchar(110),
	decided_at timestamptz,
	decision_note varchar(500),
	check ((state = 'SUBMITTED') = (decided_at is null))
);
create index enclave_share_change_enclave on enclave_share_change (enclave_id, id);
-- One change of a village's share waits at most.
create unique index enclave_share_change_open on enclave_share_change (enclave_id, community_id) where state = 'SUBMITTED';

-- What an enclave pays for a year, decided by a second person; once posted it stays, a mistake is posted the other way round.
create table enclave_payment (
	id bigint generated always as identity primary key,
	enclave_id bigint not null references enclave,
	year int not null check (year between 1900 and 2999),
	amount numeric(15, 2) not null check (amount <> 0),
	note varchar(500),
	-- the payment that this one takes back
	reverses_id bigint unique references enclave_payment,
	state varchar(20) not null check (state in ('SUBMITTED', 'RETURNED', 'WITHDRAWN', 'POSTED')),
	entered_by bigint not null references account,
	entered_for bigint not null references account,
	entered_by_name varchar(110) not null,
	entered_at timestamptz not null,
	decided_by bigint references account,
	decided_by_name varchar(110),
	decided_at timestamptz,
	decision_note varchar(500),
	version bigint not null default 0,
	check ((amount < 0) = (reverses_id is not null)),
	check ((state = 'SUBMITTED') = (decided_at is null))
);
create index enclave_payment_enclave on enclave_payment (enclave_id, year, id);
create table enclave_posting (
	payment_id bigint not null references enclave_payment,
	community_id bigint not null references community,
	amount numeric(15, 2) not null check (amount <> 0),
	primary key (payment_id, community_id)
);
create index enclave_posting_community on enclave_posting (community_id);
create trigger enclave_posting_append_only before update or delete on enclave_posting for each row execute function refuse_rewriting();
create trigger enclave_posting_never_emptied before truncate on enclave_posting for each statement execute function refuse_rewriting();
create function refuse_change_of_posted() returns trigger language plpgsql as $$
begin
	raise exception 'a posted payment is not changed' using errcode = 'restrict_violation';
end $$;
create trigger enclave_payment_posted_stays before update or delete on enclave_payment
	for each row when (old.state = 'POSTED') execute function refuse_change_of_posted();

-- What a village states of a year, or of a quarter of it; a correction of an approved return is a further revision.
create table income_return (
	id bigint generated always as identity primary key,
	community_id bigint not null references community,
	year int not null check (year between 1900 and 2999),
	-- null: the whole year
	quarter int check (quarter between 1 and 4),
	revision int not null check (revision >= 1),
	state varchar(20) not null check (state in ('DRAFT', 'SUBMITTED', 'RETURNED', 'APPROVED')),
	-- yuan; what the village means to reach in the year
	target numeric(15, 2) check (target >= 0),
	-- yuan a head and year
	disposable_income numeric(15, 2) check (disposable_income >= 0),
	population int check (population >= 0),
	-- yuan at the end of the year
	collective_assets numeric(15, 2) check (collective_assets >= 0),
	note varchar(1000),
	correction_reason varchar(500) check (btrim(correction_reason) <> ''),
	source_id bigint not null references source,
	submitted_at timestamptz,
	decided_at timestamptz,
	updated_at timestamptz not null,
	version bigint not null default 0,
	unique nulls not distinct (community_id, year, quarter, revision),
	check (quarter is null or (target is null and disposable_income is null and population is null and collective_assets is null)),
	check ((revision > 1) = (correction_reason is not null)),
	check (state in ('DRAFT', 'RETURNED') or submitted_at is not null),
	check (state <> 'APPROVED' or decided_at is not null)
);
-- One revision at most is being worked on.
create unique index income_return_open on income_return (community_id, year, quarter) nulls not distinct where state <> 'APPROVED';
create index income_return_waiting on income_return (submitted_at, id) where state = 'SUBMITTED';
create table income_line (
	id bigint generated always as identity primary key,
	return_id bigint not null references income_return on delete cascade,
	source varchar(20) not null references income_source,
	-- the village that paid it: such a line counts for the village and not once more for the district
	payer_id bigint references community,
	-- the village's own figure of what an enclave paid
	enclave_id bigint references enclave,
	amount numeric(15, 2) not null check (amount >= 0),
	unique nulls not distinct (return_id, source, payer_id, enclave_id),
	check (enclave_id is null or (source = 'INVESTMENT' and payer_id is null))
);
create index income_line_source on income_line (source);
create index income_line_payer on income_line (payer_id);
create index income_line_enclave on income_line (enclave_id);

-- A source holds for its years; a village does not pay itself; an approved return and its lines stay.
create function check_income_line() returns trigger language plpgsql as $$
declare
	owner income_return%rowtype;
begin
	select * into owner from income_return where id = coalesce(new.return_id, old.return_id);
	if owner.state = 'APPROVED' then
		raise exception 'an approved return is not changed' using errcode = 'restrict_violation';
	end if;
	if tg_op = 'DELETE' then
		return old;
	end if;
	if new.payer_id = owner.community_id then
		raise exception 'a village does not pay itself' using errcode = 'check_violation', constraint = 'income_line_payer_other';
	end if;
	if not exists (select from income_source s where s.code = new.source and owner.year >= s.first_year
			and (s.last_year is null or owner.year <= s.last_year)) then
		raise exception 'the source is not in use in the year' using errcode = 'check_violation', constraint = 'income_line_source_year';
	end if;
	return new;
end $$;
create trigger income_line_checked before insert or update or delete on income_line for each row execute function check_income_line();
create function refuse_change_of_approved_return() returns trigger language plpgsql as $$
begin
	raise exception 'an approved return is not changed' using errcode = 'restrict_violation';
end $$;
create trigger income_return_approved_stays before update or delete on income_return
	for each row when (old.state = 'APPROVED') execute function refuse_change_of_approved_return();

-- Who did what with a return, and when.
create table return_step (
	id bigint generated always as identity primary key,
	return_id bigint not null references income_return on delete cascade,
	action varchar(20) not null check (action in ('SUBMITTED', 'WITHDRAWN', 'APPROVED', 'RETURNED')),
	happened_at timestamptz not null,
	actor_id bigint not null references account,
	post_id bigint not null references account,
	actor_name varchar(110) not null,
	note varchar(500)
);
create index return_step_return on return_step (return_id, id);

-- The district's enclave project is known by name and by its villages (autumn 2022); what was put in and paid is not.
insert into enclave (code, name, name_en, project_id, note, source_id)
select 'enclave', '“飞地抱团”项目', 'Pooled enclave investment', p.id, null, s.id
from project p, source s where p.code = 'enclave' and s.code = 'report-2022';
