-- Figures handed in by one person and signed off by another. The bytes are kept as received; nothing of them is a number before `approved`.
create table submission (
  id uuid primary key,
  source text not null,
  agency text not null,
  way text not null check (way in ('upload', 'drop', 'manual')),
  file_name text check (length(file_name) <= 200),
  content_type text not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  bytes integer not null,
  body bytea not null,
  sent_by text,
  sent_at timestamptz not null,
  remark text check (length(remark) <= 500),
  state text not null default 'waiting' check (state in ('waiting', 'approved', 'refused', 'withdrawn')),
  figures integer not null,
  rejected integer not null,
  -- What the figures are about: domain -> localities, null for what is none. Decides who may see it and sign it off.
  areas jsonb not null,
  decided_by text,
  decided_at timestamptz,
  answer text check (length(answer) <= 500),
  -- The pass that brought it onto the bus.
  run text,
  check ((state = 'waiting') = (decided_by is null)),
  check (decided_by is null or state = 'withdrawn' or decided_by is distinct from sent_by),
  check (run is null or state = 'approved')
);

-- The same bytes are handed in once, also when a kill lies between keeping them and moving their file away.
create unique index submission_open on submission (source, sha256) where state in ('waiting', 'approved');
create index submission_sent on submission (sent_at desc);
-- Signed off and not yet on the bus.
create index submission_unpublished on submission (decided_at) where state = 'approved' and run is null;
