-- The dividend ledger: what each contributor earned and was paid, line by line, appended and never rewritten.

create table dividend_entry (
	id bigint generated always as identity primary key,
	project_id bigint not null references project,
	contributor_id bigint not null references contributor,
	kind varchar(20) not null check (kind in ('OPENING', 'ACCRUAL', 'ADJUSTMENT', 'SECOND_DISTRIBUTION', 'PAYMENT', 'RETURNED_PAYMENT', 'REVERSAL')),
	-- the year whose dividend it is
	year int not null check (year between 1990 and 2999),
	-- yuan; what is owed is the sum: earned is above zero, paid below
	amount numeric(15, 2) not null check (amount <> 0),
	-- the day by which it is to be paid; null of payments
	pay_by date,
	-- of a run: the line that it is one of, what that line is due in all, and how that was reckoned
	contribution_id bigint references contribution,
	phase varchar(20) check (phase in ('BEFORE_OPERATION', 'IN_OPERATION')),
	class_code varchar(30) references contributor_class,
	terms_id bigint references dividend_terms,
	principal numeric(15, 2),
	rate numeric(9, 6),
	days int,
	year_days int check (year_days in (365, 366)),
	due numeric(15, 2) check (due >= 0),
	-- the how-manieth posting it is of that line, or of that payment
	posting int check (posting >= 1),
	run_id bigint references dividend_run,
	distribution_id bigint references second_distribution,
	payment_line_id bigint references payment_line,
	-- the line that it takes back
	reverses_id bigint references dividend_entry,
	reason varchar(500) check (btrim(reason) <> ''),
	posted_at timestamptz not null,
	posted_by bigint not null references account,
	posted_by_name varchar(110) not null,
	check ((kind in ('ACCRUAL', 'ADJUSTMENT')) = (run_id is not null)),
	check (run_id is null or (contribution_id is not null and phase is not null and terms_id is not null and principal is not null
		and rate is not null and days is not null and year_days is not null and due is not null and posting is not null)),
	check (run_id is not null or (terms_id is null and due is null)),
	check (kind <> 'OPENING' or contribution_id is not null),
	check (kind <> 'ADJUSTMENT' or reason is not null),
	check ((kind = 'SECOND_DISTRIBUTION') = (distribution_id is not null)),
	check ((kind in ('PAYMENT', 'RETURNED_PAYMENT')) = (payment_line_id is not null)),
	check ((kind = 'REVERSAL') = (reverses_id is not null)),
	check (kind <> 'REVERSAL' or reason is not null),
	check (kind <> 'PAYMENT' or amount < 0),
	check (kind not in ('OPENING', 'ACCRUAL', 'SECOND_DISTRIBUTION', 'RETURNED_PAYMENT') or amount > 0),
	check (kind = 'REVERSAL' or (kind in ('PAYMENT', 'RETURNED_PAYMENT')) = (pay_by is null)),
	check ((run_id is not null or payment_line_id is not null) = (posting is not null))
);
create index dividend_entry_statement on dividend_entry (contributor_id, project_id, year, id);
create index dividend_entry_project on dividend_entry (project_id, year);
create index dividend_entry_contribution on dividend_entry (contribution_id, year);
create index dividend_entry_run on dividend_entry (run_id);
create index dividend_entry_distribution on dividend_entry (distribution_id);
create index dividend_entry_payment_line on dividend_entry (payment_line_id);

-- Each of these is posted once and no second time, whoever tries and however often.
create unique index dividend_entry_line_once on dividend_entry (contribution_id, year, phase, class_code, terms_id, posting) nulls not distinct
	where run_id is not null;
create unique index dividend_entry_opening_once on dividend_entry (contribution_id) where kind = 'OPENING';
create unique index dividend_entry_distribution_once on dividend_entry (distribution_id, contributor_id) where distribution_id is not null;
create unique index dividend_entry_payment_once on dividend_entry (payment_line_id, kind, posting) where payment_line_id is not null;
create unique index dividend_entry_reversed_once on dividend_entry (reverses_id);

-- A reversal takes back one line exactly; what a run posted is corrected by the next run, not taken back.
create function check_dividend_reversal() returns trigger language plpgsql as $$
begin
	if not exists (select from dividend_entry e where e.id = new.reverses_id and e.amount = -new.amount and e.project_id = new.project_id
			and e.contributor_id = new.contributor_id and e.year = new.year and e.pay_by is not distinct from new.pay_by
			and e.kind in ('OPENING', 'SECOND_DISTRIBUTION', 'PAYMENT', 'RETURNED_PAYMENT')) then
		raise exception 'a reversal is the opposite of the line that it takes back' using errcode = 'check_violation', constraint = 'dividend_entry_reversal_opposite';
	end if;
	return new;
end $$;
create trigger dividend_entry_reversal_opposite before insert on dividend_entry
	for each row when (new.kind = 'REVERSAL') execute function check_dividend_reversal();

-- For everyone who asks the database, the owner of the table too.
create trigger dividend_entry_append_only before update or delete on dividend_entry for each row execute function refuse_rewriting();
create trigger dividend_entry_never_emptied before truncate on dividend_entry for each statement execute function refuse_rewriting();
