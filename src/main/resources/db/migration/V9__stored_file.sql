-- Photos and attachments: what is kept of a file once it was checked, and which monthly report carries it.

create table stored_file (
	id bigint generated always as identity primary key,
	-- as it is offered for download: its ending says what it is
	name varchar(120) not null check (btrim(name) <> ''),
	media_type varchar(100) not null,
	size int not null,
	sha256 char(64) not null,
	-- of a photo, what was encoded anew for showing; what came from the camera is not kept
	content bytea not null,
	width int check (width > 0),
	height int check (height > 0),
	small bytea,
	small_width int check (small_width > 0),
	small_height int check (small_height > 0),
	uploaded_by bigint not null references account,
	uploaded_at timestamptz not null,
	check (size > 0 and size = octet_length(content)),
	check ((small is null) = (small_width is null) and (small is null) = (small_height is null)),
	check (small is null or (width is not null and height is not null and media_type = 'image/jpeg'))
);
create index stored_file_uploaded_by on stored_file (uploaded_by);
-- It is packed already.
alter table stored_file alter content set storage external, alter small set storage external;
-- Whoever refers to a file refers to these bytes.
create trigger stored_file_stays before update on stored_file for each row execute function refuse_rewriting();

create table report_file (
	id bigint generated always as identity primary key,
	report_id bigint not null references progress_report,
	file_id bigint not null references stored_file,
	kind varchar(20) not null check (kind in ('PHOTO', 'ATTACHMENT')),
	caption varchar(200) not null check (btrim(caption) <> ''),
	people_agreed boolean not null,
	position int not null check (position > 0),
	removed_at timestamptz,
	check (kind <> 'PHOTO' or people_agreed)
);
create index report_file_report on report_file (report_id, kind, position);
create index report_file_file on report_file (file_id);
