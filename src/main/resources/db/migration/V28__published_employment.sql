-- What was published of people in work at the end of each quarter: written once when the quarter closes, never again; a correction shows in the next.

create table published_quarter (
	-- the quarter's last day
	quarter_end date primary key check (quarter_end = date_trunc('quarter', quarter_end) + interval '3 months' - interval '1 day'),
	closed_at timestamptz not null,
	rule_version int not null check (rule_version >= 1),
	-- the quarter before would be counted differently by what is known now
	corrected boolean not null
);

create table published_figure (
	id bigint generated always as identity primary key,
	quarter_end date not null references published_quarter,
	table_code varchar(10) not null check (table_code in ('GROUP', 'KIND', 'VILLAGE', 'PLACED', 'STAYED', 'WAGE')),
	-- codes, empty for totals; a name is that of the day
	row_code varchar(40) not null,
	column_code varchar(40) not null,
	position int not null,
	row_name varchar(100),
	row_name_en varchar(100),
	-- what was counted, whether it was shown or not: the next quarter's rule has to know
	count bigint check (count >= 0),
	-- yuan a month
	wage numeric(15, 2) check (wage >= 0),
	shown_as varchar(10) not null check (shown_as in ('COUNT', 'FEW', 'WITHHELD', 'NOTHING')),
	unique (quarter_end, table_code, row_code, column_code),
	check ((table_code = 'WAGE') = (count is null)),
	check (wage is null or (table_code = 'WAGE' and shown_as = 'COUNT')),
	check (table_code = 'WAGE' or shown_as <> 'FEW' or count between 1 and 4),
	check (table_code = 'WAGE' or shown_as <> 'COUNT' or count not between 1 and 4)
);
create trigger published_quarter_append_only before update or delete on published_quarter for each row execute function refuse_rewriting();
create trigger published_quarter_never_emptied before truncate on published_quarter for each statement execute function refuse_rewriting();
create trigger published_figure_append_only before update or delete on published_figure for each row execute function refuse_rewriting();
create trigger published_figure_never_emptied before truncate on published_figure for each statement execute function refuse_rewriting();
