-- What passes came to for the scores, by hour: how much there was to check ('#figures' …) and what each check lost ('unit' …).
-- dataset is an indicator, or '' for what belongs to no single one. Written in the transaction that moves the reader on.
create table quality_hour (
  source smallint not null,
  dataset text not null,
  what text not null,
  at timestamptz not null,
  n bigint not null,
  primary key (source, at, dataset, what)
);
create index quality_hour_at on quality_hour (at);

-- Up to when a source's time is counted, and until when its last good answer stands. Source 0 is the whole log.
create table quality_watch (
  source smallint primary key,
  since_at timestamptz not null,
  covered_until timestamptz not null,
  every_ms bigint not null
);

-- Stretches in which no good answer stood.
create table quality_gap (
  source smallint not null,
  from_at timestamptz not null,
  to_at timestamptz not null,
  primary key (source, from_at)
);
create index quality_gap_to on quality_gap (to_at);

-- Work on a source, said before it begins.
create table planned_outage (
  id uuid primary key,
  source text not null,
  from_at timestamptz not null,
  to_at timestamptz not null,
  reason text not null check (length(reason) between 3 and 500),
  declared_by text not null,
  declared_at timestamptz not null,
  withdrawn_by text,
  withdrawn_at timestamptz,
  check (declared_at < from_at and from_at < to_at),
  check ((withdrawn_by is null) = (withdrawn_at is null))
);
create index planned_outage_to on planned_outage (to_at);

-- The passes that lost something, newest first.
create index run_lost on run (source, ended_at) where jsonb_exists(body -> 'tally', 'lost');
