-- What operators do to screens that 0008 has no column for.

alter table screens add column queue_cleared_at timestamptz;
comment on column screens.queue_cleared_at is 'it drops who waited before this instant; see also display_sessions.queue_cleared_at';

-- An operator who puts words over several screens or sessions does it once, and takes them back once.
alter table screen_notices add column part_of int references screen_notices (id) on delete cascade;
create index screen_notices_part_of on screen_notices (part_of) where part_of is not null;
comment on column screen_notices.part_of is 'the first notice of the same act; null: this is the first';
