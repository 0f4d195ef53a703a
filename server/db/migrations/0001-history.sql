-- What was accepted, and what it comes to by hour and day. Names of series and sources are kept once.
create table series (
  id integer generated always as identity primary key,
  name text not null unique
);

create table source (
  id smallint generated always as identity primary key,
  name text not null unique
);

-- Every accepted sample. A correction is a further row of the same (series, at, period); the later written is in force.
-- written_ms, written_seq, n: its place in the log, so that a batch applied twice changes nothing.
create table sample (
  series integer not null,
  at timestamptz not null,
  period text not null default '',
  written_ms bigint not null,
  written_seq integer not null,
  n smallint not null,
  value double precision,
  word text,
  state text,
  suspect boolean not null default false,
  reported integer,
  expected integer,
  source smallint not null,
  run text not null,
  received_at timestamptz not null,
  primary key (series, at, period, written_ms, written_seq, n),
  check ((value is null) <> (word is null))
) partition by range (at);

-- What is too old or too far ahead for a day's own partition.
create table sample_other partition of sample default;

-- The partitions by day that exist, so that old ones can be dropped as a whole.
create table sample_day (
  day date primary key,
  name text not null
);

create table rollup_hour (
  series integer not null,
  at timestamptz not null,
  n integer not null,
  sum double precision not null,
  min double precision not null,
  max double precision not null,
  last double precision not null,
  last_at timestamptz not null,
  reported integer,
  expected integer,
  source smallint not null,
  primary key (series, at)
);

create table rollup_day (like rollup_hour including all);

-- How far each durable reader of the log has come; moved in the same transaction as what it wrote.
create table reader (
  name text primary key,
  epoch text not null,
  cursor text not null
);
