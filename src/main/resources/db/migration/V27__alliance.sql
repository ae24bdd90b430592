-- The party-building alliance (党建联建): which party organisations support which project or workshop, and with what.

create table party_organisation (
	id bigint generated always as identity primary key,
	code varchar(40) not null unique check (code ~ '^[a-z][a-z0-9-]*$'),
	name varchar(200) not null unique check (btrim(name) <> ''),
	name_en varchar(200),
	-- of the official's record: where it belongs
	department_id bigint references department,
	community_id bigint references community,
	active boolean not null default true,
	source_id bigint not null references source,
	version bigint not null default 0
);
create index party_organisation_department on party_organisation (department_id);
create index party_organisation_community on party_organisation (community_id);

create table alliance_support (
	id bigint generated always as identity primary key,
	code varchar(40) not null unique,
	organisation_id bigint not null references party_organisation,
	-- what is supported: a project, or one workshop of it; null is the project as a whole
	project_id bigint not null references project,
	workshop_id bigint references workshop,
	what varchar(300) not null check (btrim(what) <> ''),
	since date not null,
	until date check (until >= since),
	source_id bigint not null references source,
	version bigint not null default 0,
	updated_at timestamptz not null
);
create index alliance_support_organisation on alliance_support (organisation_id);
create index alliance_support_project on alliance_support (project_id, since);
create index alliance_support_workshop on alliance_support (workshop_id);
