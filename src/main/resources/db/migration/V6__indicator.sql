-- The district's headline figures by period, each with its source.

create table indicator (
	id bigint generated always as identity primary key,
	code varchar(40) not null unique check (code ~ '^[a-z][a-z0-9-]*$'),
	position int not null,
	name varchar(100) not null,
	name_en varchar(100) not null,
	unit varchar(20) not null,
	unit_en varchar(40) not null
);

create table indicator_value (
	id bigint generated always as identity primary key,
	indicator_id bigint not null references indicator,
	period_start date not null,
	period_end date not null,
	value numeric(15, 2) not null,
	growth_percent numeric(6, 2),
	source_id bigint not null references source,
	check (period_end >= period_start),
	unique (indicator_id, period_start, period_end)
);
