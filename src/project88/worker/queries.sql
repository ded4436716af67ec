-- What the worker asks of the database.

-- name: wait_little_for_locks
-- For this transaction: rather try again later than stand in the way of reads that come in now.
select set_config('lock_timeout', $1, true)

-- name: ensure_read_partitions
-- Makes the day partitions that are missing between two days, both included; says how many.
select ensure_read_partitions($1, $2)

-- name: drop_read_partitions
-- Drops the whole days of reads before this day; says how many.
select drop_read_partitions($1)

-- name: forget_ended_connections
-- Removes connections of senders that ended before this instant; says how many.
select forget_ended_connections($1)
