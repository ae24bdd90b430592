-- Spreadsheets with people in them: what is kept of such an import is sealed, and the file goes as soon as it is not needed any more.

-- whether file, rows, faults and mended cells are sealed
alter table import_job add column sealed boolean not null default false;
-- when file, rows and faults of a sealed import were cleared away
alter table import_job add column cleared_at timestamptz;
create index import_job_to_clear on import_job (sent_at) where sealed and cleared_at is null;
-- A sealed text is longer than the text.
alter table import_fault alter column value type varchar(2000);
alter table import_skipped alter column text type varchar(2000);

-- What an import of placements touched, so that it can be taken back exactly.
create table placement_import (
	job_id bigint not null references import_job on delete cascade,
	placement_id bigint not null references placement on delete cascade,
	-- whether the import made the placement; else the change that it entered
	created boolean not null,
	change_id bigint references placement_change on delete cascade,
	-- whether it made the person too
	person_created boolean not null default false,
	primary key (job_id, placement_id)
);
create index placement_import_placement on placement_import (placement_id);
create index placement_import_change on placement_import (change_id);
