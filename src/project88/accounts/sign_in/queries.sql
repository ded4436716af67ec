-- Devices that somebody signed in from before. Through the hub door, as everything about people.

-- name: is_known_device
-- Whether this person signed in from there before.
select exists (select from known_devices where user_id = $1 and device_hash = $2 and forgotten_at is null)

-- name: know_device
-- From now on this device is known to this person.
insert into known_devices (user_id, device_hash, seen_at) values ($1, $2, $3)
on conflict (user_id, device_hash) do update set seen_at = excluded.seen_at, forgotten_at = null

-- name: forget_ended
-- Sessions, links, buckets and devices that were over before this instant; how many sessions and links.
select forget_ended_sign_ins($1)

-- name: forget_devices
-- Every device of a person but one.
update known_devices set forgotten_at = $3
where user_id = $1 and device_hash is distinct from $2 and forgotten_at is null
