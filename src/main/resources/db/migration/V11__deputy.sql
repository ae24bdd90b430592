-- A named deputy (B 角) acts for an absent official (A 角), and the records say for whom somebody acted.

create table deputy (
	id bigint generated always as identity primary key,
	-- the absent official
	account_id bigint not null references account,
	-- who stands in
	deputy_id bigint not null references account,
	from_day date not null,
	-- the last day, which counts as a whole
	until_day date not null,
	reason varchar(20) not null check (reason in ('TRAVEL', 'LEAVE', 'TRAINING', 'OTHER')),
	named_by bigint not null references account,
	named_by_name varchar(50) not null,
	named_at timestamptz not null,
	ended_by bigint references account,
	ended_by_name varchar(50),
	ended_at timestamptz,
	check (account_id <> deputy_id),
	check (until_day between from_day and from_day + 89),
	check ((ended_at is null) = (ended_by is null) and (ended_at is null) = (ended_by_name is null)),
	constraint deputy_one_at_a_time exclude using gist (account_id with =, daterange(from_day, until_day, '[]') with &&)
		where (ended_at is null)
);
create index deputy_account on deputy (account_id, from_day desc, id desc);
create index deputy_deputy on deputy (deputy_id, until_day);
create index deputy_named_by on deputy (named_by);
create index deputy_ended_by on deputy (ended_by);

-- “张三（代李四）”: two names of 50 characters and what stands around them.
alter table record_change alter actor_name type varchar(110);
alter table audit_entry alter actor_name type varchar(110);
alter table proposal alter proposed_by_name type varchar(110);
alter table proposal alter decided_by_name type varchar(110);

-- In whose place a proposal was made, so that what came back to an absent official is taken up by the deputy.
alter table proposal add proposed_for bigint references account;
update proposal set proposed_for = proposed_by;
alter table proposal alter proposed_for set not null;
create index proposal_proposed_for on proposal (proposed_for);
