-- Workshops, what enterprises report of their employees, open posts and stories: only what was approved stands in these tables; what waits stands in table entry.

-- Kinds of workshops: an open list, to which officials add.
create table workshop_kind (
	id bigint generated always as identity primary key,
	code varchar(40) not null unique check (code ~ '^[a-z][a-z0-9-]*$'),
	position int not null,
	name varchar(50) not null unique check (btrim(name) <> ''),
	name_en varchar(80)
);
insert into workshop_kind (code, position, name, name_en) values
	('live-streaming', 1, '共富直播间', 'Common prosperity live-streaming studio'),
	('farm', 2, '共富农场', 'Common prosperity farm'),
	('workshop', 3, '共富车间', 'Common prosperity workshop');

-- Groups of people whom a placement helps; each placement belongs to one.
create table person_group (
	code varchar(30) primary key check (code ~ '^[A-Z][A-Z_]*$'),
	position int not null unique,
	name varchar(50) not null unique,
	name_en varchar(80) not null
);
insert into person_group (code, position, name, name_en) values
	('DISABLED', 1, '残疾人', 'People with disabilities'),
	('DIBAO', 2, '低保家庭成员', 'Members of households on the minimum living allowance'),
	('DIBAO_MARGIN', 3, '低保边缘家庭成员', 'Members of households on the margin of the minimum living allowance'),
	('OLDER_WORKER', 4, '大龄就业困难人员', 'Older people who find it hard to get work'),
	('OTHER', 5, '其他困难人员', 'Others in difficulty');

-- Why a placement ended.
create table end_reason (
	code varchar(30) primary key check (code ~ '^[A-Z][A-Z_]*$'),
	position int not null unique,
	name varchar(50) not null unique,
	name_en varchar(80) not null
);
insert into end_reason (code, position, name, name_en) values
	('TERM_OVER', 1, '合同或季节工期满', 'Contract or season over'),
	('OTHER_POST', 2, '转到其他岗位', 'Moved to another post'),
	('RESIGNED', 3, '本人辞职', 'Resigned'),
	('DISMISSED', 4, '用工方解除', 'Ended by the employer'),
	('HEALTH', 5, '身体原因', 'Health'),
	('FAMILY', 6, '家庭原因', 'Family'),
	('RETIRED', 7, '到龄退出', 'Reached retirement age'),
	('WORKSHOP_CLOSED', 8, '工坊停办', 'The workshop closed'),
	('OTHER', 9, '其他原因', 'Other');

-- What social insurance a post carries.
create table social_insurance (
	code varchar(30) primary key check (code ~ '^[A-Z][A-Z_]*$'),
	position int not null unique,
	name varchar(50) not null unique,
	name_en varchar(80) not null
);
insert into social_insurance (code, position, name, name_en) values
	('EMPLOYEE', 1, '职工社会保险', 'Employees'' social insurance'),
	('INJURY_ONLY', 2, '仅工伤保险', 'Work injury insurance only'),
	('RESIDENT', 3, '城乡居民保险', 'Residents'' insurance'),
	('NONE', 4, '未参保', 'None');

-- For whom a post is accessible.
create table post_access (
	code varchar(30) primary key check (code ~ '^[A-Z][A-Z_]*$'),
	position int not null unique,
	name varchar(50) not null unique,
	name_en varchar(80) not null
);
insert into post_access (code, position, name, name_en) values
	('WHEELCHAIR', 1, '轮椅使用者', 'Wheelchair users'),
	('LIMBS', 2, '肢体残疾', 'Physical disabilities'),
	('HEARING', 3, '听力、言语残疾', 'Hearing and speech disabilities'),
	('SIGHT', 4, '视力残疾', 'Visual disabilities'),
	('LEARNING', 5, '智力残疾', 'Intellectual disabilities'),
	('MENTAL', 6, '精神残疾', 'Psychosocial disabilities'),
	('OLDER', 7, '大龄人员', 'Older people');

