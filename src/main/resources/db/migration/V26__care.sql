-- The old and the young: facilities, services, activities, who walks how far; and what is publicly known of them.

-- An open list: what a facility is, and what it offers.
create table care_kind (
	code varchar(40) primary key check (code ~ '^[a-z][a-z-]*$'),
	sort varchar(20) not null check (sort in ('FACILITY', 'SERVICE')),
	position int not null,
	name varchar(60) not null unique check (btrim(name) <> ''),
	name_en varchar(100) not null,
	-- whether it is where meals are served
	meals boolean not null default false
);

-- The numbers in codes of new facilities and activities.
create sequence care_code;

create table care_facility (
	id bigint generated always as identity primary key,
	code varchar(60) not null unique check (code ~ '^[a-z][a-z0-9-]*$'),
	community_id bigint not null references community,
	kind varchar(40) not null references care_kind,
	state varchar(20) not null check (state in ('OPEN', 'BUILDING', 'CLOSED')),
	name varchar(100) not null check (btrim(name) <> ''),
	name_en varchar(200),
	address varchar(200),
	rooms jsonb not null default '[]' check (jsonb_typeof(rooms) = 'array'),
	places int check (places > 0),
	opened date,
	hours jsonb,
	telephone varchar(30),
	accessible boolean,
	latitude numeric(9, 6) check (latitude between -90 and 90),
	longitude numeric(9, 6) check (longitude between -180 and 180),
	photo_id bigint references stored_file,
	photo_caption varchar(200),
	project_id bigint references project,
	note varchar(500),
	source_id bigint not null references source,
	version bigint not null default 0,
	updated_at timestamptz not null,
	unique (community_id, name),
	check ((latitude is null) = (longitude is null)),
	check ((photo_id is null) = (photo_caption is null))
);
create index care_facility_kind on care_facility (kind);
create index care_facility_photo on care_facility (photo_id);
create index care_facility_project on care_facility (project_id);

-- The milestones of its project that a facility waits for.
create table care_facility_milestone (
	facility_id bigint not null references care_facility,
	milestone_id bigint not null references milestone,
	primary key (facility_id, milestone_id)
);
create index care_facility_milestone_milestone on care_facility_milestone (milestone_id);

create table care_service (
	id bigint generated always as identity primary key,
	facility_id bigint not null references care_facility,
	kind varchar(40) not null references care_kind,
	hours jsonb,
	-- yuan, 0 for free of charge, null if not known
	price numeric(15, 2) check (price >= 0),
	price_note varchar(100),
	note varchar(500),
	ended boolean not null default false,
	source_id bigint not null references source,
	version bigint not null default 0,
	updated_at timestamptz not null,
	unique (facility_id, kind)
);
create index care_service_kind on care_service (kind);

create table care_activity (
	id bigint generated always as identity primary key,
	code varchar(60) not null unique,
	community_id bigint not null references community,
	facility_id bigint references care_facility,
	title varchar(100) not null check (btrim(title) <> ''),
	day date not null,
	starts time not null,
	ends time not null,
	place varchar(200) not null check (btrim(place) <> ''),
	-- null: nobody is counted
	places int check (places > 0),
	telephone varchar(30),
	note varchar(500),
	cancelled boolean not null default false,
	-- kept when the sign-ups are erased
	signed_up int check (signed_up >= 0),
	erased_at timestamptz,
	source_id bigint not null references source,
	version bigint not null default 0,
	updated_at timestamptz not null,
	check (ends > starts),
	check ((signed_up is null) = (erased_at is null))
);
create index care_activity_day on care_activity (day, starts, id);
create index care_activity_community on care_activity (community_id, day);
create index care_activity_facility on care_activity (facility_id, day);

-- A name and a number, sealed, and no more; erased when the activity is over.
create table care_sign_up (
	id bigint generated always as identity primary key,
	-- to which the seals are bound
	reference uuid not null unique,
	activity_id bigint not null references care_activity,
	name bytea not null,
	number bytea not null,
	taken_by bigint not null references account,
	taken_at timestamptz not null
);
create index care_sign_up_activity on care_sign_up (activity_id, id);

-- From where in a village or community people are taken to walk; null is 待填报.
create table care_near (
	community_id bigint primary key references community,
	latitude numeric(9, 6) check (latitude between -90 and 90),
	longitude numeric(9, 6) check (longitude between -180 and 180),
	version bigint not null default 0,
	check ((latitude is null) = (longitude is null))
);

-- Minutes that somebody walked; they go before what is computed.
create table care_walk (
	community_id bigint not null references community,
	facility_id bigint not null references care_facility,
	minutes int not null check (minutes between 1 and 600),
	primary key (community_id, facility_id)
);
create index care_walk_facility on care_walk (facility_id);

-- By what minutes are computed; each version stays.
create table care_walking (
	version int primary key check (version > 0),
	-- metres on foot for each metre as the crow flies
	detour numeric(4, 2) not null check (detour between 1 and 5),
	metres_per_minute numeric(5, 1) not null check (metres_per_minute between 5 and 120),
	set_at timestamptz not null
);
insert into care_walking values (1, 1.30, 50.0, now());

insert into care_kind (code, sort, position, name, name_en, meals) values
	('nursing-home', 'FACILITY', 1, '养老机构', 'Nursing home', false),
	('home-care-centre', 'FACILITY', 2, '居家养老服务照料中心', 'Home-care service centre', false),
	('childrens-home', 'FACILITY', 3, '儿童之家', 'Children''s home', false),
	('parent-child-room', 'FACILITY', 4, '亲子小屋', 'Parent-and-child room', false),
	('meals', 'SERVICE', 5, '为老助餐', 'Meals for the old', true),
	('smart-care', 'SERVICE', 6, '智慧养老', 'Smart care for the old', false),
	('spring-mud', 'SERVICE', 7, '春泥计划', 'Spring Mud programme for children', false),
	('half-past', 'SERVICE', 8, '点半课堂', 'After-school class', false);

-- What is publicly known; all else is 待填报.
insert into care_facility (code, community_id, kind, state, name, name_en, rooms, note, project_id, source_id, updated_at)
select f.code, c.id, f.kind, 'OPEN', f.name, f.name_en, f.rooms::jsonb, f.note, p.id, s.id, now()
from (values
	('lujiaqiao', 'home-care-centre', '陆家桥居家养老服务照料中心', 'Lujiaqiao Home-care Service Centre', '["日托室", "科普宣传室", "谈心室"]', '异地重建。'),
	('lujiaqiao-children', 'childrens-home', '儿童之家（陆家桥照料中心一楼）', 'Children''s home (ground floor of the Lujiaqiao centre)', '[]', '设在陆家桥居家养老服务照料中心一楼，新设。'))
	as f (code, kind, name, name_en, rooms, note)
join community c on c.code = 'yongxing'
join project p on p.code = 'old-and-young'
join source s on s.code = 'report-2022';
