-- Reminders: where they go, and what became of each, so that nobody gets two on one day.

alter table account add email varchar(254)
	check (email ~ '^[^@[:space:]]+@[A-Za-z0-9.-]+[.][A-Za-z0-9-]+$');

-- One row a day, channel and official; of the group one row a day.
create table reminder (
	id bigint generated always as identity primary key,
	day date not null,
	channel varchar(20) not null check (channel in ('MAIL', 'GROUP')),
	-- null for the group
	account_id bigint references account,
	-- CLAIMED: somebody is at it, or stopped in the middle; whether it went out is not known, so it is not sent again
	state varchar(20) not null check (state in ('CLAIMED', 'NOTHING', 'SENT', 'FAILED', 'UNCERTAIN')),
	attempts int not null check (attempts >= 1),
	claimed_at timestamptz not null,
	sent_at timestamptz,
	-- the kind of failure, no text of a server: that may name a person
	failure varchar(60),
	unique nulls not distinct (day, channel, account_id),
	check ((channel = 'GROUP') = (account_id is null)),
	check ((state = 'SENT') = (sent_at is not null)),
	check ((state in ('FAILED', 'UNCERTAIN')) = (failure is not null))
);
create index reminder_account on reminder (account_id);
