-- API keys of the transaction's partner. Who made a key is a user, whom only the hub door shows.

-- name: keys
-- The keys that were not revoked, newest first.
select id, name, 'p88_' || prefix as prefix, scopes, made_by, made_at, expires_at, last_used_at
from api_keys
where revoked_at is null
order by id desc
limit 500

-- name: add_key
-- A new key; of its secret only the hash.
insert into api_keys (timing_partner_id, name, prefix, secret_hash, scopes, made_by, expires_at)
values ($1, $2, $3, $4, $5, $6, $7)
returning id, name, 'p88_' || prefix as prefix, scopes, made_by, made_at, expires_at, last_used_at

-- name: revoke_key
-- The key works no more.
update api_keys set revoked_at = now() where id = $1 and revoked_at is null returning id

-- name: count_keys
-- How many keys there are that were not revoked.
select count(*) from api_keys where revoked_at is null