-- A workshop; null is 待填报.
create table workshop (
	id bigint generated always as identity primary key,
	name varchar(100) not null unique check (btrim(name) <> ''),
	name_en varchar(100) check (btrim(name_en) <> ''),
	kind_id bigint not null references workshop_kind,
	-- the host
	enterprise_id bigint references enterprise,
	community_id bigint not null references community,
	opened_on date,
	-- people who can work there
	capacity int check (capacity > 0),
	state varchar(20) not null check (state in ('PREPARING', 'OPEN', 'PAUSED', 'CLOSED')),
	closed_on date check (closed_on >= opened_on),
	source_id bigint not null references source,
	updated_at timestamptz not null,
	version bigint not null default 0,
	check ((state = 'CLOSED') = (closed_on is not null))
);
create index workshop_kind_of on workshop (kind_id);
create index workshop_enterprise on workshop (enterprise_id);
create index workshop_community on workshop (community_id, name);

-- What an enterprise reports of its employees, as of a day.
create table enterprise_figure (
	id bigint generated always as identity primary key,
	enterprise_id bigint not null references enterprise,
	-- the last day of what the source names
	as_of date not null,
	-- how exactly the source names it
	as_of_precision varchar(10) not null default 'DAY' check (as_of_precision in ('DAY', 'MONTH', 'QUARTER', 'YEAR')),
	employees int check (employees >= 0),
	disabled_employees int check (disabled_employees >= 0),
	-- percent of all, as reported where the number of employees is not
	disabled_percent numeric(5, 2) check (disabled_percent between 0 and 100),
	-- about so much
	percent_rough boolean not null default false,
	source_id bigint not null references source,
	updated_at timestamptz not null,
	version bigint not null default 0,
	unique (enterprise_id, as_of),
	check (disabled_employees <= employees),
	check (employees is not null or disabled_employees is not null or disabled_percent is not null),
	-- it is reckoned where both numbers are known
	check (disabled_percent is null or employees is null or disabled_employees is null),
	check (not percent_rough or disabled_percent is not null)
);

-- An open post; null is 待填报.
create table opening (
	id bigint generated always as identity primary key,
	workshop_id bigint references workshop,
	enterprise_id bigint references enterprise,
	post varchar(100) not null check (btrim(post) <> ''),
	requirements varchar(1000) check (btrim(requirements) <> ''),
	places int check (places > 0),
	-- yuan a month
	pay_from numeric(15, 2) check (pay_from >= 0),
	pay_to numeric(15, 2) check (pay_to >= pay_from),
	-- an office or a desk that answers, not a private person
	contact varchar(100) not null check (btrim(contact) <> ''),
	telephone varchar(30) not null check (btrim(telephone) <> ''),
	opened_on date not null,
	state varchar(20) not null check (state in ('OPEN', 'CLOSED')),
	closed_on date check (closed_on >= opened_on),
	-- when somebody last said that it is still open
	confirmed_on date,
	source_id bigint not null references source,
	updated_at timestamptz not null,
	version bigint not null default 0,
	-- at a workshop, or at an enterprise itself
	check (num_nonnulls(workshop_id, enterprise_id) = 1),
	check ((state = 'CLOSED') = (closed_on is not null))
);
create index opening_workshop on opening (workshop_id);
create index opening_enterprise on opening (enterprise_id);
create index opening_open on opening (opened_on desc, id desc) where state = 'OPEN';
create table opening_access (
	opening_id bigint not null references opening on delete cascade,
	access_code varchar(30) not null references post_access,
	primary key (opening_id, access_code)
);
create index opening_access_code on opening_access (access_code);

-- A story for the public: none without the recorded consent of whom it is about; once that is withdrawn it shows no more.
create table story (
	id bigint generated always as identity primary key,
	title varchar(100) not null check (btrim(title) <> ''),
	text varchar(3000) not null check (btrim(text) <> ''),
	workshop_id bigint not null references workshop,
	consent_on date not null,
	-- where the signed consent is kept; no name
	consent_document varchar(200) not null check (btrim(consent_document) <> ''),
	withdrawn_on date check (withdrawn_on >= consent_on),
	published_at timestamptz not null,
	source_id bigint not null references source,
	updated_at timestamptz not null,
	version bigint not null default 0
);
create index story_workshop on story (workshop_id);

-- Known of an enterprise: the number and the share, of the fourth quarter of 2022; how many employees it has in all is not said.
insert into enterprise_figure (enterprise_id, as_of, as_of_precision, disabled_employees, disabled_percent, percent_rough, source_id, updated_at)
select e.id, date '2022-12-31', 'QUARTER', 403, 50, true, s.id, now()
from enterprise e, source s where e.code = 'rongsheng' and s.code = 'report-2022';
