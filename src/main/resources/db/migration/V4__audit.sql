-- The history of records (for officials in scope) and the audit trail (for the auditor): both append-only.

create table record_change (
	id bigint generated always as identity primary key,
	record_type varchar(40) not null,
	record_key varchar(80) not null,
	action varchar(60) not null,
	happened_at timestamptz not null,
	actor_id bigint references account,
	actor_name varchar(50) not null,
	note varchar(1000),
	-- what was and what is: [{"field", "subject", "before", "after"}]
	differences jsonb not null default '[]'
);
create index record_change_of_record on record_change (record_type, record_key, id desc);

create table audit_entry (
	id bigint generated always as identity primary key,
	happened_at timestamptz not null,
	kind varchar(20) not null check (kind in ('SIGN_IN', 'SIGN_OUT', 'REFUSAL', 'LOOK', 'CHANGE', 'EXPORT')),
	action varchar(60) not null,
	actor_id bigint references account,
	actor_name varchar(50),
	subject varchar(200),
	detail varchar(1000),
	address varchar(64)
);
create index audit_entry_when on audit_entry (happened_at desc, id desc);
create index audit_entry_actor on audit_entry (actor_name, id desc);

create function refuse_rewriting() returns trigger language plpgsql as $$
begin
	raise exception 'table % is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;

create trigger record_change_append_only before update or delete on record_change for each row execute function refuse_rewriting();
create trigger audit_entry_append_only before update or delete on audit_entry for each row execute function refuse_rewriting();
create trigger record_change_never_emptied before truncate on record_change for each statement execute function refuse_rewriting();
create trigger audit_entry_never_emptied before truncate on audit_entry for each statement execute function refuse_rewriting();

-- Forms that were already carried out, so that a double click saves once.
create table submission (
	id uuid primary key,
	received_at timestamptz not null
);
create index submission_received on submission (received_at);
