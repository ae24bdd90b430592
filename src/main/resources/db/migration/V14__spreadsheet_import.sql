-- Spreadsheets on their way in: the file, how it was read, what each of its rows did or would do.

create table import_job (
	id bigint generated always as identity primary key,
	-- code of the sheet that a feature declares
	sheet varchar(40) not null check (sheet ~ '^[a-z][a-z0-9-]*$'),
	state varchar(20) not null check (state in ('READING', 'FAULTY', 'CHECKED', 'WRITING', 'WRITTEN', 'UNDOING', 'UNDONE', 'UNREADABLE', 'DROPPED', 'INTERRUPTED')),
	file_name varchar(200) not null,
	file_size bigint not null check (file_size >= 0),
	content bytea not null,
	sent_by bigint not null references account,
	sent_for bigint not null references account,
	sent_by_name varchar(110) not null,
	sent_at timestamptz not null,
	-- which column is which, as found or as corrected by hand
	recognition text check (recognition is json object),
	-- what a person typed in place of faulty cells, by "row:column"
	mended text not null default '{}' check (mended is json object),
	-- rows done and rows expected of the work at hand
	progress int not null default 0,
	expected int not null default 0,
	added int not null default 0,
	changed int not null default 0,
	same int not null default 0,
	-- rows with a fault, and faults in all (the first thousand are kept)
	faulty int not null default 0,
	faults int not null default 0,
	-- why the file as a whole cannot be taken: a message key and its arguments
	refusal varchar(100),
	refusal_arguments text not null default '[]' check (refusal_arguments is json array),
	written_by_name varchar(110),
	written_at timestamptz,
	undone_by_name varchar(110),
	undone_at timestamptz,
	undo_reason varchar(500),
	version bigint not null default 0
);
create index import_job_sent_by on import_job (sent_by, id desc);
create index import_job_sent_for on import_job (sent_for, id desc);

-- A row of the table: what it says, and what was on record.
create table import_row (
	job_id bigint not null references import_job on delete cascade,
	number int not null check (number >= 1),
	outcome varchar(10) not null check (outcome in ('ADDED', 'CHANGED', 'LEFT')),
	content text not null check (content is json object),
	before text not null check (before is json object),
	primary key (job_id, number)
);
create index import_row_outcome on import_row (job_id, outcome, number);

-- Rows that were left out, and why.
create table import_skipped (
	job_id bigint not null references import_job on delete cascade,
	number int not null,
	reason varchar(20) not null check (reason in ('TOTAL', 'NOTE', 'HEADING')),
	text varchar(200) not null,
	primary key (job_id, number)
);

create table import_fault (
	id bigint generated always as identity primary key,
	job_id bigint not null references import_job on delete cascade,
	number int not null,
	field varchar(60),
	at int,
	value varchar(200),
	reason varchar(100) not null,
	arguments text not null check (arguments is json array)
);
create index import_fault_job on import_fault (job_id, number, at);
