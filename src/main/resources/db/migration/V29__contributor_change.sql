-- Where a contributor's money goes and which class decides its rate: entered by one person, decided on by another.

create table contributor_change (
	id bigint generated always as identity primary key,
	-- what the seal is bound to
	reference uuid not null unique,
	contributor_id bigint not null references contributor,
	-- ACCOUNT: identifier, bank and account; CLASS: the class from a day on
	kind varchar(20) not null check (kind in ('ACCOUNT', 'CLASS')),
	-- sealed: identifier, bank and account, as they were and as they are to be
	content bytea,
	-- null: of no class from that day on
	class_code varchar(30) references contributor_class,
	class_from date,
	reason varchar(500) check (btrim(reason) <> ''),
	document varchar(200) not null check (btrim(document) <> ''),
	state varchar(20) not null check (state in ('ENTERED', 'APPROVED', 'RETURNED', 'RETRACTED')),
	entered_by bigint not null references account,
	entered_for bigint not null references account,
	entered_by_name varchar(110) not null,
	entered_at timestamptz not null,
	decided_by bigint references account,
	decided_for bigint references account,
	decided_by_name varchar(110),
	decided_at timestamptz,
	decision_note varchar(500),
	version bigint not null default 0,
	check ((kind = 'ACCOUNT') = (content is not null)),
	check ((kind = 'CLASS') = (class_from is not null)),
	check (kind = 'CLASS' or (class_code is null and reason is not null)),
	check ((state = 'ENTERED') = (decided_at is null)),
	constraint contributor_change_two_persons check (state = 'RETRACTED' or (decided_by not in (entered_by, entered_for) and decided_for not in (entered_by, entered_for)))
);
create index contributor_change_contributor on contributor_change (contributor_id, id);
create unique index contributor_change_open on contributor_change (contributor_id, kind) where state = 'ENTERED';
create index contributor_change_waiting on contributor_change (entered_at, id) where state = 'ENTERED';
-- All but the seal, which is made anew when the key changes.
create trigger contributor_change_approved_stays before update of contributor_id, kind, class_code, class_from, reason, document, state,
		entered_by, entered_for, decided_by, decided_for, decided_at on contributor_change
	for each row when (old.state = 'APPROVED') execute function refuse_change_of_decided();
create trigger contributor_change_approved_is_kept before delete on contributor_change
	for each row when (old.state = 'APPROVED') execute function refuse_change_of_decided();
