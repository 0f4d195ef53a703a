-- Why a figure is not as it should be, and what is done until when: signed by a person, never changed. A later one stands before it.
create table explanation (
  id uuid primary key,
  series text not null,
  why text not null check (length(why) between 10 and 1000),
  remedy text not null check (length(remedy) between 10 and 1000),
  until_day date not null,
  value jsonb not null,
  figure_at timestamptz not null,
  written_by text not null,
  roles jsonb not null,
  written_at timestamptz not null
);
create index explanation_series on explanation (series, written_at desc);
