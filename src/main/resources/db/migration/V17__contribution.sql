-- Who contributed to a project, of which class on which days, and what was paid in, withdrawn and transferred.

create table contributor (
	id bigint generated always as identity primary key,
	-- ties of a second distribution are broken by it
	number varchar(30) not null unique check (number ~ '^[A-Za-z0-9][A-Za-z0-9-]*$'),
	kind varchar(20) not null check (kind in ('COLLECTIVE', 'HOUSEHOLD')),
	-- the department that keeps the record
	department_id bigint not null references department,
	community_id bigint not null references community,
	-- of a household personal, as the identifier and the account are: for officials in scope, never in logs or trails
	name varchar(100) not null check (btrim(name) <> ''),
	identifier varchar(30) check (btrim(identifier) <> ''),
	bank_name varchar(100) check (btrim(bank_name) <> ''),
	bank_account varchar(40) check (btrim(bank_account) <> ''),
	created_at timestamptz not null,
	version bigint not null default 0
);
create unique index contributor_identifier on contributor (department_id, identifier) where identifier is not null;
create index contributor_community on contributor (community_id);

-- The class of a contributor by days; a period that was replaced stays readable and holds no more.
create table class_period (
	id bigint generated always as identity primary key,
	contributor_id bigint not null references contributor,
	class_code varchar(30) not null references contributor_class,
	valid_from date not null,
	-- the first day that it does not hold for any more; null as long as it does
	valid_until date check (valid_until > valid_from),
	document varchar(200) check (btrim(document) <> ''),
	entered_by bigint references account,
	entered_by_name varchar(110),
	entered_at timestamptz not null,
	replaced_at timestamptz,
	constraint class_period_apart exclude using gist
		(contributor_id with =, daterange(valid_from, valid_until) with &&) where (replaced_at is null)
);
create index class_period_contributor on class_period (contributor_id, valid_from);

create table contribution (
	id bigint generated always as identity primary key,
	project_id bigint not null references project,
	contributor_id bigint not null references contributor,
	-- receipt or contract, by which a spreadsheet knows it again
	reference varchar(40) not null check (btrim(reference) <> ''),
	-- earns from this day on
	paid_in_on date not null check (paid_in_on >= date '1990-01-01'),
	-- yuan
	principal numeric(15, 2) not null check (principal > 0),
	-- the first day that it does not earn any more
	ended_on date check (ended_on >= paid_in_on),
	end_kind varchar(20) check (end_kind in ('WITHDRAWN', 'TRANSFERRED', 'CORRECTED')),
	-- books kept elsewhere before this day: what was earned before it and not paid is the opening balance, in yuan
	kept_from date check (kept_from >= paid_in_on),
	opening_balance numeric(15, 2) check (opening_balance >= 0),
	-- where it came from: paid in, transferred by another contributor, what was left of one, what a wrong one should have been
	origin varchar(20) not null check (origin in ('PAID_IN', 'TRANSFERRED', 'REMAINDER', 'CORRECTION')),
	origin_id bigint references contribution,
	document varchar(200) check (btrim(document) <> ''),
	note varchar(500),
	state varchar(20) not null check (state in ('ENTERED', 'APPROVED', 'RETURNED', 'RETRACTED')),
	entered_by bigint not null references account,
	entered_for bigint not null references account,
	entered_by_name varchar(110) not null,
	entered_at timestamptz not null,
	decided_by bigint references account,
	decided_for bigint references account,
	decided_by_name varchar(110),
	decided_at timestamptz,
	decision_note varchar(500),
	-- when its end was last decided on
	end_decided_at timestamptz,
	version bigint not null default 0,
	check ((ended_on is null) = (end_kind is null)),
	check ((kept_from is null) = (opening_balance is null)),
	check ((origin = 'PAID_IN') = (origin_id is null)),
	check ((state = 'ENTERED') = (decided_at is null)),
	constraint contribution_two_persons check (state = 'RETRACTED' or (decided_by not in (entered_by, entered_for) and decided_for not in (entered_by, entered_for)))
);
-- A returned entry is entered anew under the same reference.
create unique index contribution_reference on contribution (project_id, reference) where state in ('ENTERED', 'APPROVED');
create index contribution_project on contribution (project_id, state, id);
create index contribution_contributor on contribution (contributor_id);
create index contribution_origin on contribution (origin_id);
create function refuse_change_of_approved_contribution() returns trigger language plpgsql as $$
begin
	if tg_op = 'DELETE' or (old.project_id, old.contributor_id, old.reference, old.paid_in_on, old.principal, old.kept_from, old.opening_balance, old.state)
			is distinct from (new.project_id, new.contributor_id, new.reference, new.paid_in_on, new.principal, new.kept_from, new.opening_balance, new.state) then
		raise exception 'an approved contribution is not changed, it ends' using errcode = 'restrict_violation';
	end if;
	return new;
