-- Sessions (behind the hub door: people belong to no partner) and buckets of tries.
-- Instants come and go as milliseconds UTC.

-- name: begin_session
-- A new session.
insert into user_sessions (id, secret_hash, user_id, facts, address, user_agent, created_at, seen_at, expires_at)
values ($1, $2, $3, $4::text::jsonb, $5, $6,
    to_timestamp($7::bigint / 1000.0), to_timestamp($7::bigint / 1000.0), to_timestamp($8::bigint / 1000.0))

-- name: find_session
-- The session of a secret, if it has not ended; notes that it was seen, unless that was noted a moment ago.
with found as (
    select id, user_id, facts, address, user_agent, created_at, seen_at, expires_at
    from user_sessions
    where secret_hash = $1 and ended_at is null
        and expires_at > to_timestamp($2::bigint / 1000.0)
        and seen_at > to_timestamp(($2::bigint - $3::bigint) / 1000.0)
), seen as (
    update user_sessions set seen_at = to_timestamp($2::bigint / 1000.0)
    from found
    where user_sessions.id = found.id and user_sessions.ended_at is null
        and found.seen_at <= to_timestamp(($2::bigint - $4::bigint) / 1000.0)
    returning user_sessions.seen_at
)
select id, user_id, facts::text as facts, address, user_agent,
    (extract(epoch from created_at) * 1000)::bigint as created_ms,
    (extract(epoch from coalesce((select seen_at from seen), seen_at)) * 1000)::bigint as seen_ms,
    (extract(epoch from expires_at) * 1000)::bigint as expires_ms
from found

-- name: change_session
-- New values for some facts of a session that was not ended.
update user_sessions set facts = facts || $2::text::jsonb where id = $1 and ended_at is null returning id

-- name: sessions_of_user
-- What a person can still use, last seen first.
select id, user_id, facts::text as facts, address, user_agent,
    (extract(epoch from created_at) * 1000)::bigint as created_ms,
    (extract(epoch from seen_at) * 1000)::bigint as seen_ms,
    (extract(epoch from expires_at) * 1000)::bigint as expires_ms
from user_sessions
where user_id = $1 and ended_at is null
    and expires_at > to_timestamp($2::bigint / 1000.0)
    and seen_at > to_timestamp(($2::bigint - $3::bigint) / 1000.0)
order by seen_at desc, id

-- name: end_session
-- End one session of a person.
update user_sessions set ended_at = now() where id = $2 and user_id = $1 and ended_at is null returning id

-- name: end_sessions
-- End all sessions of a person, but perhaps one.
update user_sessions set ended_at = now()
where user_id = $1 and ended_at is null and id is distinct from $2
returning id

-- name: take_try
-- Take one try of a bucket: a row when there was one. The row's lock makes those who come together take turns.
insert into rate_limits as bucket (key, tries_left, counted_at)
values ($1, $3::float8 - 1, to_timestamp($4::bigint / 1000.0))
on conflict (key) do update set
    tries_left = least($3::float8, bucket.tries_left + $2::float8 / 60
        * greatest(extract(epoch from excluded.counted_at - bucket.counted_at)::float8, 0)) - 1,
    counted_at = greatest(bucket.counted_at, excluded.counted_at)
where least($3::float8, bucket.tries_left + $2::float8 / 60
        * greatest(extract(epoch from excluded.counted_at - bucket.counted_at)::float8, 0)) >= 1
returning true
