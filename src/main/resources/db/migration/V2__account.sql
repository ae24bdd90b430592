-- Officials' accounts: roles, scopes, one-time links to set a password, devices that have signed in before.

create extension if not exists btree_gist;

create table account (
	id bigint generated always as identity primary key,
	username varchar(40) not null check (username ~ '^[a-z][a-z0-9-]{2,39}$'),
	name varchar(50) not null check (btrim(name) <> ''),
	unit varchar(100) not null check (btrim(unit) <> ''),
	telephone varchar(30),
	password_hash varchar(200),
	password_set_at timestamptz,
	enabled boolean not null default true,
	predecessor_id bigint references account,
	created_at timestamptz not null,
	last_sign_in_at timestamptz,
	version bigint not null default 0,
	constraint account_username_taken unique (username),
	constraint account_handed_over_once unique (predecessor_id),
	check ((password_hash is null) = (password_set_at is null))
);

create table account_role (
	account_id bigint not null references account,
	role varchar(20) not null check (role in ('ADMIN', 'SECURITY', 'AUDITOR', 'COORDINATOR', 'EDITOR', 'FINANCE', 'CLERK', 'LEADER')),
	-- Separation of powers: an account with one of the three holds nothing else.
	apart int generated always as (case when role in ('ADMIN', 'SECURITY', 'AUDITOR') then 1 else 0 end) stored,
	primary key (account_id, role),
	constraint account_role_apart exclude using gist (account_id with =, apart with <>)
);
create unique index account_role_one_apart on account_role (account_id) where role in ('ADMIN', 'SECURITY', 'AUDITOR');

create table account_department (
	account_id bigint not null references account,
	department_id bigint not null references department,
	primary key (account_id, department_id)
);

create table account_community (
	account_id bigint not null references account,
	community_id bigint not null references community,
	primary key (account_id, community_id)
);

create table one_time_link (
	id bigint generated always as identity primary key,
	token_hash char(64) not null unique,
	account_id bigint not null references account,
	created_at timestamptz not null,
	expires_at timestamptz not null,
	used_at timestamptz,
	check (expires_at > created_at)
);
-- At most one open link an account.
create unique index one_time_link_open on one_time_link (account_id) where used_at is null;

create table account_device (
	id bigint generated always as identity primary key,
	token_hash char(64) not null unique,
	account_id bigint not null references account,
	created_at timestamptz not null,
	last_used_at timestamptz not null
);
create index account_device_account on account_device (account_id);
