-- How often pages were opened: by role, day and hour. No name, no address, no session, nothing of what a page was about.
create table screen_use (
  day date not null,
  hour smallint not null check (hour between 0 and 23),
  role text not null,
  screen text not null,
  opened integer not null check (opened > 0),
  primary key (day, hour, role, screen)
);
