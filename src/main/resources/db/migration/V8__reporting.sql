-- Monthly reporting: the policy and calendar in force, reports with every step, month closes, the lights last seen.

-- What the district may set, version by version; the number of a version is its id.
create table reporting_policy (
	id bigint generated always as identity primary key,
	-- day of the next month by which a month's report is due
	due_day int not null check (due_day between 1 and 28),
	-- day of the month itself from which its report can be filled in
	opens_day int not null check (opens_day between 1 and 28),
	-- how many months after its due day a report can still be made up
	late_months int not null check (late_months between 1 and 24),
	-- the first month that it holds for
	valid_from date not null unique check (extract(day from valid_from) = 1),
	set_by bigint references account,
	set_by_name varchar(110),
	set_at timestamptz not null
);
create index reporting_policy_set_by on reporting_policy (set_by);
insert into reporting_policy (due_day, opens_day, late_months, valid_from, set_at) values (5, 25, 3, '2000-01-01', now());

-- Holidays and working weekends as an administrator loaded them; of other days the weekday decides.
create table calendar_day (
	day date primary key,
	working boolean not null,
	name varchar(60)
);

-- A plan that came on record owes no reports for the months before.
alter table project add plan_since date;
update project p set plan_since = (select min(r.happened_at at time zone 'Asia/Shanghai')::date from record_change r
	where r.record_type = 'project' and r.record_key = p.code and r.action in ('plan.applied', 'plan.approved'))
where exists (select from milestone m where m.project_id = p.id and m.removed_at is null);
-- The account of the lead official, who comments on and signs the project's reports.
alter table project add lead_account_id bigint references account;
create index project_lead_account on project (lead_account_id);

create table progress_report (
	id bigint generated always as identity primary key,
	project_id bigint not null references project,
	month date not null check (extract(day from month) = 1),
	-- 1, and one more for each correction of an approved report
	revision int not null check (revision >= 1),
	state varchar(20) not null check (state in ('DRAFT', 'SUBMITTED', 'RETURNED', 'APPROVED')),
	done varchar(4000),
	-- yuan invested to date
	invested numeric(15, 2) check (invested >= 0),
	problems varchar(2000),
	requests varchar(2000),
	next_plan varchar(2000),
	-- what it states of the milestones: [{"milestoneId", "was", "now"}], only where it differs from the record
	facts text not null check (facts is json array),
	-- what approving it would change of the record
	differences text not null check (differences is json array),
	refreshed boolean not null default false,
	correction_reason varchar(500) check (btrim(correction_reason) <> ''),
	first_submitted_at timestamptz,
	submitted_at timestamptz,
	decided_at timestamptz,
	updated_at timestamptz not null,
	version bigint not null default 0,
	unique (project_id, month, revision),
	check ((revision > 1) = (correction_reason is not null)),
	check (state in ('DRAFT', 'RETURNED') or (submitted_at is not null and done is not null)),
	check (state <> 'APPROVED' or decided_at is not null)
);
-- One version at most is being worked on.
create unique index progress_report_open on progress_report (project_id, month) where state <> 'APPROVED';
create index progress_report_month on progress_report (month, project_id);
create index progress_report_waiting on progress_report (submitted_at, id) where state = 'SUBMITTED';

create function refuse_change_of_approved() returns trigger language plpgsql as $$
begin
	raise exception 'an approved report is not changed' using errcode = 'restrict_violation';
end $$;
create trigger progress_report_approved_stays before update or delete on progress_report
	for each row when (old.state = 'APPROVED') execute function refuse_change_of_approved();

-- Who did what with a report, and when.
create table report_step (
	id bigint generated always as identity primary key,
	report_id bigint not null references progress_report,
	action varchar(20) not null check (action in ('SUBMITTED', 'WITHDRAWN', 'RETURNED', 'APPROVED', 'SIGNED', 'COMMENTED')),
	happened_at timestamptz not null,
	actor_id bigint not null references account,
	-- whose post it was: the absent official's, where a deputy acted
	post_id bigint not null references account,
	-- with the name of the absent official, where a deputy acted
	actor_name varchar(110) not null,
	note varchar(1000)
);
create index report_step_report on report_step (report_id, id);
create index report_step_actor on report_step (actor_id);
create index report_step_post on report_step (post_id);
create trigger report_step_append_only before update or delete on report_step for each row execute function refuse_rewriting();

-- A month that was locked and is open again until a day.
create table report_reopening (
	id bigint generated always as identity primary key,
	project_id bigint not null references project,
	month date not null check (extract(day from month) = 1),
	until date not null,
	reason varchar(500) not null check (btrim(reason) <> ''),
	opened_by bigint not null references account,
	opened_at timestamptz not null
);
create index report_reopening_project on report_reopening (project_id, month);
create index report_reopening_opened_by on report_reopening (opened_by);

-- How a month of a project closed: the light, the rule, and all that was known, so that it can be computed again.
create table month_close (
	id bigint generated always as identity primary key,
	project_id bigint not null references project,
	month date not null check (extract(day from month) = 1),
	-- 1, and one more for each correction: the earlier ones stay
	revision int not null check (revision >= 1),
	cause varchar(20) not null check (cause in ('APPROVED', 'DUE_DAY', 'CORRECTION')),
	light varchar(20) not null check (light in ('RED', 'YELLOW', 'GREEN', 'NO_PLAN', 'NOT_STARTED', 'COMPLETED')),
	planned numeric not null,
	actual numeric not null,
	reasons text not null check (reasons is json array),
	-- milestones that should have begun and had not
	not_begun text not null check (not_begun is json array),
	facts text not null check (facts is json object),
	rule_version varchar(20) not null,
	policy_id bigint not null references reporting_policy,
	due_on date not null,
	-- the moment whose facts it knows
	closed_at timestamptz not null,
	recorded_at timestamptz not null,
	unique (project_id, month, revision)
);
create index month_close_month on month_close (month, project_id, revision);
create index month_close_policy on month_close (policy_id);
create trigger month_close_append_only before update or delete on month_close for each row execute function refuse_rewriting();
create trigger month_close_never_emptied before truncate on month_close for each statement execute function refuse_rewriting();

-- The light of each project as last looked at, so that a turn to red is noticed once.
create table light_seen (
	project_id bigint primary key references project,
	light varchar(20) not null,
	since date not null
);
