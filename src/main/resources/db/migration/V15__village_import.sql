-- What an import of village income touched, so that it can be taken back exactly.

create table income_import (
	job_id bigint not null references import_job on delete cascade,
	return_id bigint not null references income_return on delete cascade,
	-- whether the import made the return; else what it was before
	created boolean not null,
	state_before varchar(20),
	submitted_before timestamptz,
	lines_before text check (lines_before is json array),
	figures_before text check (figures_before is json object),
	-- the return's version once all was written: any other says that somebody went on from there
	version_after bigint,
	primary key (job_id, return_id),
	check (created = (state_before is null)),
	check (created = (lines_before is null)),
	check (created = (figures_before is null))
);
create index income_import_return on income_import (return_id);
