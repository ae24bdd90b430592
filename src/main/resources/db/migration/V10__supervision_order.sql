-- Supervision orders (督办单): numbered by year without gaps and never deleted, each step and its evidence kept.

-- The last number given in a year. Whoever issues holds the row until the transaction ends, so one that fails gives it back.
create table order_counter (
	year int primary key check (year between 2000 and 2999),
	last int not null check (last >= 1)
);

create table supervision_order (
	id bigint generated always as identity primary key,
	project_id bigint not null references project,
	-- who has to act
	department_id bigint not null references department,
	cause varchar(20) not null check (cause in ('RED_LIGHT', 'OWN')),
	-- the sentence that said why the light was red
	why varchar(500) check (btrim(why) <> ''),
	matter varchar(100) not null check (btrim(matter) <> ''),
	requirement varchar(500) not null check (btrim(requirement) <> ''),
	state varchar(20) not null check (state in ('PROPOSED', 'DISMISSED', 'ISSUED', 'SIGNED', 'REPLIED', 'CLOSED', 'CANCELLED')),
	-- what an order has once it is issued, and keeps
	year int,
	number int,
	issued_on date,
	deadline date,
	-- who led the project at the time
	lead_official varchar(100),
	version bigint not null default 0,
	unique (year, number),
	check ((cause = 'RED_LIGHT') = (why is not null)),
	check ((state in ('PROPOSED', 'DISMISSED')) = (number is null)),
	check ((number is null) = (issued_on is null) and (number is null) = (deadline is null)),
	check (year is not distinct from cast(extract(year from issued_on) as int)),
	check (deadline >= issued_on)
);
create index supervision_order_project on supervision_order (project_id, id);
create index supervision_order_department on supervision_order (department_id, id);
create index supervision_order_open on supervision_order (deadline, id) where state in ('PROPOSED', 'ISSUED', 'SIGNED', 'REPLIED');
-- The system proposes one at a time.
create unique index supervision_order_proposed on supervision_order (project_id) where state = 'PROPOSED';

create function refuse_renumbering() returns trigger language plpgsql as $$
begin
	raise exception 'a supervision order keeps its number' using errcode = 'restrict_violation';
end $$;
create trigger supervision_order_keeps_its_number before update on supervision_order for each row
	when (old.number is not null and (new.number, new.year, new.issued_on) is distinct from (old.number, old.year, old.issued_on))
	execute function refuse_renumbering();
create trigger supervision_order_never_deleted before delete on supervision_order for each row execute function refuse_rewriting();
create trigger supervision_order_never_emptied before truncate on supervision_order for each statement execute function refuse_rewriting();

-- Who did what with an order, and when.
create table order_step (
	id bigint generated always as identity primary key,
	order_id bigint not null references supervision_order,
	action varchar(20) not null check (action in ('PROPOSED', 'DISMISSED', 'ISSUED', 'SIGNED', 'REPLIED', 'RETURNED', 'EXTENDED', 'CLOSED', 'CANCELLED')),
	happened_at timestamptz not null,
	-- nobody, where the system proposed it
	actor_id bigint references account,
	-- whose post it was: the absent official's, where a deputy acted
	post_id bigint references account,
	-- with the name of the absent official, where a deputy acted
	actor_name varchar(110),
	note varchar(1000),
	old_deadline date,
	new_deadline date,
	check ((action = 'PROPOSED') = (actor_id is null)),
	check ((actor_id is null) = (actor_name is null) and (actor_id is null) = (post_id is null))
);
create index order_step_order on order_step (order_id, id);
create index order_step_actor on order_step (actor_id);
create index order_step_post on order_step (post_id);
create trigger order_step_append_only before update or delete on order_step for each row execute function refuse_rewriting();
create trigger order_step_never_emptied before truncate on order_step for each statement execute function refuse_rewriting();

-- Evidence beside a reply.
create table order_file (
	step_id bigint not null references order_step,
	file_id bigint not null references stored_file,
	name varchar(200) not null,
	primary key (step_id, file_id)
);
create unique index order_file_file on order_file (file_id);
create trigger order_file_append_only before update or delete on order_file for each row execute function refuse_rewriting();
create trigger order_file_never_emptied before truncate on order_file for each statement execute function refuse_rewriting();