end $$;
create trigger contribution_approved_stays before update or delete on contribution
	for each row when (old.state = 'APPROVED') execute function refuse_change_of_approved_contribution();

-- What is to become of an approved contribution, until another person decides.
create table contribution_change (
	id bigint generated always as identity primary key,
	contribution_id bigint not null references contribution,
	kind varchar(20) not null check (kind in ('WITHDRAWAL', 'TRANSFER', 'CORRECTION', 'END_CORRECTION')),
	-- withdrawn or transferred on; of a correction of the end, the day that it should have been: null if it has not ended
	day date,
	-- yuan of a part; null: all of it
	amount numeric(15, 2) check (amount > 0),
	to_contributor_id bigint references contributor,
	-- what it should have been
	new_contributor_id bigint references contributor,
	new_paid_in_on date,
	new_principal numeric(15, 2) check (new_principal > 0),
	-- the end that it had before
	day_before date,
	reason varchar(500) check (btrim(reason) <> ''),
	document varchar(200) check (btrim(document) <> ''),
	state varchar(20) not null check (state in ('ENTERED', 'APPROVED', 'RETURNED', 'RETRACTED')),
	entered_by bigint not null references account,
	entered_for bigint not null references account,
	entered_by_name varchar(110) not null,
	entered_at timestamptz not null,
	decided_by bigint references account,
	decided_for bigint references account,
	decided_by_name varchar(110),
	decided_at timestamptz,
	decision_note varchar(500),
	version bigint not null default 0,
	check (kind not in ('WITHDRAWAL', 'TRANSFER') or day is not null),
	check ((kind = 'TRANSFER') = (to_contributor_id is not null)),
	check ((kind = 'CORRECTION') = (new_principal is not null and new_paid_in_on is not null and new_contributor_id is not null)),
	check (kind in ('WITHDRAWAL', 'TRANSFER') or (amount is null and reason is not null)),
	check ((state = 'ENTERED') = (decided_at is null)),
	constraint contribution_change_two_persons check (state = 'RETRACTED' or (decided_by not in (entered_by, entered_for) and decided_for not in (entered_by, entered_for)))
);
create index contribution_change_contribution on contribution_change (contribution_id, id);
create unique index contribution_change_open on contribution_change (contribution_id) where state = 'ENTERED';
create index contribution_change_to on contribution_change (to_contributor_id);
create index contribution_change_new on contribution_change (new_contributor_id);
create trigger contribution_change_approved_stays before update or delete on contribution_change
	for each row when (old.state = 'APPROVED') execute function refuse_change_of_decided();

-- What an import of contributions touched, so that it can be decided on as a whole and taken back exactly.
create table contribution_import (
	job_id bigint not null references import_job on delete cascade,
	contribution_id bigint not null references contribution on delete cascade,
	-- whether the import made the contribution; else what it was before, or the change that it entered
	created boolean not null,
	before text check (before is json object),
	change_id bigint references contribution_change on delete cascade,
	primary key (job_id, contribution_id),
	check (created = (before is null and change_id is null)),
	check (before is null or change_id is null)
);
create index contribution_import_contribution on contribution_import (contribution_id);
create index contribution_import_change on contribution_import (change_id);
create table contributor_import (
	job_id bigint not null references import_job on delete cascade,
	contributor_id bigint not null references contributor on delete cascade,
	primary key (job_id, contributor_id)
);
create index contributor_import_contributor on contributor_import (contributor_id);
