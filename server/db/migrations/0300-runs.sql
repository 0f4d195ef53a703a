-- The passes that brought samples or could not read what they got: the way back from a figure outlives the bus. Dropped with the raw samples.
create table run (
  id text primary key,
  source smallint not null,
  ended_at timestamptz not null,
  body jsonb not null
);
create index run_ended on run (ended_at);
