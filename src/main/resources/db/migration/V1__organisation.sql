-- Who exists: departments, villages and communities, enterprises; and the sources that facts are taken from.

create table department (
	id bigint generated always as identity primary key,
	code varchar(40) not null unique check (code ~ '^[a-z][a-z0-9-]*$'),
	name varchar(100) not null unique check (btrim(name) <> ''),
	name_en varchar(100),
	active boolean not null default true
);

create table community (
	id bigint generated always as identity primary key,
	code varchar(40) not null unique check (code ~ '^[a-z][a-z0-9-]*$'),
	kind varchar(20) not null check (kind in ('VILLAGE', 'COMMUNITY')),
	name varchar(100) not null unique check (btrim(name) <> ''),
	name_en varchar(100),
	note varchar(500),
	active boolean not null default true
);

create table source (
	id bigint generated always as identity primary key,
	code varchar(40) not null unique check (code ~ '^[a-z][a-z0-9-]*$'),
	kind varchar(20) not null check (kind in ('PUBLICATION', 'PORTAL_RECORD', 'DEMO')),
	title varchar(300) not null check (btrim(title) <> ''),
	title_en varchar(300)
);

create table enterprise (
	id bigint generated always as identity primary key,
	code varchar(40) not null unique check (code ~ '^[a-z][a-z0-9-]*$'),
	name varchar(200) not null unique check (btrim(name) <> ''),
	name_en varchar(200),
	source_id bigint not null references source
);
