-- Boards of one's own: scenes made here, not in the deployment's folder. `json`, not `jsonb`: the order of layouts and options is theirs.
create table board (
  id text primary key,
  title json not null,
  -- What is published; 0 for a board that is not, or was withdrawn.
  version integer not null default 0,
  created_at timestamptz not null,
  created_by text not null
);

-- Published states, never changed: the scene, and its file to the byte.
create table board_version (
  board text not null references board (id) on delete cascade,
  version integer not null check (version > 0),
  scene json not null,
  file text not null,
  published_at timestamptz not null,
  published_by text not null,
  note text,
  primary key (board, version)
);

-- What is being built: `base` with the first `position` of `edits` in force. `published_revision` is the one that was published last.
create table board_draft (
  board text primary key references board (id) on delete cascade,
  base_version integer not null,
  base json not null,
  edits json not null,
  position integer not null check (position >= 0),
  revision integer not null check (revision >= 0),
  published_revision integer,
  changed_at timestamptz not null,
  changed_by text not null
);
