-- Passkeys and what they are asked to sign. Through the hub door, as everything about people.

-- name: passkeys
-- Those of a person that still work.
select id, user_id, credential_id, public_key, sign_count, transports, name, created_at, last_used_at
from passkeys where user_id = $1 and removed_at is null order by id

-- name: passkey_by_credential
-- The one that a browser names.
select id, user_id, credential_id, public_key, sign_count, transports, name, created_at, last_used_at
from passkeys where credential_id = $1 and removed_at is null

-- name: add_passkey
-- A new one; no row when this credential is there already.
insert into passkeys (user_id, credential_id, public_key, sign_count, transports, name)
values ($1, $2, $3, $4, $5, $6)
on conflict (credential_id) do nothing
returning id

-- name: use_passkey
-- Its counter and when it was used; only forward, so of two that come at once one is refused. Many authenticators
-- do not count and always say 0.
update passkeys set sign_count = $2, last_used_at = $3
where id = $1 and removed_at is null and ($2 > sign_count or (sign_count = 0 and $2 = 0))
returning id

-- name: rename_passkey
-- As its owner calls it.
update passkeys set name = $3 where id = $1 and user_id = $2 and removed_at is null returning id

-- name: remove_passkey
-- It signs nobody in any more.
update passkeys set removed_at = $3 where id = $1 and user_id = $2 and removed_at is null returning name

-- name: put_challenge
-- What was asked.
insert into passkey_challenges (challenge_hash, purpose, user_id, expires_at) values ($1, $2, $3, $4)

-- name: take_challenge
-- Works once.
update passkey_challenges set used_at = $3
where challenge_hash = $1 and purpose = $2 and expires_at > $3 and used_at is null and user_id is not distinct from $4
returning challenge_hash
