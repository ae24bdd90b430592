-- What the bank answered to payments, answer by answer, so that each counts once and can be taken back.

create table payment_answer (
	id bigint generated always as identity primary key,
	line_id bigint not null references payment_line,
	-- the bank's file that it came in
	job_id bigint not null references import_job,
	answer varchar(20) not null check (answer in ('PAID', 'FAILED', 'RETURNED')),
	answered_on date not null,
	bank_reference varchar(60) check (btrim(bank_reference) <> ''),
	reason varchar(200) check (btrim(reason) <> ''),
	-- the state of the payment that it found, and the payment's version once it was written: any other says that somebody went on from there
	state_before varchar(20) not null check (state_before in ('PENDING', 'PAID')),
	line_version bigint not null,
	-- the line of the ledger that it posted
	entry_id bigint unique references dividend_entry,
	undone_at timestamptz,
	check (answer = 'FAILED' or bank_reference is not null),
	check (answer = 'PAID' or reason is not null),
	check ((answer = 'FAILED') = (entry_id is null)),
	check ((answer = 'RETURNED') = (state_before = 'PAID'))
);
create index payment_answer_line on payment_answer (line_id);
create index payment_answer_job on payment_answer (job_id);
-- Whatever it says, the bank says it once, and no reference of the bank stands for two things.
create unique index payment_answer_once on payment_answer (line_id, answer) where undone_at is null;
create unique index payment_answer_reference on payment_answer (bank_reference) where undone_at is null;

-- A form that was sent twice leads to the batch that it made.
alter table payment_batch add column submission uuid unique;
-- The version of the setting by which a notice stands as long as it does.
alter table public_notice add column policy_id bigint references dividend_policy;
create index public_notice_policy on public_notice (policy_id);
-- Payments that did not arrive, to be prepared anew.
create index payment_line_came_back on payment_line (batch_id) where state in ('FAILED', 'RETURNED');
create index notice_objection_unanswered on notice_objection (notice_id) where answer is null;
