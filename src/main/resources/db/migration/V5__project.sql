-- The flagship projects: plan, facts, ventures and sites, the source of each fact, and what waits for approval.

create table project (
	id bigint generated always as identity primary key,
	code varchar(40) not null unique check (code ~ '^[a-z][a-z0-9-]*$'),
	position int not null,
	name varchar(100) not null check (btrim(name) <> ''),
	name_en varchar(150),
	classification varchar(20) not null check (classification in ('FLAGSHIP', 'PROVISIONAL')),
	content varchar(4000),
	content_en varchar(4000),
	lead_official varchar(100),
	department_id bigint references department,
	start_date date,
	deadline date,
	declared_state varchar(20) check (declared_state in ('ON_TRACK', 'AT_RISK', 'OFF_TRACK')),
	declared_reason varchar(500),
	declared_on date,
	updated_at timestamptz not null,
	version bigint not null default 0,
	check (deadline >= start_date),
	check ((declared_state is null) = (declared_on is null)),
	check (declared_state is null or declared_state = 'ON_TRACK' or declared_reason is not null)
);
create index project_department on project (department_id);

create table milestone (
	id bigint generated always as identity primary key,
	project_id bigint not null references project,
	position int not null,
	name varchar(100) not null check (btrim(name) <> ''),
	weight numeric(5, 2) not null check (weight > 0 and weight <= 100),
	planned_start date not null,
	due_date date not null,
	begun_on date,
	percent_done numeric(5, 2) not null default 0 check (percent_done between 0 and 100),
	met_on date,
	met_note varchar(500),
	removed_at timestamptz,
	version bigint not null default 0,
	check (due_date >= planned_start),
	check (begun_on is not null or (percent_done = 0 and met_on is null)),
	check (met_on is null or (percent_done = 100 and met_on >= begun_on)),
	check (met_on is not null or percent_done < 100)
);
create index milestone_project on milestone (project_id, position, id);

-- The weights of a plan add up to 100. Checked at commit, so that a plan is changed as a whole.
create function check_plan_weights() returns trigger language plpgsql as $$
declare
	total numeric;
begin
	select sum(weight) into total from milestone where project_id = new.project_id and removed_at is null;
	if total is not null and total <> 100 then
		raise exception 'the weights of project % add up to %, not 100', new.project_id, total
			using errcode = 'check_violation', constraint = 'milestone_weights_add_up';
	end if;
	return null;
end $$;
create constraint trigger milestone_weights_add_up after insert or update of weight, removed_at, project_id on milestone
	deferrable initially deferred for each row execute function check_plan_weights();

create table milestone_postponement (
	id bigint generated always as identity primary key,
	milestone_id bigint not null references milestone,
	old_due_date date not null,
	new_due_date date not null,
	reason varchar(500) not null check (btrim(reason) <> ''),
	approved_at timestamptz not null,
	check (new_due_date > old_due_date)
);
create index milestone_postponement_milestone on milestone_postponement (milestone_id, id);

create table site (
	id bigint generated always as identity primary key,
	project_id bigint not null references project,
	position int not null,
	name varchar(100) not null check (btrim(name) <> ''),
	community_id bigint references community,
	note varchar(500),
	source_id bigint not null references source,
	unique (project_id, name)
);

create table venture (
	id bigint generated always as identity primary key,
	project_id bigint not null references project,
	site_id bigint references site,
	name varchar(100) check (btrim(name) <> ''),
	kind varchar(60) check (btrim(kind) <> ''),
	investment numeric(15, 2) check (investment >= 0),
	signed_on date,
	removed_at timestamptz,
	source_id bigint not null references source,
	version bigint not null default 0
);
create index venture_project on venture (project_id, id);

-- What is known of a project beyond its fields, sentence by sentence, each with its source.
create table project_statement (
	id bigint generated always as identity primary key,
	project_id bigint not null references project,
	position int not null,
	text varchar(500) not null,
	text_en varchar(500),
	source_id bigint not null references source,
	unique (project_id, position)
);

create table fact_source (
	project_id bigint not null references project,
	field varchar(30) not null check (field in ('CLASSIFICATION', 'CONTENT', 'LEAD_OFFICIAL', 'DEPARTMENT', 'START', 'DEADLINE', 'PLAN', 'DECLARED_STATE')),
	source_id bigint not null references source,
	as_of date,
	primary key (project_id, field)
);

-- What an editor enters waits here; the record itself changes only when a coordinator approves.
create table proposal (
	id bigint generated always as identity primary key,
	project_id bigint not null references project,
	milestone_id bigint references milestone,
	kind varchar(40) not null,
	-- what within the project it concerns; a later entry for the same takes the place of an earlier one that waits
	target varchar(60),
	change text not null check (change is json object),
	differences text not null check (differences is json array),
	-- why, in the official's words
	reason varchar(500),
	-- the record changed after it was proposed, and the differences were worked out anew
	refreshed boolean not null default false,
	state varchar(20) not null check (state in ('PENDING', 'APPROVED', 'RETURNED', 'WITHDRAWN', 'SUPERSEDED')),
	proposed_by bigint not null references account,
	proposed_by_name varchar(50) not null,
	proposed_at timestamptz not null,
	decided_by bigint references account,
	decided_by_name varchar(50),
	decided_at timestamptz,
	decision_note varchar(500),
	version bigint not null default 0,
	check ((state = 'PENDING') = (decided_at is null))
);
create index proposal_project on proposal (project_id, id desc);
create index proposal_pending on proposal (proposed_at, id) where state = 'PENDING';
