-- Local accounts. A password is kept as argon2id alone; an account is closed, never deleted, because the audit trail names it.
create table account (
  name text primary key check (name ~ '^[a-z0-9]+([._-][a-z0-9]+)*$' and length(name) <= 60),
  title text check (length(title) <= 120),
  roles text[] not null,
  scope jsonb not null,
  password_hash text not null check (password_hash like '$argon2id$%'),
  disabled boolean not null default false,
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now()
);
