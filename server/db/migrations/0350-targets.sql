-- Targets registered by one person and approved by another. A row is never changed but for what became of it.
create table target_registration (
  id uuid primary key,
  indicator text not null,
  subject text not null,
  period text,
  valid_from date not null,
  valid_to date,
  -- Planned values with their papers; exactly one of them is the main one.
  entries jsonb not null,
  reason text not null check (length(reason) between 10 and 1000),
  state text not null default 'waiting' check (state in ('waiting', 'approved', 'returned', 'withdrawn')),
  sent_by text not null,
  sent_roles jsonb not null,
  sent_at timestamptz not null,
  decided_by text,
  decided_roles jsonb,
  decided_at timestamptz,
  answer text check (length(answer) <= 500),
  -- The last day before a later one took over; before valid_from where it never held.
  ended_on date,
  check (valid_to is null or valid_to >= valid_from),
  check ((state = 'waiting') = (decided_by is null)),
  check (state in ('waiting', 'withdrawn') or decided_by <> sent_by),
  check (ended_on is null or state = 'approved')
);
create index target_registration_of on target_registration (indicator, subject);
create index target_registration_sent on target_registration (sent_at desc);

-- Who did what when, what held before and what after; only ever added to.
create table target_step (
  seq bigserial primary key,
  registration uuid not null references target_registration (id),
  did text not null check (did in ('registered', 'approved', 'returned', 'withdrawn', 'ended')),
  at timestamptz not null,
  by_whom text not null,
  roles jsonb not null,
  before jsonb,
  after jsonb
);
create index target_step_of on target_step (registration, seq);
