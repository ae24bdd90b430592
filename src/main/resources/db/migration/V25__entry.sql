-- What one person enters and another approves, whatever it is about; the headline figures are kept so from now on.

create table entry (
	id bigint generated always as identity primary key,
	kind varchar(40) not null check (kind ~ '^[a-z][a-z-]*$'),
	record_key varchar(120) not null check (btrim(record_key) <> ''),
	-- whose clerk may enter it, where it belongs to a village or community
	community_id bigint references community,
	title varchar(300) not null check (btrim(title) <> ''),
	content jsonb not null,
	differences jsonb not null,
	note varchar(500),
	import_id bigint references import_job,
	state varchar(20) not null check (state in ('SUBMITTED', 'APPROVED', 'RETURNED', 'WITHDRAWN')),
	entered_by bigint not null references account,
	entered_for bigint not null references account,
	entered_by_name varchar(110) not null,
	entered_at timestamptz not null,
	decided_by bigint references account,
	decided_for bigint references account,
	decided_by_name varchar(110),
	decided_at timestamptz,
	decision_note varchar(500),
	check ((state = 'SUBMITTED') = (decided_by is null)),
	check ((decided_by is null) = (decided_at is null) and (decided_by is null) = (decided_by_name is null)
		and (decided_by is null) = (decided_for is null)),
	-- who entered it takes it back and decides nothing of it
	constraint entry_two_persons check (state in ('SUBMITTED', 'WITHDRAWN') or (decided_by not in (entered_by, entered_for)
		and decided_for not in (entered_by, entered_for))),
	check (state <> 'RETURNED' or decision_note is not null)
);
-- Of a record one entry waits at a time, so that nothing is approved over something that was not seen.
create unique index entry_waiting on entry (kind, record_key) where state = 'SUBMITTED';
create index entry_record on entry (kind, record_key, id);
create index entry_community on entry (community_id);
create index entry_import on entry (import_id);
create index entry_open on entry (state, id) where state in ('SUBMITTED', 'RETURNED');
-- What was decided stays as it was decided.
create trigger entry_decided_stays before update or delete on entry
	for each row when (old.state <> 'SUBMITTED') execute function refuse_change_of_decided();

-- A figure of a period is approved again when it is corrected; both stay.
alter table indicator_value
	add column revision int not null default 1 check (revision > 0),
	add column last_value numeric(15, 2),
	add column as_of date,
	add column reason varchar(500),
	add column source_text varchar(300),
	add column entry_id bigint references entry,
	add column approved_at timestamptz,
	drop constraint indicator_value_indicator_id_period_start_period_end_key,
	add unique (indicator_id, period_start, period_end, revision),
	add check (revision = 1 or (reason is not null and btrim(reason) <> '')),
	-- growth is as reported, or follows from the value of the year before; never both
	add check (growth_percent is null or last_value is null);
create index indicator_value_entry on indicator_value (entry_id);
create trigger indicator_value_stays before update or delete on indicator_value for each row execute function refuse_rewriting();
alter table indicator add column active boolean not null default true;
