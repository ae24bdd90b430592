-- What contributions to a project earn: classes of contributors, terms by phase and version, and the day on which operation starts.

-- Classes of contributors: reference data, so that another project may have others.
create table contributor_class (
	code varchar(30) primary key check (code ~ '^[A-Z][A-Z_]*$'),
	position int not null unique,
	name varchar(50) not null unique,
	name_en varchar(80) not null,
	-- whether households are in it; else village collectives
	household boolean not null
);
insert into contributor_class (code, position, name, name_en, household) values
	('VILLAGE_COLLECTIVE', 1, '村集体经济组织', 'Village collective', false),
	('DIBAO', 2, '低保家庭', 'Household on the minimum living allowance', true),
	('DIBAO_MARGIN', 3, '低保边缘家庭', 'Household on the margin of the minimum living allowance', true),
	('OTHER_HOUSEHOLD', 4, '其他家庭', 'Other household', true);

create table dividend_terms (
	id bigint generated always as identity primary key,
	project_id bigint not null references project,
	phase varchar(20) not null check (phase in ('BEFORE_OPERATION', 'IN_OPERATION')),
	-- null: every contributor, of whatever class or of none
	class_code varchar(30) references contributor_class,
	-- part of the contribution a year: 0.05 is 5 %
	rate numeric(9, 6) not null check (rate >= 0 and rate <= 1),
	-- null: from the beginning
	valid_from date,
	-- the first day that they do not hold for any more; null as long as they do
	valid_until date,
	day_count varchar(20) not null default 'ACTUAL_ACTUAL' check (day_count in ('ACTUAL_ACTUAL')),
	-- the day of the next year by which a year's dividend is to be paid
	pay_by_month int not null default 3 check (pay_by_month between 1 and 12),
	pay_by_day int not null default 31 check (pay_by_day between 1 and 31),
	source_id bigint not null references source,
	-- the decision that they rest on: its number or title
	document varchar(200) check (btrim(document) <> ''),
	reason varchar(500) check (btrim(reason) <> ''),
	state varchar(20) not null check (state in ('ENTERED', 'APPROVED', 'RETURNED', 'RETRACTED', 'SUPERSEDED')),
	-- null where they came with the portal
	entered_by bigint references account,
	entered_for bigint references account,
	entered_by_name varchar(110),
	entered_at timestamptz not null,
	decided_by bigint references account,
	decided_for bigint references account,
	decided_by_name varchar(110),
	decided_at timestamptz,
	decision_note varchar(500),
	version bigint not null default 0,
	check (valid_until > valid_from),
	check (make_date(2023, pay_by_month, pay_by_day) is not null),
	check ((state = 'ENTERED') = (decided_at is null)),
	constraint dividend_terms_two_persons check (state = 'RETRACTED' or (decided_by not in (entered_by, entered_for) and decided_for not in (entered_by, entered_for))),
	constraint dividend_terms_apart exclude using gist
		(project_id with =, phase with =, (coalesce(class_code, '*')) with =, daterange(valid_from, valid_until) with &&)
		where (state = 'APPROVED')
);
create index dividend_terms_project on dividend_terms (project_id, phase, class_code, valid_from);

-- The versions of a class's terms follow each other day by day, and nobody has two at once. Checked at commit, so that a version ends and the next begins together.
create function check_dividend_terms() returns trigger language plpgsql as $$
declare
	changed dividend_terms%rowtype;
begin
	if tg_op = 'DELETE' then
		changed := old;
	else
		changed := new;
	end if;
	if exists (select from (
			select t.valid_until, lead(t.valid_from) over (order by t.valid_from nulls first) as next_from from dividend_terms t
			where t.project_id = changed.project_id and t.phase = changed.phase and t.class_code is not distinct from changed.class_code
				and t.state = 'APPROVED') as chain
			where chain.next_from is not null and chain.valid_until is distinct from chain.next_from) then
		raise exception 'the terms of project % leave days between two versions', changed.project_id
			using errcode = 'check_violation', constraint = 'dividend_terms_no_gap';
	end if;
	if exists (select from dividend_terms everyone join dividend_terms one on one.project_id = everyone.project_id and one.phase = everyone.phase
			and daterange(one.valid_from, one.valid_until) && daterange(everyone.valid_from, everyone.valid_until)
			where everyone.project_id = changed.project_id and everyone.phase = changed.phase and everyone.state = 'APPROVED' and one.state = 'APPROVED'
				and everyone.class_code is null and one.class_code is not null) then
		raise exception 'the terms of project % hold for everyone and for a class at once', changed.project_id
			using errcode = 'exclusion_violation', constraint = 'dividend_terms_everyone_or_class';
	end if;
	return null;
end $$;
create constraint trigger dividend_terms_no_gap after insert or update or delete on dividend_terms
	deferrable initially deferred for each row execute function check_dividend_terms();

-- What was approved of terms stays: only the day that they end with, and that others took their place, is written later.
create function refuse_change_of_approved_terms() returns trigger language plpgsql as $$
begin
	if tg_op = 'DELETE' or (old.project_id, old.phase, old.class_code, old.rate, old.valid_from, old.day_count, old.pay_by_month, old.pay_by_day)
			is distinct from (new.project_id, new.phase, new.class_code, new.rate, new.valid_from, new.day_count, new.pay_by_month, new.pay_by_day)
			or new.state not in ('APPROVED', 'SUPERSEDED') or (old.state = 'SUPERSEDED' and new.state <> 'SUPERSEDED') then
		raise exception 'approved terms are not changed' using errcode = 'restrict_violation';
	end if;
	return new;
end $$;
create trigger dividend_terms_approved_stay before update or delete on dividend_terms
	for each row when (old.state in ('APPROVED', 'SUPERSEDED')) execute function refuse_change_of_approved_terms();

-- What the report of autumn 2022 says of the wharf; from which day on it does not say. The day by which to pay is the default.
insert into dividend_terms (project_id, phase, class_code, rate, source_id, state, entered_at, decided_at)
select p.id, f.phase, f.class_code, f.rate, s.id, 'APPROVED', now(), now()
from project p, source s, (values
	('BEFORE_OPERATION', null, 0.05),
	('IN_OPERATION', 'VILLAGE_COLLECTIVE', 0.08),
	('IN_OPERATION', 'DIBAO', 0.10),
	('IN_OPERATION', 'DIBAO_MARGIN', 0.10)) as f (phase, class_code, rate)
where p.code = 'wharf' and s.code = 'report-2022';

-- The day on which a project's operation starts, as proposed and approved; the latest approved one counts, earlier ones stay readable.
create table operation_start (
	id bigint generated always as identity primary key,
	project_id bigint not null references project,
	-- null: operation has not started after all
	started_on date check (started_on >= date '1990-01-01'),
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
	-- the order in which they were approved
	approval int,
	version bigint not null default 0,
	unique (project_id, approval),
	check ((state = 'ENTERED') = (decided_at is null)),
	check ((state = 'APPROVED') = (approval is not null)),
	constraint operation_start_two_persons check (state = 'RETRACTED' or (decided_by not in (entered_by, entered_for) and decided_for not in (entered_by, entered_for)))
);
create unique index operation_start_open on operation_start (project_id) where state = 'ENTERED';
create function refuse_change_of_decided() returns trigger language plpgsql as $$
begin
	raise exception 'what was approved in table % is not changed', tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger operation_start_approved_stays before update or delete on operation_start
	for each row when (old.state = 'APPROVED') execute function refuse_change_of_decided();
